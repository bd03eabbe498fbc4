#include "host/sweep/shard_sweep.hpp"

#include <span>
#include <vector>

#include "host/sweep/complete_result.hpp"
#include "host/sweep/require_fit.hpp"
#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/shard_sums.hpp"

namespace qca {

namespace {

std::optional<SampleOrder> order_of(const SweepPlan& plan) {
    return plan.design.stated() ? std::optional(order_samples(plan, Sampler(plan.design))) : std::nullopt;
}

/// Groups of which every part is evaluated alone where weightings cannot be used.
std::vector<PartGroup> groups_of(const Shard& shard, const ShardList& list, bool together) {
    std::vector<PartGroup> groups;
    for (std::size_t number = shard.begin; number < shard.end; ++number) {
        if (together) groups.push_back(list.groups[number]);
        else
            for (const std::size_t part : list.groups[number]) groups.push_back({part});
    }
    return groups;
}

}  // namespace

ShardSweep::ShardSweep(const Study& study, const StudyData& data, const ShardList& list, const ColumnPlan& columns,
                       const Backend& backend, const SweepOptions& options, ProgressCount& progress)
    : study_(study), data_(data), list_(list), columns_(columns), backend_(backend), options_(options), progress_(progress),
      crew_(options.threads), runner_(study, data, list.plan, columns, backend, options, progress, crew_), order_(order_of(list.plan)) {}

ShardResult ShardSweep::run(const Shard& shard) {
    if (order_)
        return sweep_samples_of({shard.begin, shard.end}, *order_, study_, data_, list_.plan, columns_, backend_, options_, progress_);
    // Columns are kept by part, not for the whole grid.
    SliceMerge merge(list_.plan, ColumnPlan{}, study_.paths, data_.cases.size());
    ShardResult found;
    runner_.run(groups_of(shard, list_, can_weight(columns_, options_)), [&](FoundParts parts) {
        ScenarioColumns columns = take_columns(parts.result);
        const std::vector<std::uint32_t> position = merge.add(parts.slice, parts.boxes, std::move(parts.result), parts.weightings);
        if (!columns.empty()) found.columns.push_back(with_positions(std::move(columns), position));
    });
    found.sums = merge.take_sums();
    return found;
}

ShardMerge::ShardMerge(const Study& study, const StudyData& data, const ShardList& list, const ColumnPlan& columns)
    : study_(study), data_(data), list_(list), columns_(columns), order_(order_of(list.plan)) {
    if (order_) samples_ = std::make_unique<SampleMerge>(list.plan, *order_, columns, study.paths);
    else parts_ = std::make_unique<SliceMerge>(list.plan, columns, study.paths, data.cases.size());
}

void ShardMerge::add(const Shard& shard, ShardResult found) {
    require_fit(found, list_.plan, study_, data_.cases.size());
    if (!order_) return add_parts(shard, found);
    if (found.columns.size() != 1) throw_misfit("columns");
    require_columns(found.columns.front(), columns_, study_.paths.size(), shard.end - shard.begin, found.sums.census.size());
    samples_->add({shard.begin, shard.end}, std::move(found));
}

void ShardMerge::add_parts(const Shard& shard, const ShardResult& found) {
    const std::vector<std::uint32_t> position = parts_->add_sums(found.sums);
    if (found.columns.empty()) {
        if (columns_.survival && !study_.paths.empty()) throw_misfit("columns");
        return;
    }
    // The parts of a group lie together where they were evaluated under weightings, else one after the other; which it was, their
    // number tells.
    const bool together = found.columns.size() == shard.end - shard.begin;
    const std::vector<PartGroup> groups = groups_of(shard, list_, together);
    if (found.columns.size() != groups.size()) throw_misfit("columns");
    for (std::size_t number = 0; number < groups.size(); ++number) {
        const GroupInput input = input_of(groups[number], study_, data_, list_.plan);
        const std::vector<Axis> axes = axes_of(input);
        std::size_t scenarios = 1;
        for (const Axis& axis : axes) scenarios *= axis.size();
        require_columns(found.columns[number], columns_, study_.paths.size(), scenarios, found.sums.census.size());
        parts_->add_columns(input.slice, input.boxes, axes, input.weights.values, found.columns[number], position);
    }
}

SweepResult ShardMerge::take(const SweepPlan& plan, Crew& crew) {
    SweepResult result = order_ ? samples_->take() : parts_->take();
    complete_result(result, study_, data_, plan, crew);
    return result;
}

}  // namespace qca
