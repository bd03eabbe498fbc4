// The sweep of one slice after the other.
#pragma once

#include <memory>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/membership_store.hpp"
#include "host/sweep/part_groups.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/solution_book.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

class SliceSweep {
  public:
    /// @param columns  to make in every slice
    /// @param progress  of the whole sweep; outlives this
    SliceSweep(const Backend& backend, const ColumnPlan& columns, const SweepOptions& options, ProgressCount& progress);

    /// Evaluates all scenarios of a study without slice axes and exclusions. What was decided about truth tables is
    /// remembered as long as the conditions, paths and solution types stay the same.
    /// @param evaluated  scenarios of the whole sweep that it stands for, for the progress
    /// @param weights    of the cases; without values: there is no axis of cases, every case counts once
    /// @return see assemble_result()
    SweepResult run(const Study& study, const StudyData& data, std::uint64_t evaluated, const CaseWeights& weights = {});

    /// What slices have in common.
    const MembershipStore& memberships() const { return memberships_; }

  private:
    /// @param is_told  whether its progress is
    SweepResult run_once(const Study& study, const StudyData& data, std::uint64_t evaluated, const CaseWeights& weights, bool is_told);
    SolutionBook& book_for(const Study& study, const SweepPlan& plan, int conditions);

    const Backend backend_;
    const ColumnPlan columns_;
    const SweepOptions options_;
    Crew crew_;
    ProgressCount& progress_;
    MembershipStore memberships_;
    std::unique_ptr<SolutionBook> book_;
    std::vector<std::string> conditions_of_book_;
    SolutionOptions options_of_book_;
    std::vector<SolutionType> types_of_book_;
};

}  // namespace qca
