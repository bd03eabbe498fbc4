// Joint worst cases that can be worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "host/error.hpp"
#include "host/robustness/worst_shift.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

struct Example {
    Study study;
    StudyData data;
};

/// One condition A and an outcome Y that is taken as it is.
Example example_with(const SetDefinition& condition, const std::vector<double>& a, const std::vector<double>& y) {
    Example example;
    example.study.conditions = {condition};
    example.study.conditions[0].name = "A";
    example.study.outcome.name = "Y";
    example.study.outcome.method = CalibrationMethod::none;
    example.study.cutoffs.incl = 0.9;
    example.data.raw = example.data.values = {a, y};
    for (std::size_t i = 0; i < a.size(); ++i) example.data.cases.push_back(std::string(1, static_cast<char>('a' + i)));
    example.data.summation_order.resize(a.size());
    std::iota(example.data.summation_order.begin(), example.data.summation_order.end(), std::size_t{0});
    return example;
}

Example crisp_example() {
    SetDefinition condition;
    condition.method = CalibrationMethod::crisp;
    condition.threshold = 5;
    return example_with(condition, {10, 8, 3}, {1, 1, 0});
}

Example linear_example() {
    SetDefinition condition;
    condition.method = CalibrationMethod::linear;
    condition.anchors = {0, 7, 10};
    return example_with(condition, {10, 8, 0}, {1, 0.6, 0});
}

WorstOptions options_for(const std::optional<Implicant>& path) {
    WorstOptions options;
    options.path = path;
    options.boxes = 5000;
    options.threads = 1;
    return options;
}

constexpr Implicant path_A{1, 1};

TEST(WorstShift, OneThresholdIsWhereTheRangesEnd) {
    // At 3, of 7 from the smallest to the largest raw value, c joins the row and its inclusion falls to 2 / 3.
    const Example example = crisp_example();
    const WorstShift worst = worst_shift(example.study, example.data, options_for(path_A));
    ASSERT_TRUE(worst.alone);
    EXPECT_NEAR(worst.alone_shift, -2.0 / 7, 1e-12);
    for (const ShiftBounds& bounds : {worst.largest, worst.euclidean}) {
        ASSERT_TRUE(bounds.found);
        EXPECT_NEAR(bounds.found->length, 2.0 / 7, 1e-12);
        EXPECT_LT(bounds.certified, bounds.found->length);
        EXPECT_GT(bounds.certified, 2.0 / 7 - 1e-4);
        EXPECT_EQ(bounds.found->state.survival, Survival::no_solution);
        ASSERT_EQ(bounds.found->flips.size(), 2u);  // c leaves row 0
        EXPECT_EQ(bounds.found->flips[0].causes, (std::vector<FlipCause>{{FlipCause::Kind::membership, false, 2, 0}, {FlipCause::Kind::n, false}}));
        EXPECT_EQ(bounds.found->flips[1].causes, (std::vector<FlipCause>{{FlipCause::Kind::membership, true, 2, 1}, {FlipCause::Kind::incl, false}}));
    }
}

TEST(WorstShift, ThreeAnchorsTogether) {
    // All three down by u: b's membership 0.5 + 0.5 (8 - 7 + u) / 3 rises, and so does c's, 0.5 - 0.5 (7 - u) / 7, from 0. The
    // inclusion 1.6 / (1 + 0.5 + (1 + u) / 6 + u / 14) falls to the cutoff at u = 7 / 15, of 10 from exclusion to inclusion.
    const Example example = linear_example();
    const WorstShift worst = worst_shift(example.study, example.data, options_for(path_A));
    const double u = (1.6 / cutoff_bound(0.9) - 5.0 / 3) / (1.0 / 6 + 1.0 / 14);
    EXPECT_NEAR(u, 7.0 / 15, 1e-6);
    ASSERT_TRUE(worst.largest.found);
    EXPECT_NEAR(worst.largest.found->length, u / 10, 1e-6);
    EXPECT_GE(worst.largest.found->length, u / 10 - 1e-12);
    EXPECT_LE(worst.largest.certified, u / 10);
    EXPECT_GT(worst.largest.certified, 0.999 * u / 10);
    for (const double x : worst.largest.found->shift) EXPECT_NEAR(x, -u / 10, 1e-6);
    // Alone, b's membership must come to 7 / 9: with the inclusion anchor at 8.8, 0.12 below its own.
    ASSERT_TRUE(worst.alone);
    EXPECT_EQ(*worst.alone, 2u);
    EXPECT_NEAR(worst.alone_shift, -0.12, 1e-6);
    ASSERT_TRUE(worst.euclidean.found);
    EXPECT_LT(worst.euclidean.found->length, std::sqrt(3.0) * u / 10);
    EXPECT_GE(worst.euclidean.found->length, u / 10);
    EXPECT_LE(worst.euclidean.certified, worst.euclidean.found->length);
    EXPECT_GT(worst.euclidean.certified, 0.98 * worst.euclidean.found->length);
}

TEST(WorstShift, TheSolutionWithoutAPath) {
    const Example example = linear_example();
    const WorstShift worst = worst_shift(example.study, example.data, options_for({}));
    EXPECT_EQ(worst.own.models, (std::vector<std::vector<Implicant>>{{path_A}}));
    ASSERT_TRUE(worst.largest.found);
    EXPECT_TRUE(worst.largest.found->state.models.empty());
}

TEST(WorstShift, NothingIsFoundWithinAShortReach) {
    const Example example = linear_example();
    WorstOptions options = options_for(path_A);
    options.reach = 0.04;
    const WorstShift worst = worst_shift(example.study, example.data, options);
    EXPECT_FALSE(worst.alone);
    for (const ShiftBounds& bounds : {worst.largest, worst.euclidean}) {
        EXPECT_FALSE(bounds.found);
        EXPECT_LE(bounds.certified, 0.04);
        EXPECT_GT(bounds.certified, 0.0399);
    }
}

TEST(WorstShift, WhatIsLostAlreadyIsRefused) {
    Example example = linear_example();
    EXPECT_THROW(worst_shift(example.study, example.data, options_for(Implicant{1, 0})), InputError);
    example.study.conditions[0].method = CalibrationMethod::none;
    example.data.raw[0] = example.data.values[0] = {1, 0.8, 0};
    EXPECT_THROW(worst_shift(example.study, example.data, options_for(path_A)), InputError);
}

}  // namespace
}  // namespace qca
