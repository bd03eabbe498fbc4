// Rows coded 1 for the outcome and for its negation. Private to the report.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Share of the scenarios with such rows, by inclusion cutoff; every row with its share and its worst inclusion cutoff, the one
/// with most such scenarios. "" where the sweep has not looked.
std::string simultaneous_text(const SweepResult& result);

/// The same as lines of necessity_csv().
std::string simultaneous_csv(const SweepResult& result);

/// Position of the inclusion cutoff with most scenarios; the lowest of equals.
std::size_t worst_cutoff(const std::vector<std::uint64_t>& counts);

/// The axis of inclusion cutoffs.
const Axis& inclusion_axis(const SweepResult& result);

}  // namespace qca
