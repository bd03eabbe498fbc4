// The membership tables of a sweep, and the problem that the backends see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/membership_store.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Memberships of every case under every choice, computed once, on the host, in double. problem() points into this
/// object, so it can be moved but not copied.
class SweepTables {
  public:
    /// @param store    tables are looked for there, and left there
    /// @param weights  [value of the first axis, that of cases][case of the data]; empty: every case counts once
    /// @throws InputError for a raw value that cannot be calibrated
    SweepTables(const Study& study, const StudyData& data, const SweepPlan& plan, const MembershipStore& store,
                const std::vector<std::uint16_t>& weights = {});
    SweepTables(SweepTables&&) noexcept = default;
    SweepTables& operator=(SweepTables&&) noexcept = default;
    SweepTables(const SweepTables&) = delete;
    SweepTables& operator=(const SweepTables&) = delete;

    /// Columns are not set.
    const SweepProblem& problem() const { return problem_; }

    /// Number in the study of each condition of the problem.
    const std::vector<std::size_t>& order() const { return order_; }

    /// A set of rows in the problem's order -> in the study's order.
    RowSet in_study_order(const RowSet& rows) const;

  private:
    std::vector<std::size_t> order_;
    std::vector<MembershipTable> memberships_;  // [condition of the problem, then the outcome]
    std::vector<std::vector<std::int32_t>> coordinates_;
    std::vector<SetChoices> conditions_;
    std::vector<double> incl_bounds_, pri_bounds_;
    std::vector<std::int32_t> n_cuts_, axis_sizes_;
    std::vector<std::uint16_t> weights_;  // [weighting][case], cases in summation order
    std::vector<Implicant> paths_;
    SweepProblem problem_;
};

}  // namespace qca
