#include "host/sweep/slice_necessity.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include "host/analysis/necessity.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/sweep/slice_study.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

namespace {

/// Of each choice the memberships of some cases. @param of  how many there are in the table
std::vector<double> selected(const std::vector<double>& table, std::size_t of, const CaseSelection& cases) {
    std::vector<double> chosen(table.size() / of * cases.size());
    double* next = chosen.data();
    for (std::size_t first = 0; first < table.size(); first += of)
        for (const std::size_t c : cases) *next++ = table[first + c];
    return chosen;
}

using Explained = SliceProblem::Explained;

/// The outcome and its negation.
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
        explained.table = selected(*memberships.table.back(), of_all.size(), in_order);
        if (outcome.negate)
            for (double& membership : explained.table) membership = 1.0 - membership;
        outcome.negate = !outcome.negate;
    }
    return both;
}

/// The rows of some choices.
std::vector<double> with_choices(const std::vector<double>& table, std::size_t cases, const std::vector<std::size_t>& choices) {
    std::vector<double> chosen;
    chosen.reserve(choices.size() * cases);
    for (const std::size_t choice : choices) {
        const auto first = table.begin() + static_cast<std::ptrdiff_t>(choice * cases);
        chosen.insert(chosen.end(), first, first + static_cast<std::ptrdiff_t>(cases));
    }
    return chosen;
}

/// Tables with the choices of a group alone; those of other sets stay as they are.
class GroupTables {
  public:
    /// @param numbers  [set of the slice] in the whole study
    GroupTables(const SliceProblem& problem, const std::vector<std::size_t>& numbers, const ChoiceGroup& group) : problem_(problem) {
        for (std::size_t set = 0; set < numbers.size(); ++set) {
            const auto place = std::find(group.sets.begin(), group.sets.end(), numbers[set]);
            const std::size_t all = choices_of(table(set));
            const bool some = place != group.sets.end() && group.choices[static_cast<std::size_t>(place - group.sets.begin())].size() < all;
            chosen_.push_back(some ? std::optional(group.choices[static_cast<std::size_t>(place - group.sets.begin())]) : std::nullopt);
            kept_.emplace_back();
            if (some && set + 1 < numbers.size()) kept_.back() = with_choices(table(set), problem.cases, *chosen_.back());
        }
    }

    ChoiceTable condition(std::size_t set) const {
        const std::vector<double>& of = chosen_[set] ? kept_[set] : problem_.conditions[set];
        return {of.data(), choices_of(of)};
    }

    /// Valid until the next call.
    ChoiceTable explained(std::size_t e) {
        const std::vector<double>& all = problem_.explained[e].table;
        if (chosen_.back()) kept_.back() = with_choices(all, problem_.cases, *chosen_.back());
        const std::vector<double>& of = chosen_.back() ? kept_.back() : all;
        return {of.data(), choices_of(of)};
    }

  private:
    const std::vector<double>& table(std::size_t set) const {
        return set < problem_.conditions.size() ? problem_.conditions[set] : problem_.explained.front().table;
    }
    std::size_t choices_of(const std::vector<double>& table) const { return table.size() / problem_.cases; }

    const SliceProblem& problem_;
    std::vector<std::optional<std::vector<std::size_t>>> chosen_;  // [set] nothing: all
    std::vector<std::vector<double>> kept_;                        // [set]
};

/// Appends the table of the next set. @param make  of the set's definition, raw values, choices, names and order of the cases
template <class Make>
void tabulate(SliceMemberships& out, const std::vector<Anchors>& anchors, const Make& make) {
    const std::size_t set = out.table.size();
    std::vector<std::size_t> file_order(out.data.cases.size());
    std::iota(file_order.begin(), file_order.end(), std::size_t{0});
    SetDefinition definition = out.study.set(set);
    if (set + 1 == out.study.sets()) definition.negate = false;
    out.table.push_back(make(definition, out.data.raw[set], anchors, out.data.cases, file_order));
    out.choices.push_back(anchors.size());
}

}  // namespace

SliceMemberships SliceMemberships::of_grid(const Study& whole, const StudyData& whole_data, const Slice& slice,
                                           const MembershipStore& store) {
    SliceMemberships out{slice.conditions, slice.outcome, study_of_slice(whole, slice), {}, data_of_slice(whole, whole_data, slice), {}};
    const SweepPlan plan = plan_sweep(out.study);
    for (std::size_t set = 0; set < out.study.sets(); ++set)
        tabulate(out, plan.sets[set].choices, [&](const auto&... of) { return store.table(of...); });
    return out;
}

SliceMemberships SliceMemberships::of_samples(const SampleSlice& slice, RememberedMemberships& memberships) {
    SliceMemberships out{{slice.sets.begin(), slice.sets.end() - 1}, slice.sets.back(), slice.study, {}, slice.data, {}};
    const std::vector<std::vector<Anchors>> anchors = slice.anchors();
    for (std::size_t set = 0; set < out.study.sets(); ++set)
        tabulate(out, anchors[set].empty() ? std::vector<Anchors>{out.study.set(set).anchors} : anchors[set],
                 [&](const auto&... of) { return std::make_shared<const std::vector<double>>(memberships.table(of...)); });
    return out;
}

SliceProblem::SliceProblem(const SliceMemberships& memberships, const CaseSelection& selection)
    : cases(selection.size()), explained(explained_in(memberships, selection)),
      bound(cutoff_bound(memberships.study.necessity.cutoff)) {
    const Study& study = memberships.study;
    for (std::size_t c = 0; c < study.conditions.size(); ++c) {
        names.push_back(study.conditions[c].name);
        conditions.push_back(selected(*memberships.table[c], memberships.data.cases.size(), selection));
    }
    candidates = necessity_candidates(names, study.necessity);
    names.push_back((study.outcome.negate ? "~" : "") + study.outcome.name);
}

std::vector<std::uint64_t> SliceProblem::count_in(std::size_t set) const {
    const std::vector<double>& table = set < conditions.size() ? conditions[set] : explained.front().table;
    std::vector<std::uint64_t> in(table.size() / cases);
    for (std::size_t choice = 0; choice < in.size(); ++choice)
        for (std::size_t c = 0; c < cases; ++c) in[choice] += table[choice * cases + c] > 0.5;
    return in;
}

SliceNecessity slice_necessity(const SliceMemberships& memberships, const CaseSelection& cases, const SliceBoxes& boxes, Crew* crew) {
    const SliceProblem of_slice(memberships, cases);
    std::vector<std::size_t> numbers = memberships.conditions;
    numbers.push_back(memberships.outcome);
    SliceNecessity result;
    result.cases = cases.size();
    for (std::size_t set = 0; set < numbers.size(); ++set)
        result.skew.push_back({of_slice.names[set], of_slice.count_in(set), boxes.groups({numbers[set]})});

    NecessityProblem problem;
    problem.bound = of_slice.bound;
    problem.conditions.resize(memberships.conditions.size());
    for (const NamedExpression& candidate : of_slice.candidates) {
        SliceNecessity::Candidate& found = result.sets.emplace_back();
        found.set = candidate.expression;
        problem.paths = candidate.paths;
        std::vector<std::size_t> sets;
        for (const std::size_t condition : problem.involved()) sets.push_back(memberships.conditions[condition]);
        sets.push_back(memberships.outcome);
        for (ChoiceGroup& group : boxes.groups(sets)) {
            GroupTables tables(of_slice, numbers, group);
            for (std::size_t c = 0; c < problem.conditions.size(); ++c) problem.conditions[c] = tables.condition(c);
            SliceNecessity::Candidate::Part& part = found.parts.emplace_back();
            for (std::size_t e = 0; e < part.explained.size(); ++e) {
                problem.order = of_slice.explained[e].order;
                problem.outcome = tables.explained(e);
                part.explained[e] = combination_necessity(problem, crew);
            }
            part.group = std::move(group);
        }
    }
    return result;
}

}  // namespace qca
