#include "host/robustness/ranked_number.hpp"

#include <algorithm>

#include "host/robustness/pawn.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

RankedNumber::RankedNumber(const PathResult& path) : path_(&path), values_{0, 1} {
    for (std::size_t state = 0; state < static_cast<std::size_t>(survival_states); ++state)
        levels_.push_back(state == static_cast<std::size_t>(Survival::skipped) ? skipped : survives(static_cast<Survival>(state)) ? 1u : 0u);
}

RankedNumber::RankedNumber(const SweepResult& result, Quantity similarity, const std::vector<std::uint8_t>* types)
    : quantity_(similarity), result_(&result), types_(result.axes.back().size()), type_of_(types) {
    const std::vector<double>& of =
        similarity == Quantity::path_similarity ? result.census_details.path_similarity : result.census_details.literal_similarity;
    levels_ = levels_of(of);
    values_.resize(of.empty() ? 0 : *std::max_element(levels_.begin(), levels_.end()) + std::size_t{1});
    for (std::size_t i = 0; i < of.size(); ++i) values_[levels_[i]] = of[i];
}

std::string no_similarity(const SweepResult& result) {
    if (result.solution.empty()) return "the maps do not hold it; it takes the column of solutions: [sweep.columns] solution = \"always\"";
    if (result.census_details.own.empty()) return "the study has no solution of its own";
    if (result.counts.census_overflow > 0) return "there are more solutions than the census holds";
    return "";
}

}  // namespace qca
