// The membership tables of a sweep, and the problem that the backends see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Memberships under every choice of one set's anchors: [choice][case in the order given]; negated where the set is.
/// @throws InputError for a raw value that cannot be calibrated
std::vector<double> membership_table(const SetDefinition& set, const std::vector<double>& raw, const SetPlan& plan,
                                     const std::vector<std::string>& cases, const std::vector<std::size_t>& order);

/// Memberships of every case under every choice, computed once, on the host, in double. problem() points into this
/// object, so it can be moved but not copied.
class SweepTables {
  public:
    /// @param weights  [value of the first axis, that of cases][case of the data]; empty: every case counts once
    /// @throws InputError for a raw value that cannot be calibrated
    SweepTables(const Study& study, const StudyData& data, const SweepPlan& plan, const std::vector<std::uint16_t>& weights = {});
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
    std::vector<std::vector<double>> memberships_;  // [condition of the problem, then the outcome]
    std::vector<std::vector<std::int32_t>> coordinates_;
    std::vector<SetChoices> conditions_;
    std::vector<double> incl_bounds_, pri_bounds_;
    std::vector<std::int32_t> n_cuts_, axis_sizes_;
    std::vector<std::uint16_t> weights_;  // [weighting][case], cases in summation order
    std::vector<Implicant> paths_;
    SweepProblem problem_;
};

}  // namespace qca
