// The printed figures beside those that follow from some memberships.
#pragma once

#include <cstddef>
#include <vector>

#include "host/recover/cell_ranges.hpp"

namespace qca {

/// What memberships make of one printed cell.
struct Reproduction {
    double value = 0;  ///< NaN for cases, and where undefined (0/0)
    bool reproduced = false;
    std::vector<std::size_t> cases;  ///< of a list of cases: those that belong to the row
};

/// [cell of published.cells]
/// @param sets  memberships [case] of the conditions, then of the outcome
std::vector<Reproduction> reproduce(const Published& published, const std::vector<const double*>& sets, std::size_t cases);

std::size_t lost_of(const std::vector<Reproduction>& reproductions);

/// Root mean square of (recomputed - printed) over the fits, n and lists of cases left out. @param reproduced_only  leaves out those not reproduced
double distance_of(const Published& published, const std::vector<Reproduction>& reproductions, bool reproduced_only);

/// Lost figures of all tables, for memberships known up to a range.
LostCells lost_in_all(const Published& published, const std::vector<MembershipRange>& sets, std::size_t cases);

}  // namespace qca
