// qcasweep run, and what path and info say about its file.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "host/store/result_file.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

class RunResult : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_small_study(folder_);
    }
    Finished qcasweep(const std::vector<std::string>& arguments) const {
        return run_qcasweep(arguments, folder_);
    }

    /// Runs the study into a file; the rest of the test makes no sense without it.
    Finished run_into(const std::string& file, std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"run", "study.toml", "-o", file});
        const Finished finished = qcasweep(options);
        if (finished.status != 0) throw std::runtime_error(finished.err);
        return finished;
    }
    Json path_json(const std::string& file) const {
        const Finished finished = qcasweep({"path", file, "ENT*~UNI*GDP*POW", "--format", "json"});
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(finished.err, "");
        return Json::parse(finished.out);
    }
    std::set<std::string> names_added() const {
        std::set<std::string> names = test::names_in(folder_);
        names.erase("study.toml");
        names.erase("khanal2024.csv");
        return names;
    }

    std::filesystem::path folder_;
};

std::uint64_t sum_of(const Json& states) {
    std::uint64_t sum = 0;
    for (const auto& [name, value] : states.items())
        sum += value.is_object() ? value["count"].get<std::uint64_t>() : value.get<std::uint64_t>();
    return sum;
}

TEST_F(RunResult, IsOneFileAndASummary) {
    const Finished finished = run_into("new.h5", {"--progress", "none"});
    EXPECT_EQ(names_added(), std::set<std::string>{"new.h5"});
    EXPECT_NE(finished.out.find("result file: new.h5"), std::string::npos) << finished.out;
    EXPECT_NE(finished.out.find("ENT*~UNI*GDP*POW"), std::string::npos) << finished.out;
    EXPECT_EQ(test::read_file(folder_ / "new.h5").substr(0, 8), "\x89HDF\r\n\x1a\n");
}

TEST_F(RunResult, ReplacesAnOldOne) {
    test::write_file(folder_ / "old.h5", "a result of old");
    run_into("old.h5");
    EXPECT_EQ(names_added(), std::set<std::string>{"old.h5"});
    EXPECT_EQ(path_json("old.h5")["scenarios"], test::small_sweep_scenarios);
}

TEST_F(RunResult, IsNamedAfterTheStudy) {
    EXPECT_EQ(qcasweep({"run", "study.toml"}).status, 0);
    EXPECT_EQ(names_added(), std::set<std::string>{"khanal2024-intensity.h5"});
    std::filesystem::create_directory(folder_ / "results");
    EXPECT_EQ(qcasweep({"run", "study.toml"}).status, 0);
    EXPECT_EQ(test::names_in(folder_ / "results"), std::set<std::string>{"khanal2024-intensity.h5"});
}

TEST_F(RunResult, PathCountsAddUp) {
    run_into("new.h5");
    const Json report = path_json("new.h5");
    EXPECT_EQ(report["path"], "ENT*~UNI*GDP*POW");
    EXPECT_EQ(report["name"], "fas");
    EXPECT_EQ(report["own"], "exact_all");
    const std::uint64_t scenarios = test::small_sweep_scenarios;
    EXPECT_EQ(report["scenarios"], scenarios);
    EXPECT_EQ(report["skipped"], scenarios / 2);
    EXPECT_EQ(report["evaluated"], scenarios / 2);
    EXPECT_EQ(sum_of(report["states"]), scenarios / 2);
    ASSERT_EQ(report["axes"].size(), 11u);
    for (const Json& axis : report["axes"]) {
        std::uint64_t skipped = 0;
        std::map<std::string, std::uint64_t> by_state;
        for (const Json& value : axis["values"]) {
            EXPECT_EQ(sum_of(value["states"]) + value["skipped"].get<std::uint64_t>(),
                      scenarios / axis["values"].size());
            skipped += value["skipped"].get<std::uint64_t>();
            for (const auto& [state, count] : value["states"].items())
                by_state[state] += count.get<std::uint64_t>();
        }
        EXPECT_EQ(skipped, scenarios / 2) << axis["axis"];
        for (const auto& [state, entry] : report["states"].items())
            EXPECT_EQ(by_state[state], entry["count"].get<std::uint64_t>()) << axis["axis"] << " " << state;
    }
    const double surviving = report["states"]["exact_all"]["count"].get<double>() +
                             report["states"]["exact_some"]["count"].get<double>();
    EXPECT_EQ(report["survival_share"].get<double>(), surviving / (static_cast<double>(scenarios) / 2));
    EXPECT_GT(surviving, 0);
    EXPECT_LT(surviving, static_cast<double>(scenarios) / 2)
        << "a sweep in which nothing happens tests nothing";
}

TEST_F(RunResult, PathAgreesWithTheFile) {
    run_into("new.h5");
    const Json report = path_json("new.h5");
    const SweepResult result = read_result((folder_ / "new.h5").string());
    ASSERT_EQ(result.paths.size(), 1u);
    const std::vector<std::uint8_t>& survival = result.paths[0].survival;
    ASSERT_EQ(survival.size(), test::small_sweep_scenarios);
    StateCounts counts{};
    for (const std::uint8_t state : survival) ++counts.at(state);
    for (int state = 0; state < survival_states - 1; ++state)
        EXPECT_EQ(report["states"][survival_names[state]]["count"].get<std::uint64_t>(), counts[state]);
    EXPECT_EQ(report["skipped"].get<std::uint64_t>(), counts.back());
    EXPECT_EQ(result.paths[0].total, counts);
    ASSERT_EQ(result.solution.size(), survival.size());
    std::vector<std::uint64_t> in_census(result.census.size());
    for (std::size_t id = 0; id < survival.size(); ++id) {
        EXPECT_EQ(result.solution[id] == no_solution_id, survival[id] == survival_states - 1);
        if (result.solution[id] != no_solution_id) ++in_census.at(result.solution[id]);
    }
    for (std::size_t s = 0; s < result.census.size(); ++s) {
        const auto& types = result.census[s].counts;
        EXPECT_EQ(std::accumulate(types.begin(), types.end(), std::uint64_t{0}), in_census[s]);
    }
}

TEST_F(RunResult, PathIsFoundByNameAndInAnyOrder) {
    run_into("new.h5");
    const std::string by_expression = path_json("new.h5").dump();
    for (const char* path : {"fas", "POW*GDP*~UNI*ENT", " ENT * ~UNI * GDP * POW "}) {
        const Finished finished = qcasweep({"path", "new.h5", path, "--format", "json"});
        ASSERT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(Json::parse(finished.out).dump(), by_expression) << path;
    }
}

TEST_F(RunResult, CsvSaysWhatJsonSays) {
    run_into("new.h5");
    const Json report = path_json("new.h5");
    const Finished csv = qcasweep({"path", "new.h5", "fas", "--format", "csv"});
    EXPECT_EQ(csv.status, 0);
    std::istringstream lines(csv.out);
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "kind,axis,value,state,count,share");
    std::map<std::string, std::uint64_t> total;
    while (std::getline(lines, line)) {
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), 5) << line;
        if (!line.starts_with("total,,,")) continue;
        const std::size_t comma = line.find(',', 8);
        total[line.substr(8, comma - 8)] = std::stoull(line.substr(comma + 1));
    }
    EXPECT_EQ(total.size(), survival_names.size());
    for (const auto& [state, entry] : report["states"].items())
        EXPECT_EQ(total[state], entry["count"].get<std::uint64_t>()) << state;
    EXPECT_EQ(total["skipped"], report["skipped"].get<std::uint64_t>());
}

TEST_F(RunResult, TextNamesPathAndStates) {
    run_into("new.h5");
    const Finished text = qcasweep({"path", "new.h5", "fas"});
    EXPECT_EQ(text.status, 0);
    EXPECT_EQ(text.err, "");
    for (const char* part : {"ENT*~UNI*GDP*POW", "exact_all", "ENT_crossover", "incl_cut", "Anhui", "%"})
        EXPECT_NE(text.out.find(part), std::string::npos) << part;
}

TEST_F(RunResult, CensusAgreesWithThePathAndTheFile) {
    run_into("new.h5");
    const Finished finished = qcasweep({"census", "new.h5", "--format", "json"});
    ASSERT_EQ(finished.status, 0) << finished.err;
    const Json census = Json::parse(finished.out);
    const Json path = path_json("new.h5");
    std::uint64_t solutions = 0, models = 0, with_path = 0, by_axis = 0;
    for (const Json& solution : census["solutions"]) solutions += solution["count"].get<std::uint64_t>();
    for (const auto& [type, classes] : census["models"].items()) models += sum_of(classes);
    for (const Json& listed : census["paths"])
        if (listed["path"] == "ENT*~UNI*GDP*POW")
            for (const auto& [type, counts] : listed["solution_types"].items()) with_path += sum_of(counts);
    for (const Json& value : census["models_by_axis"][0]["values"])
        for (const char* number : {"0", "1", "2", "3+"}) by_axis += value[number].get<std::uint64_t>();
    EXPECT_EQ(solutions, test::small_sweep_scenarios / 2);
    EXPECT_EQ(models, test::small_sweep_scenarios / 2);
    EXPECT_EQ(by_axis, test::small_sweep_scenarios / 2);
    EXPECT_EQ(with_path, path["states"]["exact_all"]["count"].get<std::uint64_t>() + path["states"]["exact_some"]["count"].get<std::uint64_t>());
    EXPECT_EQ(sum_of(path["beside"]["scenarios"]), with_path);
    EXPECT_EQ(sum_of(path["instead"]["shorter"]["scenarios"]), path["states"]["absorbed"]["count"].get<std::uint64_t>());
    EXPECT_GT(path["roles"]["literals"]["ENT"]["absent"]["count"].get<std::uint64_t>(), 0u);
    EXPECT_EQ(read_result((folder_ / "new.h5").string()).census.size(), census["solutions"].size());

    const Finished text = qcasweep({"census", "new.h5", "--most", "1"});
    EXPECT_EQ(text.status, 0) << text.err;
    for (const char* part : {"Minimal models of a scenario", "Similarity to it", "Core and peripheral", "Which choices make several models"})
        EXPECT_NE(text.out.find(part), std::string::npos) << part << " is not in:\n" << text.out;
    const Finished csv = qcasweep({"census", "new.h5", "--format", "csv"});
    std::istringstream lines(csv.out);
    for (std::string line; std::getline(lines, line);) EXPECT_EQ(std::count(line.begin(), line.end(), ','), 5) << line;
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"census"}, {"census", "new.h5", "--most", "0"}, {"census", "study.toml"}})
        EXPECT_EQ(qcasweep(wrong).status, 2);
}

TEST_F(RunResult, InfoSaysWhereItComesFrom) {
    run_into("new.h5", {"--threads", "1", "--backend", "cpu"});
    const Finished info = qcasweep({"info", "new.h5"});
    EXPECT_EQ(info.status, 0);
    EXPECT_EQ(info.err, "");
    for (const std::string& part :
         {sha256(test::read_file(folder_ / "study.toml")), sha256(test::khanal_data()),
          std::string("study.toml"), std::string("ENT*~UNI*GDP*POW"), std::string("cpu"),
          std::string("1 thread"), std::string("solution_type")})
        EXPECT_NE(info.out.find(part), std::string::npos) << part << " is not in:\n" << info.out;
}

TEST_F(RunResult, StudyWithoutASweepIsOneScenario) {
    test::write_file(folder_ / "study.toml", test::khanal_study());
    run_into("new.h5");
    const Json report = path_json("new.h5");
    EXPECT_EQ(report["scenarios"], 1);
    EXPECT_EQ(report["own"], "exact_all");
    EXPECT_EQ(report["states"]["exact_all"]["count"], 1);
    const Finished analysis = qcasweep({"analyze", "study.toml", "--format", "json"});
    const SweepResult result = read_result((folder_ / "new.h5").string());
    ASSERT_EQ(result.census.size(), 1u);
    EXPECT_EQ(result.census[0].expression,
              Json::parse(analysis.out)["solutions"]["conservative"]["models"][0]["expression"]);
}

TEST_F(RunResult, HasAnIntermediateSolutionBesideTheOthers) {
    std::string text = test::khanal_study() + test::small_sweep();
    text = test::replaced(text, "type = \"conservative\"\n",
                          "type = \"conservative\"\nexpect = { ENT = \"present\", POW = \"absent\" }\n");
    text = test::replaced(text, "\"parsimonious\"]", "\"parsimonious\", \"intermediate\"]");
    test::write_file(folder_ / "study.toml", text);
    run_into("new.h5");
    EXPECT_NE(qcasweep({"info", "new.h5"}).out.find("intermediate"), std::string::npos);
    EXPECT_NE(qcasweep({"path", "new.h5", "ENT*~UNI*GDP*POW"}).out.find(" intermediate."), std::string::npos);
    EXPECT_EQ(path_json("new.h5")["scenarios"], test::small_sweep_scenarios / 2 * 3);

    const SweepResult result = read_result((folder_ / "new.h5").string());
    const Axis& types = result.axes.back();
    ASSERT_EQ(types.labels, (std::vector<std::string>{"conservative", "parsimonious", "intermediate"}));
    const auto& by_type = result.paths[0].axis_maps.back();
    EXPECT_NE(by_type[2], by_type[0]);
    EXPECT_NE(by_type[2], by_type[1]);
}

TEST_F(RunResult, IntermediateWithoutExpectationsIsRefused) {
    test::write_file(folder_ / "study.toml",
                     test::khanal_study() + test::replaced(test::small_sweep(), "\"parsimonious\"]", "\"intermediate\"]"));
    for (const char* command : {"run", "analyze", "plan"}) {
        const Finished finished = qcasweep({command, "study.toml"});
        EXPECT_EQ(finished.status, 2) << command;
        EXPECT_TRUE(finished.err.starts_with("qcasweep: study.toml:70:25: ")) << finished.err;
        EXPECT_NE(finished.err.find("the intermediate solution needs directional expectations"), std::string::npos)
            << finished.err;
    }
}

TEST_F(RunResult, ProgressAsJsonEndsWithEverythingDone) {
    const Finished finished = run_into("new.h5", {"--progress", "json"});
    std::istringstream lines(finished.err);
    Json last;
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("{")) last = Json::parse(line);
    ASSERT_TRUE(last.is_object()) << finished.err;
    EXPECT_EQ(last["scenarios_done"], test::small_sweep_scenarios / 2) << last;
    EXPECT_EQ(last["scenarios"], test::small_sweep_scenarios / 2) << last;
}

TEST_F(RunResult, PlanCountsTheScenarios) {
    const Finished plan = qcasweep({"plan", "study.toml"});
    EXPECT_EQ(plan.status, 0);
    EXPECT_NE(plan.out.find("61,440"), std::string::npos) << plan.out;
    EXPECT_EQ(test::small_sweep_scenarios, 61440u);
    EXPECT_TRUE(names_added().empty()) << "plan writes nothing";
}

TEST_F(RunResult, CudaWithoutAGpuIsRefused) {
    const Finished finished = qcasweep({"run", "study.toml", "-o", "new.h5", "--backend", "cuda"});
    if (finished.status == 0) GTEST_SKIP() << "this machine has a GPU";
    EXPECT_EQ(finished.status, 3);
    EXPECT_EQ(finished.out, "");
    EXPECT_NE(finished.err.find("backend cuda: cannot be used ("), std::string::npos) << finished.err;
    EXPECT_NE(finished.err.find("--backend cpu"), std::string::npos) << finished.err;
    EXPECT_TRUE(names_added().empty());
}

}  // namespace
}  // namespace qca
