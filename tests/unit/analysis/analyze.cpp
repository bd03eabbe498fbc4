#include <gtest/gtest.h>

#include <cmath>

#include "host/analysis/analysis.hpp"

namespace qca {
namespace {

SetDefinition given_set(const std::string& name) {
    SetDefinition set;
    set.name = set.column = name;
    set.method = CalibrationMethod::none;
    return set;
}

Study small_study() {
    Study study;
    study.name = "small";
    study.conditions = {given_set("A"), given_set("B")};
    study.outcome = given_set("Y");
    return study;
}

StudyData small_data() {
    StudyData data;
    data.cases = {"one", "two", "three", "four", "five"};
    data.raw = {{0.9, 0.8, 0.7, 0.1, 0.5}, {0.8, 0.6, 0.2, 0.3, 0.5}, {1.0, 0.7, 0.4, 0.2, 0.5}};
    data.summation_order = {3, 2, 4, 1, 0};
    return data;
}

TEST(CalibrateStudy, WarnsOfEveryConditionInWhichACaseIsNeitherInNorOut) {
    const Memberships memberships = calibrate_study(small_study(), small_data());
    ASSERT_EQ(memberships.warnings.size(), 2u) << "0.5 in the outcome is no warning";
    for (std::size_t c = 0; c < 2; ++c) {
        EXPECT_NE(memberships.warnings[c].find("five"), std::string::npos);
        EXPECT_NE(memberships.warnings[c].find(c == 0 ? " in A " : " in B "), std::string::npos);
        EXPECT_EQ(memberships.warnings[c].find("one"), std::string::npos);
    }
}

TEST(CalibrateStudy, NegatesTheOutcome) {
    Study study = small_study();
    study.outcome.negate = true;
    const Memberships memberships = calibrate_study(study, small_data());
    EXPECT_EQ(memberships.set.back(), (std::vector<double>{1.0 - 1.0, 1.0 - 0.7, 1.0 - 0.4, 1.0 - 0.2, 0.5}));
    EXPECT_EQ(memberships.set[0], small_data().raw[0]);
}

TEST(CalibrateStudy, KeepsTheOrderOfSummation) {
    EXPECT_EQ(calibrate_study(small_study(), small_data()).order, small_data().summation_order);
}

TEST(Analyze, NecessityOfConditionsThenOfTheirNegations) {
    const Analysis analysis = analyze(small_study(), small_data());
    ASSERT_EQ(analysis.necessity.size(), 4u);
    EXPECT_EQ(analysis.necessity[0].set, "A");
    EXPECT_EQ(analysis.necessity[1].set, "B");
    EXPECT_EQ(analysis.necessity[2].set, "~A");
    EXPECT_EQ(analysis.necessity[3].set, "~B");
    // A = 0.9 0.8 0.7 0.1 0.5, Y = 1 0.7 0.4 0.2 0.5, min = 0.9 0.7 0.4 0.1 0.5
    EXPECT_NEAR(analysis.necessity[0].inclN, 2.6 / 2.8, 1e-12);
    EXPECT_NEAR(analysis.necessity[0].covN, 2.6 / 3.0, 1e-12);
    EXPECT_NEAR(analysis.necessity[0].RoN, 2.0 / 2.4, 1e-12);
    // ~A = 0.1 0.2 0.3 0.9 0.5, min = 0.1 0.2 0.3 0.2 0.5
    EXPECT_NEAR(analysis.necessity[2].inclN, 1.3 / 2.8, 1e-12);
    EXPECT_NEAR(analysis.necessity[2].covN, 1.3 / 2.0, 1e-12);
    EXPECT_NEAR(analysis.necessity[2].RoN, 3.0 / 3.7, 1e-12);
}

TEST(Analyze, NecessityOfExpressionsComesLast) {
    Study study = small_study();
    study.necessity.expressions = {{"A*~B + B", {{3, 2}, {1, 1}}}};
    const Analysis analysis = analyze(study, small_data());
    ASSERT_EQ(analysis.necessity.size(), 5u);
    // A*~B = 0.2 0.4 0.7 0.1 0.5, with B = 0.8 0.6 0.7 0.3 0.5; Y = 1 0.7 0.4 0.2 0.5, min = 0.8 0.6 0.4 0.2 0.5
    EXPECT_EQ(analysis.necessity[4].set, "A*~B + B");
    EXPECT_NEAR(analysis.necessity[4].inclN, 2.5 / 2.8, 1e-12);
    EXPECT_NEAR(analysis.necessity[4].covN, 2.5 / 2.9, 1e-12);
    EXPECT_NEAR(analysis.necessity[4].RoN, 2.1 / 2.5, 1e-12);
}

TEST(Analyze, NecessityOfAnEmptyOutcomeIsUndefined) {
    StudyData data = small_data();
    data.raw[2].assign(5, 0.0);
    const Analysis analysis = analyze(small_study(), data);
    EXPECT_TRUE(std::isnan(analysis.necessity[0].inclN));
    EXPECT_DOUBLE_EQ(analysis.necessity[0].covN, 0);
}

TEST(Analyze, UsesTheCutoffsOfTheStudyForBothSolutions) {
    Study study = small_study();
    study.cutoffs = {0.9, 0.0, 1, std::nullopt};
    const Analysis analysis = analyze(study, small_data());
    EXPECT_EQ(analysis.table[0b11].out, '1');
    EXPECT_EQ(analysis.table[0b10].out, '0');
    EXPECT_EQ(analysis.table[0b01].out, '?');
    ASSERT_EQ(analysis.conservative.models.size(), 1u);
    ASSERT_EQ(analysis.parsimonious.models.size(), 1u);
    EXPECT_EQ(analysis.conservative.models[0].paths, (std::vector<Implicant>{{0b11, 0b11}}));
    EXPECT_EQ(analysis.parsimonious.models[0].paths, (std::vector<Implicant>{{0b01, 0b01}}));
}

RowSet rows_of(std::initializer_list<int> numbers) {
    RowSet rows;
    for (const int row : numbers) rows.insert(row);
    return rows;
}

TEST(Analyze, HasAnIntermediateSolutionWhereExpectationsAreStated) {
    Study study = small_study();
    study.cutoffs = {0.9, 0.0, 1, std::nullopt};
    EXPECT_FALSE(analyze(study, small_data()).intermediate.has_value());
    study.solution.expected = Implicant{0b10, 0b00};  // ~A may not be held against 01
    const Analysis analysis = analyze(study, small_data());
    ASSERT_TRUE(analysis.intermediate.has_value());
    EXPECT_EQ(analysis.intermediate->models.at(0).paths, (std::vector<Implicant>{{0b01, 0b01}}));
    study.solution.expected = Implicant{0b10, 0b10};
    EXPECT_EQ(analyze(study, small_data()).intermediate->models.at(0).paths, (std::vector<Implicant>{{0b11, 0b11}}));
}

TEST(Analyze, RowsThatContradictAClaimOfNecessityAreExcluded) {
    Study study = small_study();
    study.cutoffs = {0.9, 0.0, 1, std::nullopt};
    study.solution.necessary = {{"A", rows_of({0b10, 0b11}), false}};
    const Analysis analysis = analyze(study, small_data());
    EXPECT_EQ(analysis.excluded, rows_of({0b01}));
    EXPECT_EQ(analysis.parsimonious.models.at(0).paths, (std::vector<Implicant>{{0b11, 0b11}}));
    study.solution.necessary = {{"B", rows_of({0b01, 0b11}), false}};
    EXPECT_TRUE(analyze(study, small_data()).excluded.empty()) << "rows without B are observed";
}

TEST(Analyze, ExclusionsTouchObservedRowsOnlyByConfiguration) {
    Study study = small_study();
    study.cutoffs = {0.9, 0.0, 1, std::nullopt};
    study.solution.exclude = {{"B", rows_of({0b01, 0b11}), false}};
    const Analysis by_expression = analyze(study, small_data());
    EXPECT_EQ(by_expression.excluded, rows_of({0b01}));
    EXPECT_EQ(by_expression.conservative.models.size(), 1u);
    study.solution.exclude = {{"11", rows_of({0b11}), true}};
    const Analysis by_configuration = analyze(study, small_data());
    EXPECT_EQ(by_configuration.excluded, rows_of({0b11}));
    EXPECT_EQ(by_configuration.table[0b11].out, '1') << "the table says what the cases say";
    EXPECT_TRUE(by_configuration.conservative.models.empty());
}

TEST(Analyze, NamesRowsThatAreCodedOneForTheOutcomeAndForItsNegation) {
    // Inclusion in Y of 00, 10, 11: 1.3 / 1.8, 1.6 / 1.9, 2.2 / 2.2; in ~Y: 1.7 / 1.8, 1.5 / 1.9, 1.1 / 2.2.
    Study study = small_study();
    study.cutoffs = {0.6, 0.0, 1, std::nullopt};
    EXPECT_EQ(analyze(study, small_data()).both.simultaneous, rows_of({0b00, 0b10}));
    study.outcome.negate = true;
    EXPECT_EQ(analyze(study, small_data()).both.simultaneous, rows_of({0b00, 0b10}));
    study.cutoffs.incl = 0.9;
    EXPECT_TRUE(analyze(study, small_data()).both.simultaneous.empty());
}

TEST(Analyze, NamesRowsThatAreAssumedForTheOutcomeAndForItsNegation) {
    Study study = small_study();
    // All three observed rows are positive for both, so both parsimonious solutions assume the fourth.
    study.cutoffs = {0.5, 0.0, 1, std::nullopt};
    EXPECT_EQ(analyze(study, small_data()).both.contradictory, rows_of({0b01}));
    EXPECT_FALSE(analyze(study, small_data()).both.capped);
    // With 11 negative, ~Y is ~B.
    study.cutoffs.incl = 0.6;
    EXPECT_TRUE(analyze(study, small_data()).both.contradictory.empty());
    // A claim about Y keeps the row out of Y's assumptions, an exclusion out of both.
    study.cutoffs.incl = 0.5;
    study.solution.necessary = {{"A", rows_of({0b10, 0b11}), false}};
    EXPECT_TRUE(analyze(study, small_data()).both.contradictory.empty());
    study.solution.necessary.clear();
    study.solution.exclude = {{"B", rows_of({0b01, 0b11}), false}};
    EXPECT_TRUE(analyze(study, small_data()).both.contradictory.empty());
}

TEST(Analyze, ClaimsOfNecessityDoNotHoldForTheNegation) {
    // 111 is positive for Y, 000 for ~Y, 110, 010 and 011 for neither; 001, 100 and 101 are remainders.
    Study study = small_study();
    study.conditions.push_back(given_set("C"));
    study.cutoffs = {0.9, 0.0, 1, std::nullopt};
    study.solution.necessary = {{"A", rows_of({0b100, 0b101, 0b110, 0b111}), false}};
    StudyData data;
    data.cases = {"one", "two", "three", "four", "five"};
    data.raw = {{1, 0, 1, 0, 0}, {1, 0, 1, 1, 1}, {1, 0, 0, 0, 1}, {1, 0, 0.5, 0.5, 0.5}};
    data.summation_order = {1, 2, 3, 4, 0};
    // Y is A*C and ~Y is ~B; without 001, ~Y would be ~B*~C and would not assume 101.
    EXPECT_EQ(analyze(study, data).excluded, rows_of({0b001}));
    EXPECT_EQ(analyze(study, data).both.contradictory, rows_of({0b101}));
}

}  // namespace
}  // namespace qca
