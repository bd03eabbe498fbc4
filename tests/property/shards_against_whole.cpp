// A sweep in shards is the sweep in one go, whatever the size of the shards, and whatever was evaluated before each of them.
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "host/data/study_data.hpp"
#include "host/store/shard_file.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/shard_sweep.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

constexpr const char* anchors = R"(
[sweep.anchors.ENT]
crossover = [12.5, 14.5, 16]
inclusion = [6, 15]
[sweep.anchors.GDP]
crossover = [12.5, 14.5]
[sweep.anchors.INT]
crossover = [11, 12.5]
[sweep.cutoffs]
incl = [0.8, 0.85, 0.9]
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
)";

constexpr const char* columns = "[sweep.columns]\nsurvival = \"always\"\nsolution = \"always\"\n";

constexpr const char* slices = R"(
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cases]
leave_out = 1
bootstrap = 2
)";

struct Kind {
    const char* name;
    std::string text;
};

std::vector<Kind> kinds() {
    const std::string grid = anchors, all = std::string(anchors) + columns;
    return {{"grid", all},
            {"fits", all + "fits = true\n"},
            {"exclusions", "[sweep]\nexclude = [\"GDP_crossover < 13 and incl_cut > 0.85\"]\n" + all},
            {"slices", grid + slices},
            {"slices_columns", all + slices},
            {"samples", "[sweep]\ndesign = \"sobol\"\nsamples = 900\nseed = 3\n" + all + "fits = true\n"},
            {"samples_slices", "[sweep]\ndesign = \"random\"\nsamples = 900\nseed = 3\n" + all + slices}};
}

/// NaN is equal to NaN.
bool same(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

void expect_same(SweepResult a, SweepResult b) {
    a.provenance.distinct_tables = b.provenance.distinct_tables = 0;
    for (const auto fit : {&SweepResult::fit_inclS, &SweepResult::fit_PRI, &SweepResult::fit_covS}) {
        EXPECT_TRUE(same(a.*fit, b.*fit));
        (a.*fit).clear();
        (b.*fit).clear();
    }
    a.provenance = b.provenance = {};
    EXPECT_EQ(a.paths, b.paths);
    EXPECT_EQ(a.census, b.census);
    EXPECT_EQ(a.counts.calibrations, b.counts.calibrations);
    EXPECT_TRUE(a == b);
}

class Shards : public testing::TestWithParam<std::size_t> {};

TEST_P(Shards, AreTheWhole) {
    const Kind kind = kinds()[GetParam()];
    std::ifstream stream(study_file);
    const Study as_read = parse_study(std::string(std::istreambuf_iterator<char>(stream), {}) + kind.text, study_file);
    const StudyData data = load_study_data(as_read);
    const Study study = with_paths(as_read, data);
    const SweepPlan plan = plan_sweep(study, data.cases);
    const ColumnPlan stored = plan_columns(study, plan);
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = 2;
    const SweepResult whole = run_sweep(study, data, options);
    std::uint64_t distinct = 0;
    const std::uint64_t all = plan.design.stated() ? plan.scenarios : plan.calibrations;
    for (const std::uint64_t size : {all / 9 + 1, all / 2}) {
        const ShardList list = list_shards(study, plan, size);
        ASSERT_GT(list.shards.size(), 1u) << kind.name;
        std::uint64_t evaluated = 0;
        for (const Shard& shard : list.shards) evaluated += shard.evaluated;
        EXPECT_EQ(evaluated, plan.evaluated);
        // Two processes, each with every other shard, the second from the end on.
        std::vector<std::string> files(list.shards.size());
        for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
            options.threads = first == 0 ? 1 : 3;
            ProgressCount progress(plan, {});
            ShardSweep sweep(study, data, list, stored, choose_backend(options.backend), options, progress);
            for (std::size_t i = first; i < files.size(); i += 2) {
                const std::size_t number = first == 0 ? i : (files.size() - files.size() % 2) - i;
                files[number] = shard_bytes({}, sweep.run(list.shards[number]));
            }
        }
        ShardMerge merge(study, data, list, stored);
        for (std::size_t number = 0; number < files.size(); ++number) merge.add(list.shards[number], parse_shard(files[number]).result);
        Crew crew(2);
        expect_same(merge.take(plan, crew), whole);
        // A shard says the same in a process of its own, to the last byte.
        ProgressCount progress(plan, {});
        options.threads = 2;
        ShardSweep alone(study, data, list, stored, choose_backend(options.backend), options, progress);
        EXPECT_EQ(shard_bytes({}, alone.run(list.shards.back())), files.back());
        distinct += parse_shard(files.back()).result.sums.provenance.distinct_tables;
    }
    EXPECT_GT(distinct, 0u);
}

INSTANTIATE_TEST_SUITE_P(Every, Shards, testing::Range(std::size_t{0}, std::size_t{7}),
                         [](const auto& which) { return std::string(kinds()[which.param].name); });

}  // namespace
}  // namespace qca
