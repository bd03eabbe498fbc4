#include "host/sweep/sample_slices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/read_study.hpp"

namespace qca {
namespace {

/// Two outcomes, of which the second one's anchors are not varied: in its slices it has no choice.
constexpr const char* sweep = R"([outcomes.ENTERPRISE]
column = "enterprise_rank"
anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }
[sweep]
design = "random"
samples = 3000
[sweep.outcome]
sets = ["INT", "ENTERPRISE"]
[sweep.anchors.ENT]
exclusion = { from = 12, to = 27 }
crossover = { from = 12.5, to = 16.5 }
[sweep.anchors.INT]
crossover = [11, 12.5]
)";

/// What pieces and points were before is of no consequence for those that take their memory.
TEST(SampleSlices, MemoryThatIsUsedAgainLeavesNothingBehind) {
    const std::string file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";
    const Study study = parse_study(read_study(file).text + "\n" + sweep, file);
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study, data.cases);
    const SampleOrder order = order_samples(plan, Sampler(plan.design));
    Crew crew(2);
    const SampleSlices slices(study, data, plan, order, crew);
    bool without_choice = false;
    for (std::size_t number = 0; number < plan.slices.size(); ++number) {
        const SampleSlice slice = slices.slice(number);
        without_choice = without_choice || slice.sets.back() == SampleSlice::no_set;
        const std::size_t first = slices.begin(number), last = slices.begin(number + 1);
        ASSERT_GT(last - first, 1000u);
        SamplePiece spent = slices.piece(first, last - 10);
        SamplePoints spent_points = slices.points(spent, slice);
        for (std::vector<std::uint32_t>* numbers : {&spent.position, &spent.combination, &spent_points.at})
            std::fill(numbers->begin(), numbers->end(), 0xDEADBEEFu);
        std::fill(spent.label.begin(), spent.label.end(), std::uint8_t{0xDE});
        std::fill(spent_points.choice.begin(), spent_points.choice.end(), -7);
        for (std::vector<double>* cutoffs : {&spent.incl, &spent.pri, &spent_points.incl, &spent_points.pri})
            std::fill(cutoffs->begin(), cutoffs->end(), -7.0);
        std::fill(spent_points.n.begin(), spent_points.n.end(), -7);
        spent_points.excluded = 77;

        const SamplePiece fresh = slices.piece(first, last), again = slices.piece(first, last, std::move(spent));
        EXPECT_EQ(again.position, fresh.position);
        EXPECT_EQ(again.label, fresh.label);
        EXPECT_EQ(again.combination, fresh.combination);
        EXPECT_EQ(again.incl, fresh.incl);
        EXPECT_EQ(again.pri, fresh.pri);
        const SamplePoints points = slices.points(fresh, slice), points_again = slices.points(fresh, slice, std::move(spent_points));
        EXPECT_GT(points.size(), 0u);
        EXPECT_LT(points.size(), fresh.size) << "some samples are out of order";
        EXPECT_EQ(points_again.at, points.at);
        EXPECT_EQ(points_again.choice, points.choice);
        EXPECT_EQ(points_again.incl, points.incl);
        EXPECT_EQ(points_again.pri, points.pri);
        EXPECT_EQ(points_again.n, points.n);
        EXPECT_EQ(points_again.excluded, points.excluded);
    }
    EXPECT_TRUE(without_choice);
}

}  // namespace
}  // namespace qca
