// How often random data with the study's margins would give a solution.
#pragma once

#include <array>
#include <cstdint>

#include "host/robustness/listed_tables.hpp"
#include "host/step_progress.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// What of the study the random data keep.
enum class RandomMargins {
    outcome,  ///< the cases' conditions together; the outcome's memberships are permuted over the cases
    sets      ///< every set's memberships alone; each set is permuted by itself
};
inline constexpr std::array<const char*, 2> random_margin_names{"outcome", "sets"};

/// Draws that many data sets, analyses each as the study says (its cutoffs, solution type and rules), and counts. The permutations of
/// the outcome are those of permutation_test(). Equal for any number of threads.
VerdictCounts analyse_random_data(const ListedTables& tables, VerdictBook& book, RandomMargins margins, std::uint64_t data_sets,
                                  std::uint64_t seed, Crew& crew, const StepReport& report = {});

}  // namespace qca
