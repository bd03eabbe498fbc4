// A sweep of many small parts is the same whether each thread takes parts of its own or all work on one.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

Study many_parts() {
    std::ifstream stream(study_file);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    return parse_study(text + R"(
[outcomes.BRE]
column = "instrument_breadth"
codes = { 0 = 0.0, 1 = 0.0, 2 = 0.33, 3 = 0.67, 4 = 0.9, 5 = 1.0 }
[sweep]
exclude = ["GDP_crossover < 13 and incl_cut > 0.85"]
[sweep.outcome]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cases]
leave_out = 1
[sweep.anchors.GDP]
crossover = [12.5, 14.5]
[sweep.cutoffs]
incl = [0.8, 0.85, 0.9]
[sweep.solution]
type = ["conservative", "parsimonious"]
)",
                       study_file);
}

TEST(PartsInThreads, AreTheSameAndAreCounted) {
    const Study study = many_parts();
    const StudyData data = load_study_data(study);
    SweepOptions options;
    std::vector<SweepResult> results;
    std::vector<std::vector<SweepProgress>> told;
    for (const int threads : {1, 2, 5}) {
        options.threads = threads;
        told.emplace_back();
        options.progress = [&](const SweepProgress& progress) { told.back().push_back(progress); };
        results.push_back(run_sweep(study, data, options));
        results.back().provenance = {};
    }
    EXPECT_EQ(results[0].counts.scenarios, 2u * 5 * 31 * 2 * 3 * 2);
    EXPECT_GT(results[0].counts.excluded, 0u);
    EXPECT_GT(results[0].census.size(), 10u);
    EXPECT_EQ(results[0], results[1]);
    EXPECT_EQ(results[0], results[2]);
    for (const std::vector<SweepProgress>& progress : told) {
        ASSERT_FALSE(progress.empty());
        EXPECT_EQ(progress.back().calibrations_done, progress.back().calibrations);
        EXPECT_EQ(progress.back().scenarios_done, results[0].counts.evaluated);
        for (std::size_t i = 1; i < progress.size(); ++i)
            EXPECT_GE(progress[i].scenarios_done, progress[i - 1].scenarios_done);
    }
}

/// What goes wrong in a thread is told where the sweep was asked for.
TEST(PartsInThreads, FailuresArrive) {
    const Study study = many_parts();
    const StudyData data = load_study_data(study);
    SweepOptions options;
    options.threads = 3;
    int calls = 0;
    options.progress = [&](const SweepProgress&) {
        if (++calls == 7) throw std::runtime_error("enough");
    };
    EXPECT_THROW(run_sweep(study, data, options), std::runtime_error);
}

}  // namespace
}  // namespace qca
