#include "host/sweep/kept_memberships.hpp"

#include <algorithm>
#include <numeric>

#include "host/sweep/part_groups.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

constexpr std::size_t most_kept = 16;

}  // namespace

KeptMemberships::KeptMemberships(const Study& study, const StudyData& data, const SweepPlan& plan)
    : study_(study), data_(data), plan_(plan), axis_(cases_axis_of(plan)) {
    // From one choice of cases to the next, all choices of the axes behind come up.
    for (std::size_t a = axis_ + 1; a < plan.slice_axes; ++a) behind_ *= plan.axes[a].size();
}

void KeptMemberships::keep(const Slice& slice) {
    if (axis_ == plan_.slice_axes || behind_ > most_kept || has_ranks(study_, slice) || kept_.contains(key_of(slice))) return;
    if (kept_.size() == most_kept) kept_.clear();
    Slice all = slice;
    all.cases = own_slice(study_, data_.cases.size()).cases;
    all = complete(all, study_, data_);
    kept_.emplace(key_of(slice), Kept{SliceMemberships::of_grid(study_, data_, all, store_), all.cases});
}

SliceNecessity KeptMemberships::necessity(const Slice& slice, const SliceBoxes& boxes, Crew* crew) const {
    const Slice of_cases = complete(slice, study_, data_);
    CaseSelection cases(of_cases.cases.size());
    const auto found = kept_.find(key_of(slice));
    if (found == kept_.end()) {
        std::iota(cases.begin(), cases.end(), std::size_t{0});
        return slice_necessity(SliceMemberships::of_grid(study_, data_, of_cases, store_), cases, boxes, crew);
    }
    const CaseSelection& all = found->second.cases;
    std::transform(of_cases.cases.begin(), of_cases.cases.end(), cases.begin(), [&](std::size_t c) {
        return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), c) - all.begin());
    });
    return slice_necessity(found->second.memberships, cases, boxes, crew);
}

std::vector<std::size_t> KeptMemberships::key_of(const Slice& slice) const {
    std::vector<std::size_t> key = slice.at;
    if (axis_ < key.size()) key[axis_] = 0;
    return key;
}

}  // namespace qca
