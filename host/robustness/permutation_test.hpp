// Could the consistency of a set have come about by chance?
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "host/step_progress.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// How the arrangements of the outcome's memberships over the cases are looked at.
enum class PermutationMethod {
    closed_form,  ///< all of them, by the hypergeometric distribution: the outcome and all sets are crisp
    enumeration,  ///< all different ones, one by one
    sampling      ///< so many drawn at random
};
inline constexpr std::array<const char*, 3> permutation_method_names{"closed_form", "enumeration", "sampling"};

struct PermutationOptions {
    std::uint64_t permutations = 1000000;  ///< drawn where they are sampled, at least 1
    std::uint64_t exact = 10000000;        ///< so many arrangements are enumerated instead
    std::uint64_t seed = 1;
};

/// What permutations say of one set.
struct PermutedSet {
    double inclS = 0;           ///< as observed; NaN where no case is in the set
    double expected_inclS = 0;  ///< the mean over all arrangements
    std::uint64_t at_least = 0; ///< arrangements (permutations) with at least that consistency; 0 under closed_form
    /// Share of them; sampled: (at_least + 1) / (permutations + 1). NaN where inclS is.
    /// @source Phipson & Smyth (2010), Permutation P-values should never be zero.
    double p = 0;
};

struct PermutationTest {
    PermutationMethod method = PermutationMethod::sampling;
    std::uint64_t arrangements = 0;  ///< enumerated or drawn; 0 under closed_form
    std::vector<PermutedSet> sets;
};

/// The consistency sum min(x, y) / sum x of each set x, against those that it has when the memberships of the outcome are permuted over
/// the cases. A sum within 1e-9 of the observed one counts as equal to it. Equal for any number of threads.
/// @param sets     [set][case] memberships
/// @param outcome  [case]
/// @source Fisher (1935), The Design of Experiments; Braumoeller (2015), Guarding against false positives in qualitative comparative
///         analysis, for permutation tests in QCA.
PermutationTest permutation_test(const std::vector<std::vector<double>>& sets, const std::vector<double>& outcome,
                                 const PermutationOptions& options, Crew& crew, const StepReport& progress = {});

/// p values adjusted for how many there are; NaN stays, and does not count. @source Holm (1979)
std::vector<double> holm_adjusted(const std::vector<double>& p);

}  // namespace qca
