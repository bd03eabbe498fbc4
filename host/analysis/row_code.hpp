// What the cutoffs say of one row of the truth table.
#pragma once

#include "host/study/study.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/set_relation.hpp"

namespace qca {

/// Each cutoff on its own; those on sums are false for a row that no case belongs to.
struct RowDecisions {
    bool n = false, incl = false, pri = false, incl0 = false;

    /// OUT: '1', '0', '?' (remainder) or 'C' (contradiction).
    char out() const {
        if (!n) return '?';
        if (incl) return pri ? '1' : '0';
        return incl0 ? 'C' : '0';
    }
    friend bool operator==(const RowDecisions&, const RowDecisions&) = default;
};

/// @param n  cases that belong to the row
inline RowDecisions decide_row(int n, const RelationSums<double>& sums, const Cutoffs& cutoffs) {
    if (n == 0) return {};
    return {n >= cutoffs.n, meets_inclusion(sums.x, sums.both, cutoff_bound(cutoffs.incl)),
            meets_pri(sums.x, sums.both, sums.ambiguous, cutoff_bound(cutoffs.pri)) != 0,
            cutoffs.incl0 && meets_inclusion(sums.x, sums.both, cutoff_bound(*cutoffs.incl0))};
}

}  // namespace qca
