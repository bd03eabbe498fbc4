#include "host/robustness/protocol.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/own_choices.hpp"

namespace qca {
namespace {

void require_analysis(const Study& study, const std::string& of) {
    if (can_be_analysed(study)) return;
    reject(study.file, fmt::format("{} conditions are too many for {}", study.conditions.size(), of),
           fmt::format("a truth table has at most {}", max_conditions), "state its solution as an expression");
}

std::vector<std::vector<Implicant>> models_of_set(const ModelSet& set) {
    std::vector<std::vector<Implicant>> models;
    for (const std::vector<std::uint16_t>& model : set.models) {
        std::vector<Implicant>& paths = models.emplace_back();
        for (const std::uint16_t path : model) paths.push_back(set.paths[path]);
    }
    return models;
}

/// The study as a test analysis has it.
Study with_test(Study study, const TestAnalysis& test) {
    for (const AnchorChange& change : test.anchors) {
        SetDefinition& set = change.set < study.conditions.size() ? study.conditions[change.set] : study.outcome;
        set.anchors = change.applied_to(set.anchors);
    }
    study.cutoffs.incl = test.incl.value_or(study.cutoffs.incl);
    study.cutoffs.pri = test.pri.value_or(study.cutoffs.pri);
    study.cutoffs.n = test.n.value_or(study.cutoffs.n);
    if (test.incl0) study.cutoffs.incl0 = test.incl0;
    study.solution_type = test.type.value_or(study.solution_type);
    return study;
}

class ProtocolRun {
  public:
    ProtocolRun(const Study& study, const StudyData& data, const ProtocolRequest& request)
        : study_(study), data_(data), request_(request), own_(calibrate_study(study, data)), extremes_(data.cases.size()) {}

    Protocol run() {
        protocol_.models = request_.models;
        set_initial();
        for (const TestAnalysis& test : request_.tests) add_test(test);
        if (request_.sweep) add_scenarios();
        check_extremes();
        protocol_.memberships = {expression_memberships(own_, protocol_.initial), extremes_.least, extremes_.most, outcome_of(own_), own_.order};
        protocol_.least_from = extremes_.least_from;
        protocol_.most_from = extremes_.most_from;
        protocol_.measures = robustness_measures(protocol_.memberships);
        return std::move(protocol_);
    }

  private:
    void set_initial() {
        if (request_.initial) {
            protocol_.initial = request_.initial->paths;
            return;
        }
        require_analysis(study_, "an initial solution");
        const ModelSet models = models_of_study(study_, data_);
        if (models.models.empty())
            reject(study_.file, "the study has no solution to test", "no row of its truth table is positive",
                   "state the initial solution as an expression, or other cutoffs");
        protocol_.initial = models_of_set(models).front();
        protocol_.initial_models = models.models.size();
    }

    void add_test(const TestAnalysis& test) {
        const Study study = with_test(study_, test);
        const Memberships memberships = test.anchors.empty() ? own_ : calibrate_study(study, data_);
        if (test.solution) {
            add_solution(test.name, test.solution->paths, false, memberships);
            return;
        }
        require_analysis(study, fmt::format("the test analysis '{}'", test.name));
        const ModelSet set = models_of_study(study, data_);
        if (set.models.empty()) protocol_.without_solution.push_back(test.name);
        if (set.capped && request_.models == TestModels::all) protocol_.capped.push_back(test.name);
        const std::vector<std::vector<Implicant>> models = models_of_set(set);
        for (std::size_t m = 0; m < (request_.models == TestModels::first ? std::min<std::size_t>(1, models.size()) : models.size()); ++m)
            add_solution(m == 0 ? test.name : fmt::format("{} M{}", test.name, m + 1), models[m], true, memberships);
    }

    void add_solution(const std::string& name, const std::vector<Implicant>& paths, bool found, const Memberships& memberships) {
        const std::vector<double> x = expression_memberships(memberships, paths);
        const RelationSums<double> sums = relation_sums(x, outcome_of(own_), own_.order);
        const std::uint64_t number = protocol_.tests.size();
        protocol_.tests.push_back({name, paths, found, inclusion(sums), coverage(sums, sum_of(outcome_of(own_), own_.order))});
        extremes_.add(x.data(), x.size(), nullptr, number, [&] { return ExtremeSource{ExtremeSource::Kind::test, number}; });
    }

    void add_scenarios() {
        const SweepPlan plan = plan_sweep(study_, data_.cases);
        const ScenarioExtremes found = scenario_extremes(study_, data_, plan, request_.models, request_.threads, request_.progress);
        protocol_.scenarios = found.counts;
        protocol_.samples = plan.design.samples;
        // Named tests come first: they stay the sources of what scenarios reach, too.
        for (std::size_t c = 0; c < data_.cases.size(); ++c) {
            if (found.extremes.least[c] < extremes_.least[c]) {
                extremes_.least[c] = found.extremes.least[c];
                extremes_.least_from[c] = found.extremes.least_from[c];
            }
            if (found.extremes.most[c] > extremes_.most[c]) {
                extremes_.most[c] = found.extremes.most[c];
                extremes_.most_from[c] = found.extremes.most_from[c];
            }
        }
    }

    void check_extremes() const {
        if (protocol_.tests.empty() && (!protocol_.scenarios || protocol_.scenarios->tested == 0))
            reject(study_.file, "there is no test solution",
                   request_.tests.empty() && !request_.sweep ? "none was asked for" : "in none of the analyses a row is positive",
                   "name some with --test or in [protocol.tests], or take all of a sweep with --sweep");
        for (std::size_t c = 0; c < data_.cases.size(); ++c)
            if (std::isinf(extremes_.least[c]))
                reject(study_.file, fmt::format("the case '{}' takes part in no test solution", data_.cases[c]),
                       "every scenario that has it is excluded or has no solution", "let it take part in one, or exclude it from the data");
    }

    const Study& study_;
    const StudyData& data_;
    const ProtocolRequest& request_;
    const Memberships own_;
    CaseExtremes extremes_;
    Protocol protocol_;
};

}  // namespace

Protocol robustness_protocol(const Study& study, const StudyData& data, const ProtocolRequest& request) {
    return ProtocolRun(study, data, request).run();
}

}  // namespace qca
