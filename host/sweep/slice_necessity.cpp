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
    for (std::size_t choice = 0; choice < in.size(); ++choice)
        for (std::size_t c = 0; c < cases; ++c) in[choice] += table[choice * cases + c] > 0.5;
    return in;
}

/// Of each choice the memberships of some cases. @param of  how many there are in the table
std::vector<double> selected(const std::vector<double>& table, std::size_t of, const CaseSelection& cases) {
    std::vector<double> chosen(table.size() / of * cases.size());
    double* next = chosen.data();
    for (std::size_t first = 0; first < table.size(); first += of)
        for (const std::size_t c : cases) *next++ = table[first + c];
    return chosen;
}

/// The outcome and its negation, each in the order of its own sums.
struct Explained {
    std::vector<std::size_t> order;  ///< numbers among the cases
    std::vector<double> table;
};

std::array<Explained, 2> explained_in(const SliceMemberships& memberships, const CaseSelection& cases) {
    std::array<Explained, 2> both;
    const std::vector<double>& of_all = memberships.data.raw.back();
    std::vector<double> raw;
    for (const std::size_t c : cases) raw.push_back(of_all[c]);
    SetDefinition outcome = memberships.study.outcome;
    for (Explained& explained : both) {
        explained.order = order_of_summation(raw, outcome);
        CaseSelection in_order;
        for (const std::size_t i : explained.order) in_order.push_back(cases[i]);
        explained.table = selected(memberships.table.back(), of_all.size(), in_order);
        if (outcome.negate)
            for (double& membership : explained.table) membership = 1.0 - membership;
        outcome.negate = !outcome.negate;
    }
    return both;
}

}  // namespace

SliceMemberships::SliceMemberships(const Study& whole, const StudyData& whole_data, const Slice& slice)
    : conditions(slice.conditions), outcome(slice.outcome), study(study_of_slice(whole, slice)), plan(plan_sweep(study)),
      data(data_of_slice(whole, whole_data, slice)) {
    std::vector<std::size_t> file_order(data.cases.size());
    std::iota(file_order.begin(), file_order.end(), std::size_t{0});
    for (std::size_t set = 0; set < study.sets(); ++set) {
        SetDefinition definition = study.set(set);
        if (set + 1 == study.sets()) definition.negate = false;
        table.push_back(membership_table(definition, data.raw[set], plan.sets[set], data.cases, file_order));
    }
}

SliceNecessity slice_necessity(const SliceMemberships& memberships, const CaseSelection& cases, Crew* crew) {
    const Study& study = memberships.study;
    const std::size_t of_all = memberships.data.cases.size();
    SliceNecessity result;
    result.cases = cases.size();
    std::vector<std::vector<double>> tables;
    std::vector<std::string> names;
    NecessityProblem problem;
    problem.bound = cutoff_bound(study.necessity.cutoff);
    for (std::size_t c = 0; c < study.conditions.size(); ++c) {
        names.push_back(study.conditions[c].name);
        tables.push_back(selected(memberships.table[c], of_all, cases));
        problem.conditions.push_back({tables.back().data(), memberships.plan.sets[c].choices.size()});
        result.skew.push_back({names.back(), memberships.conditions[c], count_in(tables.back(), result.cases)});
    }
    const std::array<Explained, 2> explained = explained_in(memberships, cases);
    result.skew.push_back({(study.outcome.negate ? "~" : "") + study.outcome.name, memberships.outcome,
                           count_in(explained.front().table, result.cases)});

    for (const NamedExpression& candidate : necessity_candidates(names, study.necessity)) {
        SliceNecessity::Candidate& found = result.sets.emplace_back();
        found.set = candidate.expression;
        problem.paths = candidate.paths;
        for (const std::size_t condition : problem.involved()) found.involved.push_back(memberships.conditions[condition]);
        for (std::size_t e = 0; e < explained.size(); ++e) {
            problem.order = explained[e].order;
            problem.outcome = {explained[e].table.data(), memberships.plan.sets.back().choices.size()};
            found.explained[e] = combination_necessity(problem, crew);
        }
    }
    return result;
}

}  // namespace qca
