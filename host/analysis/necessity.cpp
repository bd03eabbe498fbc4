#include "host/analysis/necessity.hpp"

#include "host/analysis/set_membership.hpp"

namespace qca {
namespace {

Necessity fit_of(const std::string& name, const std::vector<double>& x, const Memberships& memberships) {
    const std::vector<double>& y = outcome_of(memberships);
    NecessitySums sums;
    for (const std::size_t i : memberships.order) {
        const double both = smaller(x[i], y[i]);
        sums.x += x[i];
        sums.y += y[i];
        sums.both += both;
        sums.out += 1.0 - x[i];
        sums.not_both += 1.0 - both;
    }
    return {name, necessity_inclusion(sums), necessity_relevance(sums), necessity_coverage(sums)};
}

}  // namespace

std::vector<NamedExpression> necessity_candidates(const std::vector<std::string>& conditions, const NecessityOptions& options) {
    std::vector<NamedExpression> candidates;
    const auto k = static_cast<int>(conditions.size());
    for (const bool present : {true, false})
        for (int c = 0; c < k; ++c) {
            const std::uint32_t bit = condition_bit(c, k);
            candidates.push_back({(present ? "" : "~") + conditions[static_cast<std::size_t>(c)], {{bit, present ? bit : 0}}});
        }
    candidates.insert(candidates.end(), options.expressions.begin(), options.expressions.end());
    return candidates;
}

std::vector<Necessity> necessity(const Memberships& memberships, const std::vector<NamedExpression>& candidates) {
    std::vector<Necessity> result;
    for (const NamedExpression& candidate : candidates)
        result.push_back(fit_of(candidate.expression, expression_memberships(memberships, candidate.paths), memberships));
    return result;
}

}  // namespace qca
