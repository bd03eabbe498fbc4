#include "host/analysis/set_membership.hpp"

namespace qca {

std::vector<double> negated(const std::vector<double>& memberships) {
    std::vector<double> result;
    result.reserve(memberships.size());
    for (const double x : memberships) result.push_back(1.0 - x);
    return result;
}

std::vector<double> path_memberships(const Memberships& memberships, const Implicant& path) {
    const auto conditions = static_cast<int>(number_of_conditions(memberships));
    std::vector<double> result(outcome_of(memberships).size(), 1.0);
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        if ((path.literals & bit) == 0) continue;
        const bool present = (path.values & bit) != 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            const double x = memberships.set[c][i];
            result[i] = smaller(result[i], present ? x : 1.0 - x);
        }
    }
    return result;
}

std::vector<double> expression_memberships(const Memberships& memberships, const std::vector<Implicant>& paths) {
    std::vector<double> result(outcome_of(memberships).size(), 0.0);
    for (const Implicant& path : paths) {
        const std::vector<double> in_path = path_memberships(memberships, path);
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = larger(result[i], in_path[i]);
    }
    return result;
}

std::vector<std::size_t> members(const std::vector<double>& memberships) {
    std::vector<std::size_t> cases;
    for (std::size_t i = 0; i < memberships.size(); ++i)
        if (memberships[i] > 0.5) cases.push_back(i);
    return cases;
}

RelationSums<double> relation_sums(const std::vector<double>& x, const std::vector<double>& y,
                                   const std::vector<std::size_t>& order) {
    RelationSums<double> sums;
    for (const std::size_t i : order) sums.add(x[i], y[i]);
    return sums;
}

double sum_of(const std::vector<double>& x, const std::vector<std::size_t>& order) {
    double sum = 0;
    for (const std::size_t i : order) sum += x[i];
    return sum;
}

}  // namespace qca
