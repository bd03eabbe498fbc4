#include "host/report/census_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/error.hpp"
#include "host/report/survival_report.hpp"
#include "host/sweep/explain_census.hpp"

namespace qca {
namespace {

/// 20 scenarios, ten of each type; the study's own solutions are A*B*~C and A.
SweepResult two_types() {
    SweepResult result;
    result.outcome = "Y";
    result.conditions = {"A", "B", "C"};
    result.provenance.study_name = "small";
    result.axes = {{"incl_cut", "inclusion cutoff", "1", {0.8, 0.9}, {}, 0},
                   {"solution_type", "solution type", "1", {}, {"conservative", "parsimonious"}, 0}};
    result.counts.scenarios = result.counts.evaluated = 20;
    result.census = {{"A*B*~C", 1, false, {8, 0}}, {"A | B", 2, false, {0, 6}}, {"A", 1, true, {0, 4}}, {"", 0, false, {2, 0}}};
    result.census_details.model_counts = {{2, 8, 0, 0}, {0, 4, 6, 0}};
    result.census_details.role_type = "conservative";
    result.census_details.pairs = {{1, 0, 6}, {2, 0, 2}, {2, 3, 2}};
    PathResult path;
    path.name = "abc";
    path.expression = "A*B*~C";
    path.total = {8, 0, 0, 10, 0, 0, 2, 0};
    path.axis_maps = {{path.total, {}}, {{8, 0, 0, 0, 0, 0, 2, 0}, {0, 0, 0, 10, 0, 0, 0, 0}}};
    path.single_changes = {{}, {}};
    path.case_axis_counts = {{}, {}};
    result.paths = {path};
    result.census_details = explain_census(result, {"A*B*~C", "A"});
    return result;
}

void expect_lines(const std::string& text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) EXPECT_NE(text.find(line + "\n"), std::string::npos) << line << " is not in:\n" << text;
}

TEST(CensusText, SaysWhatTheSolutionsAre) {
    expect_lines(census_text(two_types(), 10),
                 {"small: outcome Y, 20 scenarios evaluated",
                  "conservative   20.0 %  80.0 %   0.0 %          0.0 %",
                  "parsimonious    0.0 %  40.0 %  60.0 %          0.0 %",
                  "By choice: not known (the file has no column solution, see [sweep.columns]).",
                  "conservative   A*B*~C",
                  "conservative         0.800        80.0 %           0.800        80.0 %",
                  // A of {A, B}, and A of {A}.
                  "parsimonious         0.700        40.0 %           0.700        40.0 %",
                  "0.5 to 0.6                0.0 %     0.0 %               60.0 %    60.0 %",
                  "      80.0 %         0.0 %             1.00      1.00       1      1         3  A*B*~C",
                  "       0.0 %        60.0 %             0.50      0.50       2      2         1  A | B",
                  "      20.0 %         0.0 %             0.00      0.00       0      0         0  (none: no row is positive)",
                  "           80.0 %    0.0 %              0.0 %    0.0 %  A*B*~C",
                  "            0.0 %    0.0 %             40.0 %   60.0 %  A",
                  // A is core in A and in one of A | B, B in the other one.
                  "A          20.0 %               60.0 %       0.0 %       20.0 %",
                  "B           0.0 %               60.0 %      20.0 %       20.0 %",
                  "~C          0.0 %                0.0 %      80.0 %       20.0 %"});
}

TEST(CensusText, ListsNoMoreThanIsAskedFor) {
    const std::string text = census_text(two_types(), 1);
    expect_lines(text, {"Solutions: 4 distinct, the most frequent",
                        "Paths: 3 distinct, the most frequent; share of the scenarios in which all models, or only some, have them"});
    EXPECT_EQ(text.find("A | B"), std::string::npos);
}

TEST(CensusText, SaysWhatIsNotListed) {
    SweepResult result = two_types();
    EXPECT_EQ(census_text(result, 10).find("Note:"), std::string::npos);
    result.counts.census_overflow = 3;
    result.counts.capped = 4;
    result.census_details.unlisted_paths = 1;
    result.census_details.unlisted_pairs = 2;
    expect_lines(census_text(result, 10),
                 {"Note: the census is full: 3 scenarios have solutions that it does not list; only the numbers of models count them.",
                  "Note: 4 scenarios have more models than were enumerated; paths and similarities are of those enumerated.",
                  "Note: 1 path beyond the 3 most frequent are not listed.",
                  "Note: 2 scenarios of the conservative solution are not in the counts of core and peripheral conditions."});
}

TEST(CensusText, SaysWhichChoicesMakeSeveralModels) {
    SweepResult result = two_types();
    result.solution = {0, 1, 0, 2};
    result.counts.census_overflow = 1;
    expect_lines(census_text(result, 10), {"By choice: not known (the census is full)."});
    result.counts.census_overflow = 0;
    expect_lines(census_text(result, 10), {"solution_type    50.0  conservative  0.0 %  parsimonious  50.0 %",
                                           "incl_cut         50.0           0.9  0.0 %           0.8  50.0 %"});
}

TEST(CensusText, ASweepOfOneTypeNamesNone) {
    SweepResult result = two_types();
    result.axes.pop_back();
    for (CensusEntry& entry : result.census) entry.counts.pop_back();
    result.census_details = {};
    result.census_details.model_counts = {{2, 8, 0, 0}};
    result.census_details = explain_census(result, {"A*B*~C"});
    const std::string text = census_text(result, 10);
    expect_lines(text, {"all            20.0 %  80.0 %  0.0 %          0.0 %", "       80.0 %    0.0 %  A*B*~C"});
    EXPECT_EQ(text.find("Core"), std::string::npos);
}

TEST(CensusReports, AResultWithoutDetailsIsRefused) {
    SweepResult result = two_types();
    result.census_details = {};
    EXPECT_THROW(census_text(result, 10), InputError);
    EXPECT_THROW(census_json(result), InputError);
    EXPECT_THROW(census_csv(result), InputError);
    EXPECT_EQ(census_summary(result), "");
}

TEST(CensusSummary, IsTwoLines) {
    EXPECT_EQ(census_summary(two_types()),
              "  models        several in 0.0 % (conservative), 60.0 % (parsimonious) of the scenarios\n"
              "  own solution  same paths in 80.0 % (conservative), 40.0 % (parsimonious); mean similarity 0.80 (conservative), "
              "0.70 (parsimonious)\n");
}

TEST(CensusJson, HoldsEveryNumber) {
    SweepResult result = two_types();
    result.solution = {0, 1, 0, no_solution_id};
    const auto json = nlohmann::json::parse(census_json(result));
    EXPECT_EQ(json["evaluated"], 20);
    EXPECT_EQ(json["own"][1], (nlohmann::json{{"outcome", nullptr}, {"solution_type", "parsimonious"}, {"expression", "A"}}));
    EXPECT_EQ(json["models"]["parsimonious"]["2"], (nlohmann::json{{"count", 6}, {"share", 0.6}}));
    EXPECT_EQ(json["models_by_axis"][0]["values"][0], (nlohmann::json{{"value", 0.8}, {"0", 0}, {"1", 1}, {"2", 1}, {"3+", 0}}));
    EXPECT_EQ(json["similarity"]["parsimonious"]["paths"]["mean"], 0.7);
    EXPECT_EQ(json["similarity"]["parsimonious"]["paths"]["equal"], 4);
    EXPECT_EQ(json["similarity"]["conservative"]["literals"]["counts"], (nlohmann::json{2, 0, 0, 0, 0, 0, 0, 0, 0, 8}));
    ASSERT_EQ(json["solutions"].size(), 4u);
    EXPECT_EQ(json["solutions"][1]["share"], 0.3);
    EXPECT_EQ(json["solutions"][1]["solution_types"]["parsimonious"]["path_similarity"], 0.5);
    EXPECT_EQ(json["solutions"][2]["capped"], true);
    ASSERT_EQ(json["paths"].size(), 3u);
    EXPECT_EQ(json["paths"][0]["path"], "A");
    EXPECT_EQ(json["paths"][0]["solution_types"]["parsimonious"], (nlohmann::json{{"exact_all", 4}, {"exact_some", 6}}));
    EXPECT_EQ(json["paths"][1]["roles"]["B"], (nlohmann::json{{"core", 0}, {"core_some", 6}, {"peripheral", 2}, {"absent", 2}}));
    EXPECT_EQ(json["paired_type"], "conservative");
    result.solution.clear();
    EXPECT_TRUE(nlohmann::json::parse(census_json(result))["models_by_axis"].is_null());
}

TEST(CensusCsv, IsTidy) {
    const std::string text = census_csv(two_types());
    EXPECT_TRUE(text.starts_with("kind,solution_type,expression,literal,measure,value\nown,conservative,A*B*~C,,,\n"));
    expect_lines(text, {"models,parsimonious,,,2,6", "path_similarity,parsimonious,,,mean,0.7", "path_similarity,parsimonious,,,0.5,6",
                        "literal_similarity,conservative,,,0.9,8", "solution,,A | B,,models,2", "solution,parsimonious,A | B,,count,6",
                        "path,parsimonious,A,,exact_some,6", "role,conservative,A*B*~C,~C,peripheral,8"});
}

TEST(SurvivalReports, SayWhatIsInsteadAndWhatIsCore) {
    const SweepResult result = two_types();
    const std::string text = survival_text(result, result.paths[0]);
    expect_lines(text, {"It is always alone.", "absorbed by  A                -       100.0 %         10",
                        "             B                -        60.0 %          6",
                        "Core and peripheral conditions (share of the scenarios, conservative beside parsimonious solution)",
                        "B           0.0 %               60.0 %      20.0 %       20.0 %"});
    const auto json = nlohmann::json::parse(survival_json(result, result.paths[0]));
    EXPECT_EQ(json["beside"], (nlohmann::json{{"scenarios", {{"conservative", 8}, {"parsimonious", 0}}}, {"paths", nlohmann::json::array()}}));
    EXPECT_EQ(json["instead"]["shorter"]["paths"][1]["solution_types"]["parsimonious"], (nlohmann::json{{"count", 6}, {"share", 0.6}}));
    EXPECT_TRUE(json["instead"]["shorter"]["paths"][1]["solution_types"]["conservative"]["share"].is_null());
    EXPECT_EQ(json["roles"]["literals"]["~C"]["peripheral"], (nlohmann::json{{"count", 8}, {"share", 0.8}}));
    expect_lines(survival_csv(result, result.paths[0]), {"shorter,solution_type,parsimonious,B,6,0.6", "role,literal,B,core_some,6,0.6"});
}

}  // namespace
}  // namespace qca
