#include "host/sweep/run_parts.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "host/sweep/merge_slices.hpp"
#include "host/sweep/part_groups.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/slice_sweep.hpp"

namespace qca {

namespace {

/// Scenarios of a part on which all threads work at once. In smaller ones they meet for nothing: with 3,402 scenarios in each of
/// 16,740 parts, two threads took longer than one.
constexpr std::uint64_t large_part = std::uint64_t{1} << 25;

/// What was found in a group of parts.
struct Found {
    Slice slice;
    std::vector<std::size_t> boxes;
    SweepResult result;
    std::vector<std::size_t> weightings;
};

/// Takes what was found in any order, from any thread, and merges it in the order of the groups: sums and the census do not
/// depend on who was first.
class OrderedMerge {
  public:
    explicit OrderedMerge(SliceMerge& merge) : merge_(merge) {}

    void add(std::size_t number, Found found) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(number, std::move(found));
        for (; !waiting_.empty() && waiting_.begin()->first == next_; ++next_) {
            const Found& part = waiting_.begin()->second;
            merge_.add(part.slice, part.boxes, part.result, part.weightings);
            waiting_.erase(waiting_.begin());
        }
    }

  private:
    SliceMerge& merge_;
    std::mutex mutex_;
    std::map<std::size_t, Found> waiting_;
    std::size_t next_ = 0;
};

std::uint64_t evaluated(const PartGroup& group, const SweepPlan& plan) {
    std::uint64_t sum = 0;
    for (const std::size_t number : group) sum += plan.parts[number].evaluated;
    return sum;
}

Found find(const PartGroup& group, const Study& study, const StudyData& data, const SweepPlan& plan, SliceSweep& sweep) {
    const SweepPart& part = plan.parts[group.front()];
    Slice slice = plan.slices[part.slice];
    const bool weighted = group.size() > 1;
    if (weighted) slice.cases = own_slice(study, data.cases.size()).cases;
    slice = complete(slice, study, data);
    const CaseWeights weights = weighted ? weights_of(group, study, plan, data, slice.cases) : CaseWeights{};
    const Study in_box = study_in_box(study, plan, plan.boxes[part.boxes.front()]);
    SweepResult result =
        sweep.run(study_of_slice(in_box, slice), data_of_slice(study, data, slice), evaluated(group, plan), weights);
    return {std::move(slice), part.boxes, std::move(result), weights.values};
}

/// Whether every thread has parts of its own to do until near the end.
bool are_many_and_small(const std::vector<PartGroup>& groups, const SweepPlan& plan, std::size_t threads) {
    std::uint64_t most = 0;
    for (const PartGroup& group : groups) most = std::max(most, evaluated(group, plan));
    return groups.size() >= 4 * threads && most < large_part;
}

}  // namespace

SweepResult run_parts(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                        const Backend& backend, const SweepOptions& options, ProgressCount& progress, Crew& crew) {
    SliceMerge merge(plan, columns, study.paths, data.cases.size());
    OrderedMerge ordered(merge);
    const bool on_cpu = backend.name == "cpu";
    // The GPU backend has no weightings yet, and fits are made of the cases that take part.
    const std::vector<PartGroup> groups = group_parts(study, plan, options.weightings && on_cpu && !columns.fits);
    const auto threads = static_cast<std::size_t>(crew.size());
    if (on_cpu && threads > 1 && are_many_and_small(groups, plan, threads)) {
        SweepOptions alone = options;
        alone.threads = 1;
        std::vector<std::unique_ptr<SliceSweep>> sweeps;
        for (std::size_t t = 0; t < threads; ++t) sweeps.push_back(std::make_unique<SliceSweep>(backend, columns, alone, progress));
        crew.share(groups.size(), [&](int member, std::size_t number) {
            ordered.add(number, find(groups[number], study, data, plan, *sweeps[static_cast<std::size_t>(member)]));
        });
    } else {
        SliceSweep sweep(backend, columns, options, progress);
        for (std::size_t number = 0; number < groups.size(); ++number)
            ordered.add(number, find(groups[number], study, data, plan, sweep));
    }
    return merge.take();
}

}  // namespace qca
