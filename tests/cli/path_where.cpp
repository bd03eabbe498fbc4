// path --where: the part of a sweep with one choice is what a sweep of this choice alone says.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

std::string sweep(const std::string& outcome, const std::string& pri) {
    return R"(
[outcomes.BRE]
column = "instrument_breadth"
codes = { 0 = 0.0, 1 = 0.0, 2 = 0.33, 3 = 0.67, 4 = 0.9, 5 = 1.0 }
[paths]
fas = "ENT*~UNI*GDP*POW"
[sweep.outcome]
sets = [)" + outcome + R"(]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.anchors.GDP]
crossover = [12.5, 13.5, 14.5]
[sweep.cutoffs]
incl = { from = 0.8, to = 0.9, step = 0.01 }
pri = [)" + pri + R"(]
[sweep.solution]
type = ["conservative", "parsimonious"]
)";
}

class PathWhere : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    std::string output(const std::vector<std::string>& arguments) const {
        const Finished finished = run_qcasweep(arguments, folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return finished.out;
    }
    void sweep_to(const std::string& file, const std::string& outcome, const std::string& pri) const {
        std::string study = test::khanal_study();
        study.erase(study.find("[paths]"));
        test::write_file(folder_ / "study.toml", study + sweep(outcome, pri));
        output({"run", "study.toml", "-o", file, "--progress", "none", "--backend", "cpu"});
    }
    /// The report about the path without what says that it is of a part.
    Json report(const std::vector<std::string>& arguments) const {
        std::vector<std::string> whole{"path", arguments.front(), "fas", "--format", "json"};
        whole.insert(whole.end(), arguments.begin() + 1, arguments.end());
        Json json = Json::parse(output(whole));
        for (const char* key : {"where", "outcome", "beside", "instead", "roles", "cases", "single_changes", "own"}) json.erase(key);
        for (Json& axis : json["axes"]) axis.erase("own");
        return json;
    }
    std::filesystem::path folder_;
};

TEST_F(PathWhere, IsASweepOfTheChoiceAlone) {
    sweep_to("both.h5", R"("INT", "BRE")", "0.0, 0.5");
    sweep_to("breadth.h5", R"("BRE")", "0.0, 0.5");
    sweep_to("half.h5", R"("INT", "BRE")", "0.5");
    EXPECT_EQ(report({"both.h5", "--where", "outcome=BRE"}), report({"breadth.h5"}));
    EXPECT_EQ(report({"both.h5", "--where", "pri_cut=0.5"}), report({"half.h5"}));
    EXPECT_NE(report({"both.h5", "--where", "outcome=INT"}), report({"breadth.h5"}));
}

TEST_F(PathWhere, SaysSo) {
    sweep_to("both.h5", R"("INT", "BRE")", "0.0, 0.5");
    const std::string text = output({"path", "both.h5", "fas", "--where", "outcome=BRE"});
    EXPECT_TRUE(text.starts_with("ENT*~UNI*GDP*POW -> BRE\n")) << text;
    EXPECT_NE(text.find("Only the scenarios with outcome BRE."), std::string::npos) << text;
    EXPECT_EQ(text.find("beside"), std::string::npos) << text;
    const Json json = Json::parse(output({"path", "both.h5", "fas", "--where", "outcome=BRE", "--format", "json"}));
    EXPECT_EQ(json["where"]["axis"], "outcome");
    EXPECT_EQ(json["where"]["value"], "BRE");
    EXPECT_TRUE(json["beside"].is_null());
    const std::string csv = output({"path", "both.h5", "fas", "--where", "outcome=BRE", "--format", "csv"});
    EXPECT_EQ(csv.substr(csv.find('\n') + 1).substr(0, 21), "where,outcome,BRE,,,\n") << csv;
    const Finished wrong = run_qcasweep({"path", "both.h5", "fas", "--where", "outcome=SPE"}, folder_);
    EXPECT_EQ(wrong.status, 2);
    EXPECT_NE(wrong.err.find("--where: 'SPE' is not on the axis outcome"), std::string::npos) << wrong.err;
}

}  // namespace
}  // namespace qca
