// Tables that are made from anchors give these anchors back.
#include <gtest/gtest.h>

#include <algorithm>

#include "host/recover/recover.hpp"
#include "tests/unit/recover/planted_study.hpp"

namespace qca {
namespace {

using test::PlantedStudy;

/// A study calibrated by one candidate of its own search space, drawn at random.
struct Planted {
    PlantedStudy study;
    std::vector<std::size_t> members;  ///< [set]
};

Planted planted(std::uint64_t seed, const SpaceOptions& options) {
    Planted result{test::planted_study(seed, 3, 14), {}};
    Crew crew(1);
    SeededRandom random(1000 + seed);
    const std::vector<SetSpace> spaces = search_space(result.study.study, result.study.data, options, crew);
    for (std::size_t s = 0; s < spaces.size(); ++s) {
        result.members.push_back(random.below(spaces[s].size()));
        if (!spaces[s].searched) continue;
        const Candidate& candidate = spaces[s].candidates[result.members.back()];
        const Variant& variant = spaces[s].variants[candidate.variant];
        SetDefinition& definition = s + 1 < spaces.size() ? result.study.study.conditions[s] : result.study.study.outcome;
        definition.ranking = variant.transforms.front();
        definition.anchors = candidate.anchors;
        result.study.data.raw[s] = variant.values;
    }
    return result;
}

/// Whether a candidate of the recovery gives a set the memberships that it has in the study.
bool is_own(const Recovery& recovery, const JointCandidate& candidate, const Planted& planted) {
    const Memberships own = calibrate_study(planted.study.study, planted.study.data);
    for (std::size_t s = 0; s < own.set.size(); ++s) {
        const double* const m = recovery.spaces[s].of(candidate.members[s]);
        if (!std::equal(own.set[s].begin(), own.set[s].end(), m)) return false;
    }
    return true;
}

RecoverOptions all_listed(bool outcome) {
    RecoverOptions options;
    options.space.search_outcome = outcome;
    options.top = 10000;
    return options;
}

TEST(RecoverPlanted, ThePlantedCandidateIsAmongTheBest) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const RecoverOptions options = all_listed(seed % 2 == 0);
        const Planted made = planted(seed, options.space);
        const Published published = test::published_of(made.study, {test::necessity_csv(made.study), test::truth_table_csv(made.study)});
        const Recovery recovery = recover(made.study.study, made.study.data, published, options);
        ASSERT_TRUE(recovery.complete) << seed;
        EXPECT_EQ(recovery.fewest_lost, 0u) << seed;
        EXPECT_EQ(lost_of(recovery.own), 0u) << seed;
        EXPECT_TRUE(recovery.never_reproduced.empty()) << seed;
        EXPECT_TRUE(std::any_of(recovery.candidates.begin(), recovery.candidates.end(), [&](const auto& c) { return is_own(recovery, c, made); }))
            << "seed " << seed << ", best " << recovery.best;
    }
}

TEST(RecoverPlanted, AMisprintIsFlagged) {
    std::size_t flagged = 0;
    for (std::uint64_t seed = 21; seed <= 32; ++seed) {
        const RecoverOptions options = all_listed(false);
        const Planted made = planted(seed, options.space);
        Published published = test::published_of(made.study, {test::necessity_csv(made.study), test::truth_table_csv(made.study)});
        SeededRandom random(seed);
        const std::size_t misprint = random.below(published.cells.size());
        PrintedCell& cell = published.cells[misprint];
        if (cell.column == "cases") continue;
        cell.value = cell.column == "n" ? cell.value + 1 : cell.value > 0.5 ? cell.value - 0.081 : cell.value + 0.081;
        const Recovery recovery = recover(made.study.study, made.study.data, published, options);
        ASSERT_TRUE(recovery.complete) << seed;
        EXPECT_EQ(recovery.fewest_lost, 1u) << seed;
        EXPECT_TRUE(std::any_of(recovery.candidates.begin(), recovery.candidates.end(), [&](const auto& c) { return is_own(recovery, c, made); })) << seed;
        flagged += recovery.never_reproduced == std::vector<std::size_t>{misprint} ? 1 : 0;
    }
    EXPECT_GE(flagged, 8u);
}

// The reach of an anchor ends where a figure is lost, and nowhere before.
TEST(RecoverPlanted, AnAnchorReachesToWhereAFigureIsLost) {
    std::size_t ends = 0;
    for (std::uint64_t seed = 41; seed <= 44; ++seed) {
        const RecoverOptions options = all_listed(true);
        const Planted made = planted(seed, options.space);
        const Published published = test::published_of(made.study, {test::necessity_csv(made.study), test::truth_table_csv(made.study)});
        const Recovery recovery = recover(made.study.study, made.study.data, published, options);
        ASSERT_FALSE(recovery.candidates.empty());
        const JointCandidate& first = recovery.candidates.front();
        for (std::size_t s = 0; s < recovery.spaces.size(); ++s) {
            const SetSpace& space = recovery.spaces[s];
            const Candidate& candidate = space.candidates[first.members[s]];
            std::vector<const double*> sets;
            for (std::size_t t = 0; t < recovery.spaces.size(); ++t) sets.push_back(recovery.spaces[t].of(first.members[t]));
            const auto lost_at = [&](std::size_t a, double value) {
                Anchors anchors = candidate.anchors;
                anchors.*anchor_members[a] = value;
                const std::vector<double> m = memberships_under(made.study.study.set(s), space.variants[candidate.variant], anchors, made.study.data.cases);
                std::vector<const double*> moved = sets;
                moved[s] = m.data();
                return lost_of(reproduce(published, moved, made.study.data.cases.size()));
            };
            for (std::size_t a = 0; a < 3; ++a) {
                const AnchorReach& reach = recovery.sets[s].reaches[a];
                const double unit = std::abs(candidate.anchors.inclusion - candidate.anchors.exclusion);
                for (const double end : {reach.low, reach.high}) {
                    if (std::isinf(end)) continue;
                    for (const double share : {0.25, 0.5, 0.75, 1.0})
                        EXPECT_EQ(lost_at(a, candidate.anchors.*anchor_members[a] * (1 - share) + end * share), 0u);
                    Anchors beyond = candidate.anchors;
                    beyond.*anchor_members[a] = end + (end == reach.low ? -1e-6 : 1e-6) * unit;
                    if (!beyond.in_order()) continue;
                    EXPECT_GT(lost_at(a, beyond.*anchor_members[a]), 0u) << "seed " << seed << ", set " << s << ", anchor " << a;
                    ++ends;
                }
            }
        }
    }
    EXPECT_GT(ends, 20u);
}

}  // namespace
}  // namespace qca
