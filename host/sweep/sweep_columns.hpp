// Per-scenario columns of a sweep, in memory while it runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/solution_book.hpp"
#include "kernels/views.hpp"

namespace qca {

class SweepColumns {
  public:
    SweepColumns(const ColumnPlan& stored, const Study& study, const SweepPlan& plan);

    /// For the backend; valid as long as this object.
    ColumnViews views();

    /// Turns the numbers of tables, written since the last call, into numbers of solutions.
    void settle_solutions(const SolutionBook& book, Crew& crew);

    /// [path][scenario]; empty when not stored.
    std::vector<std::vector<std::uint8_t>> survival;

    /// [scenario] position in the census, given the position of each solution; empty when not stored.
    std::vector<std::uint32_t> census_positions(const std::vector<std::uint32_t>& position_of_solution, Crew& crew) const;

    /// Whether solutions were recorded, for their own column or for the fits.
    bool stores_solution() const { return !solution_.empty(); }
    bool stores_fits() const { return stores_fits_; }
    /// Whether the column of solutions belongs in the result.
    bool keeps_solution() const { return keeps_solution_; }

  private:
    std::vector<std::size_t> stride_;
    std::vector<std::uint8_t*> survival_views_;
    std::vector<std::uint32_t> solution_;  // table number, or a settled solution
    std::size_t types_;
    bool keeps_solution_, stores_fits_;
};

}  // namespace qca
