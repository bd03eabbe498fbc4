#include "host/sweep/assemble_result.hpp"

#include <algorithm>
#include <numeric>

#include "host/sweep/census_index.hpp"
#include "host/sweep/fit_columns.hpp"
#include "host/sweep/path_maps.hpp"
#include "kernels/backend/pair_maps.hpp"

namespace qca {

namespace {

constexpr auto skipped_state = static_cast<std::size_t>(Survival::skipped);

/// Scenarios of each value of one axis; of all axes but this one, `plan.scenarios / size`.
std::uint64_t scenarios_per_cell(const SweepPlan& plan, std::size_t a, std::size_t b) {
    return plan.scenarios / plan.axes[a].size() / plan.axes[b].size();
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
    const SweepProblem& problem = tables.problem();
    if (problem.weightings > 0)
        path.case_axis_counts[static_cast<std::size_t>(problem.weighting_axis)] =
            in_file_order(next, static_cast<std::size_t>(problem.weightings), data.summation_order);
}

/// The solutions that some scenario has. @param position_of_solution  where they are; no_solution_id for the others
std::vector<CensusEntry> read_census(const SolutionBook& book, const std::vector<std::string>& conditions,
                                     std::vector<std::uint32_t>& position_of_solution) {
    const std::vector<BookSolution>& solutions = book.solutions();
    std::vector<CensusEntry> census;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < solutions.size(); ++i) {
        const std::vector<std::uint64_t>& counts = solutions[i].counts;
        if (std::all_of(counts.begin(), counts.end(), [](std::uint64_t count) { return count == 0; })) continue;
        const ModelSet& models = solutions[i].models;
        census.push_back({census_expression(models, conditions), static_cast<std::uint32_t>(models.models.size()), models.capped, counts});
        found.push_back(i);
    }
    const std::vector<std::uint32_t> position = sort_census(census);
    position_of_solution.assign(solutions.size(), no_solution_id);
    for (std::size_t i = 0; i < found.size(); ++i) position_of_solution[found[i]] = position[i];
    return census;
}

/// What the book counted beside the census itself; explain_census() makes the rest of it.
CensusDetails read_details(const SolutionBook& book, const std::vector<std::uint32_t>& position_of_solution) {
    CensusDetails details;
    details.model_counts = book.model_counts();
    if (!book.paired_type()) return details;
    details.role_type = solution_type_names[static_cast<std::size_t>(*book.paired_type())];
    details.pairs = book.pairs();
    for (SolutionPair& pair : details.pairs) {
        pair.parsimonious = position_of_solution[pair.parsimonious];
        pair.other = position_of_solution[pair.other];
    }
    details.unlisted_pairs = book.unlisted_pairs();
    return details;
}

}  // namespace

SweepResult assemble_result(const Study& study, const StudyData& data, const SweepPlan& plan,
                            const SweepTables& tables, Engine& engine, const SolutionBook& book,
                            SweepColumns columns, Crew& crew) {
    SweepResult result;
    result.axes = plan.axes;

    const SweepProblem& problem = tables.problem();
    const PairMaps layout{problem.axis_size, problem.axes};
    const std::size_t cases_per_path = CaseCounts::per_path(problem);
    std::vector<std::uint64_t> maps(layout.size() * study.paths.size());
    std::vector<std::uint64_t> case_counts(cases_per_path * study.paths.size());
    engine.take_maps(maps.data(), case_counts.data());
    for (std::size_t p = 0; p < study.paths.size(); ++p) {
        PathResult path;
        path.name = study.paths[p].name;
        path.expression = study.paths[p].expression;
        path.pair_maps = read_pair_maps(plan, layout, maps.data() + p * layout.size());
        sum_pair_maps(plan.axes, path);
        read_case_counts(path, plan, tables, data, case_counts.data() + p * cases_per_path);
        if (!columns.survival.empty()) path.survival = std::move(columns.survival[p]);
        result.paths.push_back(std::move(path));
    }

    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    std::vector<std::uint32_t> position_of_solution;
    result.census = read_census(book, conditions, position_of_solution);
    result.census_details = read_details(book, position_of_solution);
    if (columns.stores_solution()) result.solution = columns.census_positions(position_of_solution, crew);
    if (columns.stores_fits()) add_fit_columns(result, book, position_of_solution, plan, tables, crew);
    if (!columns.keeps_solution()) result.solution.clear();

    result.counts.calibrations = plan.calibrations;
    result.counts.capped = book.capped_scenarios();
    result.counts.census_overflow = book.overflow_scenarios();
    result.provenance.distinct_tables = book.met();
    result.provenance.precision = precision_names[static_cast<int>(engine.precision())];
    result.provenance.flagged = engine.flagged();
    return result;
}

}  // namespace qca
