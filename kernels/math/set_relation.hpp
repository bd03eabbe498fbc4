// How far one fuzzy set is a subset of another: the sums, and what is read off them.
#pragma once

#include "kernels/math/pack.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Sums over the cases for "X is sufficient for Y". Number is double, or a pack of doubles for several
/// calibrations side by side. Added in case order, so that every backend rounds alike.
/// @source Ragin (2006), Set relations in social research; Schneider & Wagemann (2012) for PRI.
template <class Number>
struct RelationSums {
    Number x{};         ///< sum of x
    Number both{};      ///< sum of min(x, y)
    Number ambiguous{}; ///< sum of min(x, y, 1 - y)

    QCA_HD void add(Number membership, Number outcome) {
        const Number in_both = smaller(membership, outcome);
        x += membership;
        both += in_both;
        ambiguous += smaller(in_both, spread<Number>(1.0) - outcome);
    }
};

/// inclS = sum min(x,y) / sum x; NaN when sum x is 0.
QCA_HD double inclusion(const RelationSums<double>& s) { return s.both / s.x; }

/// PRI = (sum min(x,y) - sum min(x,y,1-y)) / (sum x - sum min(x,y,1-y)); NaN when the denominator is 0.
QCA_HD double pri(const RelationSums<double>& s) {
    return (s.both - s.ambiguous) / (s.x - s.ambiguous);
}

/// covS = sum min(x,y) / sum y; NaN when sum_y is 0.
QCA_HD double coverage(const RelationSums<double>& s, double sum_y) { return s.both / sum_y; }

}  // namespace qca
