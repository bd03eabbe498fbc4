#include "host/recover/recover.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "host/analysis/analysis.hpp"
#include "host/recover/descend.hpp"

namespace qca {
namespace {

/// Joint candidates that are looked at one by one for the list of the best.
constexpr std::size_t most_ranked = 20000;

std::vector<const double*> memberships_of(const std::vector<SetSpace>& spaces, const std::vector<std::size_t>& members) {
    std::vector<const double*> sets;
    for (std::size_t s = 0; s < spaces.size(); ++s) sets.push_back(spaces[s].of(members[s]));
    return sets;
}

std::vector<std::size_t> first_of(const JointBlock& block) {
    std::vector<std::size_t> members;
    for (const auto& list : block.members) members.push_back(list.front());
    members.push_back(block.outcome);
    return members;
}

/// The joint candidates of all blocks, best first; not more than most_ranked of them are looked at.
std::vector<JointCandidate> rank_candidates(const Published& published, const std::vector<SetSpace>& spaces, const std::vector<JointBlock>& blocks,
                                            std::size_t top) {
    std::vector<JointCandidate> ranked;
    const std::size_t cases = spaces.front().cases;
    for (const JointBlock& block : blocks) {
        std::vector<std::size_t> at(block.members.size(), 0);
        for (bool more = true; more && ranked.size() < most_ranked;) {
            JointCandidate candidate;
            for (std::size_t c = 0; c < at.size(); ++c) candidate.members.push_back(block.members[c][at[c]]);
            candidate.members.push_back(block.outcome);
            candidate.lost = block.lost;
            candidate.distance = distance_of(published, reproduce(published, memberships_of(spaces, candidate.members), cases), true);
            ranked.push_back(std::move(candidate));
            more = false;
            for (std::size_t c = at.size(); !more && c-- > 0;) {
                more = ++at[c] < block.members[c].size();
                if (!more) at[c] = 0;
            }
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return std::tie(a.lost, a.distance) < std::tie(b.lost, b.distance); });
    ranked.resize(std::min(ranked.size(), top));
    return ranked;
}

AnchorRegion region_of(const std::set<double>& values, const std::vector<double>& tried) {
    const auto inside = [&](double value) { return value >= *values.begin() && value <= *values.rbegin(); };
    const auto between = std::count_if(tried.begin(), tried.end(), inside);
    return {*values.begin(), *values.rbegin(), values.size(), static_cast<std::size_t>(between) == values.size()};
}

SetRecovery set_recovery(const SetSpace& space, const std::set<std::uint32_t>& members) {
    SetRecovery recovery;
    recovery.candidates = members.size();
    if (!space.searched) return recovery;
    for (std::size_t v = 0; v < space.variants.size(); ++v) {
        std::array<std::set<double>, 3> values;
        VariantRegion region;
        region.variant = v;
        for (const std::uint32_t member : members) {
            if (space.candidates[member].variant != v) continue;
            ++region.candidates;
            for (std::size_t a = 0; a < 3; ++a) values[a].insert(space.candidates[member].anchors.*anchor_members[a]);
        }
        if (region.candidates == 0) continue;
        const Variant& variant = space.variants[v];
        region.anchors = {region_of(values[0], variant.exclusion), region_of(values[1], variant.crossover), region_of(values[2], variant.inclusion)};
        recovery.regions.push_back(region);
    }
    return recovery;
}

/// Cells that none of these reproduces. In a block all members give the same figures of the truth table, and those of necessity follow from one
/// condition's member alone.
std::vector<std::size_t> never_reproduced(const Published& published, const std::vector<SetSpace>& spaces, const std::vector<JointBlock>& blocks) {
    std::vector<char> reproduced(published.cells.size(), 0);
    const auto look_at = [&](const std::vector<std::size_t>& members) {
        const std::vector<Reproduction> cells = reproduce(published, memberships_of(spaces, members), spaces.front().cases);
        for (std::size_t i = 0; i < cells.size(); ++i) reproduced[i] = reproduced[i] != 0 || cells[i].reproduced ? 1 : 0;
    };
    for (const JointBlock& block : blocks) {
        std::vector<std::size_t> members = first_of(block);
        look_at(members);
        for (std::size_t c = 0; c < block.members.size(); ++c) {
            for (const std::uint32_t member : block.members[c]) {
                members[c] = member;
                look_at(members);
            }
            members[c] = block.members[c].front();
        }
    }
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < reproduced.size(); ++i)
        if (reproduced[i] == 0) cells.push_back(i);
    return cells;
}

JointBlock found_by_descent(const Published& published, const std::vector<SetSpace>& spaces, Crew& crew) {
    const std::vector<std::size_t> members = descend(published, spaces, crew);
    JointBlock block;
    for (std::size_t c = 0; c + 1 < spaces.size(); ++c) block.members.push_back({static_cast<std::uint32_t>(members[c])});
    block.outcome = static_cast<std::uint32_t>(members.back());
    block.lost = lost_of(reproduce(published, memberships_of(spaces, members), spaces.front().cases));
    return block;
}

std::vector<Reproduction> own_reproduction(const Study& study, const StudyData& data, const Published& published) {
    const Memberships memberships = calibrate_study(study, data);
    std::vector<const double*> sets;
    for (const std::vector<double>& set : memberships.set) sets.push_back(set.data());
    return reproduce(published, sets, data.number_of_cases());
}

}  // namespace

Recovery recover(const Study& study, const StudyData& data, const Published& published, const RecoverOptions& options) {
    Crew crew(options.threads);
    Recovery recovery;
    recovery.spaces = search_space(study, data, options.space, crew);
    const std::vector<SetSpace>& spaces = recovery.spaces;
    recovery.covered = 1;
    for (const SetSpace& space : spaces) recovery.covered *= static_cast<double>(space.size());
    recovery.own = own_reproduction(study, data, published);

    SearchWork work(options.limit, options.progress);
    JointSearch search = search_jointly(published, spaces, options.within, work, crew);
    recovery.fewest_lost = search.fewest_lost;
    recovery.complete = search.complete;
    recovery.pairs = work.pairs;
    recovery.boxes = work.boxes;
    recovery.leaves = work.leaves;
    if (search.blocks.empty()) search.blocks.push_back(found_by_descent(published, spaces, crew));
    recovery.candidates = rank_candidates(published, spaces, search.blocks, options.top);

    const JointCandidate& first = recovery.candidates.front();
    std::erase_if(search.blocks, [&](const JointBlock& block) { return block.lost > first.lost; });
    std::vector<std::set<std::uint32_t>> members(spaces.size());
    for (const JointBlock& block : search.blocks) {
        recovery.best += block.size();
        for (std::size_t c = 0; c < block.members.size(); ++c) members[c].insert(block.members[c].begin(), block.members[c].end());
        members.back().insert(block.outcome);
    }
    recovery.never_reproduced = never_reproduced(published, spaces, search.blocks);
    const std::vector<const double*> sets = memberships_of(spaces, first.members);
    recovery.reproductions = reproduce(published, sets, data.number_of_cases());
    for (std::size_t s = 0; s < spaces.size(); ++s) {
        recovery.sets.push_back(set_recovery(spaces[s], members[s]));
        const Candidate& candidate = spaces[s].candidates[first.members[s]];
        if (spaces[s].searched)
            recovery.sets.back().reaches =
                anchor_reaches(published, study.set(s), spaces[s].variants[candidate.variant], candidate.anchors, s, sets, data.cases, first.lost);
    }
    return recovery;
}

}  // namespace qca
