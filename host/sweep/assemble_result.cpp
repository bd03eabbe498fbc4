#include "host/sweep/assemble_result.hpp"

#include <algorithm>
#include <numeric>

#include "host/build_info.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/fit_columns.hpp"
#include "host/sweep/own_choices.hpp"
#include "kernels/backend/pair_maps.hpp"

namespace qca {

namespace {

constexpr auto skipped_state = static_cast<std::size_t>(Survival::skipped);

/// Scenarios of each value of one axis; of all axes but this one, `plan.scenarios / size`.
std::uint64_t scenarios_per_cell(const SweepPlan& plan, std::size_t a, std::size_t b) {
    return plan.scenarios / plan.axes[a].size() / plan.axes[b].size();
}

void add(StateCounts& sum, const StateCounts& counts) {
    for (std::size_t s = 0; s < counts.size(); ++s) sum[s] += counts[s];
}

/// The engine counts evaluated scenarios; the rest of each cell was skipped.
std::vector<std::vector<StateCounts>> read_pair_maps(const SweepPlan& plan, const PairMaps& layout,
                                                     const std::uint64_t* counts) {
    std::vector<std::vector<StateCounts>> maps;
    for (const auto& [a, b] : axis_pairs(plan.axes.size())) {
        const std::uint64_t* cell = counts + layout.offset(static_cast<int>(a), static_cast<int>(b));
        std::vector<StateCounts> map(plan.axes[a].size() * plan.axes[b].size());
        for (StateCounts& states : map) {
            std::copy(cell, cell + survival_states, states.begin());
            const std::uint64_t evaluated = std::accumulate(states.begin(), states.end(), std::uint64_t{0});
            states[skipped_state] = scenarios_per_cell(plan, a, b) - evaluated;
            cell += survival_states;
        }
        maps.push_back(std::move(map));
    }
    return maps;
}

/// Sums a map over its other axis. There are at least four axes, so every axis is in some pair.
std::vector<StateCounts> read_axis_map(const SweepPlan& plan, std::size_t axis,
                                       const std::vector<std::vector<StateCounts>>& pair_maps) {
    std::vector<StateCounts> map(plan.axes[axis].size(), StateCounts{});
    const auto pairs = axis_pairs(plan.axes.size());
    const auto pair = static_cast<std::size_t>(
        std::find_if(pairs.begin(), pairs.end(), [&](const auto& p) { return p.first == axis || p.second == axis; }) -
        pairs.begin());
    const std::size_t other = plan.axes[pairs[pair].second].size();
    for (std::size_t cell = 0; cell < pair_maps[pair].size(); ++cell)
        add(map[pairs[pair].first == axis ? cell / other : cell % other], pair_maps[pair][cell]);
    return map;
}

/// Counts per case, in summation order -> in file order.
std::vector<std::uint64_t> in_file_order(const std::uint64_t* counts, std::size_t values,
                                         const std::vector<std::size_t>& order) {
    std::vector<std::uint64_t> out(values * order.size());
    for (std::size_t v = 0; v < values; ++v)
        for (std::size_t c = 0; c < order.size(); ++c) out[v * order.size() + order[c]] = counts[v * order.size() + c];
    return out;
}

void read_case_counts(PathResult& path, const SweepPlan& plan, const SweepTables& tables, const StudyData& data,
                      const std::uint64_t* counts) {
    const std::size_t cases = data.summation_order.size();
    path.case_counts = in_file_order(counts, 1, data.summation_order);
    path.case_axis_counts.resize(plan.axes.size());
    const std::uint64_t* next = counts + cases;
    for (const std::size_t set : tables.order())
        for (const std::size_t axis : plan.sets[set].axes) {
            path.case_axis_counts[axis] = in_file_order(next, plan.axes[axis].size(), data.summation_order);
            next += plan.axes[axis].size() * cases;
        }
}

std::string expression_of(const ModelSet& models, const std::vector<std::string>& conditions) {
    std::string text;
    for (const std::vector<std::uint16_t>& model : models.models) {
        if (!text.empty()) text += " | ";
        for (std::size_t i = 0; i < model.size(); ++i)
            text += (i == 0 ? "" : " + ") + to_expression(models.paths[model[i]], conditions);
    }
    return text;
}

std::vector<CensusEntry> read_census(const SolutionBook& book, const std::vector<std::string>& conditions,
                                     std::vector<std::uint32_t>& position_of_solution) {
    const std::vector<BookSolution>& solutions = book.solutions();
    std::vector<CensusEntry> entries(solutions.size());
    for (std::size_t i = 0; i < solutions.size(); ++i)
        entries[i] = {expression_of(solutions[i].models, conditions),
                      static_cast<std::uint32_t>(solutions[i].models.models.size()), solutions[i].models.capped,
                      solutions[i].counts};
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto total = [](const CensusEntry& e) {
        return std::accumulate(e.counts.begin(), e.counts.end(), std::uint64_t{0});
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::uint64_t in_a = total(entries[a]), in_b = total(entries[b]);
        return in_a != in_b ? in_a > in_b : entries[a].expression < entries[b].expression;
    });
    position_of_solution.resize(order.size());
    std::vector<CensusEntry> census;
    for (std::uint32_t position = 0; position < order.size(); ++position) {
        position_of_solution[order[position]] = position;
        census.push_back(std::move(entries[order[position]]));
    }
    return census;
}

}  // namespace

SweepResult assemble_result(const Study& study, const StudyData& data, const SweepPlan& plan,
                            const SweepTables& tables, Engine& engine, const SolutionBook& book,
                            SweepColumns columns) {
    SweepResult result;
    result.outcome = (study.outcome.negate ? "~" : "") + study.outcome.name;
    for (const SetDefinition& condition : study.conditions) result.conditions.push_back(condition.name);
    result.cases = data.cases;
    result.incomplete = data.incomplete;
    result.excluded = data.excluded;
    result.axes = plan.axes;

    const SweepProblem& problem = tables.problem();
    const PairMaps layout{problem.axis_size, problem.axes};
    const std::size_t cases_per_path = CaseCounts::per_path(problem);
    std::vector<std::uint64_t> maps(layout.size() * study.paths.size());
    std::vector<std::uint64_t> case_counts(cases_per_path * study.paths.size());
    engine.take_maps(maps.data(), case_counts.data());

    const auto changes = single_changes(study, data, plan, study.paths);
    const ModelSet own = models_of_study(study, data);
    for (std::size_t p = 0; p < study.paths.size(); ++p) {
        PathResult path;
        path.name = study.paths[p].name;
        path.expression = study.paths[p].expression;
        path.pair_maps = read_pair_maps(plan, layout, maps.data() + p * layout.size());
        for (std::size_t a = 0; a < plan.axes.size(); ++a)
            path.axis_maps.push_back(read_axis_map(plan, a, path.pair_maps));
        for (const StateCounts& counts : path.axis_maps.front()) add(path.total, counts);
        path.own = judge_path(problem.conditions, study.paths[p].implicant, own);
        path.single_changes = changes[p];
        read_case_counts(path, plan, tables, data, case_counts.data() + p * cases_per_path);
        if (!columns.survival.empty()) path.survival = std::move(columns.survival[p]);
        result.paths.push_back(std::move(path));
    }

    std::vector<std::uint32_t> position_of_solution;
    result.census = read_census(book, result.conditions, position_of_solution);
    if (columns.stores_solution()) result.solution = columns.census_positions(position_of_solution);
    if (study.sweep.columns.fits) add_fit_columns(result, book, position_of_solution, plan, tables);
    if (!columns.keeps_solution()) result.solution.clear();

    result.counts.scenarios = plan.scenarios;
    result.counts.evaluated = plan.evaluated;
    result.counts.skipped = plan.scenarios - plan.evaluated;
    result.counts.calibrations = plan.calibrations;
    result.counts.capped = book.capped_scenarios();
    result.counts.census_overflow = book.overflow_scenarios();
    result.counts.distinct_tables = book.minimised();

    const BuildInfo build = build_info();
    result.provenance.study_name = study.name;
    result.provenance.study_file = study.file;
    result.provenance.study_text = study.text;
    result.provenance.study_resolved = resolved_study(study);
    result.provenance.data_file = study.data_file;
    result.provenance.version = build.version;
    result.provenance.commit = build.commit;
    result.provenance.compiler = build.compiler;
    return result;
}

}  // namespace qca
