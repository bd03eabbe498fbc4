// What the tests of one command have in common.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/program.hpp"

namespace qca::test {

inline void expect_contains(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

/// Runs one command in a folder of the test's own.
class CommandTest : public testing::Test {
  protected:
    /// @param always  the command, and arguments that it always gets before others
    explicit CommandTest(std::vector<std::string> always) : always_(std::move(always)) {}

    /// What the command prints. It ends well and says nothing on stderr.
    std::string output(const std::vector<std::string>& more) const {
        const Finished finished = run_qcasweep(joined(more), folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(finished.err, "");
        return finished.out;
    }
    nlohmann::ordered_json json(std::vector<std::string> more = {}) const {
        more.insert(more.end(), {"--format", "json"});
        return nlohmann::ordered_json::parse(output(more));
    }
    void expect_refused(const std::vector<std::string>& more, const std::string& said) const {
        const Finished finished = run_qcasweep(joined(more), folder_);
        EXPECT_EQ(finished.status, 2);
        EXPECT_EQ(finished.out, "");
        EXPECT_NE(finished.err.find(said), std::string::npos) << finished.err;
    }

    const std::filesystem::path folder_ = fresh_folder();

  private:
    std::vector<std::string> joined(const std::vector<std::string>& more) const {
        std::vector<std::string> all = always_;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    const std::vector<std::string> always_;
};

}  // namespace qca::test
