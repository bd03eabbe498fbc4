// Slices that differ in their cases alone are one sweep under weightings where no set is ranked. It says what every slice
// swept alone says, and what the analysis of its data says.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/sweep/made_up_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/slice_groups.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {
namespace {

bench::MadeUpStudy weighted_study(int cases, int conditions, int varied, const CaseChanges& changes) {
    bench::MadeUpStudy made = bench::made_up_study(cases, conditions, varied);
    made.study.sweep.cases = changes;
    made.study.sweep.incl = {0.7, 0.8, 0.85, 0.9};
    made.study.sweep.n = {1, 2};
    made.study.sweep.solution_types = {SolutionType::conservative, SolutionType::parsimonious};
    made.study.sweep.columns = {ColumnChoice::always, ColumnChoice::always, false, 64};
    for (std::vector<double>* values : {&made.study.sweep.anchors.back().exclusion, &made.study.sweep.anchors.back().inclusion})
        values->clear();
    return made;
}

void expect_same(const SweepResult& found, const SweepResult& wanted) {
    EXPECT_EQ(found.axes, wanted.axes);
    EXPECT_EQ(found.counts, wanted.counts);
    EXPECT_EQ(found.census, wanted.census);
    EXPECT_EQ(found.solution, wanted.solution);
    ASSERT_EQ(found.paths.size(), wanted.paths.size());
    for (std::size_t p = 0; p < found.paths.size(); ++p) {
        EXPECT_TRUE(found.paths[p].pair_maps == wanted.paths[p].pair_maps);
        EXPECT_TRUE(found.paths[p].axis_maps == wanted.paths[p].axis_maps);
        EXPECT_TRUE(found.paths[p].case_counts == wanted.paths[p].case_counts);
        EXPECT_TRUE(found.paths[p].case_axis_counts == wanted.paths[p].case_axis_counts);
        EXPECT_TRUE(found.paths[p].survival == wanted.paths[p].survival);
    }
}

std::vector<bench::MadeUpStudy> studies() {
    std::vector<bench::MadeUpStudy> all;
    all.push_back(weighted_study(30, 4, 1, {{1}, 0, 0, 1}));
    all.push_back(weighted_study(24, 4, 1, {{1, 2, 20}, 15, 25, 3}));
    all.push_back(weighted_study(90, 3, 1, {{1, 3}, 20, 8, 7}));
    all.push_back(weighted_study(40, 7, 0, {{1}, 0, 3, 5}));
    all.push_back(weighted_study(26, 3, 1, {{1, 2}, 10, 6, 2}));
    all.back().study.sweep.conditions = {{0, 1, 2}, 1, 3};
    all.back().study.sweep.negate = {false, true};
    all.back().study.sweep.linked = {{0, 1}, {{}, {-5, 0}, {}}};
    return all;
}

TEST(WeightingsAgainstSlices, TheSameAsEverySliceAlone) {
    for (const bench::MadeUpStudy& made : studies()) {
        // Fits are made slice by slice.
        Study alone = made.study;
        alone.sweep.columns.fits = true;
        SweepOptions options;
        options.backend = BackendChoice::cpu;
        options.threads = 2;
        const SweepResult wanted = run_sweep(alone, made.data, options);
        ASSERT_FALSE(wanted.fit_inclS.empty());
        for (const Precision precision : {Precision::exact, Precision::certified})
            for (const int threads : {1, 3}) {
                options.threads = threads;
                options.precision = precision;
                const SweepResult found = run_sweep(made.study, made.data, options);
                expect_same(found, wanted);
                if (precision == Precision::certified) {
                    EXPECT_EQ(found.provenance.flagged, wanted.provenance.flagged);
                }
            }
        std::uint64_t in_paths = 0;
        for (const PathResult& path : wanted.paths)
            for (const std::uint64_t count : path.case_counts) in_paths += count;
        EXPECT_GT(in_paths, 0u);
    }
}

TEST(WeightingsAgainstSlices, TheSameAsTheAnalysisOfEverySlice) {
    bench::MadeUpStudy made = weighted_study(24, 4, 0, {{1, 2}, 30, 30, 3});
    made.study.sweep.anchors.back() = {};
    made.study.sweep.n = {1};
    made.study.sweep.pri = {0.5};
    made.study.cutoffs.pri = 0.5;
    const SweepResult sweep = run_sweep(made.study, made.data);
    const SweepPlan plan = plan_sweep(made.study, made.data.cases);
    std::size_t differing = 0;
    for (std::size_t s = 0; s < plan.slices.size(); ++s)
        for (std::size_t cut = 0; cut < made.study.sweep.incl.size(); ++cut)
            for (std::size_t type = 0; type < 2; ++type) {
                Study single = study_of_slice(made.study, plan.slices[s]);
                single.sweep = {};
                single.cutoffs.incl = made.study.sweep.incl[cut];
                const Analysis analysis = analyze(single, data_of_slice(made.study, made.data, plan.slices[s]));
                std::string expression;
                for (const FittedModel& model : (type == 0 ? analysis.conservative : analysis.parsimonious).models) {
                    expression += expression.empty() ? "" : " | ";
                    for (std::size_t p = 0; p < model.paths.size(); ++p)
                        expression += (p == 0 ? "" : " + ") + to_expression(model.paths[p], sweep.conditions);
                }
                const std::size_t per_slice = 2 * made.study.sweep.incl.size();
                ASSERT_EQ(sweep.census.at(sweep.solution.at(s * per_slice + 2 * cut + type)).expression, expression) << s;
                differing += sweep.solution[s * per_slice + 2 * cut + type] != sweep.solution[2 * cut + type];
            }
    EXPECT_GT(differing, 20u);
}

TEST(WeightingsAgainstSlices, SlicesOfRankedSetsStayAlone) {
    bench::MadeUpStudy made = weighted_study(20, 3, 0, {{1}, 0, 0, 1});
    made.study.sweep.conditions = {{0, 1, 2}, 2, 3};
    made.study.conditions[2].ranking = Ranking{};
    const SweepPlan plan = plan_sweep(made.study, made.data.cases);
    std::size_t together = 0, alone = 0;
    for (const SliceGroup& group : group_slices(made.study, plan, true)) (group.size() > 1 ? together : alone) += group.size();
    // Of four choices of conditions one does without the ranked one.
    EXPECT_EQ(together, 21u);
    EXPECT_EQ(alone, 3 * 21u);
    EXPECT_EQ(group_slices(made.study, plan, false).size(), plan.slices.size());
}

}  // namespace
}  // namespace qca
