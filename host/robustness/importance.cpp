#include "host/robustness/importance.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

std::vector<std::size_t> varied_axes(const std::vector<Axis>& axes) {
    std::vector<std::size_t> varied;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].size() > 1) varied.push_back(axis);
    return varied;
}

/// Position of each sample on the axis of solution types.
std::vector<std::uint8_t> drawn_types(const SweepResult& result, const Sampler& sampler, Crew& crew) {
    std::vector<std::uint8_t> types(result.solution.size());
    const std::size_t axis = result.axes.size() - 1;
    if (result.axes[axis].size() > 1)
        share_range(crew, types.size(), [&](std::size_t s) { types[s] = static_cast<std::uint8_t>(sampler.position(axis, s)); });
    return types;
}

/// Survival of the paths, and similarities where they are known. @param types  as for RankedNumber
std::vector<RankedNumber> numbers_of(const SweepResult& result, const std::vector<const PathResult*>& paths, const std::vector<std::uint8_t>* types) {
    std::vector<RankedNumber> numbers;
    for (const PathResult* path : paths) numbers.emplace_back(*path);
    if (!no_similarity(result).empty()) return numbers;
    for (const Quantity quantity : {Quantity::path_similarity, Quantity::literal_similarity}) numbers.emplace_back(result, quantity, types);
    return numbers;
}

ChoiceRanking ranking_of(Quantity quantity, const PathResult* path, std::size_t choices) {
    ChoiceRanking ranking;
    ranking.quantity = quantity;
    ranking.of.resize(choices);
    if (path != nullptr) {
        ranking.path = path->expression;
        ranking.name = path->name;
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
    std::vector<std::uint32_t> number(joint.empty() ? 0 : *std::max_element(joint.begin(), joint.end()) + std::size_t{1});
    for (const std::uint32_t interval : joint) number[interval] = 1;
    std::uint32_t there = 0;
    for (std::uint32_t& of : number) there += std::exchange(of, there);
    for (std::uint32_t& interval : joint) interval = number[interval];
    return joint;
}

/// What samples say of a number.
/// @param samples    their numbers, none of them skipped
/// @param positions  [axis][place in samples]
/// @param intervals  [choice][place in samples], see intervals_of()
void add_samples(ChoiceRanking& ranking, const Importance& importance, const RankedNumber& number, const std::vector<std::uint32_t>& samples,
                 const Positions& positions, const std::vector<std::vector<std::uint32_t>>& intervals, const ImportanceOptions& options) {
    std::vector<std::uint32_t> levels;
    levels.reserve(samples.size());
    for (const std::uint32_t sample : samples) levels.push_back(number.level(sample));
    const std::vector<PawnIndex> pawn = pawn_indices(levels, intervals, dummies, options.seed, options.sweep.threads);
    for (std::size_t c = 0; c < pawn.size(); ++c) ranking.of[c].pawn = pawn[c];
    if (ranking.quantity != Quantity::survival) return;
    ScenarioTable table;
    table.sample = true;
    for (const std::size_t axis : importance.box_axes)
        table.columns.push_back({importance.axes[axis].size(), importance.axes[axis].labels.empty(), positions[axis], 1});
    for (std::size_t i = 0; i < levels.size(); ++i) {
        table.scenarios.push_back(static_cast<std::uint32_t>(i));
        table.interesting.push_back((levels[i] == 1) == options.surviving ? 1 : 0);
    }
    ranking.boxes = scenario_boxes(table, options.boxes);
}

std::vector<std::vector<std::uint32_t>> all_intervals(const Importance& importance, const Positions& positions, Crew& crew) {
    std::vector<std::vector<std::uint32_t>> intervals(importance.choices.size());
    crew.share(intervals.size(), [&](int, std::size_t c) { intervals[c] = intervals_of(importance.choices[c], importance.axes, positions); });
    return intervals;
}

/// Of the samples with these numbers.
Positions drawn_positions(const Study& study, const SweepPlan& plan, const std::vector<std::uint32_t>& samples, Crew& crew) {
    std::vector<DrawnAnchors> anchors;
    for (std::size_t set = 0; set < plan.sets.size(); ++set) anchors.emplace_back(study, plan, set);
    SamplePiece piece;
    piece.samples = samples.data();
    piece.size = samples.size();
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

void add_mean(ChoiceRanking& ranking, const RankedNumber& number, const std::vector<std::uint32_t>& samples) {
    const auto value = [&](std::uint32_t sample) { return number.values()[number.level(sample)]; };
    double sum = 0, squares = 0;
    for (const std::uint32_t sample : samples) sum += value(sample);
    ranking.mean = sum / static_cast<double>(samples.size());
    for (const std::uint32_t sample : samples) squares += (value(sample) - ranking.mean) * (value(sample) - ranking.mean);
    ranking.variance = squares / static_cast<double>(samples.size());
}

void add_shares(ChoiceRanking& ranking, VarianceShares shares) {
    ranking.mean = shares.mean;
    ranking.variance = shares.variance;
    for (std::size_t c = 0; c < ranking.of.size(); ++c) ranking.of[c].exact = shares.of[c];
    ranking.pairs = std::move(shares.pairs);
}

/// Exact shares of a complete grid.
void rank_grid(Importance& importance, const SweepResult& result, const std::vector<const PathResult*>& paths, const ImportanceOptions& options) {
    for (const PathResult* path : paths) {
        ChoiceRanking ranking = ranking_of(Quantity::survival, path, importance.choices.size());
        add_shares(ranking, variance_shares(*path, result.axes, importance.choices));
        if (!path->survival.empty()) ranking.boxes = scenario_boxes(table_of_grid(importance, path->survival, options.surviving), options.boxes);
        importance.rankings.push_back(std::move(ranking));
    }
    const std::vector<RankedNumber> similarities = numbers_of(result, {}, nullptr);
    StepCount progress("rankings", similarities.size(), options.progress);
    for (const RankedNumber& number : similarities) {
        ChoiceRanking ranking = ranking_of(number.quantity(), nullptr, importance.choices.size());
        add_shares(ranking, variance_shares(number, result.axes, importance.choices, options.sweep.threads));
        importance.rankings.push_back(std::move(ranking));
        progress.add();
    }
}

/// What the samples of a design say. @pre the paths have their columns
void rank_samples(Importance& importance, const SweepResult& result, const std::vector<const PathResult*>& paths, const ImportanceOptions& options) {
    Crew crew(options.sweep.threads);
    const Sampler sampler(result.design);
    const std::vector<std::uint8_t> types = drawn_types(result, sampler, crew);
    std::vector<std::uint32_t> samples;
    Positions positions(result.axes.size());
    std::vector<std::vector<std::uint32_t>> intervals;
    const std::vector<RankedNumber> numbers = numbers_of(result, paths, &types);
    StepCount progress("rankings", numbers.size(), options.progress);
    for (const RankedNumber& number : numbers) {
        std::vector<std::uint32_t> there;
        for (std::size_t s = 0; s < number.scenarios(); ++s)
            if (number.level(s) != RankedNumber::skipped) there.push_back(static_cast<std::uint32_t>(s));
        if (there != samples) {
            samples = std::move(there);
            for (std::size_t axis = 0; axis < positions.size(); ++axis) {
                positions[axis].resize(samples.size());
                share_range(crew, samples.size(), [&](std::size_t i) { positions[axis][i] = static_cast<std::uint32_t>(sampler.position(axis, samples[i])); });
            }
            intervals = all_intervals(importance, positions, crew);
        }
        ChoiceRanking ranking = ranking_of(number.quantity(), number.path(), importance.choices.size());
        add_mean(ranking, number, samples);
        if (samples.empty()) intervals.resize(importance.choices.size());
        add_samples(ranking, importance, number, samples, positions, intervals, options);
        importance.rankings.push_back(std::move(ranking));
        progress.add();
    }
}

}  // namespace

Importance importance_of_study(const Study& own_study, const StudyData& data, const ImportanceOptions& options) {
    Study study = with_presets(own_study, data);
    study.paths = paths_of_interest(study, data);
    study.sweep.simultaneous = false;
    const SaltelliPlan saltelli = saltelli_plan(study, data.cases, options.points, options.seed);
    check_slices(study, data, saltelli.plan);
    ColumnPlan columns{true, true, false, saltelli.plan.scenarios * (study.paths.size() + 4)};
    SweepOptions sweep = options.sweep;
    if (options.progress)
        sweep.progress = [&](const SweepProgress& p) { options.progress({"scenarios", p.scenarios_done, p.scenarios, p.seconds}); };
    const SweepResult result = run_plan(study, data, saltelli.plan, columns, sweep);
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
    Crew crew(options.sweep.threads);
    const Positions positions = drawn_positions(study, saltelli.plan, samples, crew);
    const std::vector<std::vector<std::uint32_t>> intervals = all_intervals(importance, positions, crew);
    const std::vector<std::uint8_t> types = drawn_types(result, Sampler(saltelli.plan.design), crew);
    std::vector<const PathResult*> paths;
    for (const PathResult& path : result.paths) paths.push_back(&path);
    const std::size_t choices = importance.choices.size(), matrices = choices + 2;
    const std::vector<RankedNumber> numbers = numbers_of(result, paths, &types);
    StepCount progress("rankings", numbers.size(), options.progress);
    for (const RankedNumber& number : numbers) {
        ChoiceRanking ranking = ranking_of(number.quantity(), number.path(), choices);
        const auto values_of = [&](std::size_t point, double* to) {
            for (std::size_t m = 0; m < matrices; ++m) to[m] = number.values()[number.level(point * matrices + m)];
        };
        const SobolIndices indices = sobol_indices(saltelli.points, choices, values_of, {options.replicates, options.seed, options.sweep.threads});
        ranking.mean = indices.mean;
        ranking.variance = indices.variance;
        for (std::size_t c = 0; c < choices; ++c) ranking.of[c].sobol = indices.of[c];
        add_samples(ranking, importance, number, samples, positions, intervals, options);
        importance.rankings.push_back(std::move(ranking));
        progress.add();
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
    importance.no_similarity = no_similarity(result);
    if (importance.source == ImportanceSource::grid) {
        rank_grid(importance, result, paths, options);
        return importance;
    }
    if (!importance.columns)
        reject(file, "it has no column of survival", "samples are ranked one by one", "run it with [sweep.columns] survival = \"always\"");
    rank_samples(importance, result, paths, options);
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
