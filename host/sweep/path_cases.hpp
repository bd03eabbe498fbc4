// Which cases are in a path, sample by sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/sweep/point_tables.hpp"
#include "host/sweep/sample_counts.hpp"
#include "host/sweep/sample_slices.hpp"
#include "kernels/math/implicant.hpp"

namespace qca {

/// The cases of a slice in the order of the sums.
struct CaseOrder {
    std::vector<std::size_t> case_of;          ///< [place] case of the study
    std::vector<std::uint64_t> first_of_case;  ///< [word] places of cases that were not met before

    /// @param cases  of the study
    CaseOrder(const SampleSlice& slice, std::size_t cases);
};

/// The cases that are in a path at the points of a piece. What it is made of stays as it is.
class PathCases {
  public:
    PathCases(const Implicant& path, const PointTables& tables, const CaseOrder& order, const SamplePoints& points);

    /// Appends those of a point, each once. @param sample  its place in the piece
    void add(std::size_t point, std::uint32_t sample, std::vector<SampleCounts::Hit>& hits) const {
        for (std::size_t word = 0; word < order_.first_of_case.size(); ++word) {
            std::uint64_t members = order_.first_of_case[word];
            for (const Literal& literal : literals_) members &= literal.members[static_cast<std::size_t>(literal.choice[point]) * step_ + word];
            for (; members != 0; members &= members - 1) {
                const auto place = 64 * word + static_cast<std::size_t>(__builtin_ctzll(members));
                hits.push_back({sample, static_cast<std::uint32_t>(order_.case_of[place])});
            }
        }
    }

  private:
    struct Literal {
        const std::uint64_t* members;  ///< of the first choice
        const std::int32_t* choice;    ///< [point]
    };

    const CaseOrder& order_;
    const std::size_t step_;  // from choice to choice
    std::vector<Literal> literals_;
};

}  // namespace qca
