#include "host/sweep/part_runner.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

/// Scenarios of a part on which all threads work at once. In smaller ones they meet for nothing: with 3,402 scenarios in each of
/// 16,740 parts, two threads took longer than one.
constexpr std::uint64_t large_part = std::uint64_t{1} << 25;

/// Takes what was found in any order, from any thread, and hands it on in the order of the groups: sums and the census do not
/// depend on who was first.
class InOrder {
  public:
    explicit InOrder(const std::function<void(FoundParts)>& next) : hand_on_(next) {}

    void add(std::size_t number, FoundParts found) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(number, std::move(found));
        for (; !waiting_.empty() && waiting_.begin()->first == next_; ++next_) {
            hand_on_(std::move(waiting_.begin()->second));
            waiting_.erase(waiting_.begin());
        }
    }

  private:
    const std::function<void(FoundParts)>& hand_on_;
    std::mutex mutex_;
    std::map<std::size_t, FoundParts> waiting_;
    std::size_t next_ = 0;
};

}  // namespace

GroupInput input_of(const PartGroup& group, const Study& study, const StudyData& data, const SweepPlan& plan) {
    const SweepPart& part = plan.parts[group.front()];
    Slice slice = plan.slices[part.slice];
    const bool weighted = group.size() > 1;
    if (weighted) slice.cases = own_slice(study, data.cases.size()).cases;
    slice = complete(slice, study, data);
    CaseWeights weights = weighted ? weights_of(group, study, plan, data, slice.cases) : CaseWeights{};
    Study of_slice = study_of_slice(study_in_box(study, plan, plan.boxes[part.boxes.front()]), slice);
    return {std::move(slice), part.boxes, std::move(weights), std::move(of_slice)};
}

std::vector<Axis> axes_of(const GroupInput& input) {
    const SweepPlan plan = plan_sweep(input.study);
    return input.weights.axis.size() == 0 ? plan.axes : with_cases(plan, input.weights.axis).axes;
}

PartRunner::PartRunner(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                       const Backend& backend, const SweepOptions& options, ProgressCount& progress, Crew& crew)
    : study_(study), data_(data), plan_(plan), columns_(columns), backend_(backend), options_(options), progress_(progress), crew_(crew) {}

std::uint64_t PartRunner::evaluated(const PartGroup& group) const {
    std::uint64_t sum = 0;
    for (const std::size_t number : group) sum += plan_.parts[number].evaluated;
    return sum;
}

FoundParts PartRunner::find(const PartGroup& group, SliceSweep& sweep) const {
    GroupInput input = input_of(group, study_, data_, plan_);
    SweepResult result = sweep.run(input.study, data_of_slice(study_, data_, input.slice), evaluated(group), input.weights);
    return {std::move(input.slice), std::move(input.boxes), std::move(result), std::move(input.weights.values)};
}

/// Whether every thread has parts of its own to do until near the end.
bool PartRunner::are_many_and_small(std::span<const PartGroup> groups) const {
    std::uint64_t most = 0;
    for (const PartGroup& group : groups) most = std::max(most, evaluated(group));
    return groups.size() >= 4 * static_cast<std::size_t>(crew_.size()) && most < large_part;
}

void PartRunner::run(std::span<const PartGroup> groups, const std::function<void(FoundParts)>& found) {
    InOrder ordered(found);
    if (backend_.name == "cpu" && crew_.size() > 1 && are_many_and_small(groups)) {
        SweepOptions options = options_;
        options.threads = 1;
        while (alone_.size() < static_cast<std::size_t>(crew_.size()))
            alone_.push_back(std::make_unique<SliceSweep>(backend_, columns_, options, progress_));
        crew_.share(groups.size(), [&](int member, std::size_t number) {
            ordered.add(number, find(groups[number], *alone_[static_cast<std::size_t>(member)]));
        });
        return;
    }
    if (!together_) together_ = std::make_unique<SliceSweep>(backend_, columns_, options_, progress_);
    for (std::size_t number = 0; number < groups.size(); ++number) ordered.add(number, find(groups[number], *together_));
}

}  // namespace qca
