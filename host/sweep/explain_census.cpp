#include "host/sweep/explain_census.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

#include "host/sweep/census_index.hpp"
#include "host/sweep/count_roles.hpp"

namespace qca {

namespace {

std::size_t axis_size(const std::vector<Axis>& axes, const char* name) {
    const auto axis = std::find_if(axes.begin(), axes.end(), [&](const Axis& a) { return a.name == name; });
    return axis == axes.end() ? 1 : axis->size();
}

std::uint64_t total(const std::vector<std::uint64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

struct Literals {
    std::uint32_t present = 0, negated = 0;

    void add(const Implicant& path) {
        present |= path.values;
        negated |= path.literals & ~path.values;
    }
};

Literals literals_of(const CensusIndex& index, std::size_t solution) {
    Literals literals;
    for (const CensusIndex::Member& member : index.members(solution)) literals.add(index.implicant(member.path));
    return literals;
}

double jaccard(std::size_t common, std::size_t either, bool both_or_neither) {
    return either == 0 ? (both_or_neither ? 1.0 : 0.0) : static_cast<double>(common) / static_cast<double>(either);
}

/// Fills in what is said of each solution. @param index  the census, then the own solutions
void describe_solutions(CensusDetails& details, const std::vector<CensusEntry>& census, const CensusIndex& index, std::size_t types) {
    std::vector<Literals> own_literals;
    std::vector<std::uint32_t> own_types(index.paths());  // bit of each type whose own solution has the path
    for (std::size_t o = 0; o < details.own.size(); ++o) {
        own_literals.push_back(literals_of(index, census.size() + o));
        for (const CensusIndex::Member& member : index.members(census.size() + o)) own_types[member.path] |= 1u << (o % types);
    }
    for (std::size_t s = 0; s < census.size(); ++s) {
        const auto members = index.members(s);
        const Literals literals = literals_of(index, s);
        std::uint32_t fewest = members.empty() ? 0 : ~0u, most = 0;
        for (const CensusIndex::Member& member : members) {
            const auto count = static_cast<std::uint32_t>(std::popcount(index.implicant(member.path).literals));
            fewest = std::min(fewest, count);
            most = std::max(most, count);
        }
        details.path_number.push_back(static_cast<std::uint32_t>(members.size()));
        details.fewest_literals.push_back(fewest);
        details.most_literals.push_back(most);
        for (std::size_t type = 0; type < types; ++type) {
            const std::size_t o = census[s].outcome * types + type;
            const std::size_t own_paths = index.members(census.size() + o).size();
            const auto common = static_cast<std::size_t>(std::count_if(
                members.begin(), members.end(), [&](const CensusIndex::Member& member) { return (own_types[member.path] >> type & 1) != 0; }));
            const Literals& own = own_literals[o];
            const bool both_or_neither = members.empty() == (own_paths == 0);
            details.path_similarity.push_back(jaccard(common, members.size() + own_paths - common, both_or_neither));
            details.literal_similarity.push_back(
                jaccard(static_cast<std::size_t>(std::popcount(literals.present & own.present) + std::popcount(literals.negated & own.negated)),
                        static_cast<std::size_t>(std::popcount(literals.present | own.present) + std::popcount(literals.negated | own.negated)),
                        both_or_neither));
        }
    }
}

/// The paths that some scenario has, by their numbers in the index. @param numbers  of the listed ones
std::vector<CensusPath> list_paths(const std::vector<CensusEntry>& census, const CensusIndex& index, std::size_t types,
                                   std::vector<std::uint32_t>& numbers, std::uint64_t& unlisted) {
    std::vector<CensusPath> paths(index.paths());
    for (CensusPath& path : paths) {
        path.exact_all.resize(types);
        path.exact_some.resize(types);
    }
    for (std::size_t s = 0; s < census.size(); ++s)
        for (const CensusIndex::Member& member : index.members(s)) {
            CensusPath& path = paths[member.path];
            std::vector<std::uint64_t>& counts = member.models == index.models(s) ? path.exact_all : path.exact_some;
            for (std::size_t type = 0; type < types; ++type) counts[type] += census[s].counts[type];
        }
    std::vector<std::uint64_t> totals;
    for (const CensusPath& path : paths) totals.push_back(total(path.exact_all) + total(path.exact_some));
    for (std::uint32_t p = 0; p < paths.size(); ++p)
        if (totals[p] > 0) numbers.push_back(p);
    std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
        return totals[a] != totals[b] ? totals[a] > totals[b] : index.expression(a) < index.expression(b);
    });
    unlisted = numbers.size() > most_census_paths ? numbers.size() - most_census_paths : 0;
    numbers.resize(numbers.size() - unlisted);
    std::vector<CensusPath> listed;
    for (const std::uint32_t p : numbers) {
        listed.push_back(std::move(paths[p]));
        listed.back().expression = index.expression(p);
    }
    return listed;
}

/// The rest of so many scenarios does not have the path.
void add_absent(PathRoles& roles, const Implicant& path, std::uint64_t scenarios) {
    const auto conditions = static_cast<int>(roles.by_condition.size());
    for (int c = 0; c < conditions; ++c) {
        if ((path.literals & condition_bit(c, conditions)) == 0) continue;
        RoleCounts& counts = roles.by_condition[static_cast<std::size_t>(c)];
        counts[static_cast<std::size_t>(Role::absent)] = scenarios - std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    }
}

void add_roles(CensusDetails& details, const SweepResult& result, const CensusIndex& index, const std::vector<std::uint32_t>& numbers) {
    const std::size_t conditions = result.conditions.size();
    const std::vector<PathRoles> roles = count_roles(index, details.pairs, conditions);
    std::vector<std::uint64_t> scenarios(axis_size(result.axes, outcome_axis));
    for (const SolutionPair& pair : details.pairs) scenarios[result.census[pair.other].outcome] += pair.count;
    std::vector<std::uint32_t> outcomes(index.paths());
    for (std::size_t s = 0; s < result.census.size(); ++s)
        for (const CensusIndex::Member& member : index.members(s)) outcomes[member.path] = result.census[s].outcome;
    for (std::size_t p = 0; p < numbers.size(); ++p) {
        details.paths[p].roles = roles[numbers[p]];
        add_absent(details.paths[p].roles, index.implicant(numbers[p]), scenarios[outcomes[numbers[p]]]);
    }
    // A path of interest is followed through all outcomes.
    for (const PathResult& path : result.paths) {
        PathRoles& sum = details.path_roles.emplace_back(PathRoles{std::vector<RoleCounts>(conditions), 0});
        for (std::size_t p = 0; p < index.paths(); ++p) {
            if (index.conjunction(p) != path.expression) continue;
            sum.uncontained += roles[p].uncontained;
            for (std::size_t c = 0; c < conditions; ++c)
                for (std::size_t r = 0; r < literal_roles; ++r) sum.by_condition[c][r] += roles[p].by_condition[c][r];
        }
        add_absent(sum, index.read_path(path.expression), total(scenarios));
    }
}

}  // namespace

CensusDetails explain_census(const SweepResult& result, const std::vector<std::string>& own) {
    CensusDetails details = result.census_details;
    details.own = own;
    std::sort(details.pairs.begin(), details.pairs.end(), [](const SolutionPair& a, const SolutionPair& b) {
        return std::tuple(b.count, a.parsimonious, a.other) < std::tuple(a.count, b.parsimonious, b.other);
    });
    CensusIndex index(result.conditions);
    for (const CensusEntry& entry : result.census) index.add(entry.expression);
    for (const std::string& expression : own) index.add(expression);
    const std::size_t types = axis_size(result.axes, solution_type_axis);
    describe_solutions(details, result.census, index, types);
    std::vector<std::uint32_t> numbers;
    details.paths = list_paths(result.census, index, types, numbers, details.unlisted_paths);
    if (!details.role_type.empty()) add_roles(details, result, index, numbers);
    return details;
}

}  // namespace qca
