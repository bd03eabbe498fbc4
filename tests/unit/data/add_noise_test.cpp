#include "host/data/add_noise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "tests/unit/data/data_files.hpp"

namespace qca {
namespace {

/// X1 (column a), X2 (column b) and Y (column y), with noise of these sizes on them.
Study study_with(NoiseShape shape, std::vector<double> sizes, std::uint64_t seed = 1) {
    Study study = test::study_of("none.csv");
    study.sweep.noise = {100, shape, std::move(sizes), seed};
    return study;
}

/// Every value is `value`.
StudyData data_of(std::vector<std::string> cases, std::size_t sets = 3, double value = 0) {
    StudyData data;
    data.values.assign(sets, std::vector<double>(cases.size(), value));
    data.cases = std::move(cases);
    return data;
}

std::vector<std::string> many_cases(std::size_t size) {
    std::vector<std::string> cases;
    for (std::size_t c = 0; c < size; ++c) cases.push_back("case " + std::to_string(c));
    return cases;
}

/// All numbers of 100 draws for 200 cases of X1.
std::vector<double> many_numbers(NoiseShape shape, std::size_t set = 0, std::uint64_t seed = 1) {
    const Study study = study_with(shape, {1, 1, 1}, seed);
    const StudyData data = data_of(many_cases(200));
    std::vector<double> numbers;
    for (std::size_t draw = 1; draw <= 100; ++draw) {
        const StudyData noisy = with_noise(study, data, draw);
        numbers.insert(numbers.end(), noisy.values[set].begin(), noisy.values[set].end());
    }
    return numbers;
}

double moment(const std::vector<double>& numbers, int power) {
    double sum = 0;
    for (const double number : numbers) sum += std::pow(number, power);
    return sum / static_cast<double>(numbers.size());
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / static_cast<double>(a.size()) /
           std::sqrt(moment(a, 2) * moment(b, 2));
}

// Computed by a program of its own, in Python: FNV-1a of column and case, SplitMix64, Irwin-Hall.
TEST(AddNoise, FirstNumbersAreTheSameOnEveryMachine) {
    const StudyData data = data_of({"Anna", "Ben"});
    const StudyData normal = with_noise(study_with(NoiseShape::normal, {1, 0, 0}), data, 1);
    EXPECT_EQ(normal.values[0], (std::vector<double>{-0.6558191638905555, 0.1875995034351945}));
    EXPECT_EQ(normal.noise_draw, 1u);
    const StudyData uniform = with_noise(study_with(NoiseShape::uniform, {1, 0, 0}), data, 1);
    EXPECT_EQ(uniform.values[0], (std::vector<double>{-0.3425055164160645, -0.594841691318286}));
}

// 20,000 numbers: means within 4 standard errors of what they estimate.
TEST(AddNoise, NormalNoiseHasMean0AndVariance1) {
    const std::vector<double> numbers = many_numbers(NoiseShape::normal);
    EXPECT_NEAR(moment(numbers, 1), 0, 4 / std::sqrt(20000.0));
    EXPECT_NEAR(moment(numbers, 2), 1, 4 * std::sqrt(1.9 / 20000));
    EXPECT_NEAR(moment(numbers, 3), 0, 4 * std::sqrt(14.0 / 20000));
    EXPECT_NEAR(moment(numbers, 4), 2.9,
                4 * std::sqrt(80.0 / 20000));  // of Irwin-Hall; 3 of the normal distribution
    EXPECT_LE(*std::max_element(numbers.begin(), numbers.end()), 6);
    const auto within =
        std::count_if(numbers.begin(), numbers.end(), [](double x) { return std::abs(x) < 1; });
    EXPECT_NEAR(static_cast<double>(within) / 20000, 0.6827, 0.02);
}

TEST(AddNoise, UniformNoiseIsEvenBetweenItsLimits) {
    const std::vector<double> numbers = many_numbers(NoiseShape::uniform);
    EXPECT_NEAR(moment(numbers, 1), 0, 4 * std::sqrt(1.0 / 3 / 20000));
    EXPECT_NEAR(moment(numbers, 2), 1.0 / 3, 4 * std::sqrt(0.09 / 20000));
    std::map<int, int> tenths;
    for (const double number : numbers) ++tenths[static_cast<int>(std::floor(number * 5))];
    ASSERT_EQ(tenths.size(), 10u);  // nothing outside -1 to 1
    for (const auto& [tenth, count] : tenths) EXPECT_NEAR(count, 2000, 200) << tenth;
}

TEST(AddNoise, ColumnsDrawsAndSeedsAreIndependent) {
    const std::vector<double> numbers = many_numbers(NoiseShape::normal);
    const double limit = 4 / std::sqrt(20000.0);
    EXPECT_NEAR(correlation(numbers, many_numbers(NoiseShape::normal, 1)), 0, limit);
    EXPECT_NEAR(correlation(numbers, many_numbers(NoiseShape::normal, 0, 2)), 0, limit);
    std::vector<double> next(numbers.begin() + 200, numbers.end());  // of the next draw
    next.insert(next.end(), numbers.begin(), numbers.begin() + 200);
    EXPECT_NEAR(correlation(numbers, next), 0, limit);
    std::rotate(next.begin(), next.begin() + 1, next.end());  // of the next case, too
    EXPECT_NEAR(correlation(numbers, next), 0, limit);
}

TEST(AddNoise, ANumberDependsOnColumnAndCaseAlone) {
    const StudyData all = with_noise(study_with(NoiseShape::normal, {2, 3, 5}), data_of({"a", "b", "c"}), 7);
    const StudyData few = with_noise(study_with(NoiseShape::normal, {2, 0, 5}), data_of({"c", "a"}), 7);
    EXPECT_EQ(few.values[0], (std::vector<double>{all.values[0][2], all.values[0][0]}));
    EXPECT_EQ(few.values[1], (std::vector<double>{0, 0}));
    EXPECT_EQ(few.values[2], (std::vector<double>{all.values[2][2], all.values[2][0]}));
    Study swapped = study_with(NoiseShape::normal, {3, 2, 5});
    std::swap(swapped.conditions[0], swapped.conditions[1]);
    const StudyData other_order = with_noise(swapped, data_of({"a", "b", "c"}), 7);
    EXPECT_EQ(other_order.values[0], all.values[1]);
    EXPECT_EQ(other_order.values[1], all.values[0]);
}

TEST(AddNoise, SetsOfOneColumnShareItsError) {
    Study study = study_with(NoiseShape::normal, {1, 1, 4});
    study.outcome.column = "a";
    const StudyData noisy = with_noise(study, data_of({"a", "b"}), 1);
    EXPECT_NE(noisy.values[0], noisy.values[1]);
    for (std::size_t c = 0; c < 2; ++c) EXPECT_EQ(noisy.values[2][c], 4 * noisy.values[0][c]);
}

TEST(AddNoise, MissingValuesStayMissingAndNothingElseChanges) {
    StudyData data = data_of({"a", "b"}, 3, 10);
    data.values[2][0] = std::numeric_limits<double>::quiet_NaN();
    data.excluded = {"d"};
    data.incomplete = {"e"};
    const StudyData noisy = with_noise(study_with(NoiseShape::uniform, {0, 0.5, 1}), data, 3);
    EXPECT_EQ(noisy.values[0], data.values[0]);
    EXPECT_TRUE(std::isnan(noisy.values[2][0]));
    EXPECT_NE(noisy.values[2][1], 10);
    EXPECT_LT(std::abs(noisy.values[1][0] - 10), 0.5);
    EXPECT_EQ(noisy.cases, data.cases);
    EXPECT_EQ(noisy.excluded, data.excluded);
    EXPECT_EQ(noisy.incomplete, data.incomplete);
}

}  // namespace
}  // namespace qca
