#include "host/analysis/analysis.hpp"
#include "host/analysis/necessity.hpp"
#include "host/analysis/solution_models.hpp"

namespace qca {
namespace {

/// The rows that some parsimonious model assumes.
struct Assumed {
    RowSet rows;
    bool capped = false;
};

Assumed assumed_by(const ModelSet& models, const CodedRows& rows) {
    Assumed assumed;
    assumed.capped = models.capped;
    for (int row = 0; row < max_rows; ++row)
        for (const Implicant& path : models.paths)
            if (rows.remainders.contains(row) && path.covers_row(static_cast<std::uint32_t>(row)))
                assumed.rows.insert(row);
    return assumed;
}

/// Calibrated anew rather than as 1 minus what is given, and summed in an order of its own, so that it is what an analysis of
/// the negation says.
BothOutcomes compare_outcomes(const Study& study, const StudyData& data, const CodedRows& rows,
                              const SolutionRules& rules) {
    Study negated = study;
    negated.outcome.negate = !study.outcome.negate;
    const SolutionRules other_rules = rules_of_negation(study);
    Memberships memberships = calibrate_study(negated, data);
    memberships.order = order_of_summation(data.raw[study.sets() - 1], negated.outcome);
    const CodedRows other = coded_rows(truth_table(memberships, study.cutoffs), other_rules);

    const auto conditions = static_cast<int>(study.conditions.size());
    const Assumed assumed = assumed_by(models_of(conditions, rows, SolutionType::parsimonious, rules), rows);
    const Assumed by_other =
        assumed_by(models_of(conditions, other, SolutionType::parsimonious, other_rules), other);
    return {rows.positive & other.positive, assumed.rows & by_other.rows, assumed.capped || by_other.capped};
}

}  // namespace

Analysis analyze(const Study& study, const StudyData& data) {
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);

    Analysis analysis;
    analysis.memberships = calibrate_study(study, data);
    analysis.necessity = necessity(analysis.memberships, necessity_candidates(conditions, study.necessity));
    if (conditions.size() > max_conditions) return analysis;
    analysis.table = truth_table(analysis.memberships, study.cutoffs);

    const SolutionRules rules = rules_of(study);
    const CodedRows rows = coded_rows(analysis.table, rules);
    const CodedRows as_observed = coded_rows(analysis.table, {});
    analysis.excluded = (as_observed.positive - rows.positive) | (as_observed.remainders - rows.remainders);
    const auto solved = [&](SolutionType type) {
        return solve(analysis.memberships, analysis.table, type, rules);
    };
    analysis.conservative = solved(SolutionType::conservative);
    analysis.parsimonious = solved(SolutionType::parsimonious);
    if (study.solution.expected) analysis.intermediate = solved(SolutionType::intermediate);
    analysis.both = compare_outcomes(study, data, rows, rules);
    return analysis;
}

}  // namespace qca
