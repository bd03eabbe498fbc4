#include "host/plan/saltelli_design.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "host/error.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/drawn_anchors.hpp"

namespace qca {
namespace {

Study study_with(const std::string& sweep) {
    const std::string file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";
    return parse_study(read_study(file).text + sweep, file);
}

constexpr const char* ranges = R"(
[sweep]
design = "random"
samples = 10
[sweep.anchors.ENT]
crossover = { from = 12.5, to = 16.5 }
inclusion = { from = 3, to = 6 }
[sweep.anchors.GDP]
crossover = [12.5, 14.5]
[sweep.cutoffs]
incl = { from = 0.75, to = 0.95 }
)";

TEST(SaltelliDesign, ChoicesAreAxesAndSets) {
    const SaltelliPlan saltelli = saltelli_plan(study_with(ranges), {}, 64, 3);
    std::vector<std::string> names;
    for (const Choice& choice : saltelli.choices) names.push_back(choice.name);
    EXPECT_EQ(names, (std::vector<std::string>{"ENT_crossover", "ENT_inclusion", "GDP_crossover", "incl_cut", "ENT"}));
    EXPECT_EQ(disjoint_choices(saltelli.choices), (std::vector<std::size_t>{2, 3, 4}));
    EXPECT_TRUE(saltelli.overlapping.empty());
    EXPECT_EQ(saltelli.plan.scenarios, 64u * 7);
    EXPECT_EQ(saltelli.plan.design.design, Design::sobol);
}

TEST(SaltelliDesign, EveryMatrixIsAWithOneChoiceOfB) {
    const SaltelliPlan saltelli = saltelli_plan(study_with(ranges), {}, 256, 3);
    const Sampler sampler(saltelli.plan.design);
    std::size_t different = 0;
    for (std::uint64_t point = 0; point < 256; ++point)
        for (std::size_t m = 0; m < saltelli.choices.size(); ++m)
            for (std::size_t axis = 0; axis < saltelli.plan.axes.size(); ++axis) {
                const std::uint64_t first = point * saltelli.matrices();
                const std::vector<std::size_t>& of = saltelli.choices[m].axes;
                const bool from_b = std::find(of.begin(), of.end(), axis) != of.end();
                EXPECT_EQ(sampler.fraction(axis, first + 2 + m), sampler.fraction(axis, first + (from_b ? 1 : 0)));
                if (sampler.fraction(axis, first) != sampler.fraction(axis, first + 1)) ++different;
            }
    EXPECT_EQ(different, 256u * saltelli.choices.size() * 4);  // on all of 4 varied axes
}

TEST(SaltelliDesign, BothPointsFillEveryAxisEvenlyAndApart) {
    const SaltelliPlan saltelli = saltelli_plan(study_with(ranges), {}, 256, 3);
    const Sampler sampler(saltelli.plan.design);
    for (const Choice& choice : saltelli.choices) {
        if (choice.is_set()) continue;
        std::vector<int> first(256), second(256), quarters(16);
        for (std::uint64_t point = 0; point < 256; ++point) {
            const std::uint64_t a = sampler.fraction(choice.axes[0], point * saltelli.matrices());
            const std::uint64_t b = sampler.fraction(choice.axes[0], point * saltelli.matrices() + 1);
            ++first[Sampler::part_of(a, 256)];
            ++second[Sampler::part_of(b, 256)];
            ++quarters[Sampler::part_of(a, 4) * 4 + Sampler::part_of(b, 4)];
        }
        EXPECT_EQ(std::count(first.begin(), first.end(), 1), 256);
        EXPECT_EQ(std::count(second.begin(), second.end(), 1), 256);
        for (const int quarter : quarters) EXPECT_NEAR(quarter, 16, 12);
    }
}

TEST(SaltelliDesign, OverlappingAnchorsAreOneChoiceAndInOrder) {
    const Study study = study_with("\n[sweep.anchors.ENT]\nexclusion = [25, 15]\ncrossover = [12, 14, 16]\ninclusion = [6, 13]\n[sweep.anchors.GDP]\ncrossover = [12.5, 14.5]\n");
    const SaltelliPlan saltelli = saltelli_plan(study, {}, 4096, 1);
    std::vector<std::string> names;
    for (const Choice& choice : saltelli.choices) names.push_back(choice.name);
    EXPECT_EQ(names, (std::vector<std::string>{"GDP_crossover", "ENT"}));
    // 25/12/6, 25/14/6, 25/14/13, 25/16/6, 25/16/13, 15/12/6, 15/14/6, 15/14/13
    ASSERT_EQ(saltelli.overlapping.size(), 1u);
    EXPECT_EQ(saltelli.overlapping[0].in_order, 8u);
    EXPECT_EQ(saltelli.overlapping[0].combinations, 12u);
    const DrawnAnchors anchors(study, saltelli.plan, 0);
    ASSERT_TRUE(anchors.drawn_together());
    std::vector<int> counts(anchors.size());
    const Sampler sampler(saltelli.plan.design);
    for (std::uint64_t point = 0; point < 4096; ++point) ++counts[anchors.number_of(sampler, point * saltelli.matrices())];
    for (std::size_t number = 0; number < anchors.size(); ++number)
        EXPECT_EQ(counts[number], anchors.at(study.set(0).anchors, number).in_order() ? 512 : 0) << number;
    EXPECT_EQ(anchors.positions(7, {2, 3, 2}), (std::vector<std::uint32_t>{1, 0, 1}));
}

TEST(SaltelliDesign, WhatCannotBeDrawnIsRefused) {
    std::string sweep;
    for (const char* const set : {"ENT", "UNI", "GDP", "POW"})
        sweep += std::string("\n[sweep.anchors.") + set + "]\nexclusion = [24, 25]\ncrossover = [13, 14]\ninclusion = [5, 6]\n";
    EXPECT_EQ(saltelli_plan(study_with(sweep), {}, 16, 1).choices.size(), 16u);
    EXPECT_THROW(saltelli_plan(study_with("\n[sweep.anchors.ENT]\ncrossover = [26, 27]\n"), {}, 16, 1), InputError);
    EXPECT_THROW(saltelli_plan(study_with(""), {}, 16, 1), InputError);
}

}  // namespace
}  // namespace qca
