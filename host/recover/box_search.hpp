// The joint candidates of several conditions that reproduce a truth table best, by branch and bound.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/recover/candidate_tree.hpp"
#include "host/step_progress.hpp"

namespace qca {

/// Joint candidates that are equally good: any member of each condition with any of the others.
struct JointBlock {
    std::uint32_t outcome = 0;
    std::size_t lost = 0;                             ///< printed figures that they do not reproduce
    std::vector<std::vector<std::uint32_t>> members;  ///< [condition] candidates, increasing

    double size() const;
};

/// What a search may cost, shared by its threads; and what it has cost.
struct SearchWork {
    explicit SearchWork(std::uint64_t most, const StepReport& report = {}) : most_boxes(most), progress("boxes of candidates", 0, report) {}

    const std::uint64_t most_boxes;
    std::atomic<std::uint64_t> boxes{0};   ///< joint boxes of candidates that were bounded
    std::atomic<std::uint64_t> leaves{0};  ///< of which single joint candidates
    std::atomic<std::uint64_t> pairs{0};   ///< pairs of a condition's and an outcome's candidate whose necessity was computed

    StepCount progress;

    void count_box() {
        constexpr std::uint64_t between_reports = 1024;
        if (boxes.fetch_add(1, std::memory_order_relaxed) % between_reports == between_reports - 1) progress.add(between_reports);
    }
    bool spent() const { return boxes.load(std::memory_order_relaxed) > most_boxes; }
};

/// All joint candidates that lose at most `most` figures, as blocks. A box (a set of candidates for each condition) is left out when
/// the bounds of its memberships show that each member loses more; whatever else a box may be, it is parted until that
/// or the number of lost figures is certain. Nothing is left out by chance.
/// @param spaces   the conditions, then the outcome
/// @param outcome  a candidate of the outcome
/// @param lists    [condition] those to be combined, with the figures of necessity that they lose
/// @return incomplete when work.spent()
std::vector<JointBlock> search_boxes(const Published& published, const std::vector<SetSpace>& spaces, std::uint32_t outcome,
                                     const std::vector<std::vector<ScoredCandidate>>& lists, std::size_t most, SearchWork& work);

}  // namespace qca
