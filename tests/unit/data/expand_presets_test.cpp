#include "host/data/expand_presets.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "host/error.hpp"
#include "host/study/read_study.hpp"
#include "tests/unit/data/data_files.hpp"

namespace qca::test {
namespace {

using Values = std::vector<double>;

/// X1 (rising), X2 (falling, ranks) and Y (rising) of 11 cases with the values 0 to 10; X2's values fall.
struct Eleven {
    Eleven() {
        std::string text = "id,a,b,y\n";
        for (int c = 0; c <= 10; ++c)
            text += "case" + std::to_string(c) + "," + std::to_string(c) + "," + std::to_string(100 - c) +
                    "," + std::to_string(c * c) + "\n";
        study = study_of(temporary_file(text));
        study.name = "eleven";
        study.conditions[1].anchors = {10, 5, 2};
        study.conditions[1].ranking = Ranking{};
        study.sweep.stated = true;
        study.sweep.anchors.resize(study.sets());
        data = load_study_data(study);
    }
    Study expanded(std::vector<Preset> presets) const {
        Study with = study;
        with.sweep.presets = std::move(presets);
        return with_presets(with, data);
    }
    SweepDefinition sweep(std::vector<Preset> presets) const { return expanded(std::move(presets)).sweep; }

    Study study;
    StudyData data;
};

TEST(ExpandPresets, AStudyWithoutAnyStaysAsItIs) {
    EXPECT_EQ(Eleven().expanded({}), Eleven().study);
}

TEST(ExpandPresets, JournalChecksHavePercentilesOfRawValuesAndOfRanks) {
    const SweepDefinition sweep = Eleven().sweep({Preset::journal_checks});
    ASSERT_EQ(sweep.anchor_sets.size(), 3u);
    EXPECT_EQ(sweep.anchor_sets[0],
              (AnchorSet{"95/50/5", {{0, {0.5, 5, 9.5}}, {1, {10.5, 6, 1.5}}, {2, {0.5, 25, 90.5}}}}));
    EXPECT_EQ(sweep.anchor_sets[1],
              (AnchorSet{"90/50/10", {{0, {1, 5, 9}}, {1, {10, 6, 2}}, {2, {1, 25, 81}}}}));
    EXPECT_EQ(sweep.anchor_sets[2],
              (AnchorSet{"75/50/25", {{0, {2.5, 5, 7.5}}, {1, {8.5, 6, 3.5}}, {2, {6.5, 25, 56.5}}}}));
    EXPECT_EQ(sweep.incl, (Values{0.8, 0.85}));
    EXPECT_EQ(sweep.pri, (Values{0, 0.5, 0.6, 0.7}));
    EXPECT_EQ(sweep.n, (std::vector<int>{1, 2}));
    EXPECT_EQ(sweep.cases.leave_out, std::vector<std::size_t>{1});
    EXPECT_FALSE(sweep.linked.stated());
    EXPECT_TRUE(sweep.presets.empty());
}

TEST(ExpandPresets, AnchorsMoveByTenPercentOfTheirDistance) {
    const SweepDefinition sweep = Eleven().sweep({Preset::anchors_10_percent});
    EXPECT_EQ(sweep.anchors[0], (AnchorAxes{{0.8, 1, 1.2}, {1.8, 2, 2.2}, {2.8, 3, 3.2}}));
    EXPECT_EQ(sweep.anchors[1], (AnchorAxes{{9.2, 10, 10.8}, {4.2, 5, 5.8}, {1.2, 2, 2.8}}));
    EXPECT_EQ(sweep.anchors[2], sweep.anchors[0]);
    EXPECT_TRUE(sweep.incl.empty() && sweep.pri.empty() && sweep.n.empty() && sweep.anchor_sets.empty());
    EXPECT_FALSE(sweep.linked.stated());
}

TEST(ExpandPresets, TooManyAnchorsMoveTogether) {
    Eleven eleven;
    for (const char* name : {"B", "C", "D", "E"}) {
        eleven.study.conditions.push_back(eleven.study.conditions[0]);
        eleven.study.conditions.back().name = name;
        eleven.study.sweep.anchors.emplace_back();
    }
    const AnchorAxes percent{{-10, 0, 10}, {-10, 0, 10}, {-10, 0, 10}};
    SweepDefinition sweep = eleven.sweep({Preset::anchors_10_percent});  // 7 sets: 27^7 combinations
    EXPECT_EQ(sweep.linked, (LinkedAnchors{{0, 1, 2, 3, 4, 5, 6}, percent}));
    EXPECT_EQ(sweep.anchors, std::vector<AnchorAxes>(7));
    eleven.study.conditions[3].method = CalibrationMethod::crisp;  // 6 that have anchors
    sweep = eleven.sweep({Preset::anchors_10_percent});
    EXPECT_FALSE(sweep.linked.stated());
    EXPECT_EQ(sweep.anchors[3], AnchorAxes{});
    EXPECT_NE(sweep.anchors[4], AnchorAxes{});
    // 45^6 are too many again.
    EXPECT_EQ(eleven.sweep({Preset::oana_schneider}).linked.sets,
              (std::vector<std::size_t>{0, 1, 2, 4, 5, 6}));
}

TEST(ExpandPresets, OanaAndSchneidersRangesLieAroundTheStudysOwn) {
    Eleven eleven;
    SweepDefinition sweep = eleven.sweep({Preset::oana_schneider});
    EXPECT_EQ(sweep.anchors[0], (AnchorAxes{{0.8, 1, 1.2}, {1.8, 1.9, 2, 2.1, 2.2}, {2.8, 3, 3.2}}));
    ASSERT_EQ(sweep.incl.size(), 21u);
    EXPECT_EQ(sweep.incl.front(), 0.7);
    EXPECT_EQ(sweep.incl[10], 0.8);
    EXPECT_EQ(sweep.incl[13], 0.83);
    EXPECT_EQ(sweep.incl.back(), 0.9);
    EXPECT_EQ(sweep.n, (std::vector<int>{1, 2, 3}));
    EXPECT_TRUE(sweep.pri.empty());
    EXPECT_FALSE(sweep.cases.stated());
    eleven.study.cutoffs.incl = 0.97;
    eleven.study.cutoffs.n = 4;
    sweep = eleven.sweep({Preset::oana_schneider});
    EXPECT_EQ(sweep.incl.size(), 14u);
    EXPECT_EQ(sweep.incl.back(), 1);
    EXPECT_EQ(sweep.n, (std::vector<int>{2, 3, 4, 5, 6}));
}

TEST(ExpandPresets, SeveralTryEveryValue) {
    const SweepDefinition sweep =
        Eleven().sweep({Preset::journal_checks, Preset::anchors_10_percent, Preset::oana_schneider});
    // Beside an axis of anchor sets all anchors move together.
    EXPECT_EQ(sweep.linked, (LinkedAnchors{{0, 1, 2}, {{-10, 0, 10}, {-10, -5, 0, 5, 10}, {-10, 0, 10}}}));
    EXPECT_EQ(sweep.anchors, std::vector<AnchorAxes>(3));
    EXPECT_EQ(sweep.anchor_sets.size(), 3u);
    EXPECT_EQ(sweep.incl.size(), 21u);
    EXPECT_EQ(sweep.n, (std::vector<int>{1, 2, 3}));
}

TEST(ExpandPresets, WhatTheFileStatesStands) {
    Eleven eleven;
    SweepDefinition& stated = eleven.study.sweep;
    stated.incl = {0.75};
    stated.pri = {0.1};
    stated.n = {3};
    stated.cases.bootstrap = 5;
    stated.anchors[0].crossover = {1.5, 2};
    SweepDefinition sweep = eleven.sweep({Preset::journal_checks, Preset::oana_schneider});
    EXPECT_EQ(sweep.incl, stated.incl);
    EXPECT_EQ(sweep.pri, stated.pri);
    EXPECT_EQ(sweep.n, stated.n);
    EXPECT_EQ(sweep.cases, stated.cases);
    EXPECT_EQ(sweep.anchors, stated.anchors);
    EXPECT_EQ(sweep.linked.sets, (std::vector<std::size_t>{1, 2}));
    ASSERT_EQ(sweep.anchor_sets.size(), 3u);
    EXPECT_EQ(sweep.anchor_sets[0].anchors.front().first, 1u);
    stated.linked = {{2}, {{}, {-1, 0, 1}, {}}};
    stated.anchor_sets = {{"mine", {{1, {9, 5, 1}}}}};
    sweep = eleven.sweep({Preset::journal_checks, Preset::oana_schneider});
    EXPECT_EQ(sweep, stated);
}

bool says(const Study& study, const std::string& words) {
    return std::any_of(study.notes.begin(), study.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

/// As Eleven, but for X1 and Y of few values, and X2, which varies by itself.
struct Ties : Eleven {
    explicit Ties(const std::vector<int>& values) {
        std::string text = "id,a,b,y\n";
        for (std::size_t c = 0; c < values.size(); ++c)
            text += "case" + std::to_string(c) + "," + std::to_string(values[c]) + "," + std::to_string(c) + "," +
                    std::to_string(values[c]) + "\n";
        study = study_of(temporary_file(text));
        study.sweep.stated = true;
        study.sweep.anchors.resize(study.sets());
        study.sweep.anchors[1].crossover = {2};
        data = load_study_data(study);
    }
};

TEST(ExpandPresets, PercentilesThatAreTheSameCountOnce) {
    // 5 of 31 at either end: the percentiles 95/5 and 90/10 are alike there, 75/25 are not.
    std::vector<int> values{0, 0, 0, 0, 0};
    for (int c = 0; c < 21; ++c) values.push_back(c + 1);
    values.insert(values.end(), {22, 22, 22, 22, 22});
    Ties ties(values);
    Study expanded = ties.expanded({Preset::journal_checks});
    ASSERT_EQ(expanded.sweep.anchor_sets.size(), 2u);
    EXPECT_EQ(expanded.sweep.anchor_sets[0].name, "95/50/5");
    EXPECT_EQ(expanded.sweep.anchor_sets[1].name, "75/50/25");
    EXPECT_TRUE(says(expanded, "90/50/10 are left out: they are those of 95/50/5 in all sets"));
    EXPECT_NE(resolved_study(expanded).find("# The percentiles 90/50/10 are left out"), std::string::npos);
    for (SetDefinition* set : {&ties.study.conditions[0], &ties.study.outcome}) set->anchors = {0, 11, 22};
    expanded = ties.expanded({Preset::journal_checks});
    ASSERT_EQ(expanded.sweep.anchor_sets.size(), 1u);
    EXPECT_TRUE(says(expanded, "95/50/5 are left out: they are the study's own anchors in all sets"));
    EXPECT_TRUE(says(expanded, "1 of X1"));
}

TEST(ExpandPresets, PercentilesOutOfOrderAreNamed) {
    const Study expanded = Ties({0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2}).expanded({Preset::journal_checks});
    EXPECT_TRUE(says(expanded, "All scenarios with the percentiles 75/50/25 are skipped"));
    EXPECT_TRUE(says(expanded, "same value of X1, Y"));
    EXPECT_FALSE(says(expanded, "percentiles 95/50/5 are skipped"));
}

TEST(ExpandPresets, AnchorsTooCloseForTwelveDigitsAreRefused) {
    Eleven eleven;
    eleven.study.conditions[0].anchors = {1e12, 1e12 + 5, 1e12 + 10};
    EXPECT_THROW(eleven.sweep({Preset::anchors_10_percent}), InputError);
    eleven.study.sweep.anchors[0].crossover = {1e12 + 4, 1e12 + 5};
    EXPECT_EQ(eleven.sweep({Preset::anchors_10_percent}).anchors[1].exclusion.size(), 3u);
}

TEST(ExpandPresets, CutoffsOfManyDigitsComeOnce) {
    Eleven eleven;
    eleven.study.cutoffs.incl = 2.0 / 3;
    const Values incl = eleven.sweep({Preset::oana_schneider, Preset::journal_checks}).incl;
    EXPECT_EQ(incl.size(), 21u);
    EXPECT_EQ(incl[10], 2.0 / 3);
}

TEST(ExpandPresets, TheCutoffAboveOneIsLeftOut) {
    Eleven eleven;
    eleven.study.cutoffs.incl = 0.95;
    EXPECT_FALSE(says(eleven.expanded({Preset::journal_checks}), "inclusion cutoff"));
    eleven.study.cutoffs.incl = 0.96;
    const Study expanded = eleven.expanded({Preset::journal_checks});
    EXPECT_EQ(expanded.sweep.incl, Values{0.96});
    EXPECT_TRUE(says(expanded, "No inclusion cutoff is tried 0.05 above the study's own, 0.96"));
}

TEST(ExpandPresets, ADesignDrawsFromTheirAxes) {
    Eleven eleven;
    for (int more = 0; more < 5; ++more) {
        eleven.study.conditions.push_back(eleven.study.conditions[0]);
        eleven.study.conditions.back().name = "X" + std::to_string(more + 3);
    }
    eleven.study.sweep.anchors.resize(eleven.study.sets());
    eleven.data = load_study_data(eleven.study);
    Study grid = eleven.expanded({Preset::oana_schneider});
    EXPECT_TRUE(grid.sweep.linked.stated());
    EXPECT_TRUE(says(grid, "move together, by percent: by themselves they would make 1.68e+13 combinations"));
    eleven.study.sweep.sampling = {Design::sobol, 100, 1, std::vector<AnchorRanges>(eleven.study.sets()), {}, {}};
    eleven.study.sweep.sampling.incl = ValueRange{0.7, 0.9};
    eleven.study.sweep.incl = {0.75, 0.85};
    const Study drawn = eleven.expanded({Preset::oana_schneider});
    EXPECT_FALSE(drawn.sweep.linked.stated());
    EXPECT_EQ(drawn.sweep.anchors[7].crossover.size(), 5u);
    EXPECT_EQ(drawn.sweep.incl, (Values{0.75, 0.85})) << "the bins of the range";
    EXPECT_TRUE(drawn.notes.empty());
}

TEST(ExpandPresets, AnOutcomeThatIsNotExplainedKeepsItsAnchors) {
    Eleven eleven;
    eleven.study.other_outcomes.push_back(eleven.study.outcome);
    eleven.study.other_outcomes[0].name = "Z";
    eleven.data = load_study_data(eleven.study);
    eleven.study.sweep.outcomes = {3};
    const SweepDefinition sweep = eleven.sweep({Preset::anchors_10_percent});
    EXPECT_NE(sweep.anchors[1], AnchorAxes{});
    EXPECT_EQ(sweep.anchors[2], AnchorAxes{});
    EXPECT_EQ(eleven.sweep({Preset::journal_checks}).anchor_sets[0].anchors.back().first, 3u);
}

TEST(ExpandPresets, TheResolvedStudyHasThePlainAxes) {
    for (const Preset preset : {Preset::oana_schneider, Preset::anchors_10_percent, Preset::journal_checks}) {
        const Study expanded = Eleven().expanded({preset});
        const std::string resolved = resolved_study(expanded);
        EXPECT_EQ(resolved.find("preset"), std::string::npos);
        const Study again = parse_study(resolved, "s.toml");
        EXPECT_EQ(again.sweep, expanded.sweep) << resolved;
        EXPECT_EQ(with_presets(again, Eleven().data).sweep, expanded.sweep);
    }
}

}  // namespace
}  // namespace qca::test
