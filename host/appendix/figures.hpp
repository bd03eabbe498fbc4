// The figures of an appendix. Nothing where there is nothing to draw.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/appendix/document.hpp"
#include "host/appendix/source.hpp"

namespace qca::appendix {

/// Bars of every path's states by solution type.
std::optional<Figure> survival_figure(const SweepResult& result);

/// How far each number can be moved alone.
std::optional<Figure> range_figure(const FlipRanges& ranges, const std::string& id, const std::string& of);

/// Shares of every choice, largest first.
std::optional<Figure> tornado_figure(const Importance& importance, const ChoiceRanking& ranking, const std::string& id, const std::string& of);

/// In which share of the surviving scenarios with one choice a case is in the path.
std::optional<Figure> case_figure(const SweepResult& result, const PathResult& path, const std::string& id);

/// The survival share without each case.
/// @param axis  that of the cases
std::optional<Figure> leave_out_figure(const SweepResult& result, const PathResult& path, std::size_t axis, const std::string& id);

/// Maps of the survival share over pairs of choices.
std::vector<Block> stability_blocks(const AppendixSource& source, const Findings& found);

/// Inclusion and coverage of every path over the sampled scenarios, above their choices.
std::vector<Block> curve_blocks(const AppendixSource& source, const Findings& found, const AppendixOptions& options);

inline void add_figure(std::vector<Block>& blocks, std::optional<Figure> figure) {
    if (figure) blocks.emplace_back(*std::move(figure));
}

}  // namespace qca::appendix
