#include "host/store/run_directory.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;

TEST(ShardRanges, PartsAreTheWholeWithoutGaps) {
    for (const std::uint64_t shards : {1u, 2u, 7u, 100u, 100'000u})
        for (const std::uint64_t parts : {1u, 3u, 7u, 999u}) {
            std::uint64_t next = 0;
            for (std::uint64_t part = 1; part <= parts; ++part) {
                const ShardRange range{part, parts};
                ASSERT_EQ(range.begin(shards), next);
                ASSERT_LE(range.end(shards) - next, shards / parts + 1) << "the parts are as large as one another";
                next = range.end(shards);
            }
            ASSERT_EQ(next, shards);
        }
    const ShardRange last{ShardRange::most_parts, ShardRange::most_parts};
    EXPECT_EQ(last.begin(100'000), 99'999u);
    EXPECT_EQ(last.end(100'000), 100'000u);
}

TEST(RangeNamed, ReadsWhatIsWrittenAndNothingElse) {
    for (const ShardRange range : {ShardRange{1, 1}, ShardRange{2, 4}, ShardRange{1'000'000, 1'000'000}}) EXPECT_EQ(range_named(range.name()), range);
    for (const char* name : {"", "1", "-of-", "1-of-", "-of-1", "0-of-4", "5-of-4", "1-of-1000001", "18446744073709551615-of-18446744073709551615",
                             "99999999999999999999-of-99999999999999999999", "1-of-4x", "x1-of-4", " 1-of-4", "+1-of-4", "01-of-4", "1-of-4-of-4", "1-of- 4",
                             "-1-of-4"})
        EXPECT_EQ(range_named(name), std::nullopt) << name;
    EXPECT_EQ(range_named(std::string_view("1-of-4\0", 7)), std::nullopt);
}

TEST(RunDirectories, RangesAreThoseOfJournalsAndLocks) {
    const std::filesystem::path folder = fresh_folder();
    for (const char* name : {"journal-2-of-4", "lock-2-of-4", "lock-1-of-4", "journal-1-of-1", "journal-3-of-10", "journal-5-of-4", "journal-1-of-4.tmp",
                             "log-4-of-4.jsonl", "lock-", "run.json", "shard-000001"})
        write_bytes(folder / name, "");
    const std::vector<ShardRange> expected{{1, 1}, {1, 4}, {2, 4}, {3, 10}};
    EXPECT_EQ(RunDirectory(folder.string()).ranges(), expected);
}

TEST(RunDirectories, LeftoversOfTheRangeAloneAreRemoved) {
    const std::filesystem::path folder = fresh_folder();
    const std::vector<std::string> stay{"shard-000001", "shard-000001.tmp-77", "shard-000004.tmp-77", "shard-x.tmp-77", "shard-.tmp-", "other.tmp-77"};
    for (const std::string& name : stay) write_bytes(folder / name, "x");
    for (const char* name : {"shard-000002.tmp-77", "shard-000003.tmp-abc"}) write_bytes(folder / name, "x");
    RunDirectory(folder.string()).remove_leftovers({2, 3}, 4);
    const RunDirectory directory(folder.string() + "/");
    EXPECT_EQ(directory.shard_file(1), folder.string() + "/shard-000002");
    std::vector<std::string> left = stay;
    std::sort(left.begin(), left.end());
    std::vector<std::string> found = names_in(folder);
    std::sort(found.begin(), found.end());
    left.insert(std::lower_bound(left.begin(), left.end(), "shard-000003.tmp-abc"), "shard-000003.tmp-abc");
    EXPECT_EQ(found, left) << "part 2 of 3 of 4 shards is shard 2 alone";
}

}  // namespace
}  // namespace qca
