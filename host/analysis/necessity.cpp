#include "host/analysis/necessity.hpp"

#include "host/analysis/set_membership.hpp"

namespace qca {
namespace {

/// inclN = sum min(x,y) / sum y, covN = sum min(x,y) / sum x, RoN = sum (1-x) / sum (1 - min(x,y)).
Necessity fit_of(const std::string& name, const std::vector<double>& x, const Memberships& memberships) {
    const std::vector<double>& y = outcome_of(memberships);
    const RelationSums<double> sums = relation_sums(x, y, memberships.order);
    double out = 0, not_both = 0;
    for (const std::size_t i : memberships.order) {
        out += 1.0 - x[i];
        not_both += 1.0 - smaller(x[i], y[i]);
    }
    return {name, coverage(sums, sum_of(y, memberships.order)), out / not_both, inclusion(sums)};
}

}  // namespace

std::vector<Necessity> necessity(const Memberships& memberships, const std::vector<std::string>& conditions) {
    std::vector<Necessity> result;
    for (std::size_t c = 0; c < conditions.size(); ++c)
        result.push_back(fit_of(conditions[c], memberships.set[c], memberships));
    for (std::size_t c = 0; c < conditions.size(); ++c)
        result.push_back(fit_of("~" + conditions[c], negated(memberships.set[c]), memberships));
    return result;
}

}  // namespace qca
