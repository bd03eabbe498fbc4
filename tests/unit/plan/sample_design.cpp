#include "host/plan/sample_design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/read_study.hpp"

namespace qca {
namespace {

SampleDesign design_of(Design design, std::uint64_t samples, std::uint64_t seed, std::size_t axes = 14) {
    SampleDesign out{design, samples, seed, {}};
    for (std::size_t a = 0; a < axes; ++a) out.axes.push_back({16, ValueRange{0, 1}, 0, static_cast<int>(a)});
    return out;
}

constexpr Design all_designs[] = {Design::sobol, Design::latin_hypercube, Design::random};

TEST(SampleDesign, LatinHypercubeHasOneSampleInEveryStratum) {
    for (const std::uint64_t samples : {1u, 2u, 3u, 5u, 16u, 1000u, 4097u}) {
        const Sampler sampler(design_of(Design::latin_hypercube, samples, 7));
        for (std::size_t axis = 0; axis < 14; ++axis) {
            std::set<std::uint64_t> strata;
            for (std::uint64_t s = 0; s < samples; ++s) strata.insert(Sampler::part_of(sampler.fraction(axis, s), samples));
            EXPECT_EQ(strata.size(), samples) << "axis " << axis;
        }
    }
}

TEST(SampleDesign, SobolBlocksAreStratified) {
    const Sampler sampler(design_of(Design::sobol, 4096, 3));
    for (std::size_t axis = 0; axis < 14; ++axis)
        for (std::uint64_t first = 0; first < 4096; first += 256) {
            std::set<std::uint64_t> strata;
            for (std::uint64_t s = first; s < first + 256; ++s) strata.insert(Sampler::part_of(sampler.fraction(axis, s), 256));
            EXPECT_EQ(strata.size(), 256u) << "axis " << axis << ", from " << first;
        }
}

TEST(SampleDesign, SamplesInARowAreThoseAskedForOneByOne) {
    for (const Design design : all_designs)
        for (const bool paired : {false, true}) {
            SampleDesign of = design_of(design, 3000, 5, 3);
            of.axes.push_back({1, {}, 0, -1});
            if (paired) of.matrices = {{}, {0, 1, 2}, {1}};
            const Sampler sampler(of);
            for (std::size_t axis = 0; axis < of.axes.size(); ++axis) {
                std::vector<std::uint64_t> row(777, 1);
                sampler.fractions(axis, 1234, row.size(), row.data());
                for (std::size_t i = 0; i < row.size(); ++i) ASSERT_EQ(row[i], sampler.fraction(axis, 1234 + i)) << axis << " " << i;
            }
        }
}

TEST(SampleDesign, PartsOfManyFractionsAreThoseOfEach) {
    for (const std::uint32_t parts : {1u, 2u, 3u, 7u, 16u, 20u, 4096u, 65537u, 4294967295u}) {
        // Where a part ends and the next one begins, and halves of 32 digits on either side.
        std::vector<std::uint64_t> fractions{0, 1, 0x7FFFFFFFFFFFFFFFu, 0xFFFFFFFFu, 0x100000000u, ~std::uint64_t{0}};
        for (std::uint32_t part = 1; part < std::min(parts, 100u); ++part) {
            const auto last = static_cast<std::uint64_t>(((static_cast<UInt128>(part) << 64) - 1) / parts);
            for (const std::uint64_t fraction : {last - 1, last, last + 1, last >> 32 << 32, (last >> 32 << 32) - 1}) fractions.push_back(fraction);
        }
        std::vector<std::uint32_t> found(fractions.size(), 0xDEADBEEFu);
        Sampler::parts_of(fractions.data(), fractions.size(), parts, found.data());
        for (std::size_t i = 0; i < fractions.size(); ++i) ASSERT_EQ(found[i], Sampler::part_of(fractions[i], parts)) << fractions[i] << " of " << parts;
    }
}

TEST(SampleDesign, ValuesAtManyFractionsAreThoseOfEach) {
    SampleDesign design = design_of(Design::random, 10, 3, 2);
    design.axes[1].steps = 7;
    design.axes[1].range = ValueRange{-2, 5};
    const Sampler sampler(design);
    const std::vector<std::uint64_t> fractions{0, 0xFFFu, 0x1000u, 0x8000000000000000u, 0x7FFFFFFFFFFFFFFFu, ~std::uint64_t{0}};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        std::vector<double> found(fractions.size(), std::nan(""));
        sampler.values_at(axis, fractions.data(), fractions.size(), found.data());
        for (std::size_t i = 0; i < fractions.size(); ++i) {
            // 52 digits and a half of a fraction of [0, 1], or the middle of one of seven parts of [-2, 5].
            const double expected = axis == 0 ? (std::ldexp(static_cast<double>(fractions[i] >> 12), 1) + 1) * std::ldexp(1.0, -53)
                                              : -1.5 + static_cast<double>(Sampler::part_of(fractions[i], 7));
            EXPECT_EQ(found[i], expected) << fractions[i];
            EXPECT_EQ(sampler.value_at(axis, fractions[i]), expected);
        }
    }
}

TEST(SampleDesign, HalvesAndAxesAreAlike) {
    // Means of either half are within 5 standard errors of 1/2, products of two axes of 1/4.
    for (const Design design : all_designs) {
        const std::uint64_t samples = 1 << 14;
        const Sampler sampler(design_of(design, samples, 11));
        const auto u = [&](std::size_t axis, std::uint64_t s) { return static_cast<double>(sampler.fraction(axis, s)) * 0x1p-64; };
        for (std::size_t axis = 0; axis < 14; ++axis) {
            double first = 0, second = 0, product = 0;
            for (std::uint64_t s = 0; s < samples; ++s) {
                (s < samples / 2 ? first : second) += u(axis, s);
                product += u(axis, s) * u((axis + 1) % 14, s);
            }
            const double n = static_cast<double>(samples);
            EXPECT_NEAR(first / (n / 2), 0.5, 5 * std::sqrt(1 / 12.0 / (n / 2)));
            EXPECT_NEAR(second / (n / 2), 0.5, 5 * std::sqrt(1 / 12.0 / (n / 2)));
            EXPECT_NEAR(product / n, 0.25, 5 * std::sqrt(7 / 144.0 / n));
        }
    }
}

std::uint64_t checksum(Design design, std::uint64_t seed) {
    const Sampler sampler(design_of(design, 1000, seed));
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (std::uint64_t s = 0; s < 1000; ++s)
        for (std::size_t axis = 0; axis < 14; ++axis) hash = (hash ^ sampler.fraction(axis, s)) * 0x100000001B3u;
    return hash;
}

TEST(SampleDesign, FirstThousandSamplesNeverChange) {
    EXPECT_EQ(checksum(Design::sobol, 1), 16043920053225806053u);
    EXPECT_EQ(checksum(Design::latin_hypercube, 1), 9063617471121832425u);
    EXPECT_EQ(checksum(Design::random, 1), 6193099283050286302u);
    for (const Design design : all_designs) EXPECT_NE(checksum(design, 1), checksum(design, 2));
}

TEST(SampleDesign, ValuesLieInTheirRangeAndSnap) {
    SampleDesign design = design_of(Design::random, 5000, 5, 2);
    design.axes[0] = {16, ValueRange{12.5, 16.5}, 64, 0};
    design.axes[1] = {20, ValueRange{-0.1, 0.2}, 0, 1};
    const Sampler sampler(design);
    std::set<double> snapped;
    for (std::uint64_t s = 0; s < 5000; ++s) {
        snapped.insert(sampler.value(0, s));
        EXPECT_EQ(sampler.position(0, s), sampler.step(0, s) / 4);
        const double value = sampler.value(1, s);
        EXPECT_GT(value, -0.1);
        EXPECT_LT(value, 0.2);
        EXPECT_EQ(sampler.position(1, s), static_cast<std::size_t>((value + 0.1) / 0.3 * 20));
    }
    EXPECT_EQ(snapped.size(), 64u);
    EXPECT_EQ(*snapped.begin(), 12.5 + 4.0 / 128);
}

Study study_with(const std::string& sweep) {
    const std::string file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";
    return parse_study(read_study(file).text + sweep, file);
}

TEST(SampleDesign, AnchorsAreSnappedToAtMost4096Triples) {
    const Study study = study_with(R"(
[sweep]
design = "sobol"
samples = 100
[sweep.anchors.ENT]
exclusion = { from = 23, to = 27 }
crossover = { around = 14.5, by = 2 }
inclusion = { from = 3, to = 6 }
[sweep.anchors.UNI]
crossover = { from = 12.5, to = 16.5 }
inclusion = { from = 3, to = 6 }
[sweep.anchors.GDP]
crossover = { from = 12.5, to = 16.5 }
[sweep.anchors.POW]
crossover = { from = 12.5, to = 16.5 }
inclusion = [3, 4, 5]
[sweep.cutoffs]
incl = { from = 0.75, to = 0.95 }
)");
    const SweepPlan plan = plan_sweep(study);
    std::vector<std::uint64_t> steps;
    for (const SampleAxis& axis : plan.design.axes) steps.push_back(axis.steps);
    EXPECT_EQ(steps, (std::vector<std::uint64_t>{16, 16, 16, 64, 64, 4096, 1024, 0, 0, 0, 0, 0}));
    EXPECT_EQ(plan.scenarios, 100u);
    EXPECT_EQ(plan.axes[1].name, "ENT_crossover");
    EXPECT_EQ(plan.axes[1].edges.size(), 17u);
    EXPECT_EQ(plan.axes[1].edges.front(), 12.5);
    EXPECT_EQ(plan.axes[1].edges.back(), 16.5);
    EXPECT_EQ(plan.axes[1].own, 8u);  // 14.5 lies at the lower edge of bin 8
    EXPECT_EQ(plan.axes[plan.incl_axis].size(), 20u);
    EXPECT_TRUE(plan.axes[plan.n_axis].edges.empty());
    EXPECT_EQ(parse_study(resolved_study(study), study.file).sweep, study.sweep);
}

}  // namespace
}  // namespace qca
