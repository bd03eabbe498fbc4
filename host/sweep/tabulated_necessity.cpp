#include "host/sweep/tabulated_necessity.hpp"

#include <limits>
#include <utility>

namespace qca {

namespace {

constexpr std::size_t most_counted = std::size_t{1} << 22;  ///< of all axes together
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
    std::size_t values = 0, combinations = 1;
    for (std::size_t axis = 0; axis < plan.incl_axis; ++axis) values += plan.axes[axis].size();
    const std::size_t most = values == 0 ? most_counted : most_counted / values;
    for (const std::size_t choices : choices_of(problem, conditions)) {
        if (choices > most / combinations) return false;
        combinations *= choices;
    }
    return combinations <= samples / worth;
}

TabulatedNecessity::TabulatedNecessity(const SliceProblem& problem, const SweepPlan& plan, std::vector<std::size_t> candidates,
                                       std::vector<std::size_t> conditions)
    : problem_(problem), candidates_(std::move(candidates)), conditions_(std::move(conditions)), choices_(choices_of(problem, conditions_)) {
    std::size_t combinations = 1;
    for (const std::size_t choices : choices_) combinations *= choices;
    seen_.resize(combinations);
    for (std::size_t axis = 0; axis < plan.incl_axis; ++axis) counted_.emplace_back(plan.axes[axis].size() * combinations);
}

void TabulatedNecessity::begin(const SamplePiece& piece, const SamplePoints& points) {
    combination_.assign(points.size(), 0);
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        const std::size_t set = i < conditions_.size() ? conditions_[i] : problem_.conditions.size();
        const std::int32_t* const choice = points.choice.data() + set * points.size();
        const auto choices = static_cast<std::uint32_t>(choices_[i]);
        for (std::size_t p = 0; p < points.size(); ++p) combination_[p] = combination_[p] * choices + static_cast<std::uint32_t>(choice[p]);
    }
    for (std::size_t p = 0; p < points.size(); ++p) {
        Seen& seen = seen_[combination_[p]];
        const std::uint64_t sample = piece.sample(points.at[p]);
        if (seen.count++ == 0 || sample < seen.first) seen.first = sample;
    }
}

void TabulatedNecessity::count(std::size_t task, const SamplePiece& piece, const SamplePoints& points) {
    const std::uint32_t* const at = piece.on_axis(task);
    std::uint32_t* const counts = counted_[task].data();
    for (std::size_t p = 0; p < points.size(); ++p) ++counts[at[points.at[p]] * seen_.size() + combination_[p]];
}

void TabulatedNecessity::add(std::size_t candidate, std::array<NecessitySpreads, 2>& spreads, std::array<NecessityFor, 2>& found) const {
    ChosenNecessity chosen(problem_);
    std::vector<std::int32_t> choice(problem_.conditions.size());
    std::array<std::vector<std::uint8_t>, 2> states{std::vector<std::uint8_t>(seen_.size()), std::vector<std::uint8_t>(seen_.size())};
    for (std::size_t combination = 0; combination < seen_.size(); ++combination) {
        if (seen_[combination].count == 0) continue;
        std::size_t rest = combination / choices_.back();
        for (std::size_t i = conditions_.size(); i-- > 0; rest /= choices_[i])
            choice[conditions_[i]] = static_cast<std::int32_t>(rest % choices_[i]);
        chosen.take(candidate, choice.data());
        for (std::size_t e = 0; e < spreads.size(); ++e) {
            const NecessityState state = chosen.add(e, static_cast<std::int32_t>(combination % choices_.back()), seen_[combination].first,
                                                    seen_[combination].count, spreads[e]);
            states[e][combination] = static_cast<std::uint8_t>(state);
            found[e].total[states[e][combination]] += seen_[combination].count;
        }
    }
    for (std::size_t e = 0; e < found.size(); ++e)
        for (std::size_t axis = 0; axis < counted_.size(); ++axis) {
            std::vector<NecessityCounts>& map = found[e].axis_maps[axis];
            for (std::size_t value = 0; value < map.size(); ++value)
                for (std::size_t combination = 0; combination < seen_.size(); ++combination)
                    map[value][states[e][combination]] += counted_[axis][value * seen_.size() + combination];
        }
}

}  // namespace qca
