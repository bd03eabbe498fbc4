#include "host/sweep/require_fit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/sweep/path_maps.hpp"

namespace qca {

namespace {

void require(bool fits, const char* what) {
    if (!fits) throw_misfit(what);
}

void require_maps(const PathResult& path, const SweepPlan& plan, std::size_t cases) {
    const std::size_t axes = plan.axes.size();
    const auto pairs = axis_pairs(axes);
    require(path.pair_maps.size() == pairs.size(), "maps");
    for (std::size_t pair = 0; pair < pairs.size(); ++pair)
        require(path.pair_maps[pair].size() == plan.axes[pairs[pair].first].size() * plan.axes[pairs[pair].second].size(), "maps");
    require(path.axis_maps.size() == (plan.design.stated() ? axes : 0), "maps");
    for (std::size_t a = 0; a < path.axis_maps.size(); ++a) require(path.axis_maps[a].size() == plan.axes[a].size(), "maps");
    require(path.case_counts.size() == cases && path.case_axis_counts.size() == axes, "counts of cases");
    std::vector<bool> counted(axes);
    for (std::size_t a = 0; a < plan.slice_axes; ++a) counted[a] = true;
    for (std::size_t set = 0; set + 1 < plan.sets.size(); ++set)
        for (const std::size_t a : plan.sets[set].axes) counted[a] = true;
    for (std::size_t a = 0; a < axes; ++a)
        require(path.case_axis_counts[a].size() == (counted[a] ? plan.axes[a].size() * cases : 0), "counts of cases");
}

}  // namespace

void throw_misfit(const char* what) {
    throw InputError(fmt::format("its {} are not those of this sweep (it was written for another one, or is damaged) evaluate the shard again", what));
}

void require_fit(const ShardResult& found, const SweepPlan& plan, const Study& study, std::size_t cases) {
    require(found.sums.paths.size() == study.paths.size(), "paths");
    for (const PathResult& path : found.sums.paths) require_maps(path, plan, cases);
    const std::size_t types = plan.types.size(), census = found.sums.census.size();
    const bool of_outcome = plan.slice_axes > 0 && plan.axes.front().name == outcome_axis;
    for (const CensusEntry& entry : found.sums.census)
        require(entry.counts.size() == types && entry.outcome < (of_outcome ? plan.axes.front().size() : 1), "solutions");
    require(found.sums.census_details.model_counts.size() <= types, "numbers of models");
    for (const SolutionPair& pair : found.sums.census_details.pairs)
        require(pair.parsimonious < census && pair.other < census, "pairs of solutions");
}

void require_columns(const ScenarioColumns& found, const ColumnPlan& columns, std::size_t paths, std::size_t scenarios, std::size_t census) {
    require(found.survival.size() == (columns.survival ? paths : 0), "columns");
    for (const auto& column : found.survival) require(column.size() == scenarios, "columns");
    require(found.solution.size() == (columns.solution ? scenarios : 0), "columns");
    for (const std::vector<float>* column : {&found.fit_inclS, &found.fit_PRI, &found.fit_covS})
        require(column->size() == (columns.fits ? scenarios : 0), "columns");
    for (const auto& column : found.survival)
        require(std::all_of(column.begin(), column.end(), [](std::uint8_t state) { return state < survival_states; }), "columns");
    require(std::all_of(found.solution.begin(), found.solution.end(), [&](std::uint32_t id) { return id < census || id == no_solution_id; }),
            "columns");
}

}  // namespace qca
