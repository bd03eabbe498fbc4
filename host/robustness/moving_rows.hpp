// The rows of a truth table while one set moves: their sums, and enclosures of how far these are from a cutoff.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/robustness/moving_set.hpp"
#include "kernels/math/set_relation.hpp"

namespace qca {

/// n and the sums of one row.
struct RowSums {
    int n = 0;  ///< cases that belong to it
    RelationSums<double> sums;
};

/// A statistic of one row beside a cutoff. Its surplus is T - b S for the inclusion and (T - U) - b (S - U) for the PRI, with
/// the sums S of m, T of min(m, y) and U of min(m, y, 1 - y) and the bound b = cutoff - tolerance: the statistic meets
/// the cutoff where its surplus is above 0.
struct RowQuantity {
    enum class Statistic { inclusion, pri };
    std::size_t row = 0;  ///< position in MovingRows::rows()
    Statistic statistic = Statistic::inclusion;
    double bound = 0;

    friend auto operator<=>(const RowQuantity&, const RowQuantity&) = default;
};

bool meets(const RowQuantity& quantity, const RelationSums<double>& sums);

/// Only the rows to which some case can come to belong. Every case adds to a surplus a piecewise linear function of its
/// membership in the moving set, with at most three kinks, so that its extremes over a stretch lie at the stretch's ends or at
/// kinks; sums of the extremes enclose the surplus, and sums of the slopes its derivative (of kinks, Clarke's: both slopes
/// and all between, for which the mean value theorem holds).
class MovingRows {
  public:
    /// @param memberships  the study's own
    /// @param set          which one moves, as in Memberships::set
    MovingRows(const Memberships& memberships, std::size_t set);

    /// Numbers of the rows, increasing.
    const std::vector<std::uint32_t>& rows() const { return rows_; }

    /// Those of a truth table of these memberships, bit for bit.
    /// @param moving  memberships in the moving set
    RowSums sums(std::size_t row, const std::vector<double>& moving) const;

    /// Whether a case belongs to a row.
    /// @param moving  its membership in the moving set
    bool belongs(std::size_t row, std::size_t case_number, double moving) const;

    /// At least as many cases as belong to the row anywhere in a stretch.
    int most_cases(std::size_t row, const std::vector<double>& at_from, const std::vector<double>& at_to) const;

    /// Encloses a surplus over a stretch, with room for all rounding.
    Band surplus(const RowQuantity& quantity, const std::vector<double>& at_from, const std::vector<double>& at_to) const;

    /// Encloses the derivative of a surplus.
    /// @param slopes  enclose those of the memberships
    Band derivative(const RowQuantity& quantity, const std::vector<double>& at_from, const std::vector<double>& at_to,
                    const std::vector<Band>& slopes) const;

    /// More than rounding can change a surplus.
    double slack() const { return slack_; }

  private:
    struct Term;
    struct Pieces;
    Term term(std::size_t row, std::size_t i) const;

    std::vector<std::uint32_t> rows_;
    std::vector<std::vector<double>> rest_;  ///< [row][case]: membership without the moving set, 1 where nothing else is asked
    std::vector<bool> present_;              ///< by row: the moving condition occurs present
    std::vector<double> outcome_;            ///< where a condition moves
    std::vector<std::size_t> order_;
    bool outcome_moves_ = false;
    double slack_ = 0;
};

}  // namespace qca
