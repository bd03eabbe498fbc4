// Necessity of sets that depend on few combinations of choices, over many samples: the states of a combination are found when it
// first occurs, the samples that have it are counted, and its statistics are added once, in the end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/chosen_necessity.hpp"
#include "host/sweep/combination_counts.hpp"
#include "host/sweep/necessity_result.hpp"
#include "host/sweep/sample_piece.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// The candidates of a slice that have the same conditions.
class TabulatedNecessity {
  public:
    /// @param candidates  numbers in the problem; @param conditions  theirs, increasing; @param samples  that will be counted
    TabulatedNecessity(const SliceProblem& problem, const SweepPlan& plan, std::vector<std::size_t> candidates,
                       std::vector<std::size_t> conditions, std::size_t samples);

    /// Whether counting is cheaper than evaluating each of so many samples, and what is counted fits a cache.
    static bool pays(const SliceProblem& problem, const SweepPlan& plan, const std::vector<std::size_t>& conditions, std::size_t samples);

    const std::vector<std::size_t>& candidates() const { return candidates_; }

    /// Counts the points of a piece: first begin(), then each of the tasks, in any order and by any thread.
    void begin(const SamplePiece& piece, const SamplePoints& points);
    std::size_t tasks() const { return bundles_.size(); }
    void count(std::size_t task, const SamplePiece& piece, const SamplePoints& points);

    /// After the last piece, before add().
    void finish();

    /// Adds what was counted. @param spreads  of a candidate, [explained]; @param found  its states and maps, [explained]
    void add(std::size_t candidate, std::array<NecessitySpreads, 2>& spreads, std::array<NecessityFor, 2>& found) const;

  private:
    /// [candidate * explained + what is explained]
    using States = std::vector<NecessityState>;
    struct Seen {
        std::uint32_t first = 0;  ///< the lowest sample with the combination
        std::uint32_t count = 0;
        std::uint32_t states = 0;  ///< their number
    };

    /// [condition of the problem] of a combination; 0 where it does not matter.
    std::vector<std::int32_t> choice_of(std::size_t combination) const;
    std::int32_t outcome_of(std::size_t combination) const;
    /// The number of the states of all candidates.
    std::uint32_t states_of(std::size_t combination);

    /// Axes by whose values, and the states, samples are counted together; where one axis has too many, in counted_.
    struct Bundle {
        std::vector<std::size_t> axes;
        std::optional<CombinationCounts> counts;  ///< by label, then by axis
    };
    void make_bundles();

    const SliceProblem& problem_;
    const std::vector<std::size_t> candidates_, conditions_;
    std::vector<std::size_t> choices_;                 // [condition, then the outcome]
    const std::size_t most_combinations_;              // that are counted together
    std::vector<Seen> seen_;                           // [combination]
    std::map<States, std::uint32_t> number_of_;        // of all states that occurred: few
    std::vector<std::size_t> values_;                  // [axis before the cutoffs]
    std::vector<std::vector<std::uint32_t>> counted_;  // [axis before the cutoffs][number of states * values + value] samples
    std::vector<Bundle> bundles_;
    std::size_t labels_of_bundles_ = 0;
    std::vector<std::uint32_t> states_;                // [point] their number
    std::vector<std::uint8_t> label_;                  // [sample of the piece] 0: not evaluated; else the number of its states, and 1
};

}  // namespace qca
