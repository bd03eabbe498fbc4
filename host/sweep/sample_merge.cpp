#include "host/sweep/sample_merge.hpp"

#include <limits>

#include "host/sweep/path_maps.hpp"
#include "host/sweep/shard_sums.hpp"

namespace qca {

std::string census_key(const std::string& expression, std::uint32_t outcome) { return expression + "\n" + std::to_string(outcome); }

SampleMerge::SampleMerge(const SweepPlan& plan, const SampleOrder& order, const ColumnPlan& columns, const std::vector<NamedPath>& paths)
    : plan_(plan), order_(order) {
    if (columns.survival)
        columns_.survival.assign(paths.size(), std::vector<std::uint8_t>(plan.scenarios, static_cast<std::uint8_t>(Survival::skipped)));
    if (columns.solution) columns_.solution.assign(plan.scenarios, no_solution_id);
    if (columns.fits)
        for (std::vector<float>* column : {&columns_.fit_inclS, &columns_.fit_PRI, &columns_.fit_covS})
            column->assign(plan.scenarios, std::numeric_limits<float>::quiet_NaN());
}

void SampleMerge::add_census(const std::vector<CensusEntry>& part, std::vector<std::uint32_t>& position) {
    for (const CensusEntry& entry : part) {
        const auto [known, is_new] =
            census_.emplace(census_key(entry.expression, entry.outcome), static_cast<std::uint32_t>(whole_.census.size()));
        position.push_back(known->second);
        if (is_new) {
            whole_.census.push_back(entry);
            continue;
        }
        CensusEntry& sum = whole_.census[known->second];
        sum.capped = sum.capped || entry.capped;
        for (std::size_t type = 0; type < entry.counts.size(); ++type) sum.counts[type] += entry.counts[type];
    }
}

void SampleMerge::add(const SampleRange& range, ShardResult shard) {
    if (whole_.paths.empty()) whole_.paths = std::move(shard.sums.paths);
    else
        for (std::size_t p = 0; p < whole_.paths.size(); ++p) add_counts(whole_.paths[p], shard.sums.paths[p]);
    std::vector<std::uint32_t> position;
    add_census(shard.sums.census, position);
    add_model_counts(whole_.census_details, shard.sums.census_details);
    whole_.counts.capped += shard.sums.counts.capped;
    whole_.counts.census_overflow += shard.sums.counts.census_overflow;
    whole_.counts.excluded += shard.sums.counts.excluded;
    add_evaluation(whole_, shard.sums);

    const ScenarioColumns part = with_positions(std::move(shard.columns.front()), position);
    const auto scatter = [&](const auto& from, auto& to) {
        for (std::size_t i = 0; i < from.size(); ++i) to[order_.sample(range.begin + i)] = from[i];
    };
    for (std::size_t p = 0; p < part.survival.size(); ++p) scatter(part.survival[p], columns_.survival[p]);
    scatter(part.solution, columns_.solution);
    scatter(part.fit_inclS, columns_.fit_inclS);
    scatter(part.fit_PRI, columns_.fit_PRI);
    scatter(part.fit_covS, columns_.fit_covS);
}

SweepResult SampleMerge::take() {
    for (std::size_t p = 0; p < columns_.survival.size(); ++p) whole_.paths[p].survival = std::move(columns_.survival[p]);
    whole_.fit_inclS = std::move(columns_.fit_inclS);
    whole_.fit_PRI = std::move(columns_.fit_PRI);
    whole_.fit_covS = std::move(columns_.fit_covS);
    const std::vector<std::uint32_t> sorted = sort_census(whole_.census);
    ScenarioColumns solutions;
    solutions.solution = std::move(columns_.solution);
    whole_.solution = with_positions(std::move(solutions), sorted).solution;
    whole_.counts.evaluated = whole_.counts.calibrations;
    whole_.counts.skipped = plan_.scenarios - whole_.counts.calibrations;
    return std::move(whole_);
}

}  // namespace qca
