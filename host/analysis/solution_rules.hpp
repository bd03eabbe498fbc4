// The options of a study's solution as sets of rows.
#pragma once

#include "host/minimize/minimize.hpp"
#include "host/study/study.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// How models are made of a coded truth table.
struct SolutionRules {
    RowSet negative;     ///< rows that are coded 0 whatever their cases say
    RowSet not_assumed;  ///< rows that are coded 0 where they are remainders
    Implicant expected;  ///< directional expectations
    Covers covers = Covers::fewest;
};

/// Excluded rows are those that an exclusion names and those that contradict a claim of necessity.
/// @source Schneider & Wagemann (2012), enhanced standard analysis.
SolutionRules rules_of(const Study& study);

/// The same for the negated outcome: claims of necessity say nothing about it.
SolutionRules rules_of_negation(const Study& study);

}  // namespace qca
