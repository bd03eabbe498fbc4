// Coded truth table -> models, of every type and under every option of a solution.
#pragma once

#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/minimize/minimize.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// The rows of a truth table that matter to a solution; all others are negative.
struct CodedRows {
    RowSet positive, remainders;

    friend bool operator==(const CodedRows&, const CodedRows&) = default;
    friend auto operator<=>(const CodedRows&, const CodedRows&) = default;
};
CodedRows coded_rows(const std::vector<TableRow>& table, const SolutionRules& rules);

/// The models; intermediate ones of all pairs of conservative and parsimonious models together.
ModelSet models_of(int conditions, const CodedRows& rows, SolutionType type, const SolutionRules& rules);

}  // namespace qca
