#include "host/plan/box_size.hpp"

namespace qca {

BoxSize::BoxSize(const SweepPlan& plan, const Box& box) {
    for (const std::size_t axis : {plan.incl_axis, plan.pri_axis, plan.n_axis, plan.type_axis}) cutoffs *= box[axis].size();
    evaluated = cutoffs;
    for (const SetPlan& set : plan.sets) {
        choices.push_back(choices_in(set, box).size());
        evaluated *= choices.back();
    }
}

std::uint64_t BoxSize::calibrations(const Slice& slice) const {
    std::uint64_t product = slice.outcome + 1 == choices.size() ? choices.back() : 1;
    for (const std::size_t condition : slice.conditions) product *= choices[condition];
    return product;
}

}  // namespace qca
