// Exact retention: of all ways to change some cases, how many keep the solution.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/robustness/listed_tables.hpp"
#include "host/step_progress.hpp"

namespace qca {

enum class CaseChange {
    deletion,  ///< the case is not among the data
    recoding   ///< its membership y in the outcome is 1 - y
};
inline constexpr std::array<const char*, 2> case_change_names{"delete", "recode"};

/// A number of ways, exact.
__extension__ using Ways = unsigned __int128;
/// In decimal.
std::string to_text(Ways ways);

/// So many cases changed.
struct Retention {
    std::size_t changed = 0;
    Ways ways = 0;                 ///< to choose them
    Ways kept = 0;                 ///< after which the set of models is as before
    Ways solution = 0;             ///< after which there is some solution
    std::vector<Ways> exact_all;   ///< [path] after which it is a path of every model
    std::vector<Ways> exact_some;  ///< [path] of some, not of every model
};

/// Of crisp sets, counted over the rows of the truth table: a row is coded by how many of its cases have the outcome, so that ways are products
/// of binomial coefficients, summed over the truth tables within reach.
/// @param memberships  all 0 or 1
/// @param most  most cases changed, at most the number of cases
/// @return [number of cases changed - 1]
/// @throws InputError when more than `most_tables` truth tables are within reach, or the ways do not fit 128 bits
/// @source Hug (2013), Qualitative Comparative Analysis: How inductive use and measurement error lead to problematic inference;
///         Thiem, Spoehel & Dusa (2016), Enhancing sensitivity diagnostics for Qualitative Comparative Analysis: a combinatorial approach
std::vector<Retention> crisp_retention(const Study& study, const Memberships& memberships, CaseChange change, std::size_t most,
                                       VerdictBook& book, std::uint64_t most_tables = 5000000);

/// Of any sets, each way by an analysis of its own; memberships stay as they are (ranks, too).
/// @throws InputError when there are more than `most_ways` ways for one number of cases
std::vector<Retention> enumerated_retention(const ListedTables& tables, const std::string& where, CaseChange change, std::size_t most,
                                            VerdictBook& book, std::uint64_t most_ways, const StepReport& report = {});

/// Whether all memberships are 0 or 1.
bool all_crisp(const Memberships& memberships);

/// n over k; nothing when it does not fit.
std::optional<Ways> choose(std::size_t n, std::size_t k);

}  // namespace qca
