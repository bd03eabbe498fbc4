#include "host/robustness/importance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "host/data/expand_presets.hpp"
#include "host/robustness/survival.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/drawn_anchors.hpp"
#include "host/sweep/sample_piece.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

constexpr std::size_t dummies = 40;
constexpr std::size_t joint_intervals = 4;  ///< of each axis of a set, in PAWN indices

using Positions = std::vector<std::vector<std::uint32_t>>;  ///< [axis][sample]

/// The values of one number in all scenarios of a sweep.
struct Values {
    Quantity quantity;
    const PathResult* path = nullptr;  ///< of survival
    std::vector<double> of;            ///< [scenario] NaN where skipped
};

std::vector<std::size_t> varied_axes(const std::vector<Axis>& axes) {
    std::vector<std::size_t> varied;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].size() > 1) varied.push_back(axis);
    return varied;
}

double survival_value(std::uint8_t state) {
    if (state == static_cast<std::uint8_t>(Survival::skipped)) return std::numeric_limits<double>::quiet_NaN();
    return survives(static_cast<Survival>(state)) ? 1 : 0;
}

/// Why the similarity to the study's own solution is not known; empty where it is.
std::string no_similarity(const SweepResult& result) {
    if (result.solution.empty()) return "the file has no column of solutions";
    if (result.census_details.own.empty()) return "the study has no solution of its own";
    if (result.counts.census_overflow > 0) return "there are more solutions than the census holds";
    return "";
}

/// @param type  [scenario] position on the axis of solution types
template <class TypeOf>
std::vector<Values> values_of(const SweepResult& result, const std::vector<const PathResult*>& paths, const TypeOf& type) {
    std::vector<Values> all;
    for (const PathResult* path : paths) {
        Values values{Quantity::survival, path, {}};
        for (const std::uint8_t state : path->survival) values.of.push_back(survival_value(state));
        all.push_back(std::move(values));
    }
    if (!no_similarity(result).empty()) return all;
    const std::size_t types = result.axes.back().size();
    for (const Quantity quantity : {Quantity::path_similarity, Quantity::literal_similarity}) {
        const std::vector<double>& similarity =
            quantity == Quantity::path_similarity ? result.census_details.path_similarity : result.census_details.literal_similarity;
        Values values{quantity, nullptr, {}};
        for (std::size_t s = 0; s < result.solution.size(); ++s)
            values.of.push_back(result.solution[s] == no_solution_id ? std::numeric_limits<double>::quiet_NaN() : similarity[result.solution[s] * types + type(s)]);
        all.push_back(std::move(values));
    }
    return all;
}

ChoiceRanking ranking_of(const Values& values, std::size_t choices) {
    ChoiceRanking ranking;
    ranking.quantity = values.quantity;
    ranking.of.resize(choices);
    if (values.path != nullptr) {
        ranking.path = values.path->expression;
        ranking.name = values.path->name;
    }
    return ranking;
}

/// The intervals of a choice: those of its axis, or joint ones of several.
std::vector<std::uint32_t> intervals_of(const Choice& choice, const std::vector<Axis>& axes, const Positions& positions) {
    if (!choice.is_set()) return positions[choice.axes.front()];
    std::vector<std::uint32_t> joint(positions[choice.axes.front()].size());
    for (const std::size_t axis : choice.axes) {
        const std::size_t size = axes[axis].size(), intervals = std::min(size, joint_intervals);
        for (std::size_t i = 0; i < joint.size(); ++i)
            joint[i] = static_cast<std::uint32_t>(joint[i] * intervals + positions[axis][i] * intervals / size);
    }
    // Those that have no sample are none.
    std::vector<std::uint32_t> there = joint;
    std::sort(there.begin(), there.end());
    there.erase(std::unique(there.begin(), there.end()), there.end());
    for (std::uint32_t& interval : joint) interval = static_cast<std::uint32_t>(std::lower_bound(there.begin(), there.end(), interval) - there.begin());
    return joint;
}

/// What samples say, none of them skipped.
void add_samples(ChoiceRanking& ranking, const Importance& importance, const std::vector<double>& values, const Positions& positions,
                 const ImportanceOptions& options) {
    const std::vector<std::uint32_t> levels = levels_of(values);
    Crew crew(options.sweep.threads);
    crew.share(importance.choices.size(), [&](int, std::size_t c) {
        ranking.of[c].pawn = pawn_index(levels, intervals_of(importance.choices[c], importance.axes, positions), dummies, options.seed);
    });
    if (ranking.quantity != Quantity::survival) return;
    ScenarioTable table;
    table.sample = true;
    for (const std::size_t axis : importance.box_axes)
        table.columns.push_back({importance.axes[axis].size(), importance.axes[axis].labels.empty(), positions[axis], 1});
    for (std::size_t i = 0; i < values.size(); ++i) {
        table.scenarios.push_back(static_cast<std::uint32_t>(i));
        table.interesting.push_back((values[i] == 1) == options.surviving ? 1 : 0);
    }
    ranking.boxes = scenario_boxes(table, options.boxes);
}

/// Of the samples with these numbers.
Positions drawn_positions(const Study& study, const SweepPlan& plan, const std::vector<std::uint32_t>& samples, int threads) {
    std::vector<DrawnAnchors> anchors;
    for (std::size_t set = 0; set < plan.sets.size(); ++set) anchors.emplace_back(study, plan, set);
    SamplePiece piece;
    piece.samples = samples.data();
    piece.size = samples.size();
    Crew crew(threads);
    draw(piece, Sampler(plan.design), plan, anchors, crew);
    Positions positions;
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        positions.emplace_back(piece.on_axis(axis), piece.on_axis(axis) + piece.size);
    return positions;
}

ScenarioTable table_of_grid(const Importance& importance, const std::vector<std::uint8_t>& survival, bool surviving) {
    ScenarioTable table;
    const std::vector<std::size_t> strides = axis_strides(importance.axes);
    for (const std::size_t axis : importance.box_axes)
        table.columns.push_back({importance.axes[axis].size(), importance.axes[axis].labels.empty(), {}, strides[axis]});
    table.interesting.resize(survival.size());
    for (std::size_t s = 0; s < survival.size(); ++s) {
        const auto state = static_cast<Survival>(survival[s]);
        if (state == Survival::skipped) continue;
        table.scenarios.push_back(static_cast<std::uint32_t>(s));
        table.interesting[s] = survives(state) == surviving ? 1 : 0;
    }
    return table;
}

void add_mean(ChoiceRanking& ranking, const std::vector<double>& values) {
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    ranking.mean = sum / static_cast<double>(values.size());
    for (const double value : values) squares += (value - ranking.mean) * (value - ranking.mean);
    ranking.variance = squares / static_cast<double>(values.size());
}

}  // namespace

Importance importance_of_study(const Study& own_study, const StudyData& data, const ImportanceOptions& options) {
    Study study = with_presets(own_study, data);
    study.paths = paths_of_interest(study, data);
    study.sweep.simultaneous = false;
    const SaltelliPlan saltelli = saltelli_plan(study, data.cases, options.points, options.seed);
    check_slices(study, data, saltelli.plan);
    ColumnPlan columns{true, true, false, saltelli.plan.scenarios * (study.paths.size() + 4)};
    const SweepResult result = run_plan(study, data, saltelli.plan, columns, options.sweep);
    if (result.counts.skipped > 0)
        reject(study.file + ": [sweep]", fmt::format("the anchors of {} of {} scenarios are out of order", result.counts.skipped, result.counts.scenarios),
               "choices that move all sets, or another outcome, put them there", "leave room between the ranges, or shift less");

    Importance importance;
    importance.study = study.name;
    importance.outcome = result.outcome;
    importance.design = design_names[static_cast<std::size_t>(saltelli.plan.design.design)];
    importance.axes = saltelli.plan.axes;
    importance.choices = saltelli.choices;
    importance.box_axes = varied_axes(importance.axes);
    importance.points = saltelli.points;
    importance.matrices = saltelli.matrices();
    importance.scenarios = result.counts.scenarios;
    importance.overlapping = saltelli.overlapping;
    importance.no_similarity = no_similarity(result);

    std::vector<std::uint32_t> samples;
    for (std::uint64_t point = 0; point < saltelli.points; ++point)
        for (const std::uint64_t matrix : {0, 1}) samples.push_back(static_cast<std::uint32_t>(point * saltelli.matrices() + matrix));
    const Positions positions = drawn_positions(study, saltelli.plan, samples, options.sweep.threads);
    const Sampler sampler(saltelli.plan.design);
    std::vector<const PathResult*> paths;
    for (const PathResult& path : result.paths) paths.push_back(&path);
    for (const Values& values : values_of(result, paths, [&](std::size_t s) { return sampler.position(saltelli.plan.type_axis, s); })) {
        ChoiceRanking ranking = ranking_of(values, importance.choices.size());
        const SobolIndices indices = sobol_indices(values.of, importance.choices.size(), {options.replicates, options.seed, options.sweep.threads});
        ranking.mean = indices.mean;
        ranking.variance = indices.variance;
        for (std::size_t c = 0; c < importance.choices.size(); ++c) ranking.of[c].sobol = indices.of[c];
        std::vector<double> of_samples;
        for (const std::uint32_t sample : samples) of_samples.push_back(values.of[sample]);
        add_samples(ranking, importance, of_samples, positions, options);
        importance.rankings.push_back(std::move(ranking));
    }
    return importance;
}

Importance importance_of_result(const SweepResult& result, const std::string& file, const std::vector<const PathResult*>& paths,
                                const ImportanceOptions& options) {
    Importance importance;
    importance.source = result.design.stated() ? ImportanceSource::samples : ImportanceSource::grid;
    importance.study = result.provenance.study_name;
    importance.outcome = result.outcome;
    importance.design = design_names[static_cast<std::size_t>(result.design.design)];
    importance.axes = result.axes;
    std::vector<std::string> sets = result.conditions;
    sets.push_back(result.outcome.starts_with('~') ? result.outcome.substr(1) : result.outcome);
    importance.choices = choices_of(result.axes, sets);
    importance.box_axes = varied_axes(result.axes);
    importance.scenarios = result.counts.scenarios;
    importance.skipped = result.counts.skipped;
    importance.columns = std::all_of(paths.begin(), paths.end(), [](const PathResult* path) { return !path->survival.empty(); });
    if (importance.source == ImportanceSource::grid) {
        importance.no_similarity = "it is not in the maps of a grid; give the study file";
        for (const PathResult* path : paths) {
            ChoiceRanking ranking = ranking_of({Quantity::survival, path, {}}, importance.choices.size());
            VarianceShares shares = variance_shares(*path, result.axes, importance.choices);
            ranking.mean = shares.mean;
            ranking.variance = shares.variance;
            for (std::size_t c = 0; c < importance.choices.size(); ++c) ranking.of[c].exact = shares.of[c];
            ranking.pairs = std::move(shares.pairs);
            if (!path->survival.empty()) ranking.boxes = scenario_boxes(table_of_grid(importance, path->survival, options.surviving), options.boxes);
            importance.rankings.push_back(std::move(ranking));
        }
        return importance;
    }
    if (!importance.columns)
        reject(file, "it has no column of survival", "samples are ranked one by one", "run it with [sweep.columns] survival = \"always\"");
    importance.no_similarity = no_similarity(result);
    const Sampler sampler(result.design);
    for (const Values& values : values_of(result, paths, [&](std::size_t s) { return sampler.position(result.axes.size() - 1, s); })) {
        ChoiceRanking ranking = ranking_of(values, importance.choices.size());
        Positions positions(result.axes.size());
        std::vector<double> there;
        for (std::size_t s = 0; s < values.of.size(); ++s) {
            if (std::isnan(values.of[s])) continue;
            there.push_back(values.of[s]);
            for (std::size_t axis = 0; axis < positions.size(); ++axis) positions[axis].push_back(static_cast<std::uint32_t>(sampler.position(axis, s)));
        }
        add_mean(ranking, there);
        add_samples(ranking, importance, there, positions, options);
        importance.rankings.push_back(std::move(ranking));
    }
    return importance;
}

std::vector<std::size_t> ranked(const ChoiceRanking& ranking, std::vector<std::size_t> choices) {
    const auto key = [&](std::size_t c) {
        const ChoiceImportance& of = ranking.of[c];
        if (of.sobol) return std::pair{of.sobol->total, of.sobol->first};
        if (of.exact) return std::pair{std::isnan(of.exact->total) ? of.exact->first : of.exact->total, of.exact->first};
        return std::pair{of.pawn->median, of.pawn->maximum};
    };
    std::stable_sort(choices.begin(), choices.end(), [&](std::size_t a, std::size_t b) {
        const auto x = key(a), y = key(b);
        // What is not known comes last.
        if (std::isnan(x.first) || std::isnan(y.first)) return !std::isnan(x.first) && std::isnan(y.first);
        return x > y;
    });
    return choices;
}

}  // namespace qca
