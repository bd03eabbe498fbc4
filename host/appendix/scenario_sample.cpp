#include "host/appendix/scenario_sample.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <random>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/sweep/sample_scenario.hpp"

namespace qca::appendix {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

SampledPath path_in(const Memberships& memberships, const NamedPath& path, const NamedPath& whole, Survival state) {
    if (std::popcount(path.implicant.literals) != std::popcount(whole.implicant.literals)) return {state, undefined, undefined};
    const std::vector<double> x = path_memberships(memberships, path.implicant);
    const RelationSums<double> sums = relation_sums(x, outcome_of(memberships), memberships.order);
    const double y = sum_of(outcome_of(memberships), memberships.order);
    return {state, sums.x > 0 ? sums.both / sums.x : undefined, y > 0 ? sums.both / y : undefined};
}

bool same_question(const Study& a, const Study& b) {
    return a.outcome.name == b.outcome.name && a.outcome.negate == b.outcome.negate &&
           std::equal(a.conditions.begin(), a.conditions.end(), b.conditions.begin(), b.conditions.end(),
                      [](const SetDefinition& x, const SetDefinition& y) { return x.name == y.name; });
}

void add(RowFlips& flips, const std::vector<TableRow>& own, const std::vector<TableRow>& table) {
    flips.flipped.resize(own.size());
    ++flips.compared;
    for (std::size_t row = 0; row < own.size(); ++row) flips.flipped[row] += own[row].out != table[row].out;
}

Memberships of_negation(Memberships memberships) {
    memberships.set.back() = negated(memberships.set.back());
    return memberships;
}

}  // namespace

ScenarioSample sample_scenarios(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t most, std::uint64_t seed) {
    ScenarioSample sample;
    const bool comparable = study.conditions.size() <= max_conditions;
    const Memberships memberships = calibrate_study(study, data);
    std::vector<TableRow> own, own_negation;
    if (comparable) {
        own = truth_table(memberships, study.cutoffs);
        own_negation = truth_table(of_negation(memberships), study.cutoffs);
    }
    sample.all = plan.scenarios <= most;
    const std::optional<Sampler> sampler = plan.design.stated() ? std::optional<Sampler>(plan.design) : std::nullopt;
    std::mt19937_64 random(seed);
    constexpr std::uint64_t tries = 50;
    for (std::uint64_t drawn = 0; drawn < (sample.all ? plan.scenarios : tries * most) && sample.scenarios.size() < most; ++drawn) {
        const std::uint64_t id = sample.all ? drawn : random() % plan.scenarios;
        SampledScenario found;
        Scenario scenario;
        if (sampler) {
            scenario = scenario_of(sample_point(study, data, plan, id), data);
            for (std::size_t a = 0; a < plan.axes.size(); ++a) found.at.push_back(sampler->position(a, id));
        } else {
            const Coordinates at = coordinates_of(plan, id);
            scenario = scenario_at(study, data, plan, at);
            for (const auto& position : at) found.at.push_back(*position);
        }
        if (!scenario.is_evaluated()) continue;
        const Memberships here = calibrate_study(scenario.study, scenario.data);
        const std::vector<Survival> states = path_states(scenario);
        for (std::size_t p = 0; p < study.paths.size(); ++p) found.paths.push_back(path_in(here, scenario.study.paths[p], study.paths[p], states[p]));
        sample.scenarios.push_back(std::move(found));
        if (!comparable || !same_question(scenario.study, study)) continue;
        add(sample.outcome, own, truth_table(here, scenario.study.cutoffs));
        add(sample.negation, own_negation, truth_table(of_negation(here), scenario.study.cutoffs));
    }
    return sample;
}

}  // namespace qca::appendix
