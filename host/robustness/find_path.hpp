// Which path of a result the user means.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// The path with this name, else the one with this expression, whose literals may come in any order, with
/// blanks.
/// @return a reference into `result`
/// @throws InputError when the result does not hold it (with those it holds), or the expression cannot be
/// read
const PathResult& find_path(const SweepResult& result, const std::string& expression_or_name);

}  // namespace qca
