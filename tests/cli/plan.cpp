// What a run would take, for people, programs and clusters; and what will not fit is said before it is tried.
#include <gtest/gtest.h>

#include <sys/mount.h>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

namespace fs = std::filesystem;
using test::Finished;
using test::run_qcasweep;

void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

class Plan : public testing::Test {
  protected:
    Plan() { test::write_small_study(folder_); }

    void use(const std::string& sweep) const { test::write_file(folder_ / "study.toml", test::khanal_study() + sweep); }
    Finished plan(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"plan", "study.toml"};
        words.insert(words.end(), more.begin(), more.end());
        return run_qcasweep(words, folder_);
    }

    const fs::path folder_ = test::fresh_folder();
};

/// 10^9 scenarios and a bit, all of them stored.
constexpr const char* large_columns = R"(
[sweep.anchors.ENT]
crossover = { from = 12, to = 17, step = 0.01 }
[sweep.anchors.INT]
crossover = { from = 8, to = 13, step = 0.01 }
[sweep.cutoffs]
incl = { from = 0.7, to = 0.9995, step = 0.0005 }
n = [1, 2, 3, 4, 5, 6, 7]
[sweep.columns]
survival = "always"
solution = "always"
limit_mib = 1e6
)";

TEST_F(Plan, IsThereForPrograms) {
    const Finished finished = plan({"--format", "json"});
    ASSERT_EQ(finished.status, 0) << finished.err;
    const nlohmann::json json = nlohmann::json::parse(finished.out);
    EXPECT_EQ(json["scenarios"], test::small_sweep_scenarios);
    EXPECT_EQ(json["scenarios_to_evaluate"], test::small_sweep_scenarios / 2);
    EXPECT_EQ(json["calibrations"], test::small_sweep_scenarios / 2 / 160);
    EXPECT_EQ(json["shards"], 1);
    EXPECT_EQ(json["shard_bytes"], 0);
    for (const char* known : {"calibrations_per_second", "seconds", "result_bytes", "memory_bytes", "disk_free_bytes", "memory_available_bytes"})
        EXPECT_GT(json[known].get<double>(), 0) << known;
    EXPECT_TRUE(json["warnings"].is_array());
    EXPECT_EQ(json["axes"].back()["name"], "solution_type");
}

TEST_F(Plan, SaysThatTheMemoryWillNotDo) {
    use(large_columns);
    const std::string command = "ulimit -v 8000000 && exec " QCA_PROGRAM " plan study.toml --format json";
    const Finished finished = test::run("/bin/sh", {"-c", command}, folder_);
    ASSERT_EQ(finished.status, 0) << finished.err;
    expect_contains(finished.err, "of memory and ");
    const nlohmann::json json = nlohmann::json::parse(finished.out);
    EXPECT_LT(json["memory_available_bytes"], 8000000.0 * 1024);
    EXPECT_GT(json["memory_bytes"], 8000000.0 * 1024);
    std::string warnings;
    for (const auto& warning : json["warnings"]) warnings += warning.get<std::string>() + "\n";
    expect_contains(warnings, "of memory and ");
}

TEST_F(Plan, SaysThatTheDiskWillNotDo) {
    const fs::path disk = folder_ / "disk";
    fs::create_directory(disk);
    if (mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0) GTEST_SKIP() << "no file system can be mounted here";
    const std::unique_ptr<const fs::path, void (*)(const fs::path*)> mounted(&disk, [](const fs::path* at) { umount(at->c_str()); });
    const Finished planned = plan({"-o", "disk/r.h5"});
    EXPECT_EQ(planned.status, 0);
    expect_contains(planned.err, "warning: disk/r.h5: the run may need ");
    expect_contains(planned.err, "are free: make room");
    const Finished run = run_qcasweep({"run", "study.toml", "-o", "disk/r.h5", "--progress", "json"}, folder_);
    expect_contains(run.err, "{\"warning\":\"disk/r.h5: the run may need ");
    EXPECT_EQ(plan().err, "") << "the disk of the folder itself does";
}

TEST_F(Plan, SaysThatItIsMoreThanANight) {
    std::string sweep;
    for (const char* set : {"ENT", "UNI", "GDP"})
        sweep += std::string("\n[sweep.anchors.") + set + "]\ncrossover = { from = 12, to = 17, step = 0.01 }\ninclusion = [5, 6]\n";
    use(sweep + "\n[sweep.anchors.INT]\ncrossover = { from = 8, to = 13, step = 0.001 }\n");
    const Finished finished = plan({"--format", "json"});
    ASSERT_EQ(finished.status, 0) << finished.err;
    const double hours = nlohmann::json::parse(finished.out)["seconds"].get<double>() / 3600;
    ASSERT_GT(hours, 12);
    char text[32];
    std::snprintf(text, sizeof text, "about %.0f h, which is no night", hours);
    expect_contains(finished.err, text);
    expect_contains(finished.err, "--shard 1/");
    expect_contains(finished.err, "sobol");
}

TEST_F(Plan, PrintsAScriptForSlurm) {
    const Finished finished = plan({"-o", "it's here.h5", "--slurm", "7"});
    ASSERT_EQ(finished.status, 0) << finished.err;
    expect_contains(finished.out, "#SBATCH --array=1-7\n");
    expect_contains(finished.out, "#SBATCH --requeue\n");
    expect_contains(finished.out, "afterok:");
    // The shell reads back the names of the files, and finds no fault in the rest.
    test::write_file(folder_ / "job.sh", finished.out);
    EXPECT_EQ(test::run("/bin/bash", {"-n", "job.sh"}, folder_).status, 0);
    const Finished read = test::run("/bin/bash", {"-c", "eval \"$(grep '^result=' job.sh)\" && printf %s \"$result\""}, folder_);
    EXPECT_EQ(read.out, (folder_ / "it's here.h5").string());
    // Four shards for each of seven tasks at least: 192 calibrations.
    expect_contains(finished.out, "--shard-size 6 ");
    EXPECT_EQ(plan({"--slurm", "0"}).status, 2);
    expect_contains(plan({"--slurm"}).out, "#SBATCH --array=1-2\n");
}

}  // namespace
}  // namespace qca
