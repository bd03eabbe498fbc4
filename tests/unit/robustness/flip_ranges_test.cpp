// Sensitivity ranges whose ends can be worked out by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/robustness/first_value.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/robustness/moving_set.hpp"
#include "host/study/read_study.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

struct Example {
    Study study;
    StudyData data;

    const ParameterRange& range(const std::string& name, const RangeOptions& options = {}) {
        ranges = flip_ranges(study, data, options);
        const auto at = std::find_if(ranges.parameters.begin(), ranges.parameters.end(),
                                     [&](const ParameterRange& range) { return range.parameter.name == name; });
        if (at == ranges.parameters.end()) throw std::logic_error("no parameter " + name);
        return *at;
    }
    const std::vector<std::vector<Implicant>>& models(const ParameterRange& range, std::size_t interval) const {
        return ranges.states[range.intervals[interval].state].models;
    }

    FlipRanges ranges;
};

const std::vector<std::vector<Implicant>> no_models;
const std::vector<std::vector<Implicant>> only_A{{Implicant{1, 1}}};

/// One condition A, linear from 0 over `crossover` to 10; an outcome Y that is taken as it is.
Example linear_example(double crossover, const std::vector<double>& a, const std::vector<double>& y) {
    Example example;
    SetDefinition condition;
    condition.name = "A";
    condition.method = CalibrationMethod::linear;
    condition.anchors = {0, crossover, 10};
    example.study.conditions = {condition};
    example.study.outcome.name = "Y";
    example.study.outcome.method = CalibrationMethod::none;
    example.data.raw = example.data.values = {a, y};
    for (std::size_t i = 0; i < a.size(); ++i) example.data.cases.push_back(std::string(1, static_cast<char>('a' + i)));
    example.data.summation_order.resize(a.size());
    std::iota(example.data.summation_order.begin(), example.data.summation_order.end(), std::size_t{0});
    return example;
}

/// The membership of b is 0.5 + 0.5 z with z = (8 - crossover) / (10 - crossover) while the crossover is at most 8, that of a is
/// 1, that of c 0. So the inclusion of the row A is 1.6 / (1.5 + 0.5 z) while b's membership exceeds its outcome 0.6.
Example three_cases(double crossover) {
    return linear_example(crossover, {10, 8, 0}, {1, 0.6, 0});
}

/// The crossover at which b's membership is m.
double crossover_at(double m) {
    const double z = 2 * (m - 0.5);
    return (8 - 10 * z) / (1 - z);
}

void expect_neighbours(const RangeBoundary& boundary) {
    EXPECT_EQ(std::nextafter(boundary.below, boundary.above), boundary.above);
    EXPECT_LT(boundary.below, boundary.above);
}

TEST(FlipRanges, TheCrossoverAtWhichAnInclusionMeetsItsCutoff) {
    Example example = three_cases(7);
    example.study.cutoffs.incl = 0.9;
    const ParameterRange& range = example.range("A_crossover");
    // 1.6 / (1 + m) = 0.9 - tolerance; without the tolerance at 5.5.
    const double expected = crossover_at(1.6 / cutoff_bound(0.9) - 1);
    EXPECT_NEAR(expected, 5.5, 1e-5);
    ASSERT_EQ(range.intervals.size(), 2u);
    EXPECT_NEAR(range.boundaries[0].above, expected, 1e-12);
    expect_neighbours(range.boundaries[0]);
    EXPECT_EQ(range.own_interval, 1u);
    EXPECT_EQ(example.models(range, 1), only_A);
    EXPECT_EQ(example.models(range, 0), no_models);
    // Beyond 8, b leaves the row, which stays positive: nothing changes up to the inclusion anchor.
    EXPECT_EQ(range.intervals[1].last, std::nextafter(10.0, 0.0));
    EXPECT_EQ(range.searched.high_end, SearchEnd::infeasible);
    EXPECT_EQ(range.searched.low_end, SearchEnd::infeasible);
    ASSERT_EQ(range.boundaries[0].flips.size(), 1u);
    const RowFlip& flip = range.boundaries[0].flips[0];
    EXPECT_EQ(flip.row, 1u);
    EXPECT_EQ(flip.from, '1');
    EXPECT_EQ(flip.to, '0');
    EXPECT_EQ(flip.causes, (std::vector<FlipCause>{{FlipCause::Kind::incl, false}}));
}

TEST(FlipRanges, TheExclusionAnchorAtWhichACaseSpoilsARow) {
    // With the exclusion anchor e below 0, c's membership is 0.5 - 0.5 * 5 / (5 - e), all of it outside Y: the inclusion is
    // 1.6 / (1.8 + that).
    Example example = three_cases(5);
    example.study.cutoffs.incl = 0.8;
    const ParameterRange& range = example.range("A_exclusion");
    const double spoiling = 1.6 / cutoff_bound(0.8) - 1.8;
    const double expected = 5 - 5 / (2 * (0.5 - spoiling));
    EXPECT_NEAR(expected, -10.0 / 3, 1e-5);
    ASSERT_EQ(range.intervals.size(), 2u);
    EXPECT_NEAR(range.boundaries[0].below, expected, 1e-11);
    EXPECT_EQ(range.searched.low_end, SearchEnd::edge);
    EXPECT_EQ(range.intervals[0].first, -10);  // one distance below the smallest raw value
    EXPECT_EQ(range.searched.high_end, SearchEnd::infeasible);
    EXPECT_EQ(example.range("A_exclusion", {{}, 0.25, 1}).intervals.size(), 1u);
}

TEST(FlipRanges, CutoffsEndAtTheStatisticsOfTheRows) {
    Example example = three_cases(5);
    // Inclusion 1.6 / 1.8. Both y = 1 and y = 0.6: min(m, y, 1 - y) is 0 and 0.4, so PRI = 1.2 / 1.4.
    const ParameterRange incl = example.range("incl_cut");
    ASSERT_EQ(incl.intervals.size(), 3u);  // below, the row ~A with inclusion 0.2 / 1.2 is positive as well
    EXPECT_NEAR(incl.boundaries[0].below, 0.2 / 1.2 + cutoff_tolerance, 1e-15);
    EXPECT_NEAR(incl.boundaries[1].below, 1.6 / 1.8 + cutoff_tolerance, 1e-15);
    EXPECT_EQ(incl.own_interval, 1u);
    EXPECT_EQ(incl.intervals[0].first, 0);
    EXPECT_EQ(incl.intervals[2].last, 1);
    EXPECT_EQ(incl.searched.high_end, SearchEnd::infeasible);
    const ParameterRange pri = example.range("pri_cut");
    ASSERT_EQ(pri.intervals.size(), 2u);
    EXPECT_NEAR(pri.boundaries[0].below, 1.2 / 1.4 + cutoff_tolerance, 1e-15);
    const ParameterRange n = example.range("n_cut");
    ASSERT_EQ(n.intervals.size(), 2u);
    EXPECT_EQ(n.intervals[0].first, 1);
    EXPECT_EQ(n.intervals[0].last, 2);
    EXPECT_EQ(n.intervals[1].first, 3);
    EXPECT_EQ(n.intervals[1].last, 4);
    EXPECT_EQ(n.searched.low_end, SearchEnd::infeasible);
    EXPECT_EQ(n.searched.high_end, SearchEnd::edge);
}

TEST(FlipRanges, TheSecondCutoffEndsWhereTheFirstBegins) {
    Example example = three_cases(5);
    example.study.cutoffs = {0.9, 0, 1, 0.5};
    // C is no model: nothing but the order of the cutoffs ends the range.
    const ParameterRange incl0 = example.range("incl0_cut");
    EXPECT_EQ(incl0.intervals.size(), 1u);
    EXPECT_EQ(incl0.intervals[0].last, 0.9);
    EXPECT_EQ(incl0.searched.high_end, SearchEnd::infeasible);
    EXPECT_EQ(example.range("incl_cut").intervals[0].first, 0.5);
}

/// The inclusion of the row A is (0.7 + min(m, 0.75)) / (1 + m) and has its peak 1.45 / 1.75, a kink, where m = 0.75: at the
/// crossover 6.
Example peak(double surplus) {
    Example example = linear_example(5, {10, 8, 0}, {0.7, 0.75, 0});
    example.study.cutoffs.incl = 1.45 / 1.75 + cutoff_tolerance - surplus;
    return example;
}

TEST(FlipRanges, AFlipIsNotMissedHoweverNarrow) {
    double width_before = 1;
    for (const double surplus : {1e-5, 1e-7, 1e-9}) {
        Example example = peak(surplus);
        const ParameterRange& range = example.range("A_crossover");
        ASSERT_EQ(range.intervals.size(), 3u) << surplus;
        EXPECT_EQ(range.own_interval, 0u);
        EXPECT_EQ(example.models(range, 0), no_models);
        EXPECT_EQ(example.models(range, 1), only_A);
        EXPECT_EQ(range.intervals[2].state, range.intervals[0].state);
        const double width = range.intervals[1].last - range.intervals[1].first;
        EXPECT_LT(range.intervals[1].first, 6);
        EXPECT_GT(range.intervals[1].last, 6);
        // To first order: the inclusion falls by 0.829 / 1.75 and 0.171 / 1.75 a unit of m, m by 0.0625 a unit of the crossover.
        const double expected = surplus * 1.75 * (1 / (1.45 / 1.75) + 1 / (0.3 / 1.75)) / 0.0625;
        EXPECT_NEAR(width / expected, 1, 0.01) << surplus;
        EXPECT_LT(width, width_before);
        EXPECT_TRUE(range.touches.empty());
        width_before = width;
    }
    EXPECT_LT(width_before, 1e-6);  // no grid of a million steps need meet it
}

TEST(FlipRanges, APeakBelowTheCutoffIsNoFlip) {
    Example example = peak(-1e-9);
    const ParameterRange& range = example.range("A_crossover");
    EXPECT_EQ(range.intervals.size(), 1u);
    EXPECT_TRUE(range.touches.empty());
}

TEST(FlipRanges, ATouchIsSaidToBeOne) {
    Example example = peak(0);
    const ParameterRange& range = example.range("A_crossover");
    ASSERT_EQ(range.touches.size(), 1u);
    EXPECT_NEAR(range.touches[0].value, 6, 1e-9);
    EXPECT_EQ(range.touches[0].row, 1u);
    EXPECT_EQ(range.touches[0].statistic, FlipCause::Kind::incl);
}

TEST(FlipRanges, ACaseOnTheCrossoverIsInNoRow) {
    Example example = linear_example(5, {8, 2}, {1, 0});
    example.study.cutoffs.incl = 0.55;
    const ParameterRange range = example.range("A_crossover");
    // At 8 exactly, a is in no row: A is a remainder. Above, a is in ~A, which b makes negative.
    ASSERT_EQ(range.intervals.size(), 2u);
    EXPECT_EQ(range.boundaries[0].above, 8);
    ASSERT_EQ(range.boundaries[0].flips.size(), 1u);
    const RowFlip& flip = range.boundaries[0].flips[0];
    EXPECT_EQ(flip.to, '?');
    ASSERT_EQ(flip.causes.size(), 2u);
    EXPECT_EQ(flip.causes[0], (FlipCause{FlipCause::Kind::membership, false, 0, 0.5}));
    EXPECT_EQ(flip.causes[1], (FlipCause{FlipCause::Kind::n, false}));
}

TEST(FlipRanges, ARangeCanBeOneNumber) {
    // The third case makes a third of A or of ~A, but of none where the crossover is its raw value.
    Example example = linear_example(5, {8, 9, 5, 1, 2}, {1, 1, 1, 1, 1});
    example.study.cutoffs.n = 3;
    const ParameterRange range = example.range("A_crossover");
    const RangeInterval& own = range.intervals[range.own_interval];
    EXPECT_EQ(own.first, 5);
    EXPECT_EQ(own.last, 5);
    EXPECT_EQ(example.models(range, range.own_interval), no_models);
    EXPECT_EQ(example.models(range, range.own_interval - 1), only_A);
    EXPECT_EQ(example.models(range, range.own_interval + 1), (std::vector<std::vector<Implicant>>{{Implicant{1, 0}}}));
}

TEST(FlipRanges, AThresholdMovesFromCaseToCase) {
    Example example = linear_example(5, {3, 5, 7}, {0, 0, 1});
    SetDefinition& condition = example.study.conditions[0];
    condition.method = CalibrationMethod::crisp;
    condition.threshold = 6;
    const ParameterRange& range = example.range("A_threshold");
    // Above 5 up to 7 the row A holds the last case alone.
    ASSERT_EQ(range.intervals.size(), 3u);
    EXPECT_EQ(range.own_interval, 1u);
    EXPECT_EQ(range.boundaries[0].below, 5);
    EXPECT_EQ(range.boundaries[1].below, 7);
    EXPECT_EQ(range.intervals[0].first, -1);
    EXPECT_EQ(range.intervals[2].last, 11);
    EXPECT_EQ(range.searched.low_end, SearchEnd::edge);
    EXPECT_EQ(range.searched.high_end, SearchEnd::edge);
}

TEST(FlipRanges, TheClampIsAJump) {
    // Many cases outside Y with a tiny membership in A: with membership 0.0001 each they spoil the row, with 0 they do not.
    std::vector<double> a{20}, y{1};
    for (int i = 0; i < 3000; ++i) {
        a.push_back(0);
        y.push_back(0);
    }
    Example example = linear_example(5, a, y);
    SetDefinition& condition = example.study.conditions[0];
    condition.method = CalibrationMethod::logistic;
    condition.anchors = {3, 5, 10};
    const ParameterRange& range = example.range("A_exclusion");
    ASSERT_GE(range.boundaries.size(), 1u);
    // 3000 * 0.0001 = 0.3 beside 1: 0.77 < 0.8. The membership 0.0001 is at z = -ln(9999) / ln(19) = -5 / (5 - e).
    const double jump = 5 - 5 * std::log(19.0) / std::log(9999.0);
    EXPECT_NEAR(range.boundaries.back().above, jump, 1e-12);
    const std::vector<FlipCause>& causes = range.boundaries.back().flips[0].causes;
    EXPECT_EQ(causes.back().kind, FlipCause::Kind::incl);
    EXPECT_EQ(std::count_if(causes.begin(), causes.end(),
                            [](const FlipCause& cause) { return cause.kind == FlipCause::Kind::jump; }),
              3000);
}

TEST(FlipRanges, AnhuiLeavesThePathAtRank14) {
    const Study study = read_study(QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml");
    const StudyData data = load_study_data(study);
    RangeOptions options;
    options.path = study.paths[0].implicant;
    const FlipRanges ranges = flip_ranges(study, data, options);
    EXPECT_EQ(ranges.states[0].survival, Survival::exact_all);
    const auto gdp = std::find_if(ranges.parameters.begin(), ranges.parameters.end(),
                                  [](const ParameterRange& range) { return range.parameter.name == "GDP_crossover"; });
    EXPECT_EQ(gdp->intervals.size(), 1u);
    const auto anhui = std::find_if(gdp->path_cases.begin(), gdp->path_cases.end(),
                                    [&](const PathCaseChange& change) { return data.cases[change.case_number] == "Anhui"; });
    ASSERT_NE(anhui, gdp->path_cases.end());
    EXPECT_FALSE(anhui->enters);
    EXPECT_EQ(anhui->after, 14);
    EXPECT_EQ(anhui->before, std::nextafter(14.0, 15.0));
    EXPECT_EQ(anhui->membership, 0.5);
    std::vector<std::string> own;
    for (const std::size_t i : ranges.path_cases) own.push_back(data.cases[i]);
    EXPECT_EQ(own, (std::vector<std::string>{"Anhui", "Fujian", "Shandong"}));
}

TEST(FlipRanges, ThreadsChangeNothing) {
    const Study study = read_study(QCA_SOURCE_DIR "/configs/khanal2024-breadth.toml");
    const StudyData data = load_study_data(study);
    const FlipRanges one = flip_ranges(study, data, {{}, 1, 1}), three = flip_ranges(study, data, {{}, 1, 3});
    EXPECT_EQ(one.states, three.states);
    ASSERT_EQ(one.parameters.size(), three.parameters.size());
    for (std::size_t p = 0; p < one.parameters.size(); ++p) {
        ASSERT_EQ(one.parameters[p].intervals.size(), three.parameters[p].intervals.size());
        for (std::size_t i = 0; i < one.parameters[p].intervals.size(); ++i) {
            EXPECT_EQ(one.parameters[p].intervals[i].first, three.parameters[p].intervals[i].first);
            EXPECT_EQ(one.parameters[p].intervals[i].state, three.parameters[p].intervals[i].state);
        }
    }
    EXPECT_EQ(one.immovable, std::vector<std::string>{"BRE"});
}

TEST(FirstValue, IsTheNextDouble) {
    EXPECT_EQ(first_value(0.0, 4.0, [](double x) { return x > 1; }), std::nextafter(1.0, 2.0));
    EXPECT_EQ(first_value(-3.0, 4.0, [](double x) { return x >= -1; }), -1);
    EXPECT_EQ(first_value(0.0, 1.0, [](double x) { return x > 0; }), 5e-324);
}

}  // namespace
}  // namespace qca
