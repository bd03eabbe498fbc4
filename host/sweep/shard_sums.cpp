#include "host/sweep/shard_sums.hpp"

#include <utility>

namespace qca {

namespace {

void add(std::uint64_t& sum, std::uint64_t part) { sum += part; }

template <class Values>
void add(Values& sum, const Values& part) {
    for (std::size_t i = 0; i < part.size(); ++i) add(sum[i], part[i]);
}

}  // namespace

void add_counts(PathResult& sum, const PathResult& part) {
    add(sum.total, part.total);
    add(sum.axis_maps, part.axis_maps);
    add(sum.pair_maps, part.pair_maps);
    add(sum.case_counts, part.case_counts);
    add(sum.case_axis_counts, part.case_axis_counts);
}

void add_model_counts(CensusDetails& sum, const CensusDetails& part) {
    if (sum.model_counts.size() < part.model_counts.size()) sum.model_counts.resize(part.model_counts.size());
    add(sum.model_counts, part.model_counts);
}

void add_evaluation(SweepResult& sum, const SweepResult& part) {
    sum.counts.calibrations += part.counts.calibrations;
    sum.provenance.distinct_tables += part.provenance.distinct_tables;
    sum.provenance.flagged += part.provenance.flagged;
    sum.provenance.precision = part.provenance.precision;
}

ScenarioColumns take_columns(SweepResult& result) {
    ScenarioColumns columns;
    for (PathResult& path : result.paths)
        if (!path.survival.empty()) columns.survival.push_back(std::exchange(path.survival, {}));
    columns.solution = std::exchange(result.solution, {});
    columns.fit_inclS = std::exchange(result.fit_inclS, {});
    columns.fit_PRI = std::exchange(result.fit_PRI, {});
    columns.fit_covS = std::exchange(result.fit_covS, {});
    return columns;
}

ScenarioColumns with_positions(ScenarioColumns columns, const std::vector<std::uint32_t>& position) {
    for (std::uint32_t& id : columns.solution)
        if (id != no_solution_id) id = position[id];
    return columns;
}

}  // namespace qca
