// The robustness test protocol: an initial solution against test solutions, named ones or all of a sweep.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/robustness/case_extremes.hpp"
#include "host/robustness/robustness_measures.hpp"
#include "host/robustness/scenario_extremes.hpp"
#include "host/step_progress.hpp"
#include "host/study/study.hpp"

namespace qca {

/// What to compare.
struct ProtocolRequest {
    std::optional<NamedExpression> initial;  ///< nothing: the first model of the study's own solution
    std::vector<TestAnalysis> tests;
    bool sweep = false;                      ///< all scenarios of the study's sweep, too
    TestModels models = TestModels::all;
    int threads = 0;                         ///< as for threads_to_use(); changes nothing but the time
    StepReport progress;                     ///< of the sweep
};

/// A named test solution.
struct TestSolution {
    std::string name;              ///< of the analysis; `lenient M2` for its second model
    std::vector<Implicant> paths;  ///< over the study's conditions
    bool found = false;            ///< by an analysis, not given
    double inclS = 0, covS = 0;    ///< of its memberships, in the initial analysis's outcome
};

struct Protocol {
    std::vector<Implicant> initial;
    std::size_t initial_models = 0;      ///< of the study's own solution, of which the first is the initial one; 0: it was given
    std::vector<TestSolution> tests;
    std::vector<std::string> without_solution;  ///< analyses in which no row is positive
    std::vector<std::string> capped;            ///< analyses of which not all models were listed
    std::optional<ScenarioCounts> scenarios;    ///< of the sweep
    std::uint64_t samples = 0;                  ///< the scenarios are samples of a design
    TestModels models = TestModels::all;
    ProtocolMemberships memberships;
    std::vector<ExtremeSource> least_from, most_from;  ///< [case] where the least and the most membership come from
    RobustnessMeasures measures;
};

/// An analysis or scenario without a solution is no test solution; it is counted.
/// @throws InputError when there is no test solution, when the study has too many conditions for a solution of its own, and when
///         some case takes part in no test solution; as calibrate_study()
/// @source Oana & Schneider (2021)
Protocol robustness_protocol(const Study& study, const StudyData& data, const ProtocolRequest& request);

}  // namespace qca
