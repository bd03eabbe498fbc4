#include "host/analysis/analysis.hpp"
#include "host/analysis/necessity.hpp"

namespace qca {

Analysis analyze(const Study& study, const StudyData& data) {
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);

    Analysis analysis;
    analysis.memberships = calibrate_study(study, data);
    analysis.necessity = necessity(analysis.memberships, conditions);
    analysis.table = truth_table(analysis.memberships, study.cutoffs);
    analysis.conservative = solve(analysis.memberships, analysis.table, SolutionType::conservative);
    analysis.parsimonious = solve(analysis.memberships, analysis.table, SolutionType::parsimonious);
    return analysis;
}

}  // namespace qca
