// The result does not depend on how it was computed, and xarray reads it.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/store/result_file.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::json;
using test::Finished;
using test::run_qcasweep;

class SameResults : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_small_study(folder_);
    }
    void run_into(const std::string& file, std::vector<std::string> options) const {
        options.insert(options.begin(), {"run", "study.toml", "-o", file, "--backend", "cpu"});
        const Finished finished = run_qcasweep(options, folder_);
        ASSERT_EQ(finished.status, 0) << finished.err;
    }
    std::string report(const std::string& file) const {
        const Finished finished = run_qcasweep({"path", file, "fas", "--format", "json"}, folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return finished.out;
    }
    Finished python(const char* script, const std::vector<std::string>& files) const {
        std::vector<std::string> arguments{std::string(QCA_SOURCE_DIR "/tests/cli/") + script};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return test::run("/usr/bin/python3", arguments, folder_);
    }

    std::filesystem::path folder_;
};

TEST_F(SameResults, ForEveryNumberOfThreadsAndEveryRun) {
    run_into("one.h5", {"--threads", "1"});
    run_into("again.h5", {"--threads", "1"});
    run_into("two.h5", {"--threads", "2"});
    run_into("exact.h5", {"--precision", "exact"});
    run_into("all.h5", {});
    for (const char* file : {"again.h5", "two.h5", "exact.h5", "all.h5"}) {
        EXPECT_TRUE(report(file) == report("one.h5")) << file << "\n" << report(file);
        const Finished compared = python("same_results.py", {"one.h5", file});
        EXPECT_EQ(compared.status, 0) << file << "\n" << compared.err;
    }
}

TEST_F(SameResults, ADifferenceIsNoticed) {
    run_into("one.h5", {});
    test::write_file(folder_ / "khanal2024.csv",
                     test::replaced(test::khanal_data(), ",219,4,22\n", ",219,4,11.5\n"));
    run_into("other_data.h5", {});
    test::write_small_study(folder_);
    test::write_file(folder_ / "study.toml", test::replaced(test::khanal_study() + test::small_sweep(),
                                                            "pri = [0.0, 0.5]", "pri = [0.0, 0.6]"));
    run_into("other_label.h5", {});
    for (const char* file : {"other_data.h5", "other_label.h5"}) {
        const Finished compared = python("same_results.py", {"one.h5", file});
        EXPECT_EQ(compared.status, 1) << compared.err;
        EXPECT_NE(compared.err, "");
        EXPECT_TRUE(report(file) != report("one.h5")) << file;
    }
}

/// What xarray must find, from what `qcasweep path` says (labels, counts) and the columns of the file.
Json expectation(const Json& report, const SweepResult& result) {
    Json labels, own, axes = Json::array();
    for (const Json& axis : report["axes"]) {
        const std::string name = axis["axis"];
        axes.push_back(name);
        for (std::size_t v = 0; v < axis["values"].size(); ++v) {
            labels[name].push_back(axis["values"][v]["value"]);
            if (axis["values"][v]["value"] == axis["own"]) own[name] = v;
        }
    }
    labels["state"] = survival_names;
    labels["case"] = result.cases;
    Json shapes{
        {"solution", axes}, {"survival_fas", axes}, {"total_fas", {"state"}}, {"cases_fas", {"case"}}};
    for (std::size_t a = 0; a < axes.size(); ++a) {
        shapes["map_fas__" + axes[a].get<std::string>()] = {axes[a], "state"};
        for (std::size_t b = a + 1; b < axes.size(); ++b)
            shapes["map_fas__" + axes[a].get<std::string>() + "__" + axes[b].get<std::string>()] = {
                axes[a], axes[b], "state"};
    }
    Json total = Json::array();
    for (const char* state : survival_names)
        total.push_back(std::string(state) == "skipped" ? report["skipped"]
                                                        : report["states"][state]["count"]);
    labels["condition"] = result.conditions;
    labels["role"] = role_names;
    shapes["core_fas"] = {"condition", "role"};
    Json expressions = Json::array();
    for (const CensusEntry& entry : result.census) expressions.push_back(entry.expression);
    return {{"labels", labels},
            {"own", own},
            {"dims", shapes},
            {"total", {{"fas", total}}},
            {"survival", {{"fas", result.paths.at(0).survival}}},
            {"expressions", expressions},
            {"without_solution", std::count(result.solution.begin(), result.solution.end(), no_solution_id)}};
}

TEST_F(SameResults, XarrayShowsTheLabels) {
    run_into("new.h5", {});
    Json wanted = expectation(Json::parse(report("new.h5")), read_result((folder_ / "new.h5").string()));
    EXPECT_EQ(wanted["own"].size(), 11u);
    test::write_file(folder_ / "expected.json", wanted.dump());
    const Finished opened = python("open_dataset.py", {"new.h5", "expected.json"});
    EXPECT_EQ(opened.status, 0) << opened.err;

    wanted["labels"]["UNI_crossover"][0] = 11;
    test::write_file(folder_ / "expected.json", wanted.dump());
    EXPECT_EQ(python("open_dataset.py", {"new.h5", "expected.json"}).status, 1)
        << "a difference must be noticed";
}

}  // namespace
}  // namespace qca
