// A sweep as a fixed list of shards: what is evaluated, saved and, after an accident, evaluated again as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/most_shards.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/part_groups.hpp"

namespace qca {

struct Shard {
    std::size_t begin = 0, end = 0;  ///< groups of parts; of a design places in the order of its samples
    std::uint64_t calibrations = 0;  ///< samples of a design
    std::uint64_t evaluated = 0;     ///< scenarios; of a design samples, skipped ones too
};

/// Follows from the study, its data and the size alone: neither threads nor backend nor time have a say.
struct ShardList {
    SweepPlan plan;                 ///< the sweep's, with parts no larger than a shard where they can be cut
    std::vector<PartGroup> groups;  ///< of its parts, in the order in which they are merged; empty for a design
    std::vector<Shard> shards;
};

/// What a calibration (of a design: a sample) takes: memberships that are compared and added, and a little for every combination of
/// cutoffs in the same units.
double work_of_calibration(const SweepPlan& plan, std::size_t conditions, std::size_t cases);

/// Threads for which the parts of a run that is shared out are made, whoever does them.
inline constexpr int threads_of_part = 2;

/// Calibrations (of a design: samples) for which so many threads work about ten seconds: what it takes to begin, end and save a shard is a
/// percent or two of that. Larger where there would be more than 20,000 shards.
std::uint64_t usual_shard_size(const SweepPlan& plan, std::size_t conditions, std::size_t cases, int threads);

/// Whether that is certainly the whole, told at once.
bool is_one_shard(const SweepPlan& plan, std::uint64_t size);

/// Shards of at most so many calibrations, and of at least one group. Small parts that follow one another share a shard, at
/// most 32,768 groups.
/// @throws InputError for more than most_shards
ShardList list_shards(const Study& study, const SweepPlan& plan, std::uint64_t size);

}  // namespace qca
