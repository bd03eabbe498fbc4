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

/// Variables of the census: their dimensions and values, flat.
nlohmann::json census_expectation(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    nlohmann::json variables;
    const auto add = [&](const char* name, const nlohmann::json& dims, const nlohmann::json& values) {
        variables[name] = {{"dims", dims}, {"values", values}};
    };
    const nlohmann::json by_solution{"solution_id"}, by_solution_and_type{"solution_id", "solution_type"};
    add("own_solution", {"solution_type"}, details.own);
    add("path_similarity", by_solution_and_type, details.path_similarity);
    add("literal_similarity", by_solution_and_type, details.literal_similarity);
    add("paths", by_solution, details.path_number);
    add("most_literals", by_solution, details.most_literals);
    // Solutions in 9, 5, 0 conservative and 4, 0, 2 parsimonious scenarios.
    add("path_similarity_mean", {"solution_type"}, {(9 * 1 + 5 * 0.25) / 14, (4 * 0.5 + 2 * 0.9) / 6});
    add("path_similarity_counts", {"solution_type", "similarity_bin"}, {0, 0, 5, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 4, 0, 0, 0, 2});
    add("path_similarity_equal", {"solution_type"}, {9, 0});
    add("literal_similarity_counts", {"solution_type", "similarity_bin"}, {0, 9, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 2});
    add("model_counts", {"solution_type", "model_number"}, {0, 5, 9, 0, 2, 0, 4, 1});
    add("census_path", {"census_path"}, {"POW", "ENT*~UNI", "ENT*GDP"});
    nlohmann::json every = nlohmann::json::array();
    for (const CensusPath& path : details.paths)
        for (const std::uint64_t count : path.exact_all) every.push_back(count);
    add("path_exact_all", {"census_path", "solution_type"}, every);
    nlohmann::json roles = nlohmann::json::array();
    for (const CensusPath& path : details.paths)
        for (const RoleCounts& counts : path.roles.by_condition)
            for (const std::uint64_t count : counts) roles.push_back(count);
    add("path_roles", {"census_path", "condition", "role"}, roles);
    add("pair_parsimonious", {"solution_pair"}, {1, 2, 0});
    add("pair_conservative", {"solution_pair"}, {0, 0, 1});
    add("pair_count", {"solution_pair"}, {4, 3, 2});
    return variables;
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
    labels["condition"] = result.conditions;
    labels["role"] = role_names;
    nlohmann::json shapes{{"solution", axes}, {"fit_inclS", axes}, {"fit_PRI", axes}, {"fit_covS", axes}};
    nlohmann::json totals, survival;
    for (const PathResult& path : result.paths) {
        shapes["survival_" + path.name] = axes;
        shapes["total_" + path.name] = {"state"};
        shapes["cases_" + path.name] = {"case"};
        shapes["core_" + path.name] = {"condition", "role"};
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
    nlohmann::json totals_by_set = nlohmann::json::array(), lowest = nlohmann::json::array(), map = nlohmann::json::array();
    for (const SetNecessity& set : result.necessity.sets)
        for (const NecessityFor& explained : set.explained) {
            for (const std::uint64_t count : explained.total) totals_by_set.push_back(count);
            lowest.push_back(explained.RoN.minimum);
        }
    for (std::size_t v = 0; v < result.axes[0].size(); ++v)
        for (const SetNecessity& set : result.necessity.sets)
            for (const NecessityFor& explained : set.explained)
                for (const std::uint64_t count : explained.axis_maps[0][v]) map.push_back(count);
    const nlohmann::json necessity{
        {"set_expression", {{"dims", {"set_expression"}}, {"values", {"ENT", "~ENT", "Île + GDP*POW"}}}},
        {"total", {{"dims", {"set_expression", "explained", "inclN_state"}}, {"values", totals_by_set}}},
        {"RoN_min", {{"dims", {"set_expression", "explained"}}, {"values", lowest}}},
        {"map__ENT_crossover", {{"dims", {"ENT_crossover", "set_expression", "explained", "inclN_state"}}, {"values", map}}}};
    return {{"labels", labels}, {"own", own}, {"necessity", necessity},           {"dims", shapes},
            {"total", totals},  {"survival", survival}, {"expressions", expressions},
            {"census", census_expectation(result)}};
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
