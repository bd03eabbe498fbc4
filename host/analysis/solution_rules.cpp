#include "host/analysis/solution_rules.hpp"

namespace qca {

SolutionRules rules_of_negation(const Study& study) {
    SolutionRules rules;
    for (const NamedRows& named : study.solution.exclude) {
        RowSet& rows = named.configuration ? rules.negative : rules.not_assumed;
        rows = rows | named.rows;
    }
    if (study.solution.expected) rules.expected = *study.solution.expected;
    if (study.solution.models == ModelChoice::all) rules.covers = Covers::irredundant;
    return rules;
}

SolutionRules rules_of(const Study& study) {
    SolutionRules rules = rules_of_negation(study);
    const RowSet every = RowSet::all(static_cast<int>(study.conditions.size()));
    for (const NamedRows& claim : study.solution.necessary)
        rules.not_assumed = rules.not_assumed | (every - claim.rows);
    return rules;
}

}  // namespace qca
