#include "host/sweep/slice_study.hpp"

#include <gtest/gtest.h>

#include "host/analysis/solution_rules.hpp"

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

}  // namespace
}  // namespace qca
