// The measures of the robustness test protocol, from memberships alone.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace qca {

/// What a case is between the initial and the test solutions. It is in a set with a membership above 0.5.
enum class CaseType {
    robust,      ///< in min(IS, minTS)
    shaky,       ///< in min(IS, 1 - minTS)
    possible,    ///< in min(1 - IS, maxTS)
    unaffected,  ///< in min(1 - IS, 1 - maxTS): typical cases are extreme deviant coverage cases, deviant ones irrelevant
    none         ///< in none of them: a membership is exactly 0.5
};
inline constexpr std::size_t case_types = 5;

/// Cases by their membership in the outcome: above 0.5, below, or neither.
enum class CaseKind { typical, deviant, neither };
inline constexpr std::array<const char*, 3> case_kind_names{"typical", "deviant", "neither"};

/// Memberships of every case: in the initial solution, in the least and the most of the test solutions, in the outcome.
struct ProtocolMemberships {
    std::vector<double> initial, least, most, outcome;
    std::vector<std::size_t> order;  ///< of the cases in sums
};

/// NaN where undefined: whatever has 0 below the line.
struct RobustnessMeasures {
    std::vector<double> core;     ///< robust core: min(IS, minTS)
    std::vector<CaseType> types;  ///< [case]
    std::vector<CaseKind> kinds;  ///< [case]
    double cov_initial = 0, cov_core = 0, cons_initial = 0, cons_core = 0;
    double rf_cov = 0;       ///< cov(core) / cov(IS)
    double rf_cons = 0;      ///< cons(IS) / cons(core)
    double rf_sc_least = 0;  ///< sum min(IS, minTS) / sum max(IS, minTS)
    double rf_sc_most = 0;   ///< sum min(IS, maxTS) / sum max(IS, maxTS)
    std::array<std::array<std::size_t, case_types>, 3> counts{};  ///< [kind][type] cases
    double rcr_typical = 0, rcr_deviant = 0;  ///< robust / (robust + shaky + possible)
    int rank = 0;  ///< 1 no shaky and no possible case, 2 only possible, 3 only shaky ones, 4 both; typical and deviant together

    std::size_t count(CaseKind kind, CaseType type) const { return counts[static_cast<std::size_t>(kind)][static_cast<std::size_t>(type)]; }
};

/// @source Oana & Schneider (2021), A Robustness Test Protocol for Applied QCA, Sociological Methods & Research. The least and the
///         most are over all test solutions; SetMethods 4.1 takes them over the first and the last alone.
RobustnessMeasures robustness_measures(const ProtocolMemberships& memberships);

}  // namespace qca
