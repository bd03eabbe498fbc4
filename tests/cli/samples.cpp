// Sweeps over the samples of a design, as users run them.
#include <H5Cpp.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "host/store/result_file.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

std::string sweep_of(const std::string& design) {
    return "\n[sweep]\ndesign = \"" + design + R"("
samples = 3000
seed = 5
[sweep.anchors.ENT]
crossover = { from = 12.5, to = 14.5 }
inclusion = { from = 6, to = 15 }
[sweep.anchors.GDP]
crossover = [12.5, 14.5]
[sweep.cutoffs]
incl = { from = 0.75, to = 0.95 }
n = [1, 2]
[sweep.conditions]
size = { from = 3, to = 4 }
)";
}

double value_of(const Json& scenario, const std::string& axis) {
    for (const Json& choice : scenario["choices"])
        if (choice["axis"] == axis) return choice["value"];
    return std::nan("");
}

class Samples : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_file(folder_ / "study.toml", test::khanal_study() + sweep_of(GetParam()));
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    std::string output(const std::vector<std::string>& arguments) const {
        const Finished finished = run_qcasweep(arguments, folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return finished.out;
    }
    /// What the file says that a sample has on an axis.
    double coordinate(const std::string& file, const std::string& axis, std::uint64_t sample) const {
        const H5::H5File h5((folder_ / file).string(), H5F_ACC_RDONLY);
        std::vector<double> values(3000);
        h5.openDataSet(axis).read(values.data(), H5::PredType::NATIVE_DOUBLE);
        return values[sample];
    }
    std::filesystem::path folder_;
};

TEST_P(Samples, PlanRunPathInfoRerun) {
    const std::string plan = output({"plan", "study.toml"});
    EXPECT_NE(plan.find("3,000 samples, " + std::string(GetParam()) + ", seed 5"), std::string::npos) << plan;
    EXPECT_NE(plan.find("middles of 64 steps of 0.03125"), std::string::npos) << plan;

    output({"run", "study.toml", "-o", "one.h5", "--progress", "none", "--threads", "1", "--backend", "cpu"});
    output({"run", "study.toml", "-o", "two.h5", "--progress", "none", "--threads", "3", "--backend", "cpu"});
    const SweepResult one = read_result((folder_ / "one.h5").string());
    SweepResult two = read_result((folder_ / "two.h5").string());
    two.provenance = one.provenance;
    EXPECT_EQ(one, two);
    EXPECT_EQ(one.counts.scenarios, 3000u);
    EXPECT_GT(one.counts.skipped, 0u);
    EXPECT_EQ(one.counts.evaluated + one.counts.skipped, 3000u);
    ASSERT_EQ(one.paths.front().survival.size(), 3000u);

    const std::string text = output({"path", "one.h5", one.paths.front().expression});
    EXPECT_EQ(text.find("95 % interval") != std::string::npos, std::string(GetParam()) == "random") << text;
    EXPECT_NE(text.find("Shares are those of a sample"), std::string::npos) << text;
    const Json json = Json::parse(output({"path", "one.h5", one.paths.front().expression, "--format", "json"}));
    EXPECT_EQ(json["design"]["samples"], 3000);
    EXPECT_EQ(json["survival_interval"].is_array(), std::string(GetParam()) == "random");
    EXPECT_NE(output({"info", "one.h5"}).find("seed 5"), std::string::npos);

    for (const std::uint64_t sample : {0u, 17u, 2999u}) {
        const Json again = Json::parse(output({"rerun", "one.h5", std::to_string(sample), "--format", "json"}));
        EXPECT_EQ(again["scenario"], sample);
        EXPECT_EQ(again["scenarios"], 3000);
        EXPECT_EQ(again["paths"][0]["state"], survival_names[one.paths.front().survival[sample]]);
        EXPECT_EQ(coordinate("one.h5", "ENT_inclusion", sample), value_of(again, "ENT_inclusion"));
        EXPECT_EQ(coordinate("one.h5", "incl_cut", sample), value_of(again, "incl_cut"));
    }
    EXPECT_NE(output({"rerun", "one.h5", "own"}).find("none of its samples"), std::string::npos);
    const Json chosen = Json::parse(output({"rerun", "one.h5", "ENT_crossover=13.17,n_cut=2", "--format", "json"}));
    std::map<std::string, Json> choices;
    for (const Json& choice : chosen["choices"]) choices[choice["axis"]] = choice;
    EXPECT_EQ(choices["ENT_crossover"]["value"], 13.17);
    EXPECT_EQ(choices["n_cut"]["value"], 2);
    EXPECT_EQ(choices["incl_cut"]["own"], true);
    for (const std::string wrong : {"3000", "ENT_crossover=14.6", "ENT_crossover=x", "n_cut=3"}) {
        const Finished refused = run_qcasweep({"rerun", "one.h5", wrong}, folder_);
        EXPECT_EQ(refused.status, 2) << wrong;
        EXPECT_TRUE(refused.err.starts_with("qcasweep: scenario: ")) << refused.err;
    }
}

TEST_P(Samples, ExportHasTheirCountsByBinAndSaysThatSamplesAreNotListed) {
    output({"run", "study.toml", "-o", "one.h5", "--progress", "none"});
    const Finished exported = run_qcasweep({"export", "one.h5", "-o", "tables"}, folder_);
    ASSERT_EQ(exported.status, 0) << exported.err;
    EXPECT_NE(exported.err.find("scenarios.csv is left out (values of samples are drawn"), std::string::npos) << exported.err;
    EXPECT_FALSE(test::names_in(folder_ / "tables").contains("scenarios.csv"));
    const SweepResult result = read_result((folder_ / "one.h5").string());
    const PathResult& path = result.paths.front();
    const auto table = [&](const std::string& name) { return test::read_file(folder_ / "tables" / name); };
    const auto expect_line = [&](const std::string& name, const std::string& line) {
        EXPECT_NE(table(name).find("\n" + line + "\n"), std::string::npos) << line << " is not in " << name;
    };
    std::uint64_t all = 0;
    for (std::size_t s = 0; s < survival_states; ++s, all += path.total[s - 1])
        expect_line("totals.csv", fmt::format("{},{},{},{},{}", path.name, path.expression, survival_names[static_cast<std::size_t>(path.own)], survival_names[s], path.total[s]));
    EXPECT_EQ(all, 3000u);
    // A bin goes by its middle, in axes.csv and in maps.csv.
    const auto axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& of) { return of.name == "ENT_crossover"; });
    ASSERT_NE(axis, result.axes.end());
    ASSERT_EQ(axis->size(), 16u);
    EXPECT_EQ(axis->values.front(), 12.5625);
    EXPECT_NE(table("axes.csv").find("\nENT_crossover,"), std::string::npos);
    const auto& counts = path.axis_maps[static_cast<std::size_t>(axis - result.axes.begin())];
    for (std::size_t s = 0; s < survival_states; ++s)
        expect_line("maps.csv", fmt::format("{},ENT_crossover,12.5625,{},{}", path.name, survival_names[s], counts.front()[s]));
}

INSTANTIATE_TEST_SUITE_P(Designs, Samples, testing::Values("sobol", "latin-hypercube", "random"));

}  // namespace
}  // namespace qca
