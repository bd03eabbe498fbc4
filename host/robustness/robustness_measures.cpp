#include "host/robustness/robustness_measures.hpp"

#include <limits>

#include "host/analysis/set_membership.hpp"

namespace qca {
namespace {

double ratio(double above, double below) { return below == 0 ? std::numeric_limits<double>::quiet_NaN() : above / below; }

/// Sum of the smaller over sum of the larger memberships.
double similarity(const std::vector<double>& a, const std::vector<double>& b, const std::vector<std::size_t>& order) {
    double both = 0, either = 0;
    for (const std::size_t c : order) {
        both += smaller(a[c], b[c]);
        either += larger(a[c], b[c]);
    }
    return ratio(both, either);
}

CaseType type_of(double initial, double least, double most) {
    constexpr double in = 0.5;
    if (smaller(initial, least) > in) return CaseType::robust;
    if (smaller(initial, 1 - least) > in) return CaseType::shaky;
    if (smaller(1 - initial, most) > in) return CaseType::possible;
    if (smaller(1 - initial, 1 - most) > in) return CaseType::unaffected;
    return CaseType::none;
}

}  // namespace

RobustnessMeasures robustness_measures(const ProtocolMemberships& m) {
    RobustnessMeasures measures;
    for (std::size_t c = 0; c < m.initial.size(); ++c) {
        measures.core.push_back(smaller(m.initial[c], m.least[c]));
        measures.types.push_back(type_of(m.initial[c], m.least[c], m.most[c]));
        measures.kinds.push_back(m.outcome[c] > 0.5   ? CaseKind::typical
                                 : m.outcome[c] < 0.5 ? CaseKind::deviant
                                                      : CaseKind::neither);
        ++measures.counts[static_cast<std::size_t>(measures.kinds[c])][static_cast<std::size_t>(measures.types[c])];
    }
    const double sum_y = sum_of(m.outcome, m.order);
    const RelationSums<double> initial = relation_sums(m.initial, m.outcome, m.order), core = relation_sums(measures.core, m.outcome, m.order);
    measures.cov_initial = ratio(initial.both, sum_y);
    measures.cov_core = ratio(core.both, sum_y);
    measures.cons_initial = ratio(initial.both, initial.x);
    measures.cons_core = ratio(core.both, core.x);
    measures.rf_cov = ratio(measures.cov_core, measures.cov_initial);
    measures.rf_cons = ratio(measures.cons_initial, measures.cons_core);
    measures.rf_sc_least = similarity(m.initial, m.least, m.order);
    measures.rf_sc_most = similarity(m.initial, m.most, m.order);

    std::size_t shaky = 0, possible = 0;
    for (const CaseKind kind : {CaseKind::typical, CaseKind::deviant}) {
        const std::size_t robust = measures.count(kind, CaseType::robust), shaky_here = measures.count(kind, CaseType::shaky),
                          possible_here = measures.count(kind, CaseType::possible);
        shaky += shaky_here;
        possible += possible_here;
        (kind == CaseKind::typical ? measures.rcr_typical : measures.rcr_deviant) =
            ratio(static_cast<double>(robust), static_cast<double>(robust + shaky_here + possible_here));
    }
    measures.rank = 1 + (possible > 0 ? 1 : 0) + (shaky > 0 ? 2 : 0);
    return measures;
}

}  // namespace qca
