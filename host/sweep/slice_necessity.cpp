#include "host/sweep/slice_necessity.hpp"

#include <numeric>

#include "host/analysis/necessity.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

namespace {

std::vector<std::uint64_t> count_in(const std::vector<double>& table, std::size_t cases) {
    std::vector<std::uint64_t> in(table.size() / cases);
    for (std::size_t i = 0; i < table.size(); ++i) in[i / cases] += table[i] > 0.5;
    return in;
}

/// The outcome and its negation, each in the order of its own sums.
struct Explained {
    std::vector<std::size_t> order;
    std::vector<double> table;
};

std::array<Explained, 2> explained_in(const Study& study, const StudyData& data, const SweepPlan& plan) {
    std::array<Explained, 2> both;
    const std::vector<double>& raw = data.raw[study.sets() - 1];
    SetDefinition outcome = study.outcome;
    for (Explained& explained : both) {
        explained.order = order_of_summation(raw, outcome);
        explained.table = membership_table(outcome, raw, plan.sets.back(), data.cases, explained.order);
        outcome.negate = !outcome.negate;
    }
    return both;
}

}  // namespace

SliceNecessity slice_necessity(const Study& whole, const StudyData& whole_data, const Slice& slice, Crew* crew) {
    const Study study = study_of_slice(whole, slice);
    const StudyData data = data_of_slice(whole, whole_data, slice);
    const SweepPlan plan = plan_sweep(study);
    SliceNecessity result;
    result.cases = data.cases.size();

    std::vector<std::size_t> file_order(data.cases.size());
    std::iota(file_order.begin(), file_order.end(), std::size_t{0});
    std::vector<std::vector<double>> tables;
    std::vector<std::string> names;
    NecessityProblem problem;
    problem.bound = cutoff_bound(study.necessity.cutoff);
    for (std::size_t c = 0; c < study.conditions.size(); ++c) {
        names.push_back(study.conditions[c].name);
        tables.push_back(membership_table(study.conditions[c], data.raw[c], plan.sets[c], data.cases, file_order));
        problem.conditions.push_back({tables.back().data(), plan.sets[c].choices.size()});
        result.skew.push_back({names.back(), slice.conditions[c], count_in(tables.back(), result.cases)});
    }
    const std::array<Explained, 2> explained = explained_in(study, data, plan);
    result.skew.push_back({(study.outcome.negate ? "~" : "") + study.outcome.name, slice.outcome,
                           count_in(explained.front().table, result.cases)});

    for (const NamedExpression& candidate : necessity_candidates(names, study.necessity)) {
        SliceNecessity::Candidate& found = result.sets.emplace_back();
        found.set = candidate.expression;
        problem.paths = candidate.paths;
        for (const std::size_t condition : problem.involved()) found.involved.push_back(slice.conditions[condition]);
        for (std::size_t e = 0; e < explained.size(); ++e) {
            problem.order = explained[e].order;
            problem.outcome = {explained[e].table.data(), plan.sets.back().choices.size()};
            found.explained[e] = combination_necessity(problem, crew);
        }
    }
    return result;
}

}  // namespace qca
