#include "host/store/shard_file.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;

ShardHeader night() {
    ShardHeader header;
    header.identity = "5a";
    header.number = 3;
    header.shards = 5;
    header.backend = "cpu";
    header.device = "Zähler, 2 cores";
    header.host = "knoten";
    header.started = "2026-01-02T03:04:05Z";
    header.finished = "2026-01-02T03:04:06Z";
    header.threads = 2;
    header.seconds = 0.1;
    return header;
}

/// What a shard holds of everything that a result holds.
ShardResult found() {
    const SweepResult sample = sample_result();
    ShardResult shard;
    SweepResult& sums = shard.sums;
    for (PathResult path : sample.paths) {
        path.survival.clear();
        path.single_changes.clear();
        path.own = PathResult{}.own;
        sums.paths.push_back(path);
    }
    sums.census = sample.census;
    sums.census.front().capped = true;
    sums.census_details.pairs = sample.census_details.pairs;
    sums.census_details.model_counts = sample.census_details.model_counts;
    sums.census_details.role_type = sample.census_details.role_type;
    sums.census_details.unlisted_pairs = sample.census_details.unlisted_pairs;
    sums.counts.calibrations = 11;
    sums.counts.capped = 12;
    sums.counts.census_overflow = 13;
    sums.counts.excluded = 14;
    sums.provenance.flagged = 15;
    sums.provenance.distinct_tables = 16;
    sums.provenance.precision = "certified";
    shard.columns.push_back({{{0, 1, 7}, {3, 3, 3}}, {0, 2, no_solution_id}, {0.5f, 1, 0}, {0, 0, 0}, {1, 1, 1}});
    shard.columns.emplace_back();
    return shard;
}

std::string refusal(const std::string& bytes) {
    try {
        parse_shard(bytes);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

/// With a checksum that is right.
std::string sealed(const std::string& content) { return content + sha256(content); }

constexpr std::size_t digest_size = 64;

TEST(ParseShard, ReadsAsItWasWritten) {
    const std::string bytes = shard_bytes(night(), found());
    const ShardFile shard = parse_shard(bytes);
    EXPECT_EQ(shard.header, night());
    EXPECT_EQ(shard.result, found());
    EXPECT_EQ(parse_shard_header(bytes), night());
    EXPECT_EQ(parse_shard(shard_bytes({}, {})).result, ShardResult{});
}

TEST(ParseShard, KeepsEveryBitOfAFit) {
    ShardResult shard;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    shard.columns.push_back({{}, {}, {nan, -0.0f, std::numeric_limits<float>::denorm_min()}, {}, {}});
    const std::string bytes = shard_bytes({}, shard);
    const ShardFile read = parse_shard(bytes);
    EXPECT_EQ(shard_bytes(read.header, read.result), bytes);
}

TEST(ParseShard, AnyDamagedByteAndAnyCutIsNoticed) {
    const std::string bytes = shard_bytes(night(), found());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        ASSERT_NE(refusal(damaged), "") << at;
        ASSERT_NE(refusal(bytes.substr(0, at)), "") << at;
        ASSERT_THROW(parse_shard_header(damaged), InputError) << "the checksum is that of the whole, " << at;
    }
    EXPECT_NE(refusal(bytes + "x"), "");
    EXPECT_NE(refusal("case,ENT\n").find("first bytes"), std::string::npos);
    EXPECT_NE(refusal(bytes.substr(0, bytes.size() - 1)).find("checksum"), std::string::npos);
}

TEST(ParseShard, ALaterFormatIsSaidSo) {
    std::string content = shard_bytes(night(), found());
    content.resize(content.size() - digest_size);
    content[16] = 2;
    EXPECT_NE(refusal(sealed(content)).find("in format 2 (this qcasweep reads format 1)"), std::string::npos);
}

/// A forger knows how to make checksums. Whatever he writes, memory stays in proportion, and nothing is read beyond the end.
TEST(ParseShard, WithASoundChecksumNothingIsBelievedEither) {
    std::string content = shard_bytes(night(), found());
    content.resize(content.size() - digest_size);
    for (std::size_t size = 16; size < content.size(); ++size) ASSERT_NE(refusal(sealed(content.substr(0, size))), "") << size;
    EXPECT_NE(refusal(sealed(content + "x")), "");
    // Numbers of elements and sizes that no file could have.
    for (std::size_t at = 20; at + 8 <= content.size(); ++at) {
        std::string forged = content;
        for (std::size_t i = 0; i < 8; ++i) forged[at + i] = static_cast<char>(i == 7 ? 0x7f : 0xff);
        try {
            parse_shard(sealed(forged));  // a number of the header that says nothing about sizes
        } catch (const InputError& error) {
            ASSERT_TRUE(std::string(error.what()).starts_with("it ends too early")) << at;
        }
    }
}

}  // namespace
}  // namespace qca
