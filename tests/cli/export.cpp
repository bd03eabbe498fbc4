// qcasweep export, and the readers in results/, on a real result file.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> cells(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> found;
    for (std::string cell; std::getline(stream, cell, ',');) found.push_back(cell);
    return found;
}

/// {state: count} of a path, from lines `path,...,state,count` whose start is given.
std::map<std::string, std::uint64_t> counts(const std::vector<std::string>& lines, const std::string& start) {
    std::map<std::string, std::uint64_t> found;
    for (const std::string& line : lines)
        if (line.starts_with(start)) {
            const auto parts = cells(line);
            found[parts[parts.size() - 2]] += std::stoull(parts.back());
        }
    return found;
}

class Export : public testing::Test {
  protected:
    void SetUp() override {
        test::write_small_study(folder_);
        ASSERT_EQ(run_qcasweep({"run", "study.toml", "-o", "out.h5", "--progress", "none"}, folder_).status, 0);
        report_ = Json::parse(run_qcasweep({"path", "out.h5", path_, "--format", "json"}, folder_).out);
        name_ = report_["name"].get<std::string>();
    }
    Finished exported(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"export", "out.h5", "-o", "tables"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_qcasweep(arguments, folder_);
    }
    std::vector<std::string> table(const std::string& file) const { return lines_of(test::read_file(folder_ / "tables" / file)); }
    std::map<std::string, std::uint64_t> expected() const {
        std::map<std::string, std::uint64_t> states;
        for (const auto& [state, value] : report_["states"].items()) states[state] = value["count"];
        states["skipped"] = report_["skipped"];
        return states;
    }

    const std::string path_ = "ENT*~UNI*GDP*POW";
    const std::filesystem::path folder_ = test::fresh_folder();
    Json report_;
    std::string name_;
};

TEST_F(Export, TablesSayWhatPathSays) {
    const Finished finished = exported();
    ASSERT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(test::names_in(folder_ / "tables"), (std::set<std::string>{"axes.csv", "totals.csv", "maps.csv", "pair_maps.csv", "cases.csv",
                                                                       "census.csv", "necessity.csv", "scenarios.csv"}));
    EXPECT_EQ(counts(table("totals.csv"), name_ + "," + path_), expected());
    for (const Json& axis : report_["axes"])
        for (const Json& value : axis["values"]) {
            const std::string label = value["value"].is_string() ? value["value"].get<std::string>() : value["value"].dump();
            auto found = counts(table("maps.csv"), name_ + "," + axis["axis"].get<std::string>() + "," +
                                                       (label.ends_with(".0") ? label.substr(0, label.size() - 2) : label) + ",");
            EXPECT_EQ(found["exact_all"], value["states"]["exact_all"]) << axis["axis"] << label;
            EXPECT_EQ(found["absent"], value["states"]["absent"]) << axis["axis"] << label;
        }
    // Every pair of axes has all scenarios.
    auto pairs = counts(table("pair_maps.csv"), name_ + ",ENT_crossover,12.5,n_cut,");
    auto values = counts(table("maps.csv"), name_ + ",ENT_crossover,12.5,");
    EXPECT_EQ(pairs, values);
}

TEST_F(Export, EveryScenarioIsALine) {
    ASSERT_EQ(exported().status, 0);
    const auto lines = table("scenarios.csv");
    ASSERT_EQ(lines.size(), test::small_sweep_scenarios + 1);
    const auto names = cells(lines[0]);
    const auto column = static_cast<std::size_t>(std::find(names.begin(), names.end(), "survival_" + name_) - names.begin());
    ASSERT_LT(column, names.size());
    std::map<std::string, std::uint64_t> found = expected();
    for (auto& [state, count] : found) count = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) ++found[cells(lines[i])[column]];
    EXPECT_EQ(found, expected());
    // The number is that of rerun, with the same choices.
    const auto row = cells(lines[1 + 777]);
    ASSERT_EQ(row[0], "777");
    const Json again = Json::parse(run_qcasweep({"rerun", "out.h5", "777", "--format", "json"}, folder_).out);
    std::map<std::string, Json> choices;
    for (const Json& choice : again["choices"]) choices[choice["axis"]] = choice["value"];
    for (std::size_t a = 1; a <= report_["axes"].size(); ++a) {
        const Json& value = choices.at(names[a]);
        if (value.is_number()) {
            EXPECT_EQ(value.get<double>(), std::stod(row[a])) << names[a];
        } else {
            EXPECT_EQ(value, row[a]) << names[a];
        }
    }
}

TEST_F(Export, LeavesAFolderThatHoldsSomethingAlone) {
    std::filesystem::create_directory(folder_ / "tables");
    test::write_file(folder_ / "tables" / "axes.csv", "mine");
    const Finished refused = exported();
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
    EXPECT_EQ(test::read_file(folder_ / "tables" / "axes.csv"), "mine");
    EXPECT_EQ(exported({"--force"}).status, 0);
    EXPECT_EQ(table("axes.csv")[0], "axis,long_name,units,position,value,own");
    EXPECT_EQ(run_qcasweep({"export", "out.h5", "-o", "study.toml"}, folder_).status, 2);
}

TEST_F(Export, WhatIsLeftOutIsTold) {
    std::ofstream(folder_ / "bare.toml") << test::read_file(folder_ / "study.toml")
                                         << "\n[sweep.columns]\nsurvival = \"never\"\nsolution = \"never\"\n";
    ASSERT_EQ(run_qcasweep({"run", "bare.toml", "-o", "bare.h5", "--progress", "none"}, folder_).status, 0);
    const Finished finished = run_qcasweep({"export", "bare.h5", "-o", "bare"}, folder_);
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_NE(finished.err.find("scenarios.csv is left out"), std::string::npos) << finished.err;
    EXPECT_FALSE(test::names_in(folder_ / "bare").contains("scenarios.csv"));
    EXPECT_EQ(exported().err.find("left out"), std::string::npos);
}

TEST_F(Export, AFullDiskIsTheMachinesFault) {
    // A file of at most 64 KiB: scenarios.csv is longer.
    const Finished finished = test::run("/bin/bash",
                                        {"-c", "trap '' XFSZ; ulimit -f 64; exec " QCA_PROGRAM " export out.h5 -o tables"}, folder_);
    EXPECT_EQ(finished.status, 3) << finished.err;
    EXPECT_NE(finished.err.find("cannot be written"), std::string::npos) << finished.err;
    const auto names = test::names_in(folder_ / "tables");
    EXPECT_FALSE(names.contains("scenarios.csv"));
    for (const std::string& name : names) EXPECT_EQ(name.find(".tmp-"), std::string::npos) << name;
}

TEST_F(Export, PythonReaderSaysWhatPathSays) {
    const Finished finished = test::run("/usr/bin/python3", {QCA_SOURCE_DIR "/results/read_result.py", "out.h5"}, folder_);
    ASSERT_EQ(finished.status, 0) << finished.err << " (Debian: python3-xarray python3-h5netcdf)";
    const Json totals = Json::parse(finished.out);
    for (const auto& [state, count] : expected()) EXPECT_EQ(totals[name_][state], count) << state;
}

TEST_F(Export, RReaderSaysWhatPathSays) {
    if (test::run("/usr/bin/env", {"Rscript", "-e", "library(hdf5r)"}, folder_).status != 0)
        GTEST_SKIP() << "results/read_result.R is NOT tested: no Rscript with hdf5r (Debian: r-cran-hdf5r)";
    const Finished finished = test::run("/usr/bin/env", {"Rscript", QCA_SOURCE_DIR "/results/read_result.R", "out.h5"}, folder_);
    ASSERT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(counts(lines_of(finished.out), name_ + ","), expected());
    // Arrays have the order and the names of the schema, not the reverse of HDF5 in R.
    test::write_file(folder_ / "look.R", "source('" QCA_SOURCE_DIR "/results/read_result.R')\nr <- read_result('out.h5')\n"
                                         "m <- r$arrays[['map_" + name_ + "__ENT_crossover__incl_cut']]\n"
                                         "cat(names(dimnames(m)), sum(m['12.5', , 'exact_all']), '')\n"
                                         "few <- read_result('out.h5', largest = 1000)\n"
                                         "cat(length(r$left_out), few$left_out, is.null(few$arrays[['solution']]), identical(few$totals, r$totals))\n");
    const Finished looked = test::run("/usr/bin/env", {"Rscript", "look.R"}, folder_);
    ASSERT_EQ(looked.status, 0) << looked.err;
    std::uint64_t exact = 0;
    for (const Json& axis : report_["axes"])
        if (axis["axis"] == "ENT_crossover") exact = axis["values"][0]["states"]["exact_all"];
    EXPECT_EQ(looked.out, "ENT_crossover incl_cut state " + std::to_string(exact) + " 0 solution survival_" + name_ + " TRUE TRUE");
}

}  // namespace
}  // namespace qca
