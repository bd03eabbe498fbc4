#include "host/sweep/own_necessity.hpp"

#include <algorithm>

#include "host/analysis/analysis.hpp"
#include "host/analysis/necessity.hpp"

namespace qca {

namespace {

double share_in(const std::vector<double>& memberships) {
    return static_cast<double>(std::count_if(memberships.begin(), memberships.end(), [](double x) { return x > 0.5; })) /
           static_cast<double>(memberships.size());
}

}  // namespace

NecessityResult own_necessity(const Study& study, const StudyData& data, const SweepPlan& plan) {
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    const std::vector<NamedExpression> candidates = necessity_candidates(conditions, study.necessity);
    Study negated = study;
    negated.outcome.negate = !study.outcome.negate;
    const Memberships own = calibrate_study(study, data);
    Memberships other = calibrate_study(negated, data);
    other.order = order_of_summation(data.raw[study.sets() - 1], negated.outcome);

    NecessityResult result;
    result.cutoff = study.necessity.cutoff;
    const std::array<std::vector<Necessity>, 2> fits{necessity(own, candidates), necessity(other, candidates)};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        SetNecessity& set = result.sets.emplace_back();
        set.set = candidates[i].expression;
        for (std::size_t e = 0; e < fits.size(); ++e) {
            NecessityFor& of = set.explained[e];
            of.inclN.own = fits[e][i].inclN;
            of.RoN.own = fits[e][i].RoN;
            of.covN.own = fits[e][i].covN;
            of.axis_maps.resize(plan.axes.size());
            for (std::size_t a = 0; a < plan.incl_axis; ++a) of.axis_maps[a].resize(plan.axes[a].size());
        }
    }

    for (std::size_t c = 0; c < conditions.size(); ++c) {
        result.skew.emplace_back().set = conditions[c];
        result.skew.back().share.own = share_in(own.set[c]);
    }
    const bool varied = plan.slice_axes > 0 && plan.axes.front().name == outcome_axis;
    const auto shown = [](const Study& of) { return (of.outcome.negate ? "~" : "") + of.outcome.name; };
    for (const std::string& outcome : varied ? plan.axes.front().labels : std::vector<std::string>{shown(study)}) {
        SetSkew& skew = result.skew.emplace_back();
        skew.set = outcome;
        if (outcome == shown(study)) skew.share.own = share_in(own.set.back());
        if (outcome == shown(negated)) skew.share.own = share_in(other.set.back());
    }
    return result;
}

SetNecessity& set_of(NecessityResult& result, const std::string& set) {
    return *std::find_if(result.sets.begin(), result.sets.end(), [&](const SetNecessity& other) { return other.set == set; });
}

SetSkew& skew_of(NecessityResult& result, const std::string& set) {
    return *std::find_if(result.skew.begin(), result.skew.end(), [&](const SetSkew& other) { return other.set == set; });
}

}  // namespace qca
