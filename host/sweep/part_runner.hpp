// Evaluates parts of a sweep, several at a time where they are many and small.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/part_groups.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/slice_sweep.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// What was found in a group of parts.
struct FoundParts {
    Slice slice;                          ///< with the cases of the parts' data
    std::vector<std::size_t> boxes;       ///< of the plan, for which the parts stand
    SweepResult result;
    std::vector<std::size_t> weightings;  ///< positions on the axis of cases, where there are several
};

/// What one evaluation needs of a group.
struct GroupInput {
    Slice slice;
    std::vector<std::size_t> boxes;
    CaseWeights weights;
    Study study;
};

/// @param data  of the whole study
GroupInput input_of(const PartGroup& group, const Study& study, const StudyData& data, const SweepPlan& plan);

/// The axes of what is found in a group.
std::vector<Axis> axes_of(const GroupInput& input);

class PartRunner {
  public:
    /// All but the options outlive this object. @param columns  to make in every part
    PartRunner(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns, const Backend& backend,
               const SweepOptions& options, ProgressCount& progress, Crew& crew);

    /// Evaluates groups and hands over what was found in the order of the groups, one at a time, from any thread. What was decided
    /// about truth tables is remembered for the next call.
    void run(std::span<const PartGroup> groups, const std::function<void(FoundParts)>& found);

  private:
    FoundParts find(const PartGroup& group, SliceSweep& sweep) const;
    std::uint64_t evaluated(const PartGroup& group) const;
    bool are_many_and_small(std::span<const PartGroup> groups) const;

    const Study& study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    const ColumnPlan columns_;
    const Backend backend_;
    const SweepOptions options_;
    ProgressCount& progress_;
    Crew& crew_;
    std::unique_ptr<SliceSweep> together_;             // all threads on one part
    std::vector<std::unique_ptr<SliceSweep>> alone_;   // [thread]
};

}  // namespace qca
