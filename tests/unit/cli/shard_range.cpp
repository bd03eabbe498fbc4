#include "host/cli/shard_range.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "host/error.hpp"

namespace qca {
namespace {

constexpr const char* variables[] = {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP"};

/// Sets Slurm's variables as Slurm would; those that are not given are not set.
class SlurmArray {
  public:
    explicit SlurmArray(std::map<std::string, std::string> values) {
        for (const char* name : variables) {
            if (const char* before = std::getenv(name)) before_[name] = before;
            const auto given = values.find(std::string("SLURM_ARRAY_TASK_") + (name + 17));
            if (given == values.end()) unsetenv(name);
            else setenv(name, given->second.c_str(), 1);
        }
    }
    ~SlurmArray() {
        for (const char* name : variables) {
            unsetenv(name);
            if (before_.contains(name)) setenv(name, before_[name].c_str(), 1);
        }
    }
    SlurmArray(const SlurmArray&) = delete;
    SlurmArray& operator=(const SlurmArray&) = delete;

  private:
    std::map<std::string, std::string> before_;
};

std::map<std::string, std::string> task(const char* id, const char* count) {
    return {{"SLURM_ARRAY_TASK_ID", id}, {"SLURM_ARRAY_TASK_COUNT", count}};
}

std::map<std::string, std::string> task(const char* id, const char* count, const char* least, const char* step) {
    auto values = task(id, count);
    values["SLURM_ARRAY_TASK_MIN"] = least;
    values["SLURM_ARRAY_TASK_STEP"] = step;
    return values;
}

std::string refusal(const std::string& text) {
    try {
        shard_range(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(ShardRangeOption, IsAPartOfAWhole) {
    const SlurmArray outside({});
    EXPECT_EQ(shard_range("2/10"), (ShardRange{2, 10}));
    EXPECT_EQ(shard_range("1000000/1000000"), (ShardRange{1'000'000, 1'000'000}));
    EXPECT_EQ(shard_range("1/1"), std::nullopt) << "the whole";
    EXPECT_EQ(shard_range(""), std::nullopt);
}

TEST(ShardRangeOption, AnythingElseIsRefusedWithItsText) {
    const SlurmArray outside({});
    for (const char* text : {"2", "/", "2/", "/2", "0/2", "3/2", "1/1000001", "-1/2", "+1/2", "1 /2", "1/ 2", "1/2/3", "0x1/2", "1.0/2", "a/b", "Auto",
                             "18446744073709551616/18446744073709551617", "18446744073709551615/18446744073709551615", "1/2\n"})
        EXPECT_TRUE(refusal(text).starts_with("--shard " + std::string(text) + ": is no part of a whole (")) << text << refusal(text);
    EXPECT_TRUE(refusal("auto").starts_with("--shard auto: this is no task of a Slurm array (")) << refusal("auto");
}

TEST(ShardRangeOption, IsTheTaskOfASlurmArray) {
    const SlurmArray inside(task("14", "5", "10", "2"));
    EXPECT_EQ(shard_range("auto"), (ShardRange{3, 5}));
    EXPECT_EQ(shard_range(""), (ShardRange{3, 5}));
    EXPECT_EQ(shard_range("2/7"), (ShardRange{2, 7})) << "what is stated counts";
    EXPECT_EQ(shard_range("1/1"), std::nullopt);
}

TEST(ShardRangeOption, AnArrayCountsFrom1UnlessItSays) {
    const SlurmArray inside(task("3", "3"));
    EXPECT_EQ(shard_range("auto"), (ShardRange{3, 3}));
}

TEST(ShardRangeOption, AnArrayThatIsNoRangeIsRefused) {
    for (const auto& values : {task("9", "5", "10", "2"), task("11", "5", "10", "2"), task("20", "5", "10", "2"), task("1", "1", "1", "0"),
                               task("0", "3"), task("1", "18446744073709551615")}) {
        const SlurmArray inside(values);
        EXPECT_TRUE(refusal("auto").starts_with("SLURM_ARRAY_TASK_ID: ")) << refusal("auto");
        EXPECT_EQ(refusal("1/2"), "");
    }
    for (const char* no_number : {"", "one", "-1", "1,3", "1 "}) {
        const SlurmArray inside(task(no_number, "3"));
        EXPECT_NE(refusal("auto").find("is no whole number (Slurm sets it"), std::string::npos) << no_number;
    }
}

}  // namespace
}  // namespace qca
