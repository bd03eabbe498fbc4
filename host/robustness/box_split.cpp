#include "host/robustness/box_split.hpp"

#include <algorithm>
#include <cmath>

namespace qca {
namespace {

/// No band is made narrower, in shifts.
constexpr double narrowest = 1e-8;
/// How far beside a case's raw value a crossover leaves no doubt on which side it is.
constexpr double beside = 1e-9;

struct Cut {
    std::size_t anchor = 0;
    double at = 0;     ///< the shift
    double score = 0;  ///< the higher, the better
};

void take_better(std::optional<Cut>& best, const Cut& cut) {
    if (!best || cut.score > best->score) best = cut;
}

/// Cuts that decide whether a case belongs to a row: those in the middle of the band first.
void add_case_cuts(std::optional<Cut>& best, const AnchorShifts& shifts, const ShiftBox& box, const SetEnclosures& sets, std::uint32_t row) {
    for (std::size_t i = 0; i < sets.back().size(); ++i) {
        const Band m = enclose_row_membership(sets, row, i);
        if (m.low > 0.5 || m.high <= 0.5) continue;
        for (std::size_t c = 0; c + 1 < sets.size(); ++c) {
            const std::vector<std::size_t>& anchors = shifts.anchors_of(c);
            const Band& in_set = sets[c][i].membership;
            if (anchors.empty() || in_set.low > 0.5 || in_set.high < 0.5) continue;
            const std::size_t anchor = anchors[anchors.size() == 3 ? 1 : 0];
            const double at = (shifts.data().raw[c][i] - shifts.own(anchor)) / shifts.unit(anchor);
            for (const double cut : {at - beside, at + beside}) {
                const double inside = std::min(cut - box[anchor].low, box[anchor].high - cut);
                if (inside > beside / 2) take_better(best, {anchor, cut, inside});
            }
        }
    }
}

void add_slope_cuts(std::optional<Cut>& best, const ShiftBox& box, const SurplusSlopes& slopes, ShiftNorm norm) {
    for (std::size_t a = 0; a < box.size(); ++a) {
        const double width = box[a].high - box[a].low;
        if (width < 2 * narrowest) continue;
        const Band& slope = slopes.by_anchor[a];
        const double steepest = std::max(std::abs(slope.low), std::abs(slope.high));
        constexpr double endless = 1e3;  // anchors that may come together
        // At the ends of a box, a slope that keeps its sign leaves no doubt; in a ball, its size does.
        double doubt = norm == ShiftNorm::euclidean || (slope.low < 0 && slope.high > 0) ? slope.high - slope.low : steepest / 4;
        if (std::isinf(steepest)) doubt = endless;
        take_better(best, {a, box[a].low + width / 2, doubt * width});
    }
}

}  // namespace

std::optional<std::pair<ShiftBox, ShiftBox>> split_box(const AnchorShifts& shifts, const ShiftBox& box, const std::vector<RowEnclosure>& rows,
                                                       const std::vector<CriticalRow>& critical, ShiftNorm norm) {
    const int enough = std::max(shifts.study().cutoffs.n, 1);
    const SetEnclosures sets = enclose_sets(shifts, box);
    std::optional<Cut> best;
    for (const CriticalRow& at : critical)
        if (rows[at.position].fewest < enough) add_case_cuts(best, shifts, box, sets, rows[at.position].row);
    if (!best)
        for (const CriticalRow& at : critical)
            for (const OpenQuantity& open : rows[at.position].open) add_slope_cuts(best, box, open.slopes, norm);
    if (!best) {
        SurplusSlopes even;
        even.by_anchor.assign(box.size(), Band{1, 1});
        add_slope_cuts(best, box, even, norm);
    }
    if (!best) return std::nullopt;
    std::pair<ShiftBox, ShiftBox> parts{box, box};
    parts.first[best->anchor].high = parts.second[best->anchor].low = best->at;
    return parts;
}

}  // namespace qca
