// What a sweep found: plain data that the store writes and the reports read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/plan/sample_design.hpp"
#include "host/sweep/census_result.hpp"
#include "host/sweep/necessity_result.hpp"
#include "host/sweep/simultaneous_result.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

/// Number of scenarios in each survival state.
using StateCounts = std::array<std::uint64_t, survival_states>;

/// What became of one path of interest.
struct PathResult {
    std::string name;        ///< as in the study file; used in the names of the data sets
    std::string expression;  ///< canonical
    StateCounts total{};
    std::vector<std::vector<StateCounts>> axis_maps;  ///< [axis][value]
    std::vector<std::vector<StateCounts>>
        pair_maps;                       ///< [pair][value of A * size of B + value of B]; see axis_pairs()
    std::vector<std::uint8_t> survival;  ///< [axes...], last axis fastest; empty when not stored
    Survival own = Survival::absent;     ///< state under the study's own choices
    std::vector<std::vector<std::uint8_t>>
        single_changes;  ///< [axis][value]: state when only this choice is changed
    std::vector<std::uint64_t>
        case_counts;  ///< [case]: scenarios where the path is exact and the case is in it
    /// [axis][value * cases + case]; empty for an axis that does not move a condition's anchors
    std::vector<std::vector<std::uint64_t>> case_axis_counts;

    friend bool operator==(const PathResult&, const PathResult&) = default;
};

/// One solution (a set of equivalent minimal models) that some scenario has.
struct CensusEntry {
    std::string expression;  ///< models in order, separated by " | "; "" for no positive row
    std::uint32_t models = 0;
    bool capped = false;                ///< more models exist than were enumerated
    std::vector<std::uint64_t> counts;  ///< [solution type on the axis] scenarios
    std::uint32_t outcome = 0;          ///< position on the axis `outcome`; 0 without it

    friend bool operator==(const CensusEntry&, const CensusEntry&) = default;
};

/// Where a result comes from. All texts UTF-8; times ISO 8601 in UTC.
struct Provenance {
    std::string study_name, study_file, study_text, study_resolved, study_sha256, data_file, data_sha256;
    std::string version, commit, compiler, backend, device, precision, host, started, finished;
    std::uint64_t threads = 0;
    std::uint64_t flagged = 0;  ///< calibrations that certified precision decided from sums in double
    std::uint64_t distinct_tables = 0;  ///< coded truth tables; one that is met in several parts of a sweep, each evaluated by itself, counts for each
    double seconds = 0;

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// Scenarios and calibrations by what became of them.
struct SweepCounts {
    std::uint64_t scenarios = 0;        ///< product of all axes
    std::uint64_t evaluated = 0;        ///< scenarios - skipped
    std::uint64_t skipped = 0;          ///< excluded by the study, or with the anchors of some set out of order
    std::uint64_t calibrations = 0;     ///< evaluated combinations of anchors
    std::uint64_t capped = 0;           ///< evaluated, but the list of models is known to be incomplete
    std::uint64_t census_overflow = 0;  ///< evaluated, but in solutions that the census had no room for
    std::uint64_t excluded = 0;         ///< those skipped that the study excludes, whatever their anchors

    friend bool operator==(const SweepCounts&, const SweepCounts&) = default;
};

/// The whole result of a sweep.
struct SweepResult {
    std::string outcome;
    std::vector<std::string> conditions;
    std::vector<std::string> cases;       ///< that took part
    std::vector<std::string> incomplete;  ///< left out for a missing value
    std::vector<std::string> excluded;    ///< left out by the study file
    std::vector<Axis> axes;
    SampleDesign design;                  ///< where scenarios are samples; a column then is [sample], not [axes...]
    std::vector<PathResult> paths;
    std::vector<CensusEntry> census;  ///< by count, largest first; ties by expression
    CensusDetails census_details;
    std::vector<std::uint32_t>
        solution;  ///< [axes...] position in the census; empty when not stored; see no_solution_id
    std::vector<float> fit_inclS, fit_PRI, fit_covS;  ///< [axes...] of the first model; NaN where undefined
    NecessityResult necessity;
    SimultaneousResult simultaneous;
    SweepCounts counts;
    Provenance provenance;

    friend bool operator==(const SweepResult&, const SweepResult&) = default;
};

/// In SweepResult::solution: the scenario was skipped, or its solution is not in the census.
inline constexpr std::uint32_t no_solution_id = 0xFFFFFFFFu;

/// Pairs (a, b), a < b, of axis numbers in the order of PathResult::pair_maps.
inline std::vector<std::pair<std::size_t, std::size_t>> axis_pairs(std::size_t axes) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t a = 0; a < axes; ++a) {
        for (std::size_t b = a + 1; b < axes; ++b) pairs.emplace_back(a, b);
    }
    return pairs;
}

}  // namespace qca
