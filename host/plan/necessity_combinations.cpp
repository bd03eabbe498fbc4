#include "host/plan/necessity_combinations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/error.hpp"

namespace qca {

double necessity_combinations(const Study& study, const SweepPlan& plan) {
    const auto k = static_cast<int>(study.conditions.size());
    double sum = 0;
    for (const NamedExpression& named : study.necessity.expressions) {
        std::uint32_t literals = 0;
        for (const Implicant& path : named.paths) literals |= path.literals;
        double combinations = 1;
        for (int c = 0; c < k; ++c)
            if ((literals & condition_bit(c, k)) != 0)
                combinations *= static_cast<double>(plan.sets[static_cast<std::size_t>(c)].choices.size());
        for (const Slice& slice : plan.slices) {
            if (!slice.in_order) continue;
            std::uint32_t kept = 0;
            for (const std::size_t condition : slice.conditions) kept |= condition_bit(static_cast<int>(condition), k);
            const bool own_outcome = slice.outcome + 1 == plan.sets.size();
            if ((literals & ~kept) == 0)
                sum += combinations * static_cast<double>(own_outcome ? plan.sets.back().choices.size() : 1);
        }
    }
    return sum;
}

void require_few_combinations(const Study& study, const SweepPlan& plan) {
    const double combinations = necessity_combinations(study, plan);
    if (combinations > most_necessity_combinations)
        throw InputError(fmt::format("{}: [necessity]: {:.4g} combinations of anchors for the expressions (the limit is {:.0g}) leave "
                                     "out expressions over many conditions, or use larger steps",
                                     study.file, combinations, most_necessity_combinations));
}

}  // namespace qca
