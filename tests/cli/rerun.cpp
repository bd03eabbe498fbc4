// qcasweep rerun: one scenario of a result file again.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "host/store/result_file.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::replaced;
using test::run_qcasweep;

class Rerun : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_small_study(folder_);
        const Finished finished = qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "none"});
        ASSERT_EQ(finished.status, 0) << finished.err;
    }
    Finished qcasweep(const std::vector<std::string>& arguments) const {
        return run_qcasweep(arguments, folder_);
    }
    /// What rerun prints, when all is well.
    std::string rerun(const std::vector<std::string>& arguments) const {
        std::vector<std::string> all{"rerun", "new.h5"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Finished finished = qcasweep(all);
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(finished.err, "");
        return finished.out;
    }
    Json rerun_json(const std::string& scenario) const {
        return Json::parse(rerun({scenario, "--format", "json"}));
    }
    void expect_refused(const std::vector<std::string>& arguments, const std::string& where, const std::string& said,
                        int status = 2) const {
        std::vector<std::string> all{"rerun", "new.h5"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Finished finished = qcasweep(all);
        EXPECT_EQ(finished.status, status);
        EXPECT_EQ(finished.out, "");
        EXPECT_TRUE(finished.err.starts_with("qcasweep: " + where)) << finished.err;
        EXPECT_NE(finished.err.find(said), std::string::npos) << finished.err;
    }

    std::filesystem::path folder_;
};

void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

/// The choice on an axis.
const Json& choice(const Json& report, const std::string& axis) {
    for (const Json& choice : report["choices"])
        if (choice["axis"] == axis) return choice;
    throw std::logic_error("no choice on " + axis);
}

constexpr const char* another = "ENT_crossover=12.5,INT_crossover=11,incl_cut=0.9,n_cut=2,solution_type=parsimonious";

/// The study of `another`, written by hand.
std::string another_study() {
    // ENT is the first condition.
    std::string text = replaced(test::khanal_study(), "crossover = 14.5", "crossover = 12.5");
    text = replaced(text, "exclusion = 2, crossover = 12.5,", "exclusion = 2, crossover = 11,");
    text = replaced(text, "incl = 0.85", "incl = 0.9");
    text = replaced(text, "n = 1\n", "n = 2\n");
    return replaced(text, "type = \"conservative\"", "type = \"parsimonious\"");
}

TEST_F(Rerun, PrintsTheAnalysisOfTheScenario) {
    test::write_file(folder_ / "another.toml", another_study());
    const Json alone = Json::parse(qcasweep({"analyze", "another.toml", "--format", "json"}).out);
    const Json again = rerun_json(another);
    EXPECT_EQ(again["analysis"], alone);
    EXPECT_NE(again["analysis"], rerun_json("own")["analysis"]);
    const std::string text = rerun({another});
    const std::string analysis = qcasweep({"analyze", "another.toml"}).out;
    expect_contains(text, "\n\n" + analysis + "\nPaths of interest in the parsimonious");
    EXPECT_TRUE(text.starts_with("Scenario ")) << text;
}

TEST_F(Rerun, SaysWhichChoicesAreTheStudysOwn) {
    const Json again = rerun_json(another);
    EXPECT_EQ(choice(again, "ENT_crossover"),
              (Json{{"axis", "ENT_crossover"}, {"value", 12.5}, {"own", false}, {"own_value", 14.5}}));
    EXPECT_EQ(choice(again, "pri_cut"), (Json{{"axis", "pri_cut"}, {"value", 0.0}, {"own", true}, {"own_value", 0.0}}));
    EXPECT_EQ(choice(again, "solution_type")["own_value"], "conservative");
    EXPECT_EQ(again["scenarios"], test::small_sweep_scenarios);
    EXPECT_EQ(again["choices"].size(), 11u);
    const std::string text = rerun({another});
    EXPECT_TRUE(std::regex_search(text, std::regex("\nENT_crossover +12\\.5  no +14\\.5\n"))) << text;
    EXPECT_TRUE(std::regex_search(text, std::regex("\npri_cut +0  yes\n"))) << text;
}

TEST_F(Rerun, NumbersAndChoicesMeanTheSame) {
    const Json own = rerun_json("own");
    EXPECT_EQ(own["analysis"], Json::parse(qcasweep({"analyze", "study.toml", "--format", "json"}).out));
    EXPECT_EQ(rerun_json(own["scenario"].dump()), own);
    EXPECT_EQ(rerun_json("incl_cut=0.85"), own);
}

TEST_F(Rerun, StatesAreThoseOfTheFile) {
    const SweepResult result = read_result((folder_ / "new.h5").string());
    const auto& column = result.paths.at(0).survival;
    ASSERT_EQ(column.size(), test::small_sweep_scenarios);
    std::set<std::string> met;
    for (std::uint64_t id = 17; id < column.size(); id += 2311) {
        const Json again = rerun_json(std::to_string(id));
        EXPECT_EQ(again["scenario"], id);
        EXPECT_EQ(again["paths"][0]["name"], "fas");
        EXPECT_EQ(again["paths"][0]["state"], survival_names.at(column[id])) << id;
        met.insert(again["paths"][0]["state"].get<std::string>());
    }
    EXPECT_GE(met.size(), 3u);
}

TEST_F(Rerun, ASkippedScenarioIsNotComputed) {
    const Json skipped = rerun_json("ENT_inclusion=15");
    EXPECT_EQ(skipped["skipped"],
              Json::array({{{"set", "ENT"}, {"exclusion", 25.0}, {"crossover", 14.5}, {"inclusion", 15.0}}}));
    EXPECT_TRUE(skipped["analysis"].is_null());
    EXPECT_EQ(skipped["paths"][0]["state"], "skipped");
    const std::string text = rerun({"ENT_inclusion=15"});
    expect_contains(text, "the anchors of ENT are not in order: exclusion 25, crossover 14.5, inclusion 15\n");
    EXPECT_EQ(text.find("Truth table"), std::string::npos);
    const std::string script = rerun({"ENT_inclusion=15", "--r"});
    expect_contains(script, "# Skipped: the anchors of ENT are not in order");
    EXPECT_EQ(script.find("library"), std::string::npos);
}

TEST_F(Rerun, PrintsAScriptForR) {
    const std::string script = rerun({another, "--r"});
    EXPECT_TRUE(script.starts_with("# Scenario " + rerun_json(another)["scenario"].dump() + " of the ")) << script;
    expect_contains(script, "# ENT_crossover = 12.5 (the study's own: 14.5)\n");
    expect_contains(script, "# pri_cut = 0 (the study's own)\n");
    expect_contains(script, sha256(test::khanal_data()));
    expect_contains(script, "data.file <- \"khanal2024.csv\"\n");
    expect_contains(script, "values[[\"ENT\"]] <- rank(number(raw[[\"enterprise_rank\"]]), ties.method = \"max\")\n");
    expect_contains(script, "calibrate(values[[\"ENT\"]], type = \"fuzzy\", thresholds = c(e = 25, c = 12.5, i = 6)");
    expect_contains(script, "calibrate(values[[\"INT\"]], type = \"fuzzy\", thresholds = c(e = 2, c = 11, i = 25)");
    expect_contains(script, "incl.cut = 0.9, pri.cut = 0, n.cut = 2");
    expect_contains(script, "minimize(tt, include = \"?\", details = TRUE)");
}

TEST_F(Rerun, NeedsTheDataOfTheRun) {
    std::filesystem::create_directory(folder_ / "moved");
    std::filesystem::rename(folder_ / "khanal2024.csv", folder_ / "moved/data.csv");
    expect_refused({"own"}, "new.h5: ", "--data");
    expect_refused({"own", "--data", "nowhere.csv"}, "nowhere.csv: ", "cannot open");
    expect_contains(rerun({"own", "--data", "moved/data.csv"}), "Truth table");
    expect_contains(rerun({"own", "--data", "moved/data.csv", "--r"}), "data.file <- \"moved/data.csv\"\n");
    test::write_file(folder_ / "khanal2024.csv", test::khanal_data() + "\n");
    expect_refused({"own"}, "khanal2024.csv: these are not the data of new.h5", sha256(test::khanal_data()));
}

TEST_F(Rerun, DoesNotNeedTheStudyFile) {
    std::filesystem::remove(folder_ / "study.toml");
    expect_contains(rerun({"own"}), "Truth table");
}

TEST_F(Rerun, RefusesWhatIsNoScenario) {
    expect_refused({"61440"}, "scenario: ", "the sweep has 61440, numbered from 0");
    expect_refused({"ENT_crosover=12.5"}, "scenario: ", "did you mean 'ENT_crossover'?");
    expect_refused({"ENT_crossover=13"}, "scenario: ", "its values are 12.5, 14.5");
    expect_refused({"solution_type=intermediate"}, "scenario: ", "its values are conservative, parsimonious");
    expect_refused({"mine"}, "scenario: ", "give its number, own, or choices");
}

TEST_F(Rerun, NoticesAFileThatSaysOtherwise) {
    const std::string file = (folder_ / "new.h5").string();
    SweepResult result = read_result(file);
    const std::uint64_t own = rerun_json("own")["scenario"].get<std::uint64_t>();
    result.paths.at(0).survival.at(own) = static_cast<std::uint8_t>(Survival::absent);
    write_result(result, file);
    expect_refused({"own"}, "scenario " + std::to_string(own) + ": ",
                   "path fas is absent in the file and exact_all here", 3);
    result.provenance.study_text = replaced(result.provenance.study_text, "pri = [0.0, 0.5]", "pri = [0.0, 0.6]");
    write_result(result, file);
    expect_refused({"own"}, "new.h5: its axes are not those of its study", "use the version that wrote it");
}

TEST_F(Rerun, AnExcludedScenarioSaysSo) {
    std::ifstream stream(folder_ / "study.toml");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    std::ofstream(folder_ / "less.toml") << replaced(text, "[sweep.cutoffs]", "[sweep]\nexclude = [\"incl_cut > 0.85 and n_cut == 2\"]\n[sweep.cutoffs]");
    const Finished ran = qcasweep({"run", "less.toml", "-o", "less.h5", "--progress", "none"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    expect_contains(ran.out, " excluded by the study, ");
    expect_contains(qcasweep({"plan", "less.toml"}).out, "Excluded:\n  incl_cut > 0.85 and n_cut == 2: ");
    expect_contains(qcasweep({"info", "less.h5"}).out, " excluded by the study, ");
    const Finished excluded = qcasweep({"rerun", "less.h5", "incl_cut=0.9,n_cut=2"});
    EXPECT_EQ(excluded.status, 0) << excluded.err;
    expect_contains(excluded.out, "Skipped: the study excludes incl_cut > 0.85 and n_cut == 2\n");
    expect_contains(excluded.out, "Nothing was computed.");
    const Json report = Json::parse(qcasweep({"rerun", "less.h5", "incl_cut=0.9,n_cut=2", "--format", "json"}).out);
    EXPECT_EQ(report["excluded"], "incl_cut > 0.85 and n_cut == 2");
    EXPECT_TRUE(report["analysis"].is_null());
    EXPECT_EQ(report["paths"][0]["state"], "skipped");
    expect_contains(qcasweep({"rerun", "less.h5", "incl_cut=0.9,n_cut=2", "--r"}).out, "# Skipped: the study excludes");
    EXPECT_TRUE(Json::parse(qcasweep({"rerun", "less.h5", "incl_cut=0.9", "--format", "json"}).out)["excluded"].is_null());
}

}  // namespace
}  // namespace qca
