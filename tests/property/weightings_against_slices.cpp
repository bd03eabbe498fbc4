// Slices that differ in their cases alone are one sweep under weightings where no set is ranked. It says what every slice
// swept alone says, and what the analysis of its data says.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/made_up_study.hpp"
#include "host/sweep/part_groups.hpp"
#include "host/sweep/run_sweep.hpp"
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
    EXPECT_EQ(found.census_details, wanted.census_details);
    EXPECT_EQ(found.solution, wanted.solution);
    EXPECT_EQ(found.necessity, wanted.necessity);
    ASSERT_EQ(found.paths.size(), wanted.paths.size());
    for (std::size_t p = 0; p < found.paths.size(); ++p) {
        EXPECT_TRUE(found.paths[p].pair_maps == wanted.paths[p].pair_maps);
        EXPECT_TRUE(found.paths[p].axis_maps == wanted.paths[p].axis_maps);
        EXPECT_TRUE(found.paths[p].case_counts == wanted.paths[p].case_counts);
        EXPECT_TRUE(found.paths[p].case_axis_counts == wanted.paths[p].case_axis_counts);
        EXPECT_TRUE(found.paths[p].survival == wanted.paths[p].survival);
    }
}

/// The same whatever the threads and the precision, and whether slices are one sweep or each alone.
void expect_same_in_every_way(const Study& study, const StudyData& data) {
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = 2;
    options.weightings = false;
    const SweepResult wanted = run_sweep(study, data, options);
    options.weightings = true;
    for (const Precision precision : {Precision::exact, Precision::certified})
        for (const int threads : {1, 3}) {
            options.threads = threads;
            options.precision = precision;
            const SweepResult found = run_sweep(study, data, options);
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
    for (const bench::MadeUpStudy& made : studies()) expect_same_in_every_way(made.study, made.data);
}

/// A random sweep of the 30 provinces over everything beside the cases: outcomes, of which one has no value for six of them,
/// choices of conditions, of which some may be ranked, and exclusions, of which some name the cases.
std::string mixed_study(unsigned seed) {
    std::mt19937 random(seed);
    const auto now_and_then = [&](unsigned of = 2) { return random() % of == 0; };
    const bool subsets = now_and_then(), outcomes = now_and_then(), every_case = now_and_then();
    std::string text = "[study]\nname = \"mixed\"\n[data]\nfile = \"" QCA_SOURCE_DIR "/configs/khanal2024.csv\"\ncases = \"province\"\n";
    const auto add_set = [&](const char* table, const char* column, bool ranked) {
        text += fmt::format("[{}]\ncolumn = \"{}\"\n", table, column);
        if (ranked) text += "rank = { best = \"smallest\", ties = \"largest\" }\n";
    };
    add_set("outcome", "policy_count", false);
    text += "name = \"INT\"\nanchors = { exclusion = 2, crossover = 12.5, inclusion = 25 }\n";
    add_set("conditions.ENT", "enterprise_rank", false);
    text += "anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }\n";
    add_set("conditions.UNI", "university_rank", subsets && now_and_then());
    text += "anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }\n";
    add_set("conditions.GDP", "gdp_per_capita", false);
    text += "calibrate = \"linear\"\nanchors = { exclusion = 7500, crossover = 13500, inclusion = 23500 }\n";
    add_set("conditions.POW", "power_rank", false);
    text += "anchors = { exclusion = 25, crossover = 13.7, inclusion = 6 }\n";
    add_set("outcomes.DAY", "diffusion_days", false);
    text += "anchors = { exclusion = 100, crossover = 290.5, inclusion = 550 }\n";
    add_set("outcomes.BRE", "instrument_breadth", now_and_then(4));
    text += "anchors = { exclusion = 1, crossover = 3.5, inclusion = 5 }\n";
    text += "[cutoffs]\nincl = 0.8\n[paths]\nfas = \"ENT*~UNI*GDP*POW\"\nwide = \"UNI*GDP\"\nalone = \"POW\"\n[sweep]\n";
    std::vector<std::string> exclusions{"incl_cut > 0.8 and n_cut == 2"};
    if (now_and_then()) exclusions.push_back("cases == 'bootstrap 1'");
    if (now_and_then()) exclusions.push_back(fmt::format("cases in [{}, 'bootstrap 2'] and solution_type == 'parsimonious'",
                                                         every_case ? "'without Beijing', 'without Hubei'" : "'all'"));
    if (now_and_then()) exclusions.push_back("cases == 'bootstrap 3' and ENT_crossover < 13");
    if (subsets) exclusions.push_back("conditions == 'ENT,UNI,GDP' and GDP_crossover > 13000");
    if (outcomes) exclusions.push_back("outcome == 'DAY' and cases == 'all'");
    text += "exclude = [";
    for (const std::string& exclusion : exclusions) text += fmt::format("\"{}\", ", exclusion);
    text += "]\n[sweep.columns]\nsurvival = \"always\"\nsolution = \"always\"\n";
    text += fmt::format("[sweep.cases]\nleave_out = {}\nbootstrap = 3\nseed = {}\n", every_case ? "1" : "[1, 20]\nsample = 4", seed);
    text += "[sweep.anchors.ENT]\ncrossover = [12.5, 14.5]\n[sweep.anchors.GDP]\ncrossover = [11500, 13500]\n";
    text += "[sweep.cutoffs]\nincl = [0.75, 0.8, 0.85]\nn = [1, 2]\n[sweep.solution]\ntype = [\"conservative\", \"parsimonious\"]\n";
    if (outcomes) text += "[sweep.outcome]\nsets = [\"INT\", \"DAY\", \"BRE\"]\n";
    if (outcomes && !subsets) text += "negate = [false, true]\n";
    if (subsets) text += "[sweep.conditions]\ncandidates = [\"ENT\", \"UNI\", \"GDP\", \"POW\"]\nsize = { from = 3, to = 4 }\n";
    const unsigned other = random() % 4;
    if (other == 1) text += "[sweep.calibration]\ncalibrate = [\"logistic\", \"linear\"]\n";
    if (other == 2) text += "[sweep.linked]\nsets = [\"UNI\", \"POW\"]\ncrossover = [-4, 0]\n";
    if (other == 3) text += "[sweep.noise]\ndraws = 1\nsize = { GDP = 900, DAY = 20 }\nseed = 3\n";
    return text;
}

class MixedWeightings : public testing::TestWithParam<unsigned> {};

TEST_P(MixedWeightings, AreTheSameAsEverySliceAlone) {
    const std::string text = mixed_study(GetParam());
    SCOPED_TRACE(text);
    const Study study = parse_study(text, "mixed.toml");
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study, data.cases);
    EXPECT_LT(group_parts(study, plan, true).size(), plan.parts.size());
    expect_same_in_every_way(study, data);
}

INSTANTIATE_TEST_SUITE_P(Random, MixedWeightings, testing::Range(0u, 12u));

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
    for (const PartGroup& group : group_parts(made.study, plan, true)) (group.size() > 1 ? together : alone) += group.size();
    // Of four choices of conditions one does without the ranked one.
    EXPECT_EQ(together, 21u);
    EXPECT_EQ(alone, 3 * 21u);
    EXPECT_EQ(group_parts(made.study, plan, false).size(), plan.parts.size());
}

TEST(WeightingsAgainstSlices, SlicesWithRepeatedCasesAreApart) {
    for (const int varied : {0, 3}) {
        const bench::MadeUpStudy made = weighted_study(20, 4, varied, {{1}, 0, 7, 1});
        std::vector<std::size_t> sizes;
        for (const PartGroup& group : group_parts(made.study, plan_sweep(made.study, made.data.cases), true)) sizes.push_back(group.size());
        // Seven draws are one sweep where each of them is a small one.
        std::vector<std::size_t> wanted{21, 7};
        if (varied == 3) wanted = {21, 1, 1, 1, 1, 1, 1, 1};
        EXPECT_EQ(sizes, wanted);
    }
}

}  // namespace
}  // namespace qca
