// The weightings of the cases as the block programs of a device see them, and the cases of a sum.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// A case in a sum.
struct CaseTerm {
    std::int32_t number;
    std::uint32_t times;  ///< 1 .. whole_cases: its whole memberships count so often; 1 where sums are in double
};

/// A weighting of the cases.
struct DeviceWeighting {
    std::uint64_t first_term;  ///< its terms: the cases that count or, by difference, those that do not, in their order
    std::int32_t terms;
    std::int32_t by_difference;  ///< not 0: its sums are those over all cases without its terms, in whole numbers
    double band;                 ///< whole_band() of the cases that count, each as often as it does
};

/// Pointers into the memory of a device.
struct DeviceWeightings {
    const DeviceWeighting* weighting = nullptr;
    const CaseTerm* term = nullptr;  ///< first every case once, then the terms of all weightings
    /// [weighting][digit][word of 64 cases]: binary digits of how often each case counts.
    const std::uint64_t* digit = nullptr;
    int digits = 0;  ///< of the largest

    QCA_HD const std::uint64_t* digits_of(int weighting_number, int words) const {
        return digit + static_cast<std::size_t>(weighting_number) * static_cast<std::size_t>(digits * words);
    }
    /// The cases that count, as bits of a word.
    QCA_HD std::uint64_t taking_part(int weighting_number, int word, int words) const {
        const std::uint64_t* const of_weighting = digits_of(weighting_number, words) + word;
        std::uint64_t cases = of_weighting[0];
        for (int d = 1; d < digits; ++d) cases |= of_weighting[d * words];
        return cases;
    }
    QCA_HD int times(int weighting_number, int c, int words) const {
        const std::uint64_t* const of_weighting = digits_of(weighting_number, words) + (c >> 6);
        int sum = 0;
        for (int d = 0; d < digits; ++d) sum += static_cast<int>(of_weighting[d * words] >> (c & 63) & 1) << d;
        return sum;
    }
};

/// The cases of a sum are all there are, each once.
struct AllCases {
    int count;

    QCA_HD int number(int i) const { return i; }
    template <class Number>
    QCA_HD Number often(int, Number membership) const {
        return membership;
    }
    /// How many come before a case.
    QCA_HD int before(int number) const { return number; }
    /// End of the pass that begins here.
    QCA_HD int end_of_pass(int begin, int most) const { return begin + most < count ? begin + most : count; }
};

/// The cases of a sum are listed by increasing number; min(w a, w b) = w min(a, b), so a case that counts w times has w
/// times the memberships.
struct ListedCases {
    const CaseTerm* term;
    int count;

    QCA_HD int number(int i) const { return term[i].number; }
    template <class Number>
    QCA_HD Number often(int i, Number membership) const {
        if constexpr (std::is_same_v<Number, double>) return membership;
        else return membership * term[i].times;
    }
    QCA_HD int before(int number) const {
        int first = 0;
        for (int end = count; first < end;) {
            const int middle = first + (end - first) / 2;
            if (term[middle].number < number) first = middle + 1;
            else end = middle;
        }
        return first;
    }
    /// A pass has at most whole_cases memberships, which 32 bits can sum.
    QCA_HD int end_of_pass(int begin, int most) const {
        std::uint32_t memberships = 0;
        int end = begin;
        for (; end < count && end - begin < most; ++end) {
            memberships += term[end].times;
            if (memberships > static_cast<std::uint32_t>(whole_cases)) break;
        }
        return end;
    }
};

}  // namespace qca
