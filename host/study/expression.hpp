// Path expressions in the notation of the R package QCA: `A*~B`; upper and lower case are names, never negation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/math/implicant.hpp"

namespace qca {

/// Parses a conjunction such as `ENT*~UNI*GDP` over the named conditions.
/// @param where  start of the error message, such as "study.toml:12:7"
/// @throws InputError for an unknown name (with the nearest known one), a condition that occurs twice or in both
///         forms, a `+`, or an empty expression
Implicant parse_path(std::string_view expression, const std::vector<std::string>& conditions, const std::string& where);

/// `ENT*~UNI`: literals in the order of the conditions; the constant 1 is "1".
std::string to_expression(const Implicant& path, const std::vector<std::string>& conditions);

}  // namespace qca
