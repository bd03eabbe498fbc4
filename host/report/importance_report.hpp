// Which choices matter, as text, JSON and CSV.
#pragma once

#include <string>

#include "host/robustness/importance.hpp"

namespace qca {

/// Tables for people, choices that matter most first. @param most_pairs  interactions listed at most
std::string importance_text(const Importance& importance, const ImportanceOptions& options, std::size_t most_pairs = 10);

/// Everything, in full precision; undefined numbers are null.
std::string importance_json(const Importance& importance, const ImportanceOptions& options);

/// One line a number: quantity, path, choice, measure, value, low, high.
std::string importance_csv(const Importance& importance);

/// `0.75 to 0.83`, `13.5`, `conservative, intermediate`: the values of an axis that a box has.
std::string box_values(const Axis& axis, const std::vector<std::uint8_t>& in);

}  // namespace qca
