#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"

namespace qca {
namespace {

/// One warning per condition in which some case is neither in nor out.
std::vector<std::string> ambiguous_memberships(const Study& study, const StudyData& data,
                                               const Memberships& memberships) {
    std::vector<std::string> warnings;
    for (std::size_t c = 0; c < study.conditions.size(); ++c) {
        std::vector<std::string> cases;
        for (std::size_t i = 0; i < data.number_of_cases(); ++i)
            if (memberships.set[c][i] == 0.5) cases.push_back(data.cases[i]);
        if (cases.empty()) continue;
        warnings.push_back(
            fmt::format("{}: a membership of exactly 0.5 in {} puts the case in no row of the truth "
                        "table (move the crossover off its raw value)",
                        fmt::join(cases, ", "), study.conditions[c].name));
    }
    return warnings;
}

}  // namespace

Memberships calibrate_study(const Study& study, const StudyData& data) {
    Memberships memberships;
    memberships.order = data.summation_order;
    for (std::size_t s = 0; s < study.sets(); ++s)
        memberships.set.push_back(calibrate(data.raw[s], study.set(s), study.set(s).anchors, data.cases));
    if (study.outcome.negate) memberships.set.back() = negated(memberships.set.back());
    memberships.warnings = ambiguous_memberships(study, data, memberships);
    return memberships;
}

}  // namespace qca
