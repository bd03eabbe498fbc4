#include "host/report/analysis_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace qca {
namespace {

SetDefinition given_set(const std::string& name) {
    SetDefinition set;
    set.name = set.column = name;
    set.method = CalibrationMethod::none;
    return set;
}

/// Two conditions; rows 11: Anna, Ben; 10: Cleo; 00: Dan; 01: none.
class AnalysisReport : public testing::Test {
  protected:
    AnalysisReport() {
        study_.name = "small";
        study_.title = "A small study";
        study_.conditions = {given_set("A"), given_set("B")};
        study_.outcome = given_set("Y");
        study_.cutoffs.incl = 0.9;
        data_.cases = {"Anna", "Ben", "Cleo", "Dan"};
        data_.incomplete = {"Eve", "Finn"};
        data_.excluded = {"Gus"};
        data_.raw = {{0.9, 0.8, 0.7, 0.1}, {0.8, 0.6, 0.2, 0.3}, {1.0, 0.7, 1.0 / 3, 0.2}};
        data_.summation_order = {3, 2, 1, 0};
    }

    std::string text() const { return analysis_text(study_, data_, analyze(study_, data_)); }
    nlohmann::ordered_json json() const {
        return nlohmann::ordered_json::parse(analysis_json(study_, data_, analyze(study_, data_)));
    }

    Study study_;
    StudyData data_;
};

void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

TEST_F(AnalysisReport, TextSaysWhichCasesTookPart) {
    expect_contains(text(), "small\nA small study\n");
    expect_contains(text(), "4 cases\n");
    expect_contains(text(), "Left out for a missing value (2): Eve, Finn\n");
    expect_contains(text(), "Left out by the study file (1): Gus\n");
    expect_contains(text(), "Cutoffs: inclusion 0.9, PRI 0, frequency 1\n");
}

TEST_F(AnalysisReport, TextShowsWarnings) {
    EXPECT_EQ(text().find("Warning"), std::string::npos);
    data_.raw[0][2] = 0.5;
    expect_contains(text(), "Warning: Cleo: a membership of exactly 0.5 in A ");
}

TEST_F(AnalysisReport, TextHasMembershipsAndSkewness) {
    expect_contains(text(), "Anna  0.900  0.800  1.000\n");
    expect_contains(text(), "A           3  0.750\n");
}

TEST_F(AnalysisReport, TextSortsTheTruthTableForReading) {
    const std::string report = text();
    const std::size_t positive = report.find("Anna, Ben\n"), better = report.find("  Cleo\n"),
                      worse = report.find("  Dan\n");
    EXPECT_LT(positive, better);
    EXPECT_LT(better, worse) << "an inclusion of 0.738 comes before 0.615";
    expect_contains(report, "3 of 4 rows have cases; the other 1 are logical remainders.\n");
}

TEST_F(AnalysisReport, TextExplainsRowsWithTooFewCases) {
    EXPECT_EQ(text().find("OUT ?"), std::string::npos);
    study_.cutoffs.n = 2;
    expect_contains(text(), "OUT ?: fewer than 2 cases, treated as a remainder.\n");
}

TEST_F(AnalysisReport, TextShowsSolutionsWithFit) {
    expect_contains(text(), "Conservative solution\n\nM1: A*B => Y\n");
    expect_contains(text(), "Parsimonious solution\n\nM1: B => Y\n");
    expect_contains(text(), "A*B    1.000  1.000  0.761     -  Anna, Ben\n");
}

TEST_F(AnalysisReport, TextSaysThatThereIsNoModel) {
    data_.raw[2] = {0.1, 0.1, 0.1, 0.1};
    expect_contains(text(), "No row of the truth table is positive, so there is no model.\n");
}

TEST_F(AnalysisReport, TextListsEveryModelAndSaysWhenThereAreMore) {
    Analysis analysis = analyze(study_, data_);
    analysis.parsimonious.models.push_back(analysis.conservative.models[0]);
    expect_contains(analysis_text(study_, data_, analysis),
                    "Model ambiguity: 2 models are equally short.\n\nM1: B => Y\n");
    expect_contains(analysis_text(study_, data_, analysis), "\nM2: A*B => Y\n");
    analysis.parsimonious.capped = true;
    expect_contains(analysis_text(study_, data_, analysis),
                    "Model ambiguity: more than 2 models are equally short; the first 2 are listed.\n");
}

TEST_F(AnalysisReport, JsonHasTheKeysInOrder) {
    const auto report = json();
    std::vector<std::string> keys;
    for (const auto& item : report.items()) keys.push_back(item.key());
    EXPECT_EQ(keys, (std::vector<std::string>{"study", "outcome", "conditions", "cases", "memberships",
                                              "necessity", "truth_table", "excluded_rows",
                                              "simultaneous_subset_rows", "contradictory_assumptions",
                                              "contradictory_assumptions_capped", "solutions"}));
    EXPECT_EQ(report["study"], "small");
    EXPECT_EQ(report["outcome"], "Y");
    EXPECT_EQ(report["conditions"], (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(report["cases"], data_.cases);
    EXPECT_EQ(report["necessity"].size(), 4u);
    EXPECT_EQ(report["necessity"][2]["set"], "~A");
}

TEST_F(AnalysisReport, JsonNumbersHaveFullPrecision) {
    EXPECT_EQ(json()["memberships"]["Y"][2].get<double>(), 1.0 / 3);
}

TEST_F(AnalysisReport, JsonTruthTableHasAllRowsInOrder) {
    const auto table = json()["truth_table"];
    ASSERT_EQ(table.size(), 4u);
    const std::vector<std::string> configurations{"00", "01", "10", "11"}, outs{"0", "?", "0", "1"};
    for (std::size_t row = 0; row < 4; ++row) {
        EXPECT_EQ(table[row]["configuration"], configurations[row]);
        EXPECT_EQ(table[row]["OUT"], outs[row]);
    }
    EXPECT_TRUE(table[1]["incl"].is_null());
    EXPECT_TRUE(table[1]["PRI"].is_null());
    EXPECT_EQ(table[1]["n"], 0);
    EXPECT_EQ(table[1]["cases"], std::vector<std::string>{});
    EXPECT_EQ(table[3]["cases"], (std::vector<std::string>{"Anna", "Ben"}));
    EXPECT_EQ(table[3]["n"], 2);
}

TEST_F(AnalysisReport, JsonKeepsTheFitOfARowWithTooFewCases) {
    study_.cutoffs.n = 2;
    const auto row = json()["truth_table"][2];
    EXPECT_EQ(row["OUT"], "?");
    EXPECT_EQ(row["n"], 1);
    EXPECT_TRUE(row["incl"].is_number());
    EXPECT_TRUE(row["PRI"].is_number());
}

TEST_F(AnalysisReport, JsonSolutions) {
    const auto solutions = json()["solutions"];
    const auto& model = solutions["conservative"]["models"][0];
    EXPECT_EQ(model["expression"], "A*B");
    EXPECT_TRUE(model["covS"].is_number());
    EXPECT_FALSE(model.contains("covU"));
    EXPECT_EQ(model["paths"][0]["expression"], "A*B");
    EXPECT_TRUE(model["paths"][0]["covU"].is_null()) << "the only path of its model";
    EXPECT_EQ(model["paths"][0]["cases"], (std::vector<std::string>{"Anna", "Ben"}));
    EXPECT_EQ(solutions["conservative"]["capped"], false);
    EXPECT_EQ(solutions["parsimonious"]["models"][0]["expression"], "B");
}

TEST_F(AnalysisReport, JsonNamesRowsByTheirConfigurations) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(json()["solutions"]["parsimonious"]["models"][0]["simplifying_assumptions"], Names{"01"});
    EXPECT_EQ(json()["solutions"]["conservative"]["models"][0]["simplifying_assumptions"], Names{});
    EXPECT_EQ(json()["excluded_rows"], Names{});
    Analysis analysis = analyze(study_, data_);
    analysis.excluded.insert(0b10);
    analysis.both.simultaneous.insert(0b00);
    analysis.both.simultaneous.insert(0b11);
    analysis.both.contradictory.insert(0b01);
    analysis.both.capped = true;
    const auto report = nlohmann::ordered_json::parse(analysis_json(study_, data_, analysis));
    EXPECT_EQ(report["excluded_rows"], Names{"10"});
    EXPECT_EQ(report["simultaneous_subset_rows"], (Names{"00", "11"}));
    EXPECT_EQ(report["contradictory_assumptions"], Names{"01"});
    EXPECT_EQ(report["contradictory_assumptions_capped"], true);
    const std::string shown = analysis_text(study_, data_, analysis);
    expect_contains(shown, "Rows claimed for Y and for ~Y\n\nSimultaneous subsets (coded 1 for both): 00, 11\n");
    expect_contains(shown, "Contradictory simplifying assumptions (of parsimonious models of both): 01\n");
    expect_contains(shown, "Not every parsimonious model was looked at");
}

TEST_F(AnalysisReport, IntermediateSolutionsOnlyWithExpectations) {
    EXPECT_FALSE(json()["solutions"].contains("intermediate"));
    EXPECT_EQ(text().find("Intermediate"), std::string::npos);
    study_.solution.expected = Implicant{0b10, 0b10};
    const auto solution = json()["solutions"]["intermediate"];
    EXPECT_EQ(solution["models"][0]["expression"], "A*B");
    EXPECT_EQ(solution["models"][0]["pairs"], std::vector<std::string>{"C1P1"});
    EXPECT_EQ(solution["capped"], false);
    ASSERT_EQ(solution["pairs"].size(), 1u);
    EXPECT_EQ(solution["pairs"][0], nlohmann::ordered_json::parse(R"({"pair": "C1P1", "conservative": 1,
        "parsimonious": 1, "models": [1], "easy_counterfactuals": [], "difficult_counterfactuals": ["01"]})"));
    expect_contains(text(), "Intermediate solution\n\nM1: A*B => Y\n");
    expect_contains(text(), "C1P1  M1      none                  01\n");
    expect_contains(text(), "Simplifying assumptions (1): 01\n");
}

TEST_F(AnalysisReport, TextSaysWhichRowsAreExcludedAndWhy) {
    EXPECT_EQ(text().find("Excluded"), std::string::npos);
    RowSet not_a, b;
    for (const int row : {0b00, 0b01}) not_a.insert(row);
    for (const int row : {0b01, 0b11}) b.insert(row);
    study_.solution.exclude = {{"~A", not_a, false}};
    study_.solution.necessary = {{"B", b, false}};
    expect_contains(text(), "Excluded by the study file: ~A\nClaimed to be necessary for Y: B\n"
                            "Rows coded 0 for that (1): 01\n");
    expect_contains(text(), "Parsimonious solution\n\nM1: A*B => Y\n");
}

TEST_F(AnalysisReport, TextSaysOfWhichKindSeveralModelsAre) {
    Analysis analysis = analyze(study_, data_);
    analysis.parsimonious.models.push_back(analysis.conservative.models[0]);
    analysis.intermediate = analysis.parsimonious;
    analysis.intermediate->pairs = {{0, 0, {0}, {}, {}}, {0, 1, {1}, {}, {}}};
    study_.solution.models = ModelChoice::all;
    const auto shown = [&] { return analysis_text(study_, data_, analysis); };
    expect_contains(shown(), "Model ambiguity: 2 models of which no path can be left out.\n");
    expect_contains(shown(), "Model ambiguity: 2 models from 2 pairs of a conservative and a parsimonious model.\n");
    analysis.intermediate->capped = true;
    expect_contains(shown(), "not all were looked at, so there may be more.\n");
    // Pairs with the same counterfactuals share a line.
    expect_contains(shown(), "C1P1, C1P2  M1      none ");
}

TEST_F(AnalysisReport, JsonWithoutAPositiveRowHasNoModels) {
    data_.raw[2] = {0.1, 0.1, 0.1, 0.1};
    EXPECT_EQ(json()["solutions"]["conservative"]["models"], nlohmann::ordered_json::array());
}

TEST_F(AnalysisReport, ANegatedOutcomeIsNamedSo) {
    study_.outcome.negate = true;
    EXPECT_EQ(json()["outcome"], "~Y");
    EXPECT_EQ(json()["memberships"]["~Y"][3].get<double>(), 1.0 - 0.2);
    expect_contains(text(), "Outcome ~Y;");
}

}  // namespace
}  // namespace qca
