#include "host/sweep/slice_study.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "host/analysis/solution_rules.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca {
namespace {

RowSet rows_of(std::initializer_list<int> numbers) {
    RowSet rows;
    for (const int row : numbers) rows.insert(row);
    return rows;
}

/// Conditions A and B; A is claimed necessary, B is implausible.
Study study_of_two() {
    Study study;
    for (const char* name : {"A", "B"}) study.conditions.emplace_back().name = name;
    study.sweep.anchors.resize(3);
    study.solution.expected = Implicant{0b11, 0b01};
    study.solution.exclude = {{"B", rows_of({0b01, 0b11}), false}};
    study.solution.necessary = {{"A", rows_of({0b10, 0b11}), false}};
    return study;
}

Slice slice_of(std::vector<std::size_t> conditions, bool negate) {
    Slice slice = own_slice(study_of_two(), 0);
    slice.conditions = std::move(conditions);
    slice.negate = negate;
    return slice;
}

TEST(SliceStudy, ExclusionsAndExpectationsFollowTheConditions) {
    const SolutionRules only_a = rules_of(study_of_slice(study_of_two(), slice_of({0}, false)));
    EXPECT_EQ(only_a.not_assumed, rows_of({0b0}));
    EXPECT_EQ(only_a.expected, (Implicant{0b1, 0b0}));
    const SolutionRules only_b = rules_of(study_of_slice(study_of_two(), slice_of({1}, false)));
    EXPECT_EQ(only_b.not_assumed, rows_of({0b1}));
    EXPECT_EQ(only_b.expected, (Implicant{0b1, 0b1}));
}

TEST(SliceStudy, ClaimsOfNecessityHoldForTheOutcomeOfTheStudy) {
    EXPECT_EQ(rules_of(study_of_slice(study_of_two(), slice_of({0, 1}, false))).not_assumed, rows_of({0b00, 0b01, 0b11}));
    EXPECT_EQ(rules_of(study_of_slice(study_of_two(), slice_of({0, 1}, true))).not_assumed, rows_of({0b01, 0b11}));
    Study negated = study_of_two();
    negated.outcome.negate = true;
    EXPECT_EQ(rules_of(study_of_slice(negated, slice_of({0, 1}, true))).not_assumed, rows_of({0b00, 0b01, 0b11}));
}

/// Conditions A and B, outcome Y, and Z, which `of_z` has the values of; every case of A, B and Y is
/// complete.
struct TwoOutcomes {
    explicit TwoOutcomes(const std::vector<double>& of_z) {
        study = study_of_two();
        study.file = "s.toml";
        study.outcome.name = "Y";
        study.other_outcomes.emplace_back().name = "Z";
        for (std::size_t set = 0; set < 4; ++set)
            (set < 2    ? study.conditions[set]
             : set == 2 ? study.outcome
                        : study.other_outcomes[0])
                .anchors = {1, 2, 3};
        study.sweep.outcomes = {2, 3};
        for (std::size_t c = 0; c < of_z.size(); ++c) data.cases.push_back("case " + std::to_string(c));
        data.values.assign(3, std::vector<double>(of_z.size(), 1));
        data.values.push_back(of_z);
    }
    std::string complaint() const {
        return test::message_of([&] { check_slices(study, data, plan_sweep(study, data.cases)); });
    }
    Study study;
    StudyData data;
};

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

TEST(SliceStudy, ExplainsTheOutcomeOfTheSlice) {
    const TwoOutcomes two({5, missing, 7});
    Slice slice = own_slice(two.study, 3);
    EXPECT_EQ(study_of_slice(two.study, slice).outcome.name, "Y");
    slice.outcome = 3;
    slice = complete(slice, two.study, two.data);
    EXPECT_EQ(slice.cases, (CaseSelection{0, 2}));
    const Study study = study_of_slice(two.study, slice);
    EXPECT_EQ(study.outcome.name, "Z");
    EXPECT_TRUE(study.other_outcomes.empty());
    EXPECT_TRUE(study.sweep.outcomes.empty());
    EXPECT_TRUE(study.solution.necessary.empty()) << "a claim for another outcome";
    EXPECT_EQ(study.solution.exclude.size(), 1u);
    const StudyData data = data_of_slice(two.study, two.data, slice);
    EXPECT_EQ(data.cases, (std::vector<std::string>{"case 0", "case 2"}));
    EXPECT_EQ(data.raw.back(), (std::vector<double>{5, 7}));
}

TEST(SliceStudy, CalibrationAndTiesAreThoseOfAllSetsThatHaveThem) {
    TwoOutcomes two({1, 2, 3});
    two.study.conditions[0].method = CalibrationMethod::crisp;
    two.study.conditions[1].ranking = Ranking{true, Ties::largest};
    Slice slice = own_slice(two.study, 3);
    slice.method = CalibrationMethod::linear;
    slice.ties = Ties::average;
    const Study study = study_of_slice(two.study, slice);
    EXPECT_EQ(study.conditions[0].method, CalibrationMethod::crisp);
    EXPECT_EQ(study.conditions[1].method, CalibrationMethod::linear);
    EXPECT_EQ(study.outcome.method, CalibrationMethod::linear);
    EXPECT_EQ(study.conditions[0].ranking, std::nullopt);
    EXPECT_EQ(study.conditions[1].ranking->ties, Ties::average);
}

TEST(SliceStudy, NoiseComesBeforeTheRankingAndIsTheSameInEverySlice) {
    TwoOutcomes two({1, 2, 3});
    two.data.values[0] = {10, 20, 30};
    two.study.conditions[0].column = "a";
    two.study.conditions[0].ranking = Ranking{true, Ties::largest};
    two.study.sweep.noise = {5, NoiseShape::normal, {100, 0, 0, 0}, 1};
    Slice slice = own_slice(two.study, 3);
    bool reordered = false;
    for (slice.noise = 1; slice.noise <= 5; ++slice.noise) {
        const StudyData all = data_of_slice(two.study, two.data, slice);
        EXPECT_EQ(all.raw[0], rank_values(all.values[0], {true, Ties::largest}));
        reordered = reordered || all.raw[0] != std::vector<double>{1, 2, 3};
        Slice few = slice;
        few.cases = {0, 2};
        const StudyData of_few = data_of_slice(two.study, two.data, few);
        EXPECT_EQ(of_few.values[0], (std::vector<double>{all.values[0][0], all.values[0][2]}));
        EXPECT_EQ(of_few.noise_draw, slice.noise);
    }
    EXPECT_TRUE(reordered);
}

TEST(SliceStudy, RefusesBeforeARunWhatALaterSliceWouldRunInto) {
    EXPECT_NO_THROW(check_slices(TwoOutcomes({1, missing, 3}).study, TwoOutcomes({1, missing, 3}).data,
                                 plan_sweep(TwoOutcomes({1, missing, 3}).study, {"a", "b", "c"})));
    EXPECT_EQ(TwoOutcomes({missing, missing, missing}).complaint().find("s.toml: [outcomes.Z]: none of the cases"),
              0u);
    EXPECT_NO_THROW(check_slices(TwoOutcomes({1, missing, missing}).study, TwoOutcomes({1, missing, missing}).data,
                                 plan_sweep(TwoOutcomes({1, missing, missing}).study, {"a", "b", "c"})));
    TwoOutcomes left_out({1, missing, missing});
    left_out.study.sweep.cases.leave_out = {1};
    EXPECT_NE(left_out.complaint().find("[outcomes.Z]"), std::string::npos);
    TwoOutcomes coded({0, 1, 2});
    coded.study.other_outcomes[0].method = CalibrationMethod::codes;
    coded.study.other_outcomes[0].codes = {{0, 0}, {1, 1}};
    EXPECT_NE(coded.complaint().find("set Z, case 'case 2': no code for the value 2"), std::string::npos);
}

}  // namespace
}  // namespace qca
