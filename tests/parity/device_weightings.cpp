// The parts of the CUDA backend's weightings of the cases: lists of terms, digits of weights, counters.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernels/backend/cuda/device_weightings.hpp"
#include "kernels/backend/cuda/upload_weightings.hpp"
#include "kernels/backend/engine.hpp"
#include "tests/parity/random_problem.hpp"
#include "tests/parity/stand_in_device.hpp"
#include "tests/parity/sweep_with.hpp"

namespace qca::parity {
namespace {

SweepProblem weighted(int cases, const std::vector<std::uint16_t>& weights) {
    SweepProblem problem;
    problem.cases = cases;
    problem.weight = weights.data();
    problem.weightings = static_cast<int>(weights.size()) / cases;
    return problem;
}

/// "case:times" of the terms of a weighting.
std::string terms_of(const ListedWeightings& listed, std::size_t weighting) {
    std::string terms;
    for (std::size_t t = 0; t < static_cast<std::size_t>(listed.weighting[weighting].terms); ++t) {
        const CaseTerm& term = listed.term[listed.weighting[weighting].first_term + t];
        terms += std::to_string(term.number) + ":" + std::to_string(term.times) + " ";
    }
    return terms;
}

TEST(DeviceWeightings, AreListedByDifferenceOrByWhatCounts) {
    const std::vector<std::uint16_t> weights{1, 1, 1, 1, 1,  1, 0, 1, 1, 0,  0, 0, 0, 1, 1,  2, 0, 130, 1, 1,  0, 0, 0, 0, 0};
    const SweepProblem problem = weighted(5, weights);
    EXPECT_EQ(most_terms(problem), 134);
    const ListedWeightings whole = list_weightings(problem, true), exact = list_weightings(problem, false);
    const std::vector<std::string> wholes{"", "1:1 4:1 ", "3:1 4:1 ", "0:2 2:63 2:63 2:4 3:1 4:1 ", ""};
    const std::vector<int> differences{1, 1, 0, 0, 0}, counting{5, 3, 2, 134, 0};
    for (std::size_t w = 0; w < wholes.size(); ++w) {
        EXPECT_EQ(terms_of(whole, w), wholes[w]) << w;
        EXPECT_EQ(whole.weighting[w].by_difference, differences[w]) << w;
        EXPECT_EQ(whole.weighting[w].band, whole_band(counting[w])) << w;
        EXPECT_EQ(exact.weighting[w].by_difference, 0) << w;
        EXPECT_EQ(exact.weighting[w].terms, counting[w]) << w;
    }
    EXPECT_EQ(terms_of(exact, 1), "0:1 2:1 3:1 ");
    EXPECT_EQ(terms_of(exact, 3).substr(0, 16), "0:1 0:1 2:1 2:1 ");
    for (std::int32_t c = 0; c < 5; ++c) EXPECT_EQ(whole.term[static_cast<std::size_t>(c)].number, c);
}

TEST(DeviceWeightings, AreReadFromTheirDigits) {
    const int cases = 70, weightings = 3;
    std::vector<std::uint16_t> weights;
    for (int w = 0; w < weightings; ++w)
        for (int c = 0; c < cases; ++c) weights.push_back(static_cast<std::uint16_t>(w == 2 && c == 68 ? 65535 : (c * 7 + w * 3) % 5));
    const ListedWeightings listed = list_weightings(weighted(cases, weights), true);
    EXPECT_EQ(listed.digits, 16);
    const DeviceWeightings device{listed.weighting.data(), listed.term.data(), listed.digit.data(), listed.digits};
    for (int w = 0; w < weightings; ++w)
        for (int c = 0; c < cases; ++c) {
            const int weight = weights[static_cast<std::size_t>(w * cases + c)];
            EXPECT_EQ(device.times(w, c, 2), weight) << w << " " << c;
            EXPECT_EQ(device.taking_part(w, c / 64, 2) >> (c % 64) & 1, weight > 0 ? 1u : 0u) << w << " " << c;
        }
}

TEST(DeviceWeightings, PassesHaveAsManyMembershipsAs32BitsHold) {
    const std::vector<CaseTerm> terms{{1, 40}, {4, 23}, {5, 1}, {9, 63}, {10, 1}, {12, 1}, {13, 1}};
    const ListedCases listed{terms.data(), static_cast<int>(terms.size())};
    EXPECT_EQ(listed.end_of_pass(0, 63), 2);
    EXPECT_EQ(listed.end_of_pass(2, 63), 3);
    EXPECT_EQ(listed.end_of_pass(3, 63), 4);
    EXPECT_EQ(listed.end_of_pass(4, 63), 7);
    EXPECT_EQ(listed.end_of_pass(4, 2), 6);
    EXPECT_EQ(listed.before(0), 0);
    EXPECT_EQ(listed.before(5), 2);
    EXPECT_EQ(listed.before(6), 3);
    EXPECT_EQ(listed.before(14), 7);
    EXPECT_EQ(listed.often(0, std::uint32_t{3}), 120u);
    EXPECT_EQ(listed.often(0, 0.3), 0.3);
}

/// Two conditions, 8 and 128 choices, whose cases are all in one row, and 512 weightings.
class OneRow {
  public:
    OneRow() : membership_(128 * cases, 0.8), outcome_{0.1, 0.2, 0.3, 0.4}, coordinate_(128), weight_(512 * cases, 1) {
        for (std::size_t i = 0; i < coordinate_.size(); ++i) coordinate_[i] = static_cast<std::int32_t>(i);
        for (std::size_t w = 1; w < 512; ++w) weight_[w * cases + w % cases] = 0;
        for (int i = 0; i < 257; ++i) incl_.push_back(0.7 + 0.001 * i);
        for (int i = 0; i < 255; ++i) pri_.push_back(0.6 + 0.001 * i);
        for (int s = 0; s < 3; ++s) {
            SetChoices& set = set_[s];
            set.membership = s == 2 ? outcome_.data() : membership_.data();
            set.choices = axis_size_[s];
            set.coordinate = coordinate_.data();
            set.axes = 1;
            set.axis[0] = s;
        }
        problem_.cases = static_cast<int>(cases);
        problem_.conditions = 2;
        problem_.sets_a = 1;
        problem_.condition = set_;
        problem_.outcome = set_[2];
        problem_.cutoffs = {incl_.data(), pri_.data(), &n_cut_, 257, 255, 1, 4, 5, 6};
        problem_.weight = weight_.data();
        problem_.weightings = 512;
        problem_.weighting_axis = 3;
        problem_.type_axis = 7;
        problem_.axes = 8;
        problem_.axis_size = axis_size_;
    }
    OneRow(const OneRow&) = delete;
    OneRow& operator=(const OneRow&) = delete;
    const SweepProblem& problem() const { return problem_; }

  private:
    static constexpr std::size_t cases = 4;
    const std::vector<double> membership_, outcome_;
    std::vector<std::int32_t> coordinate_;
    std::vector<std::uint16_t> weight_;
    std::vector<double> incl_, pri_;
    const std::int32_t n_cut_ = 1, axis_size_[8] = {8, 128, 1, 512, 257, 255, 1, 1};
    SetChoices set_[3];
    SweepProblem problem_;
};

TEST(DeviceWeightings, CountMoreScenariosOfATableThan32BitsHold) {
    const OneRow made;
    const SweepProblem& p = made.problem();
    const std::unique_ptr<Engine> engine = make_stand_in_engine(p, Precision::certified, 1, {});
    ASSERT_EQ(engine->grid().size(), 1u);
    const PlainSweep found = sweep_with(*engine, p, 1, false);
    // All four cases are in the last row, which is not consistent enough.
    const std::uint64_t scenarios = std::uint64_t{8} * 128 * 512 * 257 * 255;
    ASSERT_EQ(found.tables.size(), 1u);
    EXPECT_EQ(found.tables.begin()->second, scenarios);
    EXPECT_GT(scenarios >> 32, 0u);
}

}  // namespace
}  // namespace qca::parity
