// A result file opened by xarray, which knows nothing of us.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "host/store/result_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;

struct Finished {
    int status = -1;
    std::string output;
};

Finished run(const std::string& command) {
    Finished finished;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return finished;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) finished.output += buffer.data();
    const int status = pclose(pipe);
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return finished;
}

/// What xarray must find in a file of sample_result().
nlohmann::json expectation(const SweepResult& result) {
    nlohmann::json labels;
    nlohmann::json axes = nlohmann::json::array();
    nlohmann::json own;
    for (const Axis& axis : result.axes) {
        axes.push_back(axis.name);
        labels[axis.name] = axis.labels.empty() ? nlohmann::json(axis.values) : nlohmann::json(axis.labels);
        if (axis.own) own[axis.name] = *axis.own;
    }
    labels["state"] = survival_names;
    labels["case"] = result.cases;
    nlohmann::json shapes{{"solution", axes}, {"fit_inclS", axes}, {"fit_PRI", axes}, {"fit_covS", axes}};
    nlohmann::json totals, survival;
    for (const PathResult& path : result.paths) {
        shapes["survival_" + path.name] = axes;
        shapes["total_" + path.name] = {"state"};
        shapes["cases_" + path.name] = {"case"};
        totals[path.name] = path.total;
        survival[path.name] = path.survival;
        for (const Axis& axis : result.axes)
            shapes["map_" + path.name + "__" + axis.name] = {axis.name, "state"};
        for (const auto& [a, b] : axis_pairs(result.axes.size())) {
            const std::string &first = result.axes[a].name, &second = result.axes[b].name;
            shapes["map_" + path.name + "__" + first + "__" + second] = {first, second, "state"};
        }
    }
    nlohmann::json expressions = nlohmann::json::array();
    for (const CensusEntry& entry : result.census) expressions.push_back(entry.expression);
    return {{"labels", labels}, {"own", own},           {"dims", shapes},
            {"total", totals},  {"survival", survival}, {"expressions", expressions}};
}

TEST(OpenDataset, XarrayShowsTheLabels) {
    const auto folder = fresh_folder();
    write_result(sample_result(), (folder / "result.h5").string());
    write_bytes(folder / "expected.json", expectation(sample_result()).dump());
    const Finished finished =
        run("/usr/bin/python3 '" QCA_SOURCE_DIR "/tests/cli/open_dataset.py' '" +
            (folder / "result.h5").string() + "' '" + (folder / "expected.json").string() + "'");
    EXPECT_EQ(finished.status, 0) << finished.output;
}

TEST(OpenDataset, ADifferenceIsNoticed) {
    const auto folder = fresh_folder();
    write_result(sample_result(), (folder / "result.h5").string());
    nlohmann::json wrong = expectation(sample_result());
    wrong["labels"]["ENT_crossover"][1] = 14.0;
    write_bytes(folder / "expected.json", wrong.dump());
    const Finished finished =
        run("/usr/bin/python3 '" QCA_SOURCE_DIR "/tests/cli/open_dataset.py' '" +
            (folder / "result.h5").string() + "' '" + (folder / "expected.json").string() + "'");
    EXPECT_EQ(finished.status, 1) << finished.output;
    EXPECT_NE(finished.output.find("labels of ENT_crossover"), std::string::npos) << finished.output;
}

}  // namespace
}  // namespace qca
