// Intermediate models: what directional expectations leave of the simplifying assumptions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/minimize/minimize.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// A conservative and a parsimonious model, by their positions.
struct ModelPair {
    std::uint32_t conservative = 0, parsimonious = 0;

    friend bool operator==(const ModelPair&, const ModelPair&) = default;
};

/// Pairs with the same easy counterfactuals, and so with the same intermediate models.
struct EasyCounterfactuals {
    RowSet rows;
    std::vector<ModelPair> pairs;       ///< by conservative, then by parsimonious model
    std::vector<std::uint32_t> models;  ///< increasing positions of their models in IntermediateModels::set
};

struct IntermediateModels {
    /// The union over all pairs. Capped where either set of models is, where there are more intermediate models than
    /// the cap, or more different sets of easy counterfactuals.
    ModelSet set;
    std::vector<RowSet> assumptions;        ///< [parsimonious model] its simplifying assumptions
    std::vector<EasyCounterfactuals> easy;  ///< in the order of their first pairs; of other pairs' nothing is known

    /// The simplifying assumptions of a pair that are not easy.
    RowSet difficult(const EasyCounterfactuals& of, ModelPair pair) const {
        return assumptions[pair.parsimonious] - of.rows;
    }
};

/// For every pair of a conservative and a parsimonious model: of each path of the conservative model that lies in a
/// path of the parsimonious one, the literals are left out that the latter lacks and that go against expectation. The
/// simplifying assumptions covered by what is left are easy counterfactuals. Intermediate models are those of the
/// positive rows with the easy counterfactuals as the only don't-cares.
/// @param positive, remainders  disjoint; remainders without excluded rows
/// @param conservative, parsimonious  models of minimize() with the same `covers`
/// @param expected  a literal for every condition with a directional expectation
/// @param cap       at least 1
/// @source Ragin & Sonnett (2005); Schneider & Wagemann (2012); Duşa (2019), QCA with R, for the pairs.
IntermediateModels intermediate_models(int conditions, const RowSet& positive, const RowSet& remainders,
                                       const ModelSet& conservative, const ModelSet& parsimonious,
                                       const Implicant& expected, Covers covers = Covers::fewest,
                                       std::size_t cap = default_model_cap);

}  // namespace qca
