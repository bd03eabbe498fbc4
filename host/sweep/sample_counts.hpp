// What the samples of a design add to the maps and the counts of cases of the paths of interest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/combination_counts.hpp"
#include "host/sweep/sample_piece.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

class SampleCounts {
  public:
    /// @param cases  of the study @param samples  that will be counted
    SampleCounts(const SweepPlan& plan, const std::vector<NamedPath>& paths, std::size_t cases, std::uint64_t samples);

    /// A sample in which a path of interest is exact and a case is in it.
    struct Hit {
        std::uint32_t at;    ///< in the piece
        std::uint32_t case_number;
    };

    /// Whether there is anything to count: the matrices of a design that has some are no sample of the choices.
    bool counting() const { return plan_.design.matrices.empty(); }

    /// @param states  [path * size + i]
    /// @param hits    [path * lists + list], as many lists for one path as for another
    void add(const SamplePiece& piece, const std::vector<std::uint8_t>& states, const std::vector<std::vector<Hit>>& hits, Crew& crew);

    /// Names, maps and counts of the paths; the counts are gone from here.
    std::vector<PathResult> take();

  private:
    /// Axes by which samples are counted together, at most three, and the pairs of them whose maps get these counts: a sample is
    /// counted once for up to three pairs.
    struct Together {
        std::vector<std::size_t> axes;
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
    };
    /// By state, then by the axes; nothing where the combinations are many: then samples are counted in the map of the only pair.
    using Counts = std::optional<CombinationCounts>;

    static std::vector<Together> cover_pairs(const std::vector<Axis>& axes, std::size_t most);
    Counts counts_of(const Together& together) const;
    void count(const SamplePiece& piece, const std::uint8_t* state, const Together& together, Counts& counts, PathResult& path) const;
    void count_cases(const SamplePiece& piece, const std::vector<Hit>& hits, std::size_t axis, PathResult& path) const;
    void add_to_maps(const Together& together, const Counts& counts, PathResult& path) const;

    const SweepPlan& plan_;
    const std::size_t cases_, most_combinations_;
    std::vector<std::size_t> counted_;  // axes by which cases are counted
    const std::vector<Together> together_;  // each pair of axes with several values in one of them; where there is none, one axis
    std::vector<PathResult> paths_;
    std::vector<std::vector<Counts>> counts_;  // [path][together]
};

}  // namespace qca
