// Exact Boolean minimisation: all models of a truth table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// Most models that are enumerated for one truth table; a ModelSet that had more says so.
inline constexpr std::size_t default_model_cap = 1000;

/// Which covers of the positive rows by prime implicants are models.
enum class Covers {
    fewest,      ///< those with the fewest prime implicants
    irredundant  ///< all from which no prime implicant can be left out
};

/// The models of a truth table.
struct ModelSet {
    /// The prime implicants that occur in some model, in path order (see path_less).
    std::vector<Implicant> paths;
    /// Each model: increasing positions in `paths`; models with fewer paths first, then in lexicographic order, so
    /// the first is R's M1.
    /// No positive row: no model. Every row positive or don't-care: one model of the constant 1.
    std::vector<std::vector<std::uint16_t>> models;
    bool capped = false;  ///< more models exist; listed are the first of them in that order

    friend bool operator==(const ModelSet&, const ModelSet&) = default;
};

/// The order of paths: fewer literals first, then condition by condition: negated, present, absent from the
/// path.
bool path_less(const Implicant& a, const Implicant& b, int conditions);

/// The prime implicants of (positive and don't-care) that cover at least one positive row, in path order.
/// @param conditions  1 .. max_conditions; rows numbered as in condition_bit()
/// @param positive, dont_care  disjoint
std::vector<Implicant> prime_implicants(int conditions, const RowSet& positive, const RowSet& dont_care);

/// All models. Exact; models beyond `cap` (at least 1) are not enumerated and `capped` is set.
/// @source Quine (1952), McCluskey (1956); Duşa (2019), QCA with R, for what counts as minimal.
ModelSet minimize(int conditions, const RowSet& positive, const RowSet& dont_care,
                  std::size_t cap = default_model_cap, Covers covers = Covers::fewest);

}  // namespace qca
