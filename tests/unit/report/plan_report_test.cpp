#include "host/report/plan_report.hpp"

#include <gtest/gtest.h>

namespace qca {
namespace {

/// 3 x 2 anchors of A (one pair out of order), 2 cutoffs: 12 scenarios, 5 calibrations.
Study swept_study() {
    Study study;
    study.name = "planned";
    study.conditions.resize(1);
    study.conditions[0].name = "A";
    study.conditions[0].column = "wealth";
    study.conditions[0].anchors = {1, 5, 9};
    study.outcome.name = "Y";
    study.outcome.anchors = {0, 1, 2};
    study.cutoffs.incl = 0.85;
    study.paths = {{"main", "A", {1, 1}}};
    study.sweep.stated = true;
    study.sweep.anchors.resize(2);
    study.sweep.anchors[0].crossover = {3, 5, 8};
    study.sweep.anchors[0].inclusion = {7, 9};
    study.sweep.incl = {0.8, 0.9};
    return study;
}

std::string text_for(const Study& study, double calibrations_per_second = 10) {
    const SweepPlan plan = plan_sweep(study);
    return plan_text(study, plan, plan_columns(study, plan), calibrations_per_second);
}

void expect_in(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
}

TEST(PlanText, SaysWhatARunWouldDo) {
    const std::string text = text_for(swept_study());
    expect_in(text, "A_crossover         3  3, 5, 8                  5  wealth\n");
    expect_in(text, "incl_cut            2  0.8, 0.9         not on it\n");
    expect_in(text,
              "Calibrations: 5 (combinations of anchors, in order), each with 2 combinations of cutoffs and "
              "type\n");
    expect_in(text, "Scenarios:    12: 10 to evaluate, 2 skipped (anchors out of order)\n");
    expect_in(text, "  main = A\n");
    expect_in(text,
              "Expected time: 0.5 s at the rate just measured here, 10 calibrations/s (20 scenarios/s).\n");
}

TEST(PlanText, SaysWhyAColumnIsNotStored) {
    Study study = swept_study();
    expect_in(text_for(study), "  survival  stored, <0.1 MiB\n");
    study.sweep.columns.survival = ColumnChoice::never;
    expect_in(text_for(study), "  survival  not stored (the study says never)\n");
    study.sweep.columns.limit_mib = 0.00001;
    expect_in(text_for(study),
              "  solution  not stored: it would take <0.1 MiB, and all columns together may take 1e-05 "
              "MiB (limit_mib in [sweep.columns])\n");
}

TEST(PlanText, CountsTheMapsOfAllPairs) {
    // Axes of 3, 2, 1000, 1, 1, 1 values: 1008 + 6 + 3000 + 9 + 2000 + 6 + 3000 + 3 cells of 64 bytes.
    Study study = swept_study();
    study.sweep.incl.clear();
    for (int i = 0; i < 1000; ++i) study.sweep.incl.push_back(i / 1000.0);
    study.sweep.columns.survival = study.sweep.columns.solution = ColumnChoice::never;
    expect_in(text_for(study),
              "Result file: 0.6 MiB at most, before compression (columns 0.0 MiB, maps 0.6 MiB)");
}

TEST(PlanText, LongTimesAreInSecondsToo) {
    expect_in(text_for(swept_study(), 0.001), "Expected time: 83 min 20 s (5,000 s) at the rate");
}

TEST(PlanText, NothingToEvaluateIsSaid) {
    Study study = swept_study();
    study.sweep.anchors[0].inclusion = {0, 0.5};
    expect_in(text_for(study, 0),
              "Every combination of anchors is out of order: there is nothing to evaluate.\n");
}

}  // namespace
}  // namespace qca
