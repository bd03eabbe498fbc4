#include "host/robustness/row_changes.hpp"

#include <cmath>
#include <limits>

namespace qca {
namespace {

using Kind = FlipCause::Kind;

/// Between neighbouring values of an anchor a continuous membership changes by far less, a jump by 0.0001.
constexpr double smallest_jump = 1e-6;

std::vector<FlipCause> causes_of(const MovingRows& rows, std::size_t row, const RowsAt& from, const RowsAt& to,
                                 const RowDecisions& before, const RowDecisions& after) {
    std::vector<FlipCause> causes;
    for (std::size_t i = 0; i < from.moving.size(); ++i) {
        const bool was = rows.belongs(row, i, from.moving[i]), is = rows.belongs(row, i, to.moving[i]);
        if (was != is)
            causes.push_back({Kind::membership, is, i, to.moving[i]});
        else if (std::abs(from.moving[i] - to.moving[i]) > smallest_jump)
            causes.push_back({Kind::jump, to.moving[i] > from.moving[i], i, to.moving[i]});
    }
    const std::vector<FlipCause> decided = decision_changes(before, after);
    causes.insert(causes.end(), decided.begin(), decided.end());
    return causes;
}

}  // namespace

std::vector<FlipCause> decision_changes(const RowDecisions& before, const RowDecisions& after) {
    std::vector<FlipCause> causes;
    if (before.n != after.n) causes.push_back({Kind::n, after.n});
    if (!before.n || !after.n) return causes;
    if (before.incl != after.incl) causes.push_back({Kind::incl, after.incl});
    // A PRI counts only where the inclusion is met, a second cutoff only where it is not.
    if (before.pri != after.pri && (before.incl || after.incl)) causes.push_back({Kind::pri, after.pri});
    if (before.incl0 != after.incl0 && !(before.incl && after.incl)) causes.push_back({Kind::incl0, after.incl0});
    return causes;
}

std::vector<RowFlip> row_flips(const MovingRows& rows, const RowsAt& from, const RowsAt& to) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    std::vector<RowFlip> flips;
    for (std::size_t row = 0; row < rows.rows().size(); ++row) {
        const RowSums &inner = from.rows[row], &outer = to.rows[row];
        const RowDecisions before = decide_row(inner.n, inner.sums, from.cutoffs);
        const RowDecisions after = decide_row(outer.n, outer.sums, to.cutoffs);
        if (before.out() == after.out()) continue;
        flips.push_back({rows.rows()[row], before.out(), after.out(), inner.n, outer.n,
                         outer.n > 0 ? inclusion(outer.sums) : undefined, outer.n > 0 ? pri(outer.sums) : undefined,
                         causes_of(rows, row, from, to, before, after)});
    }
    return flips;
}

}  // namespace qca
