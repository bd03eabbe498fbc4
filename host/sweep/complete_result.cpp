#include "host/sweep/complete_result.hpp"

#include "host/build_info.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/explain_census.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/sample_necessity.hpp"
#include "host/sweep/sample_simultaneous.hpp"
#include "host/sweep/sweep_necessity.hpp"
#include "host/sweep/sweep_simultaneous.hpp"

namespace qca {

namespace {

void describe(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan) {
    result.outcome = (study.outcome.negate ? "~" : "") + study.outcome.name;
    for (const SetDefinition& condition : study.conditions) result.conditions.push_back(condition.name);
    result.cases = data.cases;
    result.incomplete = data.incomplete;
    result.excluded = data.excluded;
    result.axes = plan.axes;
    result.design = plan.design;
    result.counts.scenarios = plan.scenarios;
    if (!plan.design.stated()) {  // else the sweep knows what was skipped and excluded
        result.counts.evaluated = plan.evaluated;
        result.counts.skipped = plan.scenarios - plan.evaluated;
        result.counts.excluded = plan.excluded;
    }

    const BuildInfo build = build_info();
    result.provenance.study_name = study.name;
    result.provenance.study_file = study.file;
    result.provenance.study_text = study.text;
    result.provenance.study_resolved = resolved_study(study);
    result.provenance.data_file = study.data_file;
    result.provenance.version = build.version;
    result.provenance.commit = build.commit;
    result.provenance.compiler = build.compiler;
}

/// What the paths are under the study's own choices, and under those with one changed.
void judge_own_choices(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan) {
    const auto changes = single_changes(study, data, plan);
    const std::vector<Survival> own = own_states(study, data, plan);
    for (std::size_t p = 0; p < study.paths.size(); ++p) {
        result.paths[p].own = own[p];
        result.paths[p].single_changes = changes[p];
    }
}

}  // namespace

void complete_result(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    describe(result, study, data, plan);
    judge_own_choices(result, study, data, plan);
    // The solutions are explained beside the study's own.
    result.census_details = can_be_analysed(study) ? explain_census(result, own_solutions(study, data, plan)) : CensusDetails{};
    // A Saltelli design serves indices of importance alone.
    if (!plan.design.stated()) result.necessity = sweep_necessity(study, data, plan, crew);
    else if (plan.design.matrices.empty()) result.necessity = sample_necessity(study, data, plan, crew);
    if (study.sweep.simultaneous)
        result.simultaneous = plan.design.stated() ? sample_simultaneous(study, data, plan, crew) : sweep_simultaneous(study, data, plan, crew);
}

}  // namespace qca
