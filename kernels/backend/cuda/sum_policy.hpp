// What a lane of a device sums in.
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernels/math/pack.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// A whole membership, or a sum of at most whole_cases of them.
template <>
struct Lanes<std::uint32_t> {
    using Scalar = std::uint32_t;
    static constexpr int count = 1;
    static constexpr int registers = 32;
    QCA_HD static std::uint32_t spread(std::uint32_t value) { return value; }
};

/// Sums in double: exact precision.
struct ExactSums {
    using Number = double;  ///< of a membership
    using Sum = double;     ///< of a row
    static constexpr bool certified = false;
    QCA_HD static Number one() { return 1.0; }
};

/// Sums of whole memberships of at most whole_cases cases: 32 bits hold them.
struct WholeSums {
    using Number = std::uint32_t;
    using Sum = std::uint32_t;
    static constexpr bool certified = true;
    QCA_HD static Number one() { return whole_one; }
};

/// Sums of whole memberships of any number of cases: parts of at most whole_cases are added up in 64 bits.
struct LongWholeSums {
    using Number = std::uint32_t;
    using Sum = std::uint64_t;
    static constexpr bool certified = true;
    QCA_HD static Number one() { return whole_one; }
};

/// What a block program is compiled for. @tparam Dense  all 16 rows of two halves of two sets each, in registers
/// @tparam Weighted  there are weightings of the cases
template <int WordCount, class SumPolicy, bool Dense, bool Weighted = false>
struct ProgramKind {
    static constexpr int words = WordCount;  ///< of a row mask
    static constexpr bool dense = Dense;
    static constexpr bool weighted = Weighted;
    using Sums = SumPolicy;
    using Number = typename SumPolicy::Number;
    using Sum = typename SumPolicy::Sum;
    /// A word of a row mask in the memory of a block.
    using MaskWord = std::conditional_t<Dense, std::uint16_t, std::uint64_t>;
    static_assert(!Dense || (WordCount == 1 && sizeof(Sum) == sizeof(Number)));
};

}  // namespace qca
