// A small run in five shards, to which accidents happen.
#pragma once

#include <gtest/gtest.h>

#include <sys/mount.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {

namespace fs = std::filesystem;
using test::Finished;
using test::read_file;
using test::run_qcasweep;
using test::write_file;

inline void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

/// A disk of 2 MiB, gone with its scope.
class SmallDisk {
  public:
    explicit SmallDisk(fs::path at) : at_(std::move(at)) {
        fs::create_directory(at_);
        is_there_ = mount("none", at_.c_str(), "tmpfs", 0, "size=2m") == 0;
    }
    ~SmallDisk() {
        if (is_there_) umount(at_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    /// Else no file system can be mounted here.
    bool is_there() const { return is_there_; }
    bool become_read_only() const { return mount("none", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=2m") == 0; }

  private:
    const fs::path at_;
    bool is_there_ = false;
};

class Accidents : public testing::Test {
  protected:
    Accidents() {
        setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
        test::write_small_study(folder_);
    }
    ~Accidents() override { unsetenv("SOURCE_DATE_EPOCH"); }

    /// Five shards.
    Finished run_in(const fs::path& folder, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"run", (folder_ / "study.toml").string(), "-o", "r.h5", "--shard-size", "48", "--threads", "1", "--progress", "none"};
        words.insert(words.end(), more.begin(), more.end());
        return run_qcasweep(words, folder);
    }
    Finished faulty(const std::string& fault, long at, std::vector<std::string> more = {}) const {
        setenv("LD_PRELOAD", QCA_FAULT_SHIM, 1);
        setenv("QCA_FAULT", fault.c_str(), 1);
        setenv("QCA_FAULT_AT", std::to_string(at).c_str(), 1);
        setenv("QCA_FAULT_COUNT", (folder_ / "count").c_str(), 1);
        Finished finished = run_in(folder_, std::move(more));
        for (const char* name : {"LD_PRELOAD", "QCA_FAULT", "QCA_FAULT_AT", "QCA_FAULT_COUNT"}) unsetenv(name);
        return finished;
    }
    void clear() const {
        for (const char* name : {"r.h5", "r.h5.run", "r.h5.run.done"}) fs::remove_all(folder_ / name);
    }
    /// The bytes of the result of a run that nothing happens to, and the number of calls that it takes.
    std::string plain_result() {
        EXPECT_EQ(faulty("none", 1000000).status, 0);
        calls_ = std::stol(read_file(folder_ / "count"));
        EXPECT_GT(calls_, 40);
        const std::string bytes = read_file(folder_ / "r.h5");
        EXPECT_FALSE(fs::exists(folder_ / "r.h5.run"));
        clear();
        return bytes;
    }
    /// Goes on and ends as nothing had happened. @return what it says on stderr
    std::string expect_resumes(const std::string& result) const {
        const Finished finished = run_in(folder_, {"--resume"});
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(read_file(folder_ / "r.h5") == result, true) << "the results differ";
        EXPECT_FALSE(fs::exists(folder_ / "r.h5.run"));
        for (const std::string& name : test::names_in(folder_)) EXPECT_FALSE(name.starts_with("r.h5.probe-")) << name;
        return finished.err;
    }
    std::vector<fs::path> shards() const {
        std::vector<fs::path> found;
        for (const std::string& name : test::names_in(folder_ / "r.h5.run"))
            if (name.starts_with("shard-") && name.find(".tmp") == std::string::npos) found.push_back(folder_ / "r.h5.run" / name);
        return found;
    }

    const fs::path folder_ = test::fresh_folder();
    long calls_ = 0;
};

}  // namespace qca
