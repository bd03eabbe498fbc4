// A list of points as its program sees it on a device.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/math/row_set.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Points that threads of a block take side by side.
inline constexpr int point_lanes = 128;

/// Rows that are summed at once, all combinations of the last four sets: so many sums a thread has registers for.
inline constexpr int tail_sets = 4;
inline constexpr int tail_rows = 1 << tail_sets;
inline constexpr int most_prefix_sets = max_conditions - tail_sets;

/// Memberships in one set, [choice][case] each. Where there are less than four conditions, sets without a member come
/// before them, so that the rows of the conditions are the first ones.
template <class Number>
struct DeviceSet {
    const Number* number = nullptr;        ///< what is summed
    const double* membership = nullptr;
    const std::uint64_t* side = nullptr;   ///< [choice][word of 64 cases][0: in the negation, 1: in the set]; not of the outcome
    std::int32_t set = -1;                 ///< its place in the list of choices; -1: none, choice 0
};

/// Pointers into the memory of a device.
template <class Number>
struct DevicePoints {
    int cases = 0, case_words = 0;  ///< words of 64 cases
    int conditions = 0;
    int prefix_sets = 0;  ///< conditions but the last four
    DeviceSet<Number> prefix[most_prefix_sets], tail[tail_sets], outcome;
    double band = 0;  ///< whole_band()

    const std::uint16_t* weight = nullptr;  ///< [weighting][case]
    const std::uint64_t* plane = nullptr;   ///< [weighting][word of 64 cases][binary digit of the weights]
    int planes = 0;

    // The list, [point], as in PointList.
    const std::int32_t* choice = nullptr;  ///< [set * size + point]
    const std::int32_t* weighting = nullptr;
    const double *incl_bound = nullptr, *pri_bound = nullptr;
    const std::int32_t* n_cut = nullptr;
    std::size_t size = 0;

    /// Groups of rows that share what they are in the first sets.
    QCA_HD int groups() const { return 1 << prefix_sets; }
    /// Rows of a group; the others of its sums are of sets that do not exist.
    QCA_HD int rows_of_group() const { return conditions < tail_sets ? 1 << conditions : tail_rows; }
    QCA_HD std::uint64_t all_cases(int word) const {
        const int rest = cases - 64 * word;
        return rest >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rest) - 1;
    }
    QCA_HD std::uint32_t choice_of(const DeviceSet<Number>& from, std::size_t point) const {
        return from.set < 0 ? 0 : static_cast<std::uint32_t>(choice[static_cast<std::size_t>(from.set) * size + point]);
    }
};

/// What a program of points is compiled for.
template <int WordCount, class SumPolicy>
struct PointKind {
    static constexpr int words = WordCount;  ///< of a row mask
    using Sums = SumPolicy;
    using Number = typename SumPolicy::Number;
    using Sum = typename SumPolicy::Sum;
    /// Sums are added up in the device's memory, part by part.
    static constexpr bool in_parts = sizeof(Sum) != sizeof(Number);
};

}  // namespace qca
