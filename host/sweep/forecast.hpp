// What a run will take, before it is run.
#pragma once

#include <cstdint>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// Bytes of the counts per cell and state of every axis and every pair of axes, for all paths.
/// @param study  with its paths of interest
double map_bytes(const Study& study, const SweepPlan& plan);

struct RunForecast {
    std::uint64_t shards = 1;  ///< about
    double result_bytes = 0;   ///< of the result file, at most: before compression
    double shard_bytes = 0;    ///< of all shards together, at most; 0 for a run in one go
    double memory_bytes = 0;   ///< at its peak, at most, but for a very large census
    double seconds = 0;        ///< 0: not known, or nothing to evaluate
};

/// @param study    with its paths of interest
/// @param size     calibrations of a shard, at least 1
/// @param threads  at least 1
/// @param rate     calibrations (of a design: samples) a second; 0: not known
RunForecast forecast_run(const Study& study, const SweepPlan& plan, const ColumnPlan& columns, std::size_t cases, std::uint64_t size,
                         int threads, double rate);

/// Seconds that a run takes at the very least, guessed without trying: for whoever wants to know whether trying is worth its time.
double least_seconds(const SweepPlan& plan, std::size_t conditions, std::size_t cases, int threads);

}  // namespace qca
