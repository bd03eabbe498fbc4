// Axes that change a study as a whole, as users meet them: other outcomes, calibration, tie rule, noise.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <regex>

#include "host/store/result_file.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

/// 3 outcomes x 2 calibrations x 2 tie rules x 3 draws x 3 cutoffs.
constexpr const char* whole_sweep = R"(
[outcomes.BRE]
column = "instrument_breadth"
codes = { 0 = 0.0, 1 = 0.0, 2 = 0.33, 3 = 0.67, 4 = 0.9, 5 = 1.0 }
[outcomes.SPE]
column = "diffusion_days"
rank = { best = "smallest", ties = "largest" }
anchors = { exclusion = 23, crossover = 13.5, inclusion = 3 }
[sweep.outcome]
[sweep.calibration]
calibrate = ["logistic", "linear"]
ties = ["largest", "average"]
[sweep.noise]
draws = 2
size = { GDP = 900, SPE = 30 }
[sweep.cutoffs]
incl = [0.8, 0.85, 0.9]
)";

class SlicesOnTheCommandLine : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_file(folder_ / "study.toml", test::khanal_study() + whole_sweep);
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    std::string out_of(const std::vector<std::string>& arguments) const {
        const Finished finished = run_qcasweep(arguments, folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return finished.out;
    }
    std::string err_of(const std::string& study) const {
        test::write_file(folder_ / "study.toml", study);
        const Finished planned = run_qcasweep({"plan", "study.toml"}, folder_);
        const Finished run = run_qcasweep({"run", "study.toml", "-o", "x.h5"}, folder_);
        EXPECT_EQ(planned.status, 2);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.err, planned.err);
        EXPECT_FALSE(std::filesystem::exists(folder_ / "x.h5"));
        return run.err;
    }
    std::filesystem::path folder_;
};

void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

TEST_F(SlicesOnTheCommandLine, ArePlannedRunLookedAtAndRepeated) {
    const std::string plan = out_of({"plan", "study.toml"});
    EXPECT_TRUE(std::regex_search(plan, std::regex("\noutcome +3  INT, BRE, SPE +INT *\n"))) << plan;
    EXPECT_TRUE(std::regex_search(plan, std::regex("\ncalibration +2  logistic, linear +logistic *\n")))
        << plan;
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nties +2  largest, average +largest *\n"))) << plan;
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nnoise +3  none, draw 1, draw 2 +none *\n"))) << plan;
    expect_contains(plan, "Scenarios:    108: 108 to evaluate");
    out_of({"run", "study.toml", "-o", "new.h5", "--progress", "none"});
    const std::string path = out_of({"path", "new.h5", "fas"});
    expect_contains(path, "calibration");
    expect_contains(path, "noise");

    const Json json = Json::parse(
        out_of({"rerun", "new.h5", "outcome=SPE,calibration=linear,noise=draw 2", "--format", "json"}));
    EXPECT_EQ(json["analysis"]["outcome"], "SPE");
    EXPECT_EQ(json["analysis"]["cases"].size(), 24u) << "six provinces have no plan";
    const Json own = Json::parse(out_of({"rerun", "new.h5", "own", "--format", "json"}));
    EXPECT_EQ(own["analysis"], Json::parse(out_of({"analyze", "study.toml", "--format", "json"})));
    const std::string script =
        out_of({"rerun", "new.h5", "outcome=SPE,ties=average,calibration=linear,noise=draw 2", "--r"});
    expect_contains(script, "# noise = draw 2 (the study's own: none)\n");
    expect_contains(script, "# With noise, draw 2 of the sweep.\n");
    EXPECT_TRUE(std::regex_search(
        script, std::regex("values\\[\\[\"GDP\"\\]\\] <- rank\\(-c\\(.*ties.method = \"average\"")));
    expect_contains(script, "left.out <- c(\"Hainan\", \"Hebei\"");
    expect_contains(script, "logistic = FALSE");
}

// What the provenance says is the same sweep.
TEST_F(SlicesOnTheCommandLine, AreTheSameAgainFromTheResolvedStudy) {
    out_of({"run", "study.toml", "-o", "first.h5", "--progress", "none"});
    const SweepResult first = read_result((folder_ / "first.h5").string());
    test::write_file(folder_ / "again.toml", first.provenance.study_resolved);
    out_of({"run", "again.toml", "-o", "second.h5", "--progress", "none", "--threads", "1"});
    const SweepResult second = read_result((folder_ / "second.h5").string());
    EXPECT_EQ(first.axes, second.axes);
    ASSERT_EQ(first.paths.size(), second.paths.size());
    EXPECT_EQ(first.paths[0].survival, second.paths[0].survival);
    EXPECT_EQ(first.solution, second.solution);
    EXPECT_EQ(first.provenance.study_resolved, second.provenance.study_resolved);
}

// A preset is plain axes: planned, run, repeated, and stated as such in the result file.
TEST_F(SlicesOnTheCommandLine, APresetIsPlainAxes) {
    test::write_file(folder_ / "study.toml", test::khanal_study() +
                                                 "[sweep]\npreset = \"journal-checks\"\n"
                                                 "[sweep.cutoffs]\npri = [0.0, 0.5]\n");
    const std::string plan = out_of({"plan", "study.toml"});
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nanchors +4  own, 95/50/5, 90/50/10, 75/50/25 +own")))
        << plan;
    EXPECT_TRUE(std::regex_search(plan, std::regex("\ncases +31  all; ")));
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nincl_cut +2  0.85, 0.9 +0.85")));
    EXPECT_TRUE(std::regex_search(plan, std::regex("\npri_cut +2  0, 0.5 +0")))
        << "what the file states stands";
    expect_contains(plan, "Scenarios:    992: 992 to evaluate");
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nINT +2 / 12.5 / 25 +1 / 9 / 25.65 +1.9 / 9 / 22.2 +4.25 / 9 / 15.75 *\n")))
        << plan;
    expect_contains(plan, "neither in nor out of it (membership 0.5): 3 of INT.\n");
    out_of({"run", "study.toml", "-o", "first.h5", "--progress", "none"});
    const SweepResult first = read_result((folder_ / "first.h5").string());
    expect_contains(first.provenance.study_text, "preset = \"journal-checks\"");
    expect_contains(first.provenance.study_resolved,
                    "[sweep.anchor_sets.\"90/50/10\"]\nENT = { exclusion = ");
    test::write_file(folder_ / "again.toml", first.provenance.study_resolved);
    out_of({"run", "again.toml", "-o", "second.h5", "--progress", "none"});
    const SweepResult second = read_result((folder_ / "second.h5").string());
    EXPECT_EQ(first.axes, second.axes);
    EXPECT_EQ(first.paths.at(0).survival, second.paths.at(0).survival);
    expect_contains(out_of({"path", "first.h5", "fas"}), "75/50/25");
    expect_contains(out_of({"info", "first.h5"}), "\nAnchors\n\nanchors  own            95/50/5");
    const std::string script = out_of({"rerun", "first.h5", "anchors=75/50/25,cases=without Anhui", "--r"});
    expect_contains(script, "# anchors = 75/50/25 (the study's own: own)\n");
    EXPECT_TRUE(
        std::regex_search(script, std::regex("values\\[\\[\"INT\"\\]\\], type = \"fuzzy\", thresholds = "
                                             "c\\(e = 4.25, c = 9, i = 15.75\\)")))
        << script;
}

// Beside a design, samples are drawn from the axes of a preset.
TEST_F(SlicesOnTheCommandLine, APresetMayBeSampled) {
    test::write_file(folder_ / "study.toml", test::khanal_study() +
                                                 "[sweep]\ndesign = \"sobol\"\nsamples = 500\npreset = "
                                                 "[\"journal-checks\", \"anchors-10-percent\"]\n");
    const std::string plan = out_of({"plan", "study.toml"});
    expect_contains(plan, "500 samples, sobol");
    EXPECT_TRUE(std::regex_search(plan, std::regex("\nlinked_crossover +3  -10, 0, 10 +0"))) << plan;
    expect_contains(plan, "Anchors of all sets move together, by percent");
    const Finished run = run_qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "plain"}, folder_);
    EXPECT_EQ(run.status, 0);
    expect_contains(run.err, "note: Anchors of all sets move together, by percent");
    const SweepResult result = read_result((folder_ / "new.h5").string());
    EXPECT_EQ(result.counts.scenarios, 500u);
    expect_contains(result.provenance.study_resolved, "design = \"sobol\"\nsamples = 500\nseed = 1\n# With percentiles");
    out_of({"rerun", "new.h5", "123"});
    out_of({"rerun", "new.h5", "anchors=90/50/10,linked_crossover=-10"});
}

TEST_F(SlicesOnTheCommandLine, SetsAreNotTakenForAxes) {
    const std::string study = test::replaced(test::khanal_study(), "[conditions.POW]", "[conditions.linked]");
    const std::string own = "[sweep.anchors.linked]\ncrossover = [13.5, 14.5]\n";
    test::write_file(folder_ / "study.toml", test::replaced(study, "GDP*POW", "GDP*linked") + own);
    out_of({"plan", "study.toml"});
    expect_contains(err_of(test::replaced(study, "GDP*POW", "GDP*linked") + own +
                           "[sweep.linked]\nsets = [\"ENT\"]\ncrossover = [0, 5]\n"),
                    "study.toml: [sweep]: 'linked' cannot be the name of a set beside these axes (two axes would be called "
                    "linked_crossover) rename the set");
}

TEST_F(SlicesOnTheCommandLine, AnchorsOutOfOrderAreSkippedAndSaid) {
    test::write_file(folder_ / "study.toml",
                     test::khanal_study() +
                         "[sweep.anchor_sets.odd]\nGDP = { crossover = 26 }\n"
                         "[sweep.anchor_sets.wide]\nGDP = { exclusion = 28, inclusion = 4 }\n");
    expect_contains(out_of({"plan", "study.toml"}), "Scenarios:    3: 2 to evaluate, 1 skipped");
    expect_contains(out_of({"run", "study.toml", "-o", "new.h5", "--progress", "none"}),
                    "2 evaluated, 1 skipped");
    expect_contains(out_of({"path", "new.h5", "fas"}), "skipped");
    const std::string again = out_of({"rerun", "new.h5", "anchors=odd"});
    expect_contains(again, "the anchors of GDP are not in order: exclusion 25, crossover 26, inclusion 6\n");
    expect_contains(again, "Nothing was computed.");
}

TEST_F(SlicesOnTheCommandLine, AreRefusedBeforeAnythingIsComputed) {
    const std::string study = test::khanal_study() + whole_sweep;
    expect_contains(err_of(test::replaced(study, "size = { GDP = 900", "size = { GPD = 900")),
                    "unknown set 'GPD' in sweep.noise.size (the sets are ENT, UNI, GDP, POW, INT, BRE, SPE) "
                    "did you mean");
    expect_contains(err_of(test::replaced(study, ", 5 = 1.0 }", " }")),
                    "set BRE, case 'Anhui': no code for the value 5");
    expect_contains(err_of(test::replaced(study, "draws = 2", "draws = 99999")),
                    "[sweep.noise]: 1e+05 values are too many");
    expect_contains(
        err_of(test::replaced(study, "[sweep.outcome]", "[sweep.outcome]\nsets = [\"INT\", \"SPEED\"]")),
        "unknown set 'SPEED' in sweep.outcome.sets");
}

}  // namespace
}  // namespace qca
