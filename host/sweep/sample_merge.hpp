// What ranges of samples found -> what all samples found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_order.hpp"
#include "host/sweep/shard_result.hpp"

namespace qca {

/// Places in the order of the samples.
struct SampleRange {
    std::size_t begin = 0, end = 0;

    std::size_t size() const { return end - begin; }
};

/// What tells solutions apart: the same paths may explain one outcome here and another there.
std::string census_key(const std::string& expression, std::uint32_t outcome);

class SampleMerge {
  public:
    /// @param plan, order  outlive this object
    SampleMerge(const SweepPlan& plan, const SampleOrder& order, const ColumnPlan& columns, const std::vector<NamedPath>& paths);

    /// Ranges follow one another.
    void add(const SampleRange& range, ShardResult shard);

    /// Paths, census, columns and counts of the whole; the rest of the result is left empty.
    SweepResult take();

  private:
    void add_census(const std::vector<CensusEntry>& part, std::vector<std::uint32_t>& position);

    const SweepPlan& plan_;
    const SampleOrder& order_;
    SweepResult whole_;
    ScenarioColumns columns_;                                // [sample]
    std::unordered_map<std::string, std::uint32_t> census_;  // see census_key()
};

}  // namespace qca
