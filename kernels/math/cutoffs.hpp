// The one place where a statistic meets a cutoff.
#pragma once

#include "kernels/portability.hpp"

namespace qca {

/// A value meets a cutoff when value + tolerance > cutoff; the square root of the double epsilon, as R's QCA.
inline constexpr double cutoff_tolerance = 1.490116119384766e-8;

/// The bound to pass to the functions below: cutoff - tolerance. Computed once per cutoff.
QCA_HD constexpr double cutoff_bound(double cutoff) { return cutoff - cutoff_tolerance; }

/// both / x meets the cutoff, without a division. For sums as in RelationSums, of doubles or packs of them; the bound is one
/// for all lanes, or a pack, too.
/// Monotone: what meets a bound meets every lower bound (x >= 0, and rounding is monotone).
template <class Number, class Bound>
QCA_HD auto meets_inclusion(const Number& x, const Number& both, const Bound& bound) {
    return both > bound * x;
}

/// (both - ambiguous) / (x - ambiguous) meets the cutoff; an undefined PRI (0/0) meets none.
/// A row to which some case belongs has x > ambiguous, so 0/0 can only occur off the observed rows.
template <class Number, class Bound>
QCA_HD auto meets_pri(const Number& x, const Number& both, const Number& ambiguous, const Bound& bound) {
    const Number denominator = x - ambiguous;
    return (denominator > 0.0) & ((both - ambiguous) > bound * denominator);
}

/// For sums that are known to within `band`, in the units of the sums: whether they surely meet the bound, and whether
/// they possibly do. Where the two agree, that is what the functions above say of the exact sums. For bounds of 0 or more.
template <class Number, class Bound>
QCA_HD auto surely_meets_inclusion(const Number& x, const Number& both, double band, const Bound& bound) {
    return both - band > bound * x;
}
template <class Number, class Bound>
QCA_HD auto possibly_meets_inclusion(const Number& x, const Number& both, double band, const Bound& bound) {
    return both + band > bound * x;
}
/// A PRI of 0/0 is within the band, so that the exact sums decide it.
template <class Number, class Bound>
QCA_HD auto surely_meets_pri(const Number& x, const Number& both, const Number& ambiguous, double band, const Bound& bound) {
    return both - ambiguous - band > bound * (x - ambiguous);
}
template <class Number, class Bound>
QCA_HD auto possibly_meets_pri(const Number& x, const Number& both, const Number& ambiguous, double band, const Bound& bound) {
    return both - ambiguous + band > bound * (x - ambiguous);
}

/// The same for a bound below 0, which a cutoff of 0 has. Sums of double are monotone (Higham 2002), so both >= 0 and
/// both >= ambiguous, and what has a denominator (x, or x - ambiguous) above 0 meets it.
template <class Number>
QCA_HD auto surely_positive(const Number& denominator, double band) {
    return denominator > band;
}

}  // namespace qca
