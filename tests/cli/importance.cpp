// qcasweep importance: which choices matter.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <map>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::run_qcasweep;

constexpr const char* path = "ENT*~UNI*GDP*POW";

std::string ranges(const std::string& ent) {
    return "\n[sweep]\ndesign = \"sobol\"\nsamples = 2000\nseed = 3\n[sweep.anchors.ENT]\n" + ent + R"(
[sweep.anchors.GDP]
exclusion = { from = 23, to = 27 }
crossover = { from = 12.5, to = 16.5 }
[sweep.cutoffs]
incl = { from = 0.75, to = 0.95 }
n = [1, 2]
)";
}

class ImportanceCommand : public test::CommandTest {
  protected:
    ImportanceCommand() : CommandTest({"importance"}) {}
    void SetUp() override {
        test::write_small_study(folder_);
        test::write_file(folder_ / "ranges.toml", test::khanal_study() + ranges("crossover = { from = 12.5, to = 14.5 }\ninclusion = { from = 5, to = 7 }"));
        test::write_file(folder_ / "overlapping.toml", test::khanal_study() + ranges("crossover = { from = 12.5, to = 14.5 }\ninclusion = { from = 6, to = 15 }"));
    }
    void run(const std::string& study, const std::string& file) const {
        ASSERT_EQ(run_qcasweep({"run", study, "-o", file, "--progress", "none", "--backend", "cpu"}, folder_).status, 0);
    }
};

std::map<std::string, Json> choices_of(const Json& ranking) {
    std::map<std::string, Json> choices;
    for (const Json& choice : ranking["choices"]) choices[choice["choice"]] = choice;
    return choices;
}

// The same choices, all of them counted and drawn at random.
TEST_F(ImportanceCommand, SampledIndicesAreTheExactShares) {
    run("study.toml", "grid.h5");
    const Json grid = json({"grid.h5", "--path", path});
    EXPECT_EQ(grid["source"], "grid");
    EXPECT_EQ(grid["scenarios"], test::small_sweep_scenarios);
    EXPECT_EQ(grid["skipped"], test::small_sweep_scenarios / 2);
    const Json sampled = json({"study.toml", "--path", path, "--points", "16384", "--bootstrap", "100"});
    EXPECT_EQ(sampled["source"], "saltelli");
    EXPECT_EQ(sampled["skipped"], 0);
    EXPECT_EQ(sampled["drawn_together"], Json::parse(R"([{"set": "ENT", "in_order": 2, "combinations": 4}])"));
    EXPECT_EQ(grid["no_similarity"], nullptr);
    ASSERT_EQ(grid["rankings"].size(), 3u);
    ASSERT_EQ(sampled["rankings"].size(), 3u);
    for (std::size_t r = 0; r < 3; ++r) {
        const Json &exact = grid["rankings"][r], &estimated = sampled["rankings"][r];
        EXPECT_EQ(exact["quantity"], estimated["quantity"]);
        EXPECT_EQ(exact.value("path", ""), r == 0 ? path : "");
        EXPECT_EQ(estimated.value("path", ""), r == 0 ? path : "");
        EXPECT_NEAR(exact["mean"].get<double>(), estimated["mean"].get<double>(), 0.005);
        EXPECT_NEAR(exact["variance"].get<double>(), estimated["variance"].get<double>(), 0.005);
        const std::map<std::string, Json> all = choices_of(exact), drawn = choices_of(estimated);
        // The anchors of ENT are drawn together: their pair is a choice, each alone is none.
        EXPECT_EQ(drawn.count("ENT_crossover"), 0u);
        EXPECT_EQ(sampled["matrices"], drawn.size() + 2);
        EXPECT_EQ(sampled["scenarios"], 16384 * (drawn.size() + 2));
        for (const auto& [name, choice] : drawn) {
            ASSERT_EQ(all.count(name), 1u) << name;
            EXPECT_NEAR(choice["first"].get<double>(), all.at(name)["first"].get<double>(), 0.02) << name;
            EXPECT_NEAR(choice["total"].get<double>(), all.at(name)["total"].get<double>(), 0.02) << name;
            EXPECT_LE(choice["total_interval"][0], choice["total"]);
            EXPECT_GE(choice["total_interval"][1], choice["total"]);
        }
    }
    const Json& survival = grid["rankings"][0];
    EXPECT_GT(survival["boxes"].size(), 0u);
    EXPECT_EQ(survival["boxes"][0]["restrictions"][0]["quasi_p"], nullptr);
    test::write_file(folder_ / "maps.toml", test::khanal_study() + test::small_sweep() + "\n[sweep.columns]\nsolution = \"never\"\n");
    run("maps.toml", "maps.h5");
    const Json maps = json({"maps.h5", "--path", path});
    EXPECT_EQ(maps["rankings"].size(), 1u);
    EXPECT_NE(maps["no_similarity"].get<std::string>().find("column of solutions"), std::string::npos);
}

TEST_F(ImportanceCommand, StudyWithRanges) {
    const std::vector<std::string> arguments{"ranges.toml", "--points", "2048", "--bootstrap", "50"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), arguments.begin(), arguments.end());
        return more;
    };
    const Json one = json(with({"--threads", "1"}));
    EXPECT_EQ(one, json(with({"--threads", "3"})));
    EXPECT_NE(one, json(with({"--seed", "2"})));
    EXPECT_EQ(one["base_points"], 2048);
    EXPECT_EQ(one["matrices"], 10);  // A, B, six axes, two sets
    EXPECT_TRUE(one["drawn_together"].empty());
    ASSERT_EQ(one["rankings"].size(), 3u);  // a path, two similarities
    const std::map<std::string, Json> choices = choices_of(one["rankings"][0]);
    EXPECT_EQ(choices.at("GDP")["axes"], Json::parse(R"(["GDP_exclusion", "GDP_crossover"])"));
    EXPECT_EQ(choices.at("GDP")["pawn"]["intervals"], 16) << "4 of each anchor";
    EXPECT_GT(choices.at("incl_cut")["total"].get<double>(), 0.3);
    EXPECT_GE(choices.at("incl_cut")["total"].get<double>(), choices.at("incl_cut")["first"].get<double>() - 0.05);
    EXPECT_GT(choices.at("incl_cut")["pawn"]["maximum"].get<double>(), choices.at("incl_cut")["pawn"]["noise_maximum"].get<double>());

    const std::vector<std::string> text_of{"ranges.toml", "--points", "2048", "--bootstrap", "50"};
    const std::string text = output(text_of);
    EXPECT_NE(text.find("2,048 base points x 10 matrices = 20,480 scenarios"), std::string::npos) << text;
    EXPECT_NE(text.find("Survival of ENT*~UNI*GDP*POW"), std::string::npos) << text;
    EXPECT_NE(text.find("GDP (2 anchors)"), std::string::npos) << text;
    EXPECT_NE(text.find("by literals"), std::string::npos) << text;
    std::vector<std::string> csv_of = text_of;
    csv_of.insert(csv_of.end(), {"--format", "csv"});
    const std::string csv = output(csv_of);
    EXPECT_TRUE(csv.starts_with("quantity,path,choice,measure,value,low,high\nsurvival,")) << csv;
    EXPECT_NE(csv.find(",incl_cut,total,"), std::string::npos) << csv;
}

TEST_F(ImportanceCommand, OverlappingRangesAreDrawnInOrder) {
    const Json report = json({"overlapping.toml", "--points", "1024", "--bootstrap", "20"});
    ASSERT_EQ(report["drawn_together"].size(), 1u);
    const Json& ent = report["drawn_together"][0];
    EXPECT_EQ(ent["set"], "ENT");
    EXPECT_EQ(ent["combinations"], 4096);  // 64 steps of both
    EXPECT_LT(ent["in_order"], 4096);
    EXPECT_EQ(report["skipped"], 0);
    const std::string text = output({"overlapping.toml", "--points", "1024", "--bootstrap", "20"});
    EXPECT_NE(text.find("ENT: "), std::string::npos) << text;
    EXPECT_NE(text.find("of its anchors are out of order"), std::string::npos) << text;
}

TEST_F(ImportanceCommand, ResultOfSamples) {
    run("overlapping.toml", "samples.h5");
    const Json report = json({"samples.h5", "--path", path, "--density", "0.7"});
    EXPECT_EQ(report["source"], "samples");
    EXPECT_EQ(report["design"], "sobol");
    EXPECT_GT(report["skipped"], 0);
    const std::map<std::string, Json> choices = choices_of(report["rankings"][0]);
    EXPECT_EQ(choices.at("incl_cut").count("total"), 0u);
    EXPECT_EQ(choices.at("incl_cut")["pawn"]["intervals"], 20);
    EXPECT_GT(report["rankings"][0]["boxes"].size(), 0u);
    EXPECT_TRUE(report["rankings"][0]["boxes"][0]["restrictions"][0]["quasi_p"].is_number());
    EXPECT_NE(output({"samples.h5"}).find("out of order"), std::string::npos);
}

TEST_F(ImportanceCommand, SaysHowFarItIs) {
    const std::vector<std::string> arguments{"importance", "ranges.toml", "--points", "2048", "--bootstrap", "50", "--progress"};
    const auto said = [&](const std::string& mode) {
        std::vector<std::string> all = arguments;
        all.push_back(mode);
        const test::Finished finished = run_qcasweep(all, folder_);
        EXPECT_EQ(finished.status, 0);
        EXPECT_EQ(finished.out, output({"ranges.toml", "--points", "2048", "--bootstrap", "50"})) << "but for what it says on the way";
        return finished.err;
    };
    EXPECT_EQ(said("none"), "");
    EXPECT_EQ(said("plain"), "");
    const std::string line = said("json");
    const Json progress = Json::parse(line.substr(0, line.find('\n')));
    EXPECT_EQ(progress["step"], "scenarios");
    EXPECT_EQ(progress["all"], 20480);
    EXPECT_LE(progress["done"], progress["all"]);
}

TEST_F(ImportanceCommand, WrongUse) {
    test::write_file(folder_ / "plain.toml", test::khanal_study());
    expect_refused({"plain.toml"}, "plain.toml: the study has no sweep (");
    test::write_file(folder_ / "none.toml", test::khanal_study() + "\n[sweep.cutoffs]\nincl = [0.8]\n");
    expect_refused({"none.toml"}, "none.toml: [sweep]: nothing is varied (");
    test::write_file(folder_ / "excluded.toml", test::khanal_study() + "\n[sweep]\nexclude = [\"incl_cut < 0.8\"]\n[sweep.cutoffs]\nincl = [0.75, 0.8]\n");
    expect_refused({"excluded.toml"}, "'exclude' beside sampled indices (");
    test::write_file(folder_ / "never.toml", test::khanal_study() + "\n[sweep.anchors.ENT]\ncrossover = [26, 27]\n");
    expect_refused({"never.toml"}, "never.toml:48:1: no combination of the anchors of ENT is in order (");
    expect_refused({"study.toml", "--path", "ENT*OTHER"}, "study.toml: --path: ");
    run("study.toml", "grid.h5");
    expect_refused({"grid.h5", "--points", "64"}, "grid.h5: --points beside a result file (");
    expect_refused({"grid.h5", "--path", "ENT"}, "path: 'ENT' is not among the paths of this file (");
    test::write_file(folder_ / "maps.toml", test::khanal_study() + ranges("crossover = { from = 12.5, to = 14.5 }") + "[sweep.columns]\nsurvival = \"never\"\n");
    run("maps.toml", "maps.h5");
    expect_refused({"maps.h5"}, "maps.h5: it has no column of survival (");
}

}  // namespace
}  // namespace qca
