#include "host/robustness/path_case_changes.hpp"

namespace qca {
namespace {

bool belongs(const Implicant& path, const Memberships& memberships, std::size_t case_number) {
    const auto conditions = static_cast<int>(memberships.set.size()) - 1;
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        const double x = memberships.set[static_cast<std::size_t>(c)][case_number];
        if ((path.literals & bit) != 0 && !((path.values & bit) != 0 ? x > 0.5 : 1.0 - x > 0.5)) return false;
    }
    return true;
}

}  // namespace

std::vector<std::size_t> path_cases(const Implicant& path, const Memberships& memberships) {
    std::vector<std::size_t> cases;
    for (std::size_t i = 0; i < memberships.set.back().size(); ++i)
        if (belongs(path, memberships, i)) cases.push_back(i);
    return cases;
}

std::vector<PathCaseChange> path_case_changes(const Implicant& path, const MovingSet& set, const RangeParameter& anchor,
                                              const SearchRange& range, const Memberships& memberships, double own) {
    std::vector<PathCaseChange> changes;
    Memberships lower = memberships, upper = memberships;
    for (const double above : set.breakpoints(range)) {
        const double below = value_before(anchor, above);
        lower.set[anchor.set] = set.memberships(below);
        upper.set[anchor.set] = set.memberships(above);
        for (std::size_t i = 0; i < memberships.set.back().size(); ++i) {
            const bool in_lower = belongs(path, lower, i), in_upper = belongs(path, upper, i);
            if (in_lower == in_upper) continue;
            if (above <= own)
                changes.push_back({above, below, i, in_lower, lower.set[anchor.set][i]});
            else
                changes.push_back({below, above, i, in_upper, upper.set[anchor.set][i]});
        }
    }
    return changes;
}

}  // namespace qca
