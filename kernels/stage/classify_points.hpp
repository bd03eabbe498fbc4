// From row sums to a coded truth table where every lane has cutoffs of its own.
#pragma once

#include <cstdint>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// One inclusion and one PRI cutoff, as bounds from cutoff_bound(). @tparam Number  a double or a pack of them
template <class Number>
struct PairOfBounds {
    Number incl, pri;
};

/// Whether a row meets both cutoffs, from sums in double.
template <class Number>
QCA_HD auto meets_both(const RelationSums<Number>& sums, const PairOfBounds<Number>& bounds) {
    return meets_inclusion(sums.x, sums.both, bounds.incl) & meets_pri(sums.x, sums.both, sums.ambiguous, bounds.pri);
}

/// What whole sums prove: where `surely` and `possibly` agree, that is what sums in double say.
template <class Mask>
struct Proof {
    Mask surely, possibly;
};

/// Whether whole sums can prove anything of these bounds (see whole_band()); not of NaN either.
template <class Number>
QCA_HD auto are_proved(const PairOfBounds<Number>& bounds) {
    return (bounds.incl > -1.0) & (bounds.incl <= 1.0) & (bounds.pri > -1.0) & (bounds.pri <= 1.0);
}

/// Whether a row meets both cutoffs, from whole sums. For bounds of 0 or more. @param band  whole_band()
template <class Number>
QCA_HD auto prove_both(const RelationSums<Number>& sums, const PairOfBounds<Number>& bounds, double band) {
    const auto surely = surely_meets_inclusion(sums.x, sums.both, band, bounds.incl) &
                        surely_meets_pri(sums.x, sums.both, sums.ambiguous, band, bounds.pri);
    const auto possibly = possibly_meets_inclusion(sums.x, sums.both, band, bounds.incl) &
                          possibly_meets_pri(sums.x, sums.both, sums.ambiguous, band, bounds.pri);
    return Proof<decltype(surely & surely)>{surely, possibly};
}

/// The same for any bounds: of those that cannot be proved everything stays open.
template <class Number>
QCA_HD auto prove_both_for_any(const RelationSums<Number>& sums, const PairOfBounds<Number>& bounds, double band) {
    const Number off_pri = sums.x - sums.ambiguous;
    const auto incl_below = bounds.incl < 0.0, pri_below = bounds.pri < 0.0;
    const auto incl_above = bounds.incl >= 0.0, pri_above = bounds.pri >= 0.0;
    const auto proved = are_proved(bounds);
    const auto surely =
        ((incl_below & surely_positive(sums.x, band)) |
         (incl_above & surely_meets_inclusion(sums.x, sums.both, band, bounds.incl))) &
        ((pri_below & surely_positive(off_pri, band)) |
         (pri_above & surely_meets_pri(sums.x, sums.both, sums.ambiguous, band, bounds.pri))) &
        proved;
    const auto possibly =
        ((incl_below | possibly_meets_inclusion(sums.x, sums.both, band, bounds.incl)) &
         (pri_below | possibly_meets_pri(sums.x, sums.both, sums.ambiguous, band, bounds.pri))) |
        !proved;
    return Proof<decltype(surely & surely)>{surely, possibly};
}

}  // namespace qca
