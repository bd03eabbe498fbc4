// Studies of more conditions than a truth table has.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/program.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::replaced;

class ManyConditions : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        std::mt19937 random(2);
        std::string data = "case";
        for (int c = 1; c <= 10; ++c) data += fmt::format(",C{}", c);
        data += ",Y\n";
        for (int i = 0; i < 15; ++i) {
            data += fmt::format("case{}", i);
            for (int c = 0; c <= 10; ++c) data += fmt::format(",0.{}", 1 + random() % 9);
            data += "\n";
        }
        test::write_file(folder_ / "many.csv", data);
        test::write_file(folder_ / "none.toml", study(10));
        test::write_file(folder_ / "many.toml", study(10) + sweep);
    }
    static std::string study(int conditions) {
        std::string text = "[study]\nname = \"many\"\n[data]\nfile = \"many.csv\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\ncolumn = \"Y\"\n"
                           "calibrate = \"none\"\n";
        for (int c = 1; c <= conditions; ++c) text += fmt::format("[conditions.C{}]\ncolumn = \"C{}\"\ncalibrate = \"none\"\n", c, c);
        return text;
    }
    static constexpr const char* sweep =
        "[sweep]\nexclude = [\"conditions == 'C1,C2' and incl_cut < 0.8\"]\n[sweep.conditions]\nsize = { from = 2, to = 3 }\n"
        "[sweep.cutoffs]\nincl = [0.7, 0.8]\n";

    Finished qcasweep(const std::vector<std::string>& arguments) const { return test::run_qcasweep(arguments, folder_); }
    std::string out(const std::vector<std::string>& arguments) const {
        const Finished finished = qcasweep(arguments);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return finished.out;
    }
    void expect_refused(const std::vector<std::string>& arguments, const std::string& said) const {
        const Finished finished = qcasweep(arguments);
        EXPECT_EQ(finished.status, 2) << finished.out;
        EXPECT_EQ(finished.out, "");
        EXPECT_NE(finished.err.find(said), std::string::npos) << finished.err;
    }

    std::filesystem::path folder_;
};

void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

TEST_F(ManyConditions, AnalyzeStopsBeforeTheTruthTable) {
    const std::string text = out({"analyze", "none.toml"});
    expect_contains(text, "Necessity");
    expect_contains(text, "None, and no solutions: 10 conditions are too many for one truth table (at most 8).");
    const Json json = Json::parse(out({"analyze", "none.toml", "--format", "json"}));
    EXPECT_EQ(json["necessity"].size(), 20u);
    EXPECT_TRUE(json["truth_table"].is_null());
    EXPECT_TRUE(json["solutions"].is_null());
}

TEST_F(ManyConditions, ChoicesOfThemAreSwept) {
    test::write_file(folder_ / "many.toml", study(10) + "[paths]\nmain = \"C1*C2\"\n" + sweep);
    const std::string plan = out({"plan", "many.toml"});
    expect_contains(plan, "Scenarios:    330: 329 to evaluate, 1 skipped (1 excluded by the study, 0 with anchors out of order)");
    expect_contains(plan, "conditions == 'C1,C2' and incl_cut < 0.8: 1 scenario\n");
    const std::string ran = out({"run", "many.toml", "-o", "many.h5", "--progress", "none"});
    expect_contains(ran, "own choices: skipped");
    const std::string path = out({"path", "many.h5", "C1*C2"});
    expect_contains(path, "Under the study's own choices: skipped (not evaluated).");
    expect_contains(path, "The study's own choices are not evaluated: there is nothing to compare a change with.");
    const Json json = Json::parse(out({"path", "many.h5", "C1*C2", "--format", "json"}));
    EXPECT_EQ(json["own"], "skipped");
    EXPECT_EQ(json["excluded"], 1);
    for (const Json& change : json["single_changes"]) EXPECT_FALSE(change["kills"].get<bool>() || change["revives"].get<bool>());
    expect_contains(out({"info", "many.h5"}), "1 excluded by the study");
    expect_refused({"census", "many.h5"}, "the study's own 10 conditions are too many");
}

TEST_F(ManyConditions, WithoutPathsNoneAreFollowed) {
    expect_contains(out({"plan", "many.toml"}),
                    "Paths followed: none (the study names none, and its own 10 conditions are too many for one truth table (at most 8))");
    expect_contains(out({"run", "many.toml", "-o", "many.h5", "--progress", "none"}), "No path was followed: the study names none, and its own 10 conditions");
}

TEST_F(ManyConditions, RerunNeedsAChoiceOfConditions) {
    out({"run", "many.toml", "-o", "many.h5", "--progress", "none"});
    for (const char* scenario : {"own", "incl_cut=0.7"}) {
        const std::string text = out({"rerun", "many.h5", scenario});
        expect_contains(text, "Skipped: 10 conditions are too many for one truth table (at most 8); say which take part, as in conditions=C1,C2");
        expect_contains(text, "Nothing was computed.");
        const Json json = Json::parse(out({"rerun", "many.h5", scenario, "--format", "json"}));
        EXPECT_EQ(json["too_many_conditions"], true);
        EXPECT_TRUE(json["analysis"].is_null());
        expect_contains(out({"rerun", "many.h5", scenario, "--r"}), "# Skipped: 10 conditions");
    }
    const Json json = Json::parse(out({"rerun", "many.h5", "conditions=C1,C4,C10", "--format", "json"}));
    EXPECT_EQ(json["too_many_conditions"], false);
    EXPECT_EQ(json["analysis"]["conditions"], (Json{"C1", "C4", "C10"}));
    expect_contains(out({"rerun", "many.h5", "conditions=C1,C4,C10", "--r"}), "C10");
    expect_contains(out({"rerun", "many.h5", "conditions=C1,C2,incl_cut=0.7"}), "Skipped: the study excludes conditions == 'C1,C2' and incl_cut < 0.8");
}

TEST_F(ManyConditions, AreRefusedWhereTheyWouldHaveToTakePartAtOnce) {
    for (const char* command : {"plan", "run"})
        expect_refused({command, "none.toml"}, "10 conditions are too many for one truth table (the limit is 8) sweep choices of them");
    test::write_file(folder_ / "large.toml", replaced(study(10) + sweep, "to = 3", "to = 9"));
    expect_refused({"plan", "large.toml"}, "up to 9 conditions at once (a truth table has at most 8)");
    test::write_file(folder_ / "fixed.toml", replaced(study(10) + sweep, "size = { from = 2, to = 3 }", "candidates = [\"C1\", \"C2\"]"));
    expect_refused({"plan", "fixed.toml"}, "up to 10 conditions at once (8 are no candidates and always take part)");
    test::write_file(folder_ / "more.toml", study(17));
    expect_refused({"analyze", "more.toml"}, "'C17' is one condition too many (a study has at most 16, of which at most 8 are analysed at once)");
}

}  // namespace
}  // namespace qca
