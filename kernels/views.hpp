// What a sweep hands to a backend: pointers and shapes, passed by value.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// Memberships of one set under every choice of its anchors that is in order.
struct SetChoices {
    const double* membership = nullptr;  ///< [choice][case], in [0, 1]; cases in summation order
    int choices = 0;                     ///< at least 1

    /// Position of each choice on the axes that the set's anchors span: [choice][axis of the set].
    const std::int32_t* coordinate = nullptr;
    int axes = 0;                   ///< 0 .. 3 axes belong to this set
    std::int32_t axis[3] = {0, 0, 0};  ///< their numbers among the axes of the sweep
};

/// Most combinations of cutoffs that an engine takes: it counts those of a calibration in 16 bits.
inline constexpr int most_cutoff_combinations = 65535;

/// The cutoffs of a sweep, at most most_cutoff_combinations. Bounds as from cutoff_bound(), strictly increasing.
struct CutoffChoices {
    const double* incl_bound = nullptr;
    const double* pri_bound = nullptr;
    const std::int32_t* n_cut = nullptr;  ///< at least 1, strictly increasing
    int incl_cuts = 0, pri_cuts = 0, n_cuts = 0;
    std::int32_t incl_axis = 0, pri_axis = 0, n_axis = 0;

    QCA_HD int combinations() const { return incl_cuts * pri_cuts * n_cuts; }
};

/// Per-scenario columns, written where not null. A scenario's position is the sum over the axes of its
/// coordinate times stride; every position is written at most once.
struct ColumnViews {
    std::uint8_t* const* survival = nullptr;  ///< [path] -> [scenario]
    std::uint32_t* table = nullptr;           ///< [scenario] number of the coded table (see Engine::learn)
    const std::size_t* stride = nullptr;      ///< [axis]
};

/// A sweep in the shape that the backends work on. The conditions are split into two halves: the first sets_a of
/// them span half A, the rest half B; sets with many choices belong into B, whose combinations are the lanes.
struct SweepProblem {
    int cases = 0;
    int conditions = 0;  ///< 1 .. max_conditions
    int sets_a = 0;      ///< conditions in half A, at most max_half_sets; so many in B, too
    const SetChoices* condition = nullptr;  ///< [conditions], half A first
    SetChoices outcome;
    CutoffChoices cutoffs;

    /// How often each case counts: [weighting][case]. 0 leaves a case out, 2 counts it as two neighbouring lines of the data
    /// would: sums in double add it twice, a row has two cases of it. Null: every case counts once, and there is no axis.
    const std::uint16_t* weight = nullptr;
    int weightings = 0;
    bool repeats_cases = false;  ///< some weight is above 1
    std::int32_t weighting_axis = 0;

    int solution_types = 1;
    std::int32_t type_axis = 0;
    int paths = 0;
    const Implicant* path = nullptr;  ///< [paths], over the conditions in this problem's order

    int axes = 0;
    const std::int32_t* axis_size = nullptr;  ///< [axes]
    ColumnViews columns;

    QCA_HD int sets_b() const { return conditions - sets_a; }
    QCA_HD int rows_a() const { return 1 << sets_a; }
    QCA_HD int rows_b() const { return 1 << sets_b(); }
    QCA_HD int rows() const { return 1 << conditions; }
    QCA_HD std::size_t combinations_a() const {
        std::size_t product = 1;
        for (int s = 0; s < sets_a; ++s) product *= static_cast<std::size_t>(condition[s].choices);
        return product;
    }
    QCA_HD std::size_t combinations_b() const {
        std::size_t product = 1;
        for (int s = sets_a; s < conditions; ++s) product *= static_cast<std::size_t>(condition[s].choices);
        return product;
    }
    /// Choices of the outcome, each under every weighting: number choice * weightings + weighting.
    QCA_HD std::size_t outcomes() const {
        return static_cast<std::size_t>(outcome.choices) * static_cast<std::size_t>(weightings > 0 ? weightings : 1);
    }
    QCA_HD std::size_t outcome_choice(std::size_t number) const {
        return weightings > 0 ? number / static_cast<std::size_t>(weightings) : number;
    }
    QCA_HD int weighting(std::size_t number) const {
        return weightings > 0 ? static_cast<int>(number % static_cast<std::size_t>(weightings)) : 0;
    }
    /// Number of state words (8 states of one byte each) a table has.
    QCA_HD int state_words() const { return (paths * solution_types + 7) / 8; }
};

inline constexpr int max_half_sets = max_conditions / 2;
inline constexpr int max_half_rows = 1 << max_half_sets;

/// A truth table coded 1, 0 or remainder: positive is a subset of observed (n >= n.cut), the rest are remainders.
/// Rows in the order of the problem's conditions.
struct CodedTable {
    RowSet positive;
    RowSet observed;

    friend constexpr bool operator==(const CodedTable&, const CodedTable&) = default;
    friend constexpr auto operator<=>(const CodedTable&, const CodedTable&) = default;
};

}  // namespace qca
