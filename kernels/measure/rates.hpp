// How fast this machine is at the stages of a sweep, beside the ceiling of its own arithmetic.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace qca {

/// How many pairs of min + add a second a processor can do. The stages are made of these, so none can be faster, but
/// for rows that need not be summed because no case belongs to them.
struct Ceiling {
    std::string backend;    ///< "cpu" or "cuda"
    std::string what;       ///< "int32 min+add" or "float64 min+add"
    double per_second = 0;  ///< of one core, or of a whole GPU
};

struct Rate {
    std::string backend;  ///< "cpu" or "cuda"
    int threads = 1;      ///< of the host
    /// "calibrations", "scenarios", "points", "tables", "solutions" or "run"; see the functions that measure them
    std::string what;
    std::string policy;   ///< a precision, a solution type, or "plain loop"
    int cases = 0, conditions = 0;  ///< cases 0: the rate does not depend on them
    int choices = 0;                ///< of every set that is varied
    double per_second = 0;
    /// Pairs of min + add in it, if all rows were summed, as a share of the ceiling of its type (times the threads); NaN where
    /// there is no such ceiling. Above 1 where few rows have cases.
    double share_of_ceiling = std::numeric_limits<double>::quiet_NaN();
};

/// What is given to each measurement: the work is repeated for so many seconds, at least three times, and the best
/// repeat counts, because what disturbs a measurement only ever slows it down.
struct Patience {
    double seconds = 0.35;
};
inline constexpr Patience quick{0.02};

/// Ceilings of one core, by the widest SIMD variant of this machine.
std::vector<Ceiling> measure_cpu_ceilings(Patience patience = {});

/// The CPU backend on made-up data, on one thread:
/// - calibrations: all row sums, under both precisions, and by a plain loop over the same tabulated memberships, which
///   is what a program without the method would do;
/// - scenarios: that, and for 20 x 15 cutoffs which rows meet them, the search for every table and all counts, every
///   table being known; where `threads` is above 1, on so many threads, too;
/// - points: listed scenarios, each with choices and a pair of cutoffs of its own, every table being known;
/// - solutions: inclS, PRI and covS of a model of two paths.
/// @param ceilings  to compare with; those of other backends are ignored
/// @param threads   at least 1
std::vector<Rate> measure_cpu_rates(const std::vector<Ceiling>& ceilings, Patience patience = {}, int threads = 1);

/// The CUDA backend, on larger sweeps of the same data, of which it is given so much at once that it is busy:
/// - calibrations: as scenarios, with a single combination of cutoffs;
/// - scenarios: as on the CPU;
/// each under both precisions. Empty when there is no device. @throws std::runtime_error or std::bad_alloc when the device fails
std::vector<Rate> measure_cuda_rates(const std::vector<Ceiling>& ceilings, Patience patience = {});

/// {"ceilings": [...], "rates": [...]}, an object a line, null for NaN. Ends with a newline.
std::string rates_json(const std::vector<Ceiling>& ceilings, const std::vector<Rate>& rates);

}  // namespace qca
