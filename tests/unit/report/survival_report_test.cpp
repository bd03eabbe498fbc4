#include "host/report/survival_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/report/result_info.hpp"
#include "tests/unit/robustness/small_sweep.hpp"

namespace qca {
namespace {

void expect_lines(const std::string& text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        EXPECT_NE(("\n" + text).find("\n" + line + "\n"), std::string::npos) << line << "\nis not in\n"
                                                                             << text;
}

TEST(SurvivalText, SaysWhatAResearcherAsks) {
    const SweepResult result = test::small_sweep();
    const std::string text = survival_text(result, result.paths[0]);
    expect_lines(
        text,
        {"ENT*~UNI -> INT",
         "path main of small; 600 scenarios: 500 evaluated, 100 skipped (anchors out of order)",
         "Survives in 58.0 % of 500 evaluated scenarios (exact_all 56.0 %, exact_some 2.0 %).",
         "exact_all          280  56.0 %  #################.............  a path of every minimal model",
         "ENT_crossover    75.0      16.5  25.0 %     14.5  100.0 %",
         "            12.5    40.0 %  ############..................  absorbed 60.0 %",
         "*           14.5   100.0 %  ##############################",
         "            16.5    25.0 %  ########......................  absent 50.0 %",
         "       0.80    75.0 %  #######################.......  narrowed 25.0 %",
         "Not varied: solution_type conservative.",
         "2 of the 3 single changes tried do:", "  ENT_crossover 14.5 -> 12.5: absorbed",
         "  ENT_crossover 14.5 -> 16.5: absent", "Fujian  100.0 %  ##############################",
         "Anhui    50.0 %  ###############...............   0.0 %  ENT_crossover 12.5",
         "Never in it: 1 other case."});
}

TEST(SurvivalText, NeighboursWithTheSameFateAreOneLine) {
    SweepResult result = test::small_sweep();
    result.axes[0].own = 0;
    result.paths[0].single_changes[0] = {0, 5, 5};
    expect_lines(survival_text(result, result.paths[0]),
                 {"  ENT_crossover 12.5 -> 14.5 to 16.5: absent (2 values)"});
}

TEST(SurvivalText, SharesOfTheSolutionTypesStandApart) {
    SweepResult result = test::small_sweep();
    PathResult& path = result.paths[0];
    result.axes[2].labels.push_back("parsimonious");
    path.axis_maps[2] = {{150, 0, 50, 0, 0, 0, 0, 100}, {130, 10, 0, 60, 0, 100, 0, 0}};
    expect_lines(survival_text(result, path),
                 {"By solution type: 75.0 % conservative, 46.7 % parsimonious."});
    expect_lines(survival_summary(result), {"  by solution type: conservative 75.0 %, parsimonious 46.7 %"});
}

TEST(SurvivalText, SaysPlainlyThatAPathExistsNowhere) {
    SweepResult result = test::small_sweep();
    PathResult& path = result.paths[0];
    path.own = Survival::absent;
    path.total = {0, 0, 0, 0, 0, 500, 0, 100};
    path.axis_maps = {{path.total, path.total, path.total}, {path.total, path.total}, {path.total}};
    path.single_changes = {{5, 5, 5}, {5, 5}, {5}};
    path.case_counts = {0, 0, 0};
    path.case_axis_counts = {{}, {}, {}};
    const std::string text = survival_text(result, path);
    expect_lines(text,
                 {"Survives nowhere: in none of the 500 evaluated scenarios is it a path of a solution.",
                  "Single changes from the study's own choices that bring it about",
                  "None of the 3 single changes tried does."});
    EXPECT_EQ(text.find("crossover anchor of ENT"), std::string::npos);
    expect_lines(survival_summary(result), {"  survives in none of 500 scenarios; mostly absent 100.0 %"});

    path.total = {0, 0, 0, 0, 0, 0, 0, 600};
    expect_lines(survival_text(result, path),
                 {"No scenario was evaluated: the anchors are out of order in every combination."});
}

TEST(SurvivalSummary, HasTheFateTheHarmAndTheCases) {
    expect_lines(
        survival_summary(test::small_sweep()),
        {"  scenarios     600: 500 evaluated, 100 skipped (anchors out of order)",
         "  solutions     2 distinct, from 7 truth tables", "ENT*~UNI (main)",
         "  own choices: exact_all",
         "  survives in 58.0 % of 500 scenarios (exact_all 56.0 %, exact_some 2.0 %); otherwise mostly "
         "absent "
         "20.0 %",
         "  most harmful single change: ENT_crossover 14.5 -> 16.5: absent (survives in 25.0 % of the "
         "scenarios there)",
         "  cases kept where it survives: Fujian 100.0 %, Anhui 50.0 %"});
}

TEST(SurvivalSummary, NoHarmIsClaimedOnlyWhereChangesWereTried) {
    SweepResult result = test::small_sweep();
    result.paths[0].single_changes = {{0, 0, 0}, {0, 0}, {0}};
    expect_lines(survival_summary(result), {"  no single change kills it"});
    result.paths[0].single_changes = {{7, 0, 7}, {7, 0}, {0}};
    EXPECT_EQ(survival_summary(result).find("single change"), std::string::npos);
}

TEST(SurvivalSummary, SaysWhatIsIncompleteAndOnlyThen) {
    SweepResult result = test::small_sweep();
    EXPECT_EQ(survival_summary(result).find("Note:"), std::string::npos);
    result.counts.capped = 5;
    result.counts.census_overflow = 1;
    const std::string text = survival_summary(result);
    EXPECT_NE(text.find("Note: 5 scenarios (1.0 %) have more models than were enumerated"), std::string::npos)
        << text;
    EXPECT_NE(text.find("Note: the census is full: 1 scenario (0.2 %)"), std::string::npos) << text;
}

TEST(SurvivalJson, HoldsEveryNumber) {
    const SweepResult result = test::small_sweep();
    const auto json = nlohmann::json::parse(survival_json(result, result.paths[0]));
    EXPECT_EQ(json["path"], "ENT*~UNI");
    EXPECT_EQ(json["own"], "exact_all");
    EXPECT_EQ(json["scenarios"], 600);
    EXPECT_EQ(json["evaluated"], 500);
    EXPECT_EQ(json["states"]["absorbed"]["count"], 60);
    EXPECT_EQ(json["states"]["absorbed"]["share"], 0.12);
    EXPECT_EQ(json["states"].size(), 7u);
    EXPECT_EQ(json["survival_share"], 0.58);
    EXPECT_EQ(json["axes"][0]["own"], 14.5);
    EXPECT_EQ(json["axes"][0]["values"][2]["states"]["narrowed"], 50);
    EXPECT_EQ(json["axes"][0]["values"][0]["skipped"], 100);
    EXPECT_EQ(json["axes"][2]["values"][0]["value"], "conservative");
    EXPECT_EQ(json["lowest"][0]["value"], 16.5);
    EXPECT_EQ(json["single_changes"][1]["state"], "absent");
    EXPECT_EQ(json["single_changes"][1]["kills"], true);
    EXPECT_EQ(json["cases"][1]["case"], "Anhui");
    EXPECT_EQ(json["cases"][1]["axes"]["ENT_crossover"], nlohmann::json({0.0, 0.5, 0.9}));
}

TEST(SurvivalJson, UndefinedSharesAreNull) {
    SweepResult result = test::small_sweep();
    result.paths[0].axis_maps[0][0] = {0, 0, 0, 0, 0, 0, 0, 200};
    const auto json = nlohmann::json::parse(survival_json(result, result.paths[0]));
    EXPECT_TRUE(json["axes"][0]["values"][0]["survival_share"].is_null());
    EXPECT_TRUE(json["cases"][0]["axes"]["ENT_crossover"][0].is_null());
}

TEST(SurvivalCsv, IsTidy) {
    SweepResult result = test::small_sweep();
    result.cases[1] = "Fujian, \"coast\"";
    const std::string text = survival_csv(result, result.paths[0]);
    EXPECT_TRUE(text.starts_with(
        "kind,axis,value,state,count,share\nown,,,exact_all,,\ntotal,,,exact_all,280,0.56\n"));
    expect_lines(text, {"total,,,skipped,100,", "axis,ENT_crossover,12.5,absorbed,60,0.6",
                        "axis,solution_type,conservative,exact_some,10,0.02",
                        "single_change,ENT_crossover,16.5,absent,,",
                        "case,,\"Fujian, \"\"coast\"\"\",in_path,290,1", "case,,Anhui,in_path,145,0.5"});
}

TEST(ResultInfo, SaysWhereItComesFromAndWhatIsInIt) {
    SweepResult result = test::small_sweep();
    result.provenance.commit = "abc123";
    result.provenance.study_sha256 = "5a5a";
    result.provenance.threads = 2;
    result.excluded = {"Beijing"};
    result.paths[0].survival.resize(600);
    const std::string text = info_text(result);
    expect_lines(
        text, {"small: outcome INT, conditions ENT, UNI, GDP", "    sha256      5a5a",
               "main  ENT*~UNI  exact_all      58.0 %", "Columns with a value per scenario: survival_main",
               "58.0 %        290       1  ENT*~UNI", "42.0 %        210       0  (none: no row is positive)",
               "Cases (3): Anhui, Fujian, Tibet", "Left out by the study file (1): Beijing"});
    EXPECT_NE(text.find("commit abc123"), std::string::npos);
    EXPECT_NE(text.find("2 threads"), std::string::npos);
    EXPECT_EQ(text.find("Left out for a missing value"), std::string::npos);
}

}  // namespace
}  // namespace qca
