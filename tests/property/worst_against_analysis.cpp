// The joint worst case of random studies: what is enclosed holds at random points, what is proved is contradicted by no analysis.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "host/analysis/set_membership.hpp"
#include "host/robustness/row_enclosure.hpp"
#include "host/robustness/shift_certificate.hpp"
#include "host/robustness/surplus_bound.hpp"
#include "host/robustness/worst_shift.hpp"
#include "kernels/math/cutoffs.hpp"
#include "tests/property/random_study.hpp"

namespace qca {
namespace {

using test::below;
using test::between;
using test::Made;
using test::made_study;
using test::Random;

/// Somewhere near the study's own anchors, wide or narrow, often of no width in some anchors.
ShiftBox random_box(Random& random, std::size_t anchors) {
    ShiftBox box;
    const double width = std::pow(10.0, between(random, -4, -0.3));
    for (std::size_t a = 0; a < anchors; ++a) {
        const double low = between(random, -0.2, 0.2);
        box.push_back({low, below(random, 5) == 0 ? low : low + between(random, 0, width)});
    }
    return box;
}

/// A random point, often at the ends of bands.
Shift random_shift(Random& random, const ShiftBox& box) {
    Shift shift;
    for (const Band& band : box) {
        const std::size_t kind = below(random, 4);
        shift.push_back(kind == 0 ? band.low : kind == 1 ? band.high : between(random, band.low, band.high));
    }
    return shift;
}

/// The surplus of a row at one point, as plainly as it can be written.
double plain_surplus(const Memberships& memberships, const RowQuantity& quantity) {
    const std::uint32_t all = (std::uint32_t{1} << number_of_conditions(memberships)) - 1;
    const std::vector<double> in_row = path_memberships(memberships, Implicant{all, static_cast<std::uint32_t>(quantity.row)});
    const RelationSums<double> sums = relation_sums(in_row, outcome_of(memberships), memberships.order);
    return quantity.statistic == RowQuantity::Statistic::inclusion
               ? sums.both - quantity.bound * sums.x
               : (sums.both - sums.ambiguous) - quantity.bound * (sums.x - sums.ambiguous);
}

class WorstAgainstAnalysis : public testing::TestWithParam<int> {
  protected:
    std::uint64_t seed(std::uint64_t number) const { return static_cast<std::uint64_t>(GetParam()) * 1000 + number; }
};

TEST_P(WorstAgainstAnalysis, MembershipsAreMonotoneAsTheProofSays) {
    Random random(seed(1));
    for (int round = 0; round < 2000; ++round) {
        SetDefinition set;
        set.method = below(random, 2) == 0 ? CalibrationMethod::logistic : CalibrationMethod::linear;
        const bool falling = below(random, 2) == 0;
        const double e = between(random, 0, 3), c = between(random, 3.1, 6), i = between(random, 6.1, 9), v = between(random, -3, 12);
        const auto membership = [&](double exclusion, double crossover, double inclusion) {
            const double sign = falling ? -1 : 1;
            return calibrate({sign * v}, set, {sign * exclusion, sign * crossover, sign * inclusion}, {"case"})[0];
        };
        const double m = membership(e, c, i), more = between(random, 0, 0.1);
        EXPECT_LE(membership(e + more, c, i), m);
        EXPECT_LE(membership(e, c, i + more), m);
        const double other = membership(e, c + more, i);
        if (v >= e && v <= i) {
            EXPECT_LE(other, m);
        }
        if (v > i || v < e) {
            EXPECT_GE(other, m);
        }
        if (v >= c) {
            EXPECT_EQ(membership(e - 1, c, i), m);
        }
        if (v <= c) {
            EXPECT_EQ(membership(e, c, i + 1), m);
        }
    }
}

TEST_P(WorstAgainstAnalysis, EnclosuresHoldAtEveryPoint) {
    std::size_t points = 0, certain = 0, open = 0, pinned = 0, in_ball = 0;
    for (std::uint64_t number = 0; number < 12; ++number) {
        const Made made = made_study(seed(number));
        const AnchorShifts shifts(made.study, made.data);
        const ShiftFate fate(shifts, made.options.path);
        Random random(seed(number));
        for (int round = 0; round < 25; ++round) {
            const ShiftBox box = random_box(random, shifts.size());
            const double ball = between(random, 0.1, 1);
            const SetEnclosures sets = enclose_sets(shifts, box);
            const std::vector<RowEnclosure> rows = enclose_rows(shifts, box, std::nullopt);
            const std::vector<RowEnclosure> rows_in_ball = enclose_rows(shifts, box, ball);
            for (int point = 0; point < 10; ++point) {
                const Shift shift = random_shift(random, box);
                if (!shifts.feasible(shift)) continue;
                ++points;
                const Memberships memberships = shifts.memberships_at(shift);
                EXPECT_EQ(memberships.set, calibrate_study(shifts.study_at(shift), made.data).set);
                for (std::size_t s = 0; s < sets.size(); ++s)
                    for (std::size_t i = 0; i < sets[s].size(); ++i) {
                        EXPECT_LE(sets[s][i].membership.low, memberships.set[s][i] + 1e-15) << "set " << s << ", case " << i;
                        EXPECT_GE(sets[s][i].membership.high, memberships.set[s][i] - 1e-15) << "set " << s << ", case " << i;
                    }
                const std::vector<TableRow> table = truth_table(memberships, made.study.cutoffs);
                std::vector<unsigned> codes(table.size(), remainder_code), codes_in_ball = codes;
                for (const RowEnclosure& row : rows) {
                    codes[row.row] = row.codes;
                    (row.open.empty() ? certain : open)++;
                    EXPECT_LE(row.fewest, table[row.row].n);
                    EXPECT_GE(row.most, table[row.row].n);
                }
                for (const RowEnclosure& row : rows_in_ball) codes_in_ball[row.row] = row.codes;
                for (std::size_t row = 0; row < table.size(); ++row) {
                    const unsigned code = table[row].out == '1' ? positive_code : table[row].out == '?' ? remainder_code : negative_code;
                    EXPECT_NE(codes[row] & code, 0u) << "row " << row << " is " << table[row].out;
                    if (length_of(shift, ShiftNorm::euclidean) <= ball) {
                        EXPECT_NE(codes_in_ball[row] & code, 0u) << "row " << row;
                        ++in_ball;
                    }
                    for (const auto statistic : {RowQuantity::Statistic::inclusion, RowQuantity::Statistic::pri}) {
                        const RowQuantity quantity{row, statistic, cutoff_bound(made.study.cutoffs.incl)};
                        const double surplus = plain_surplus(memberships, quantity);
                        const Band natural = enclose_surplus(sets, quantity);
                        EXPECT_LE(natural.low, surplus);
                        EXPECT_GE(natural.high, surplus);
                        if (point > 0) continue;  // these take longer
                        const SurplusSlopes slopes = surplus_slopes(shifts, sets, quantity);
                        const double low = surplus_bound(shifts, box, slopes, std::nullopt, quantity, SurplusEnd::lowest).value;
                        const double high = surplus_bound(shifts, box, slopes, std::nullopt, quantity, SurplusEnd::highest).value;
                        EXPECT_LE(low, surplus) << "row " << row;
                        EXPECT_GE(high, surplus) << "row " << row;
                        if (low > natural.low) ++pinned;
                    }
                }
                if (HasFailure()) return;
            }
        }
    }
    EXPECT_GT(points, 500u);
    EXPECT_GT(certain, 1000u);
    EXPECT_GT(open, 100u);
    EXPECT_GT(in_ball, 500u);
    EXPECT_GT(pinned, 100u) << "slopes never help: the test says nothing of them";
}

/// Between two points that differ in one anchor, a surplus changes no faster than its slopes say.
TEST_P(WorstAgainstAnalysis, SlopesHoldBetweenPoints) {
    std::size_t finite = 0;
    for (std::uint64_t number = 100; number < 112; ++number) {
        const Made made = made_study(seed(number));
        const AnchorShifts shifts(made.study, made.data);
        Random random(seed(number));
        for (int round = 0; round < 40; ++round) {
            const ShiftBox box = random_box(random, shifts.size());
            const SetEnclosures sets = enclose_sets(shifts, box);
            const std::size_t anchor = below(random, shifts.size());
            Shift from = random_shift(random, box), to = from;
            to[anchor] = between(random, box[anchor].low, box[anchor].high);
            if (to[anchor] <= from[anchor]) std::swap(from, to);
            const double change = to[anchor] - from[anchor];
            if (change < 1e-7 || !shifts.feasible(from) || !shifts.feasible(to)) continue;
            const Memberships before = shifts.memberships_at(from), after = shifts.memberships_at(to);
            for (std::size_t row = 0; row < std::size_t{1} << made.study.conditions.size(); ++row)
                for (const auto statistic : {RowQuantity::Statistic::inclusion, RowQuantity::Statistic::pri}) {
                    const RowQuantity quantity{row, statistic, cutoff_bound(made.study.cutoffs.incl)};
                    const SurplusSlopes slopes = surplus_slopes(shifts, sets, quantity);
                    const Band& slope = slopes.by_anchor[anchor];
                    const double gain = plain_surplus(after, quantity) - plain_surplus(before, quantity);
                    EXPECT_GE(gain, slope.low * change - 2 * slopes.jumps - 1e-12);
                    EXPECT_LE(gain, slope.high * change + 2 * slopes.jumps + 1e-12);
                    if (std::isfinite(slope.low) && std::isfinite(slope.high)) ++finite;
                }
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(finite, 300u);
}

bool lost(const RangeState& own, const RangeState& state) {
    if (!own.survival) return !(own == state);
    return state.survival != Survival::exact_all && state.survival != Survival::exact_some;
}

TEST_P(WorstAgainstAnalysis, NoAnalysisContradictsTheBounds) {
    std::size_t found = 0, proved = 0, tried = 0;
    for (std::uint64_t number = 200; number < 206; ++number) {
        SCOPED_TRACE(testing::Message() << "study " << seed(number));
        Made made = made_study(seed(number));
        const AnchorShifts shifts(made.study, made.data);
        if (shifts.size() == 0) continue;
        // Paths that are none of the study's are refused: ask for one of its own.
        const RangeState solution = ShiftFate(shifts, std::nullopt).own();
        WorstOptions options;
        if (made.options.path && !solution.models.empty()) options.path = solution.models[0][0];
        options.boxes = 300;
        options.reach = 0.3;
        const WorstShift worst = worst_shift(made.study, made.data, options);
        const ShiftFate fate(shifts, options.path);
        Random random(seed(number));
        for (const auto& [norm, bounds] : {std::pair{ShiftNorm::largest, worst.largest}, std::pair{ShiftNorm::euclidean, worst.euclidean}}) {
            EXPECT_LE(bounds.certified, 0.3);
            if (bounds.found) {
                ++found;
                const LostShift& at = *bounds.found;
                EXPECT_LE(bounds.certified, at.length);
                EXPECT_EQ(at.length, length_of(at.shift, norm));
                const Study shifted = shifts.study_at(at.shift);
                const std::vector<TableRow> table = truth_table(calibrate_study(shifted, made.data), shifted.cutoffs);
                const RangeState state = state_of_rows(shifted, rules_of(shifted), coded_rows(table, rules_of(shifted)), options.path);
                EXPECT_EQ(state, at.state);
                EXPECT_TRUE(lost(worst.own, state));
                EXPECT_FALSE(at.flips.empty());
                for (const RowFlip& flip : at.flips) EXPECT_EQ(flip.to, table[flip.row].out);
            }
            if (bounds.certified == 0) continue;
            ++proved;
            for (int point = 0; point < 400; ++point) {
                Shift shift = random_shift(random, ShiftBox(shifts.size(), Band{-1, 1}));
                const double scale = bounds.certified / length_of(shift, norm) * (point % 2 == 0 ? 1 - 1e-12 : between(random, 0, 1));
                for (double& x : shift) x *= scale;
                if (!shifts.feasible(shift)) continue;
                ++tried;
                EXPECT_FALSE(lost(worst.own, fate.state_at(shift))) << "norm " << static_cast<int>(norm) << ", certified " << bounds.certified;
            }
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(found, 3u);
    EXPECT_GT(proved, 3u);
    EXPECT_GT(tried, 1000u);
}

INSTANTIATE_TEST_SUITE_P(Random, WorstAgainstAnalysis, testing::Range(0, 6));

}  // namespace
}  // namespace qca
