#include "host/study/anchor_sets.hpp"

#include <algorithm>

#include "host/study/round_number.hpp"

namespace qca {

namespace {

/// Anchors of all conditions, of the outcome and of the others that the sweep explains, rounded.
std::vector<Anchors> rounded_anchors(const Study& study, const AnchorSet& set) {
    std::vector<std::size_t> numbers;
    for (std::size_t number = 0; number < study.sets(); ++number) numbers.push_back(number);
    for (const std::size_t outcome : study.sweep.outcomes)
        if (outcome >= study.sets()) numbers.push_back(outcome);
    std::vector<Anchors> anchors;
    for (const std::size_t number : numbers) {
        const auto named = std::find_if(set.anchors.begin(), set.anchors.end(), [&](const auto& of) { return of.first == number; });
        const Anchors& of = named == set.anchors.end() ? study.set(number).anchors : named->second;
        anchors.push_back({rounded_to_12_digits(of.exclusion), rounded_to_12_digits(of.crossover), rounded_to_12_digits(of.inclusion)});
    }
    return anchors;
}

}  // namespace

std::optional<std::string> same_anchors(const Study& study, const std::vector<AnchorSet>& others, const AnchorSet& set) {
    const std::vector<Anchors> anchors = rounded_anchors(study, set);
    if (anchors == rounded_anchors(study, {})) return own_anchors;
    for (const AnchorSet& other : others)
        if (anchors == rounded_anchors(study, other)) return other.name;
    return std::nullopt;
}

}  // namespace qca
