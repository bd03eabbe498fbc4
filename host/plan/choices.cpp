#include "host/plan/choices.hpp"

#include <algorithm>

namespace qca {

std::vector<Choice> choices_of(const std::vector<Axis>& axes, const std::vector<std::string>& sets) {
    std::vector<Choice> choices;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].size() > 1) choices.push_back({axes[axis].name, {axis}});
    for (const std::string& set : sets) {
        Choice choice{set, {}};
        for (std::size_t axis = 0; axis < axes.size(); ++axis)
            for (const char* const anchor : {"_exclusion", "_crossover", "_inclusion"})
                if (axes[axis].size() > 1 && axes[axis].name == set + anchor) choice.axes.push_back(axis);
        if (choice.is_set()) choices.push_back(choice);
    }
    return choices;
}

std::vector<std::size_t> disjoint_choices(const std::vector<Choice>& choices) {
    std::vector<std::size_t> disjoint;
    for (std::size_t c = 0; c < choices.size(); ++c) {
        const bool in_set = std::any_of(choices.begin(), choices.end(), [&](const Choice& of) {
            return of.is_set() && std::find(of.axes.begin(), of.axes.end(), choices[c].axes.front()) != of.axes.end();
        });
        if (choices[c].is_set() || !in_set) disjoint.push_back(c);
    }
    return disjoint;
}

}  // namespace qca
