#include "host/store/run_manifest.hpp"

#include <gtest/gtest.h>

#include "host/error.hpp"
#include "host/plan/most_shards.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca {
namespace {

RunManifest night() {
    RunManifest manifest;
    manifest.identity = {"5a", "da", "c4", "certified", "0.1.0", "abc", 48, 5};
    manifest.study_file = "/home/ü/\"a\"\n.toml";
    manifest.study_named = "a.toml";
    manifest.data_named = "a.csv";
    manifest.output = "/home/r.h5";
    manifest.calibrations = 240;
    manifest.scenarios = 18'446'744'073'709'551'615u;
    return manifest;
}

std::string refusal(const std::string& text) {
    try {
        parse_manifest(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(ParseManifest, ReadsAsItWasWritten) { EXPECT_EQ(parse_manifest(manifest_text(night())), night()); }

TEST(ParseManifest, WhereverItIsCutItIsNone) {
    const std::string text = manifest_text(night());
    for (std::size_t size = 0; size + 2 < text.size(); ++size) ASSERT_TRUE(refusal(text.substr(0, size)).starts_with("it is no manifest of a run (")) << size;
}

TEST(ParseManifest, WhatNoRunWritesIsRefused) {
    const std::string text = manifest_text(night());
    const auto refused = [&](const std::string& from, const std::string& to) { return refusal(test::changed(from, to, text)); };
    EXPECT_NE(refused("\"format\": 1", "\"format\": 2").find("in format 2 (this qcasweep reads format 1)"), std::string::npos);
    for (const char* number : {"-1", "1e300", "5.5", "\"5\"", "null"}) {
        EXPECT_NE(refused("\"shards\": 5", std::string("\"shards\": ") + number), "") << number;
        EXPECT_NE(refused("\"calibrations\": 240", std::string("\"calibrations\": ") + number), "") << number;
    }
    // Each shard is looked for.
    EXPECT_NE(refused("\"shards\": 5", "\"shards\": 0").find("(0 shards; a run has 1 to 100000)"), std::string::npos);
    EXPECT_NE(refused("\"shards\": 5", "\"shards\": 10000000000000000000").find("(10000000000000000000 shards; "), std::string::npos);
    EXPECT_EQ(refused("\"shards\": 5", "\"shards\": " + std::to_string(most_shards)), "");
    EXPECT_NE(refused("\"output\"", "\"outputs\"").find("output"), std::string::npos);
    EXPECT_NE(refusal("[1]"), "");
    EXPECT_NE(refusal(std::string(1 << 20, '[')).find("too long"), std::string::npos);
}

TEST(Differences, SayWhatMustBeTheSame) {
    const RunIdentity here = night().identity;
    EXPECT_TRUE(differences(here, here).empty());
    const auto said = [&](const auto& change) {
        RunIdentity there = here;
        change(there);
        EXPECT_NE(identity_hash(there), identity_hash(here));
        const std::vector<std::string> found = differences(there, here);
        return found.size() == 1 ? found.front() : std::to_string(found.size()) + " differences";
    };
    EXPECT_EQ(said([](RunIdentity& there) { there.study_sha256 = there.choices_sha256 = "x"; }), "the text of the study file has changed");
    EXPECT_EQ(said([](RunIdentity& there) { there.choices_sha256 = "x"; }), "the study is understood differently");
    EXPECT_EQ(said([](RunIdentity& there) { there.data_sha256 = "x"; }), "the data file has changed");
    EXPECT_EQ(said([](RunIdentity& there) { there.precision = "exact"; }), "it was begun with --precision exact, not certified");
    EXPECT_EQ(said([](RunIdentity& there) { there.commit = "def"; }), "it was begun by qcasweep 0.1.0 (commit def), this is 0.1.0 (commit abc)");
    EXPECT_EQ(said([](RunIdentity& there) { there.shard_size = 24, there.shards = 10; }), "it was begun with --shard-size 24, not 48");
    EXPECT_EQ(said([](RunIdentity& there) { there.shards = 10; }), "it has 10 shards, not 5");
}

}  // namespace
}  // namespace qca
