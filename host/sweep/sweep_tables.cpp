#include "host/sweep/sweep_tables.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/math/cutoffs.hpp"

namespace qca {

namespace {

/// The sets with the most choices go last: they become the lanes, which are cheapest when they are many.
std::vector<std::size_t> order_conditions(const SweepPlan& plan) {
    std::vector<std::size_t> order(plan.sets.size() - 1);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return plan.sets[a].choices.size() < plan.sets[b].choices.size();
    });
    return order;
}

SetChoices view_of(const std::vector<double>& table, const std::vector<std::int32_t>& coordinates,
                   const SetPlan& plan) {
    SetChoices view;
    view.membership = table.data();
    view.choices = static_cast<int>(plan.choices.size());
    view.coordinate = coordinates.data();
    view.axes = static_cast<int>(plan.axes.size());
    for (std::size_t x = 0; x < plan.axes.size(); ++x) view.axis[x] = static_cast<std::int32_t>(plan.axes[x]);
    return view;
}

Implicant in_problem_order(const Implicant& path, const std::vector<std::size_t>& order) {
    Implicant out;
    const int k = static_cast<int>(order.size());
    for (int position = 0; position < k; ++position) {
        const std::uint32_t from = condition_bit(static_cast<int>(order[static_cast<std::size_t>(position)]), k);
        const std::uint32_t to = condition_bit(position, k);
        if ((path.literals & from) != 0) out.literals |= to;
        if ((path.values & from) != 0) out.values |= to;
    }
    return out;
}

}  // namespace

SweepTables::SweepTables(const Study& study, const StudyData& data, const SweepPlan& plan, const MembershipStore& store,
                         const std::vector<std::uint16_t>& weights)
    : order_(order_conditions(plan)) {
    const std::size_t k = order_.size();
    for (std::size_t position = 0; position <= k; ++position) {
        const std::size_t set = position < k ? order_[position] : k;
        memberships_.push_back(store.table(study.set(set), data.raw[set], plan.sets[set].choices, data.cases, data.summation_order));
        coordinates_.push_back(plan.sets[set].coordinates);
    }
    for (std::size_t position = 0; position < k; ++position)
        conditions_.push_back(view_of(*memberships_[position], coordinates_[position], plan.sets[order_[position]]));
    for (const double cutoff : plan.incl) incl_bounds_.push_back(cutoff_bound(cutoff));
    for (const double cutoff : plan.pri) pri_bounds_.push_back(cutoff_bound(cutoff));
    n_cuts_.assign(plan.n.begin(), plan.n.end());
    for (const Axis& axis : plan.axes) axis_sizes_.push_back(static_cast<std::int32_t>(axis.size()));
    for (const NamedPath& path : study.paths) paths_.push_back(in_problem_order(path.implicant, order_));

    problem_.cases = static_cast<int>(data.cases.size());
    problem_.conditions = static_cast<int>(k);
    problem_.sets_a = static_cast<int>(k / 2);
    problem_.condition = conditions_.data();
    problem_.outcome = view_of(*memberships_[k], coordinates_[k], plan.sets[k]);
    problem_.cutoffs.incl_bound = incl_bounds_.data();
    problem_.cutoffs.pri_bound = pri_bounds_.data();
    problem_.cutoffs.n_cut = n_cuts_.data();
    problem_.cutoffs.incl_cuts = static_cast<int>(incl_bounds_.size());
    problem_.cutoffs.pri_cuts = static_cast<int>(pri_bounds_.size());
    problem_.cutoffs.n_cuts = static_cast<int>(n_cuts_.size());
    problem_.cutoffs.incl_axis = static_cast<std::int32_t>(plan.incl_axis);
    problem_.cutoffs.pri_axis = static_cast<std::int32_t>(plan.pri_axis);
    problem_.cutoffs.n_axis = static_cast<std::int32_t>(plan.n_axis);
    problem_.solution_types = static_cast<int>(plan.types.size());
    problem_.type_axis = static_cast<std::int32_t>(plan.type_axis);
    problem_.paths = static_cast<int>(paths_.size());
    problem_.path = paths_.data();
    problem_.axes = static_cast<int>(axis_sizes_.size());
    problem_.axis_size = axis_sizes_.data();

    if (weights.empty()) return;
    weights_.reserve(weights.size());
    for (std::size_t first = 0; first < weights.size(); first += data.cases.size())
        for (const std::size_t c : data.summation_order) weights_.push_back(weights[first + c]);
    problem_.weight = weights_.data();
    problem_.weightings = static_cast<int>(weights.size() / data.cases.size());
    problem_.weighting_axis = 0;
    problem_.repeats_cases = std::any_of(weights.begin(), weights.end(), [](std::uint16_t weight) { return weight > 1; });
}

RowSet SweepTables::in_study_order(const RowSet& rows) const {
    const int k = problem_.conditions;
    RowSet out;
    for (int row = 0; row < (1 << k); ++row) {
        if (!rows.contains(row)) continue;
        int study_row = 0;
        for (int position = 0; position < k; ++position) {
            if ((static_cast<std::uint32_t>(row) & condition_bit(position, k)) == 0) continue;
            study_row |= static_cast<int>(
                condition_bit(static_cast<int>(order_[static_cast<std::size_t>(position)]), k));
        }
        out.insert(study_row);
    }
    return out;
}

}  // namespace qca
