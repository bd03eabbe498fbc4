// Row sums in whole numbers of 2^-26: exact, half as wide as doubles, and near enough to decide almost every cutoff.
#pragma once

#include <cstdint>

#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// A membership of 1.
inline constexpr std::uint32_t whole_one = std::uint32_t{1} << 26;

/// The nearest whole number. @param membership  in [0, 1] @param one  what 1 is
QCA_HD std::uint32_t whole_membership(double membership, std::uint32_t one = whole_one) {
    return static_cast<std::uint32_t>(membership * one + 0.5);
}

/// So many memberships can be added in 32 bits.
inline constexpr int whole_cases = 63;

/// Whether whole sums of the cases that count, each once, are made faster from the sums over all cases than anew: few are left
/// out, and their memberships can be added in 32 bits.
QCA_HD bool subtracts_left_out(int left_out, int cases) { return left_out <= whole_cases && 2 * left_out < cases; }

/// How far off T - c * S and (T - U) - c * (S - U) can be, c being a bound of at most 1 and S, T, U sums of whole
/// memberships, from what the same sums in double say. Half a unit a case and sum for rounding the memberships, so at most
/// one in all, (1 + c) / 2 or (1 + c + 1 - c) / 2; cases^2 * 2^-53 a sum (three of them, in units of 2^-26) for
/// rounding the sums in double; one for all the rest.
/// @source Higham (2002), Accuracy and stability of numerical algorithms, section 4.2, for the sums.
QCA_HD double whole_band(int cases) {
    const double n = cases;
    return n + 3 * n * n / (std::int64_t{1} << 27) + 1;
}

/// A membership of 1 in narrow numbers, of 16 bits, of which so many can be added and no sign comes out.
QCA_HD int narrow_one(int memberships) { return 32767 / memberships; }

/// As whole_band(), in units of narrow numbers, of cases that count once. They are rounded alike; sums in double are off by far less
/// than the one for all the rest. What narrow sums prove, whole ones prove as well: twice whole_band() is far less than
/// the narrow unit by which they then differ.
QCA_HD double narrow_band(int cases) { return static_cast<double>(cases) + 1; }

}  // namespace qca
