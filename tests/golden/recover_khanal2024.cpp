// From the printed tables of Khanal, Zhang & Taeihagh (2024) back to the anchors that they were computed with.
#include <gtest/gtest.h>

#include <cmath>

#include <fmt/format.h>

#include "host/recover/read_published.hpp"
#include "host/recover/recover.hpp"
#include "host/study/read_study.hpp"

namespace qca {
namespace {

struct Recovered {
    Study study;
    Published published;
    Recovery recovery;

    const Candidate& first(std::size_t set) const { return recovery.spaces[set].candidates[recovery.candidates.front().members[set]]; }
    const Variant& variant(std::size_t set) const { return recovery.spaces[set].variants[first(set).variant]; }
    /// `A3 0110 PRI 0.886 -> 0.664`
    std::vector<std::string> misprints() const {
        std::vector<std::string> list;
        for (const std::size_t i : recovery.never_reproduced) {
            const PrintedCell& cell = published.cells[i];
            const double value = recovery.reproductions[i].value;
            list.push_back(fmt::format("{} {} {} -> {}", cell.row, cell.column, cell.text, cell.column == "n" ? fmt::format("{}", value) : fmt::format("{:.3f}", value)));
        }
        return list;
    }
};

Recovered recovered(const std::string& study, const std::vector<std::string>& tables, RecoverOptions options = {}) {
    Recovered result;
    result.study = read_study(fmt::format("{}/configs/khanal2024-{}.toml", QCA_SOURCE_DIR, study));
    const StudyData data = load_study_data(result.study);
    std::vector<std::string> files;
    for (const std::string& table : tables) files.push_back(fmt::format("{}/tests/golden/data/khanal2024/{}_as_printed.csv", QCA_SOURCE_DIR, table));
    result.published = read_published(files, result.study, data.cases);
    result.recovery = recover(result.study, data, result.published, options);
    return result;
}

/// The only best candidate has these anchors for every condition, and ties at the largest rank where there are ties.
void expect_25_145_6(const Recovered& result) {
    EXPECT_TRUE(result.recovery.complete);
    EXPECT_EQ(result.recovery.best, 1);
    for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_EQ(result.first(c).anchors, (Anchors{25, 14.5, 6})) << c;
        EXPECT_EQ(result.variant(c).transforms.front(), result.study.conditions[c].ranking) << c;
    }
    for (const std::size_t c : {0u, 1u}) EXPECT_EQ(result.variant(c).transforms.size(), 1u) << "the tie rule is identified";
    EXPECT_EQ(result.variant(2).transforms.size(), 3u) << "no two provinces are equally rich";
}

TEST(RecoverKhanal2024, DiffusionFromA1AndA5) {
    const Recovered result = recovered("diffusion-stated", {"truth_table_a1_diffusion", "necessity_a5_diffusion"});
    expect_25_145_6(result);
    EXPECT_EQ(result.recovery.fewest_lost, 0u);
    EXPECT_EQ(result.published.cells.size(), 76u);
    EXPECT_GT(result.recovery.covered, 1e20);
    EXPECT_LT(result.recovery.pairs + result.recovery.boxes, 1e6) << "bounds leave out nearly all";
    // The stated 27 / 12.5 / 3 are not those of the tables.
    EXPECT_GT(lost_of(result.recovery.own), 50u);
    for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_EQ(result.recovery.sets[c].candidates, 1u);
        for (std::size_t a = 0; a < 3; ++a) {
            const AnchorReach& reach = result.recovery.sets[c].reaches[a];
            const double anchor = result.first(c).anchors.*anchor_members[a];
            EXPECT_LT(reach.low, anchor);
            EXPECT_GT(reach.high, anchor);
            EXPECT_LT(reach.high - reach.low, 0.15) << "three decimals of 13 rows identify the anchors sharply";
        }
    }
}

TEST(RecoverKhanal2024, DiffusionFromTheNecessityTableAlone) {
    const Recovered result = recovered("diffusion", {"necessity_a5_diffusion"});
    EXPECT_EQ(result.recovery.fewest_lost, 0u);
    EXPECT_EQ(result.recovery.best, 16) << "24 figures do not tell these apart";
    const VariantRegion& gdp = result.recovery.sets[2].regions.front();
    EXPECT_EQ(gdp.candidates, 2u);
    EXPECT_EQ(gdp.anchors[0].low, 20);
    EXPECT_EQ(gdp.anchors[0].high, 25);
    EXPECT_FALSE(gdp.anchors[0].contiguous);
    EXPECT_TRUE(result.recovery.never_reproduced.empty());
}

TEST(RecoverKhanal2024, IntensityWithTheOutcomesAnchorsAndMisprints) {
    RecoverOptions options;
    options.space.search_outcome = true;
    const Recovered result = recovered("intensity-stated", {"truth_table_a3_intensity", "necessity_a7_intensity"}, options);
    expect_25_145_6(result);
    EXPECT_EQ(result.first(4).anchors, (Anchors{2, 12.5, 25}));
    EXPECT_EQ(result.variant(4).transforms, std::vector<Transform>{std::nullopt});
    EXPECT_GT(result.recovery.covered, 1e25);
    EXPECT_EQ(result.misprints(), (std::vector<std::string>{"0110 PRI 0.886 -> 0.664", "0101 incl 0.635 -> 0.653", "0000 n 0 -> 9"}));
}

TEST(RecoverKhanal2024, BreadthWithMisprints) {
    const Recovered result = recovered("breadth-stated", {"truth_table_a4_breadth", "necessity_a8_breadth"});
    expect_25_145_6(result);
    EXPECT_EQ(result.misprints(), (std::vector<std::string>{"0100 incl 0.65 -> 0.649", "0000 incl 0.564 -> 0.546", "GDP covN 0.722 -> 0.772"}));
}

// GDP and POW of the printed table do not follow from the published data: many candidates reproduce some of their figures by chance, others for each.
TEST(RecoverKhanal2024, SpeedAsFarAsTheDataGo) {
    const Recovered result = recovered("speed", {"necessity_a6_speed"});
    EXPECT_TRUE(result.recovery.complete);
    EXPECT_EQ(result.recovery.fewest_lost, 8u);
    EXPECT_GT(result.recovery.best, 100);
    for (const std::size_t c : {0u, 1u}) {
        EXPECT_EQ(result.first(c).anchors, (Anchors{23, 12.5, 3})) << c;
        EXPECT_EQ(result.recovery.sets[c].candidates, 1u) << c;
    }
    EXPECT_EQ(lost_of(result.recovery.reproductions), 8u);
    ASSERT_EQ(result.recovery.never_reproduced.size(), 1u) << "of the eight, some candidate as good reproduces the others";
    EXPECT_EQ(result.published.cells[result.recovery.never_reproduced[0]].row, "GDP");
}

}  // namespace
}  // namespace qca
