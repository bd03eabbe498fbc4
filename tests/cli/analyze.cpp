// qcasweep analyze: its text, its JSON, its template.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

constexpr const char* intensity = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
}

using Names = std::vector<std::string>;

Json analyze_json(const std::string& study) {
    const Finished finished = run_qcasweep({"analyze", study, "--format", "json"}, testing::TempDir());
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.err, "");
    return Json::parse(finished.out);
}

/// Bit for bit: every digit was written. Undefined is null.
void expect_number(const Json& found, double wanted, const std::string& what) {
    if (std::isnan(wanted))
        EXPECT_TRUE(found.is_null()) << what << ": " << found;
    else
        EXPECT_EQ(found.get<double>(), wanted) << what;
}

Names names_of(const std::vector<std::size_t>& numbers, const StudyData& data) {
    Names names;
    for (const std::size_t number : numbers) names.push_back(data.cases[number]);
    return names;
}

void expect_solution(const Json& found, const Solution& wanted, const Names& conditions,
                     const StudyData& data) {
    ASSERT_EQ(keys(found), (Names{"models", "capped"}));
    EXPECT_EQ(found["capped"], Json(wanted.capped));
    ASSERT_EQ(found["models"].size(), wanted.models.size());
    for (std::size_t m = 0; m < wanted.models.size(); ++m) {
        const Json& model = found["models"][m];
        const FittedModel& fitted = wanted.models[m];
        ASSERT_EQ(keys(model), (Names{"expression", "inclS", "PRI", "covS", "paths", "simplifying_assumptions"}));
        expect_number(model["inclS"], fitted.fit.inclS, "inclS of the model");
        expect_number(model["PRI"], fitted.fit.pri, "PRI of the model");
        expect_number(model["covS"], fitted.fit.covS, "covS of the model");
        ASSERT_EQ(model["paths"].size(), fitted.paths.size());
        std::string expression;
        for (std::size_t p = 0; p < fitted.paths.size(); ++p) {
            const Json& path = model["paths"][p];
            const std::string name = to_expression(fitted.paths[p], conditions);
            ASSERT_EQ(keys(path), (Names{"expression", "inclS", "PRI", "covS", "covU", "cases"}));
            EXPECT_EQ(path["expression"], name);
            expect_number(path["inclS"], fitted.path_fits[p].inclS, name);
            expect_number(path["PRI"], fitted.path_fits[p].pri, name);
            expect_number(path["covS"], fitted.path_fits[p].covS, name);
            expect_number(path["covU"], fitted.path_fits[p].covU, name);
            EXPECT_EQ(path["cases"].get<Names>(), names_of(fitted.path_fits[p].cases, data));
            expression += (p == 0 ? "" : " + ") + name;
        }
        EXPECT_EQ(model["expression"], expression);
    }
}

TEST(Analyze, JsonHasEverythingInFullPrecision) {
    const Study study = read_study(intensity);
    const StudyData data = load_study_data(study);
    const Analysis analysis = analyze(study, data);
    const Names conditions{"ENT", "UNI", "GDP", "POW"};
    const Json report = analyze_json(intensity);
    ASSERT_EQ(keys(report), (Names{"study", "outcome", "conditions", "cases", "memberships", "necessity",
                                   "truth_table", "excluded_rows", "simultaneous_subset_rows",
                                   "contradictory_assumptions", "contradictory_assumptions_capped", "solutions"}));
    EXPECT_EQ(report["study"], "khanal2024-intensity");
    EXPECT_EQ(report["outcome"], "INT");
    EXPECT_EQ(report["conditions"].get<Names>(), conditions);
    EXPECT_EQ(report["cases"].get<Names>(), data.cases);
    EXPECT_EQ(report["cases"].size(), 30u);
    EXPECT_EQ(report["cases"][0], "Anhui");

    ASSERT_EQ(keys(report["memberships"]), (Names{"ENT", "UNI", "GDP", "POW", "INT"}));
    for (std::size_t s = 0; s < study.sets(); ++s)
        EXPECT_EQ(report["memberships"][study.set(s).name].get<std::vector<double>>(),
                  analysis.memberships.set[s]);

    ASSERT_EQ(report["necessity"].size(), 8u);
    for (std::size_t i = 0; i < 8; ++i) {
        const Json& entry = report["necessity"][i];
        ASSERT_EQ(keys(entry), (Names{"set", "inclN", "RoN", "covN"}));
        EXPECT_EQ(entry["set"], (i < 4 ? "" : "~") + conditions[i % 4]);
        expect_number(entry["inclN"], analysis.necessity[i].inclN, "inclN");
        expect_number(entry["RoN"], analysis.necessity[i].RoN, "RoN");
        expect_number(entry["covN"], analysis.necessity[i].covN, "covN");
    }
    ASSERT_EQ(keys(report["solutions"]), (Names{"conservative", "parsimonious"}));
    expect_solution(report["solutions"]["conservative"], analysis.conservative, conditions, data);
    expect_solution(report["solutions"]["parsimonious"], analysis.parsimonious, conditions, data);
}

TEST(Analyze, JsonTruthTableHasAllRows) {
    const Study study = read_study(intensity);
    const StudyData data = load_study_data(study);
    const std::vector<TableRow> wanted = analyze(study, data).table;
    const Json table = analyze_json(intensity)["truth_table"];
    ASSERT_EQ(table.size(), 16u);
    std::multiset<std::string> members;
    int remainders = 0;
    for (std::size_t row = 0; row < 16; ++row) {
        ASSERT_EQ(keys(table[row]), (Names{"configuration", "OUT", "n", "incl", "PRI", "cases"}));
        std::string bits;
        for (int bit = 3; bit >= 0; --bit) bits += (row >> bit & 1) != 0 ? '1' : '0';
        EXPECT_EQ(table[row]["configuration"], bits);
        EXPECT_EQ(table[row]["OUT"], std::string(1, wanted[row].out));
        EXPECT_EQ(table[row]["n"], wanted[row].n);
        expect_number(table[row]["incl"], wanted[row].incl, bits + " incl");
        expect_number(table[row]["PRI"], wanted[row].pri, bits + " PRI");
        EXPECT_EQ(table[row]["cases"].size(), table[row]["n"].get<std::size_t>());
        for (const Json& name : table[row]["cases"]) members.insert(name.get<std::string>());
        if (table[row]["OUT"] == "?") {
            ++remainders;
            EXPECT_EQ(table[row]["n"], 0);
            EXPECT_TRUE(table[row]["incl"].is_null() && table[row]["PRI"].is_null());
        }
    }
    EXPECT_GT(remainders, 0);
    EXPECT_EQ(members, std::multiset<std::string>(data.cases.begin(), data.cases.end()))
        << "every case is in one row";
}

TEST(Analyze, UndefinedIsNull) {
    const Json solutions = analyze_json(intensity)["solutions"];
    std::size_t alone = 0;
    for (const auto& [type, solution] : solutions.items())
        for (const Json& model : solution["models"])
            for (const Json& path : model["paths"]) {
                EXPECT_EQ(path["covU"].is_null(), model["paths"].size() == 1) << path;
                alone += model["paths"].size() == 1 ? 1 : 0;
            }
    const auto folder = test::fresh_folder();
    test::write_file(folder / "khanal2024.csv", test::khanal_data());
    // Only the richest row is above this: one model of one path.
    test::write_file(folder / "study.toml",
                     test::replaced(test::khanal_study(), "incl = 0.85", "incl = 0.94"));
    const Json strict = analyze_json((folder / "study.toml").string())["solutions"]["conservative"]["models"];
    for (const Json& model : strict)
        for (const Json& path : model["paths"]) {
            EXPECT_EQ(path["covU"].is_null(), model["paths"].size() == 1) << path;
            alone += model["paths"].size() == 1 ? 1 : 0;
        }
    EXPECT_GT(alone, 0u) << "no model of one path was tried";
}

TEST(Analyze, WithoutAPositiveRowThereIsNoModel) {
    const auto folder = test::fresh_folder();
    test::write_file(folder / "khanal2024.csv", test::khanal_data());
    test::write_file(folder / "study.toml", test::replaced(test::khanal_study(), "n = 1\n", "n = 31\n"));
    const Json solutions = analyze_json((folder / "study.toml").string())["solutions"];
    for (const char* type : {"conservative", "parsimonious"}) {
        EXPECT_EQ(solutions[type]["models"], Json::array());
        EXPECT_EQ(solutions[type]["capped"], Json(false));
    }
}

TEST(Analyze, TextShowsTheSamePath) {
    const Finished finished = run_qcasweep({"analyze", intensity}, test::fresh_folder());
    EXPECT_EQ(finished.status, 0);
    EXPECT_EQ(finished.err, "");
    for (const char* part : {"ENT*~UNI*GDP*POW", "Anhui", "~ENT", "inclN", "covU"})
        EXPECT_NE(finished.out.find(part), std::string::npos) << part;
    EXPECT_EQ(finished.out,
              run_qcasweep({"analyze", intensity, "--format", "text"}, test::fresh_folder()).out);
}

TEST(Analyze, TheTemplateIsAStudyThatOnlyLacksItsData) {
    const auto folder = test::fresh_folder();
    const Finished shown = run_qcasweep({"analyze", "--template"}, folder);
    EXPECT_EQ(shown.status, 0);
    EXPECT_EQ(shown.err, "");
    EXPECT_TRUE(test::names_in(folder).empty()) << "printed, not written";
    test::write_file(folder / "mine.toml", shown.out);
    const std::string data_file = parse_study(shown.out, "mine.toml").data_file;

    const Finished without_data = run_qcasweep({"analyze", "mine.toml"}, folder);
    EXPECT_EQ(without_data.status, 2);
    EXPECT_EQ(without_data.out, "");
    EXPECT_NE(without_data.err.find(data_file), std::string::npos) << without_data.err;
    EXPECT_NE(without_data.err.find("No such file"), std::string::npos) << without_data.err;

    test::write_file(
        folder / data_file,
        "municipality,measures_adopted,tax_income_per_capita,environment_officers,green_strength,coast_km\n"
        "A,1,800,3,0,0\nB,25,3000,50,3,12\nC,10,1600,12,2,0\nD,18,2500,40,1,3\n");
    EXPECT_EQ(run_qcasweep({"analyze", "mine.toml"}, folder).status, 0);
}

}  // namespace
}  // namespace qca
