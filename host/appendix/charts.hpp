// Interactive charts: the pictures of the figures as specifications of Vega-Lite, with the numbers under the pointer. Private to the figures.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/appendix/pair_map.hpp"
#include "host/appendix/scenario_sample.hpp"
#include "host/robustness/importance.hpp"

namespace qca::appendix {

/// A line over a map, in cells from the middle of the first one of each axis.
struct MapLine {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

/// A stability map: a to the right, b upwards.
/// @param lines  over it, such as the exact boundary
/// @param scale  share of the last shade, in (0, 1]
std::string map_chart(const SweepResult& result, const PathResult& path, std::size_t a, std::size_t b, const std::vector<MapLine>& lines, double scale);

/// A stability map of any two choices, picked below it.
/// @param a, b  which it shows first
/// @return "" where the sweep has fewer than two choices with several values
std::string pair_chart(const SweepResult& result, const PathResult& path, std::size_t a, std::size_t b);

/// The specification curve: an interval picked in the overview is enlarged.
/// @param shown  from left to right
/// @param axes   from top to bottom
std::string curve_chart(const SweepResult& result, std::size_t path, const std::vector<const SampledScenario*>& shown, const std::vector<std::size_t>& axes);

/// Cases by values of choices.
std::string case_chart(const SweepResult& result, const PathResult& path, const std::vector<CaseRetention>& cases, const std::vector<std::size_t>& axes);

/// Survival without single cases.
/// @param order  positions on the axis, from top to bottom
std::string leave_out_chart(const SweepResult& result, const PathResult& path, std::size_t axis, const std::vector<std::size_t>& order);

/// Choices by what they are worth.
struct ChoiceBar {
    std::string choice;
    double dark = 0, pale = 0;  ///< NaN: undefined
};
/// @param names  of the two numbers
std::string choice_chart(const std::vector<ChoiceBar>& bars, const std::pair<std::string, std::string>& names, const std::string& title);

/// States of the paths.
/// @param bars     names and counts, from top to bottom
/// @param colours  of the states but skipped
std::string state_chart(const std::vector<std::pair<std::string, StateCounts>>& bars, const std::vector<std::string>& colours);

}  // namespace qca::appendix
