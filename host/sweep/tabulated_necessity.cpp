#include "host/sweep/tabulated_necessity.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace qca {

namespace {

constexpr std::size_t most_combinations = std::size_t{1} << 16;
constexpr std::size_t worth = 4;  ///< samples a combination, from which counting pays

/// [condition, then the outcome]
std::vector<std::size_t> choices_of(const SliceProblem& problem, const std::vector<std::size_t>& conditions) {
    std::vector<std::size_t> choices;
    for (const std::size_t condition : conditions) choices.push_back(problem.conditions[condition].size() / problem.cases);
    choices.push_back(problem.explained.front().table.size() / problem.cases);
    return choices;
}

}  // namespace

bool TabulatedNecessity::pays(const SliceProblem& problem, const SweepPlan& plan, const std::vector<std::size_t>& conditions,
                              std::size_t samples) {
    if (plan.design.samples > std::numeric_limits<std::uint32_t>::max()) return false;
    std::size_t combinations = 1;
    for (const std::size_t choices : choices_of(problem, conditions)) {
        if (choices > most_combinations / combinations) return false;
        combinations *= choices;
    }
    return combinations <= samples / worth;
}

TabulatedNecessity::TabulatedNecessity(const SliceProblem& problem, const SweepPlan& plan, std::vector<std::size_t> candidates,
                                       std::vector<std::size_t> conditions, std::size_t samples)
    : problem_(problem), candidates_(std::move(candidates)), conditions_(std::move(conditions)), choices_(choices_of(problem, conditions_)),
      most_combinations_(CombinationCounts::most_for(samples)) {
    std::size_t combinations = 1;
    for (const std::size_t choices : choices_) combinations *= choices;
    seen_.resize(combinations);
    for (std::size_t axis = 0; axis < plan.incl_axis; ++axis) values_.push_back(plan.axes[axis].size());
    counted_.resize(values_.size());
}

std::vector<std::int32_t> TabulatedNecessity::choice_of(std::size_t combination) const {
    std::vector<std::int32_t> choice(problem_.conditions.size());
    combination /= choices_.back();
    for (std::size_t i = conditions_.size(); i-- > 0; combination /= choices_[i])
        choice[conditions_[i]] = static_cast<std::int32_t>(combination % choices_[i]);
    return choice;
}

std::int32_t TabulatedNecessity::outcome_of(std::size_t combination) const {
    return static_cast<std::int32_t>(combination % choices_.back());
}

std::uint32_t TabulatedNecessity::states_of(std::size_t combination) {
    ChosenNecessity chosen(problem_);
    const std::vector<std::int32_t> choice = choice_of(combination);
    States states;
    for (const std::size_t candidate : candidates_) {
        chosen.take(candidate, choice.data());
        for (std::size_t e = 0; e < explained_names.size(); ++e) states.push_back(chosen.state(e, outcome_of(combination)));
    }
    const auto [known, is_new] = number_of_.emplace(std::move(states), static_cast<std::uint32_t>(number_of_.size()));
    if (is_new)
        for (std::size_t axis = 0; axis < values_.size(); ++axis) counted_[axis].resize(number_of_.size() * values_[axis]);
    return known->second;
}

void TabulatedNecessity::begin(const SamplePiece& piece, const SamplePoints& points) {
    states_.assign(points.size(), 0);
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        const auto choices = static_cast<std::uint32_t>(choices_[i]);
        if (choices == 1) continue;
        const std::size_t set = i < conditions_.size() ? conditions_[i] : problem_.conditions.size();
        const std::int32_t* const choice = points.choice.data() + set * points.size();
        for (std::size_t p = 0; p < points.size(); ++p) states_[p] = states_[p] * choices + static_cast<std::uint32_t>(choice[p]);
    }
    label_.assign(piece.size, 0);
    for (std::size_t p = 0; p < points.size(); ++p) {
        const std::size_t combination = states_[p];
        Seen& seen = seen_[combination];
        const auto sample = static_cast<std::uint32_t>(piece.sample(points.at[p]));
        if (seen.count == 0) seen.states = states_of(combination);
        if (seen.count++ == 0 || sample < seen.first) seen.first = sample;
        states_[p] = seen.states;
        label_[points.at[p]] = static_cast<std::uint8_t>(seen.states + 1);
    }
    if (number_of_.size() + 1 != labels_of_bundles_) make_bundles();
}

void TabulatedNecessity::make_bundles() {
    finish();
    const std::size_t labels = number_of_.size() + 1;
    const auto fits = [&](std::size_t combinations) {
        return labels <= CombinationCounts::most_labels && combinations <= most_combinations_;
    };
    for (std::size_t axis = 0; axis < values_.size();) {
        Bundle& bundle = bundles_.emplace_back();
        std::vector<std::size_t> sizes{labels};
        std::size_t combinations = labels;
        for (; axis < values_.size() && values_[axis] <= CombinationCounts::most_labels && fits(combinations * values_[axis]); ++axis) {
            bundle.axes.push_back(axis);
            sizes.push_back(values_[axis]);
            combinations *= values_[axis];
        }
        if (bundle.axes.empty()) bundle.axes.push_back(axis++);
        else bundle.counts.emplace(sizes);
    }
    labels_of_bundles_ = labels;
}

void TabulatedNecessity::finish() {
    for (const Bundle& bundle : bundles_)
        for (std::size_t x = 0; x < bundle.axes.size() && bundle.counts; ++x) {
            const std::vector<std::uint64_t> counts = bundle.counts->by({0, x + 1});
            const std::size_t axis = bundle.axes[x], values = values_[axis];
            for (std::size_t at = values; at < counts.size(); ++at) counted_[axis][at - values] += static_cast<std::uint32_t>(counts[at]);
        }
    bundles_.clear();
}

void TabulatedNecessity::count(std::size_t task, const SamplePiece& piece, const SamplePoints& points) {
    Bundle& bundle = bundles_[task];
    if (bundle.counts) {
        std::vector<const std::uint8_t*> columns{label_.data()};
        for (const std::size_t axis : bundle.axes) columns.push_back(piece.label_on(axis));
        bundle.counts->add(columns, piece.size);
        return;
    }
    const std::size_t axis = bundle.axes.front();
    const std::uint32_t* const at = piece.on_axis(axis);
    const auto values = static_cast<std::uint32_t>(values_[axis]);
    std::uint32_t* const counts = counted_[axis].data();
    for (std::size_t p = 0; p < points.size(); ++p) ++counts[states_[p] * values + at[points.at[p]]];
}

void TabulatedNecessity::add(std::size_t candidate, std::array<NecessitySpreads, 2>& spreads, std::array<NecessityFor, 2>& found) const {
    ChosenNecessity chosen(problem_);
    for (std::size_t combination = 0; combination < seen_.size(); ++combination) {
        const Seen& seen = seen_[combination];
        if (seen.count == 0) continue;
        chosen.take(candidate, choice_of(combination).data());
        for (std::size_t e = 0; e < found.size(); ++e)
            found[e].total[static_cast<std::size_t>(chosen.add(e, outcome_of(combination), seen.first, seen.count, spreads[e]))] += seen.count;
    }
    const auto place = static_cast<std::size_t>(std::find(candidates_.begin(), candidates_.end(), candidate) - candidates_.begin());
    for (const auto& [states, number] : number_of_)
        for (std::size_t e = 0; e < found.size(); ++e) {
            const auto state = static_cast<std::size_t>(states[place * found.size() + e]);
            for (std::size_t axis = 0; axis < values_.size(); ++axis)
                for (std::size_t value = 0; value < values_[axis]; ++value)
                    found[e].axis_maps[axis][value][state] += counted_[axis][number * values_[axis] + value];
        }
}

}  // namespace qca
