#include "host/robustness/path_company.hpp"

#include <algorithm>
#include <numeric>

#include "host/sweep/census_index.hpp"

namespace qca {

namespace {

enum Relation : std::uint8_t { same, longer, shorter, other };

/// Counts paths of an index.
class Counter {
  public:
    Counter(std::size_t types, std::size_t paths) : types_(types), scenarios_(types), counts_(types * paths), met_(paths) {}

    void add_scenarios(const CensusEntry& entry) {
        for (std::size_t type = 0; type < types_; ++type) scenarios_[type] += entry.counts[type];
    }
    /// Once for every solution and path.
    void add_path(std::uint32_t path, const CensusEntry& entry) {
        for (std::size_t type = 0; type < types_; ++type) counts_[path * types_ + type] += entry.counts[type];
    }
    /// The same, however often it is called for a solution. @param solution  its number from 1
    void add_path_once(std::uint32_t path, const CensusEntry& entry, std::size_t solution) {
        if (met_[path] == solution) return;
        met_[path] = solution;
        add_path(path, entry);
    }

    Company company(const CensusIndex& index) const {
        std::vector<std::uint32_t> order;
        std::vector<std::uint64_t> totals(met_.size());
        for (std::uint32_t path = 0; path < totals.size(); ++path) {
            const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(path * types_);
            totals[path] = std::accumulate(first, first + static_cast<std::ptrdiff_t>(types_), std::uint64_t{0});
            if (totals[path] > 0) order.push_back(path);
        }
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return totals[a] != totals[b] ? totals[a] > totals[b] : index.expression(a) < index.expression(b);
        });
        Company company{scenarios_, {}};
        for (const std::uint32_t path : order) {
            const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(path * types_);
            company.paths.push_back({index.expression(path), {first, first + static_cast<std::ptrdiff_t>(types_)}});
        }
        return company;
    }

  private:
    std::size_t types_;
    std::vector<std::uint64_t> scenarios_, counts_;
    std::vector<std::size_t> met_;
};

}  // namespace

PathCompany path_company(const SweepResult& result, const PathResult& path) {
    CensusIndex index(result.conditions);
    for (const CensusEntry& entry : result.census) index.add(entry.expression);
    const Implicant wanted = index.read_path(path.expression);
    std::vector<Relation> relation;
    for (std::size_t p = 0; p < index.paths(); ++p) {
        const Implicant& found = index.implicant(p);
        relation.push_back(found == wanted ? same : wanted.contains(found) ? longer : found.contains(wanted) ? shorter : other);
    }
    const auto type_axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& a) { return a.name == solution_type_axis; });
    const std::size_t types = type_axis == result.axes.end() ? 1 : type_axis->size();
    Counter beside(types, index.paths()), longer_paths(types, index.paths()), shorter_paths(types, index.paths()), others(types, index.paths());
    for (std::size_t s = 0; s < result.census.size(); ++s) {
        const CensusEntry& entry = result.census[s];
        const auto members = index.members(s);
        if (members.empty()) continue;
        const auto has = [&](Relation wanted_relation) {
            return std::any_of(members.begin(), members.end(), [&](const auto& member) { return relation[member.path] == wanted_relation; });
        };
        if (has(same)) {
            beside.add_scenarios(entry);
            for (std::size_t m = 0; m < index.models(s); ++m) {
                const auto model = index.model(s, m);
                if (std::none_of(model.begin(), model.end(), [&](std::uint32_t p) { return relation[p] == same; })) continue;
                for (const std::uint32_t p : model)
                    if (relation[p] != same) beside.add_path_once(p, entry, s + 1);
            }
            continue;
        }
        const Relation here = has(longer) ? longer : has(shorter) ? shorter : other;
        Counter& counter = here == longer ? longer_paths : here == shorter ? shorter_paths : others;
        counter.add_scenarios(entry);
        for (const auto& member : members)
            if (relation[member.path] == here) counter.add_path(member.path, entry);
    }
    return {beside.company(index), longer_paths.company(index), shorter_paths.company(index), others.company(index)};
}

}  // namespace qca
