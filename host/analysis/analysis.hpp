// One fsQCA analysis, from the raw data to the fitted solutions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/analysis/solution_rules.hpp"
#include "host/data/study_data.hpp"
#include "host/minimize/minimize.hpp"
#include "host/study/study.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// Memberships of every case, calibrated as the study says.
struct Memberships {
    std::vector<std::vector<double>>
        set;  ///< [set][case]; the conditions, then the outcome (negated if it says so)
    std::vector<std::size_t> order;     ///< StudyData::summation_order
    std::vector<std::string> warnings;  ///< a membership of exactly 0.5 puts a case in no row; named here
};

/// Fit of "X is necessary for Y"; NaN where undefined.
/// @source Ragin (2008); Schneider & Wagemann (2012) for RoN.
struct Necessity {
    std::string set;  ///< `ENT`, `~ENT` or an expression such as `ENT + GDP*POW`
    double inclN = 0, RoN = 0, covN = 0;
};

/// One row of the truth table.
struct TableRow {
    char out = '?';                  ///< '1', '0', '?' (remainder) or 'C' (contradiction)
    int n = 0;                       ///< cases with a membership above 0.5
    double incl = 0, pri = 0;        ///< NaN for a row that no case belongs to
    std::vector<std::size_t> cases;  ///< numbers of the cases that belong to it
};

/// Fit of a path or of a model; NaN where undefined.
struct Fit {
    double inclS = 0, pri = 0, covS = 0;
    double covU = 0;  ///< of a path inside its model; NaN for a model, and where it has one path
    std::vector<std::size_t> cases;  ///< membership above 0.5
};

struct FittedModel {
    Fit fit;
    std::vector<Implicant> paths;  ///< in path order
    std::vector<Fit> path_fits;
    RowSet assumptions;  ///< simplifying assumptions: the rows that it covers and that are not coded 1
};

/// What a conservative and a parsimonious model give together.
struct CounterfactualPair {
    std::uint32_t conservative = 0, parsimonious = 0;  ///< positions among the models of these solutions
    std::vector<std::uint32_t> models;                 ///< positions of their intermediate models
    RowSet easy, difficult;                            ///< counterfactuals: the simplifying assumptions, parted
};

struct Solution {
    std::vector<FittedModel> models;
    bool capped = false;
    std::vector<CounterfactualPair> pairs;  ///< of an intermediate solution, by conservative, then parsimonious model
};

/// Rows that an analysis of the outcome and one of its negation both claim.
struct BothOutcomes {
    RowSet simultaneous;   ///< coded 1 for both: simultaneous subsets
    RowSet contradictory;  ///< assumed by parsimonious models of both: contradictory simplifying assumptions
    bool capped = false;   ///< not all parsimonious models were looked at
};

struct Analysis {
    Memberships memberships;
    std::vector<Necessity> necessity;  ///< every condition, every negated condition, the study's expressions
    std::vector<TableRow> table;       ///< all 2^k rows; none, and nothing of what follows, for more than max_conditions conditions
    RowSet excluded;                   ///< rows coded 0 by the study's exclusions and claims of necessity
    Solution conservative;
    Solution parsimonious;
    std::optional<Solution> intermediate;  ///< where the study states directional expectations
    BothOutcomes both;
};

Memberships calibrate_study(const Study& study, const StudyData& data);

/// The truth table: OUT coded by the cutoffs, sums in the order of memberships.order.
std::vector<TableRow> truth_table(const Memberships& memberships, const Cutoffs& cutoffs);

/// The models of a coded truth table, fitted.
Solution solve(const Memberships& memberships, const std::vector<TableRow>& table, SolutionType type,
               const SolutionRules& rules = {});

/// The whole analysis; of a study with more than max_conditions conditions the memberships and necessity alone.
/// @throws InputError for a raw value that cannot be calibrated
Analysis analyze(const Study& study, const StudyData& data);

}  // namespace qca
