// Expressions in the notation of the R package QCA: `A*~B`; upper and lower case are names, never negation.
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

/// Parses a sum of conjunctions such as `ENT*~UNI + GDP`, at least one.
/// @throws InputError as parse_path(), but for the `+`
std::vector<Implicant> parse_sum(std::string_view expression, const std::vector<std::string>& conditions,
                                 const std::string& where);

/// Whether a text has only the digits of a configuration, `0110`; no name starts with a digit.
bool is_configuration(std::string_view text);

/// A row by its configuration: for each condition in order, 1 present, 0 negated.
/// @throws InputError unless there are as many digits as conditions
Implicant parse_configuration(std::string_view digits, const std::vector<std::string>& conditions,
                              const std::string& where);

/// `ENT*~UNI`: literals in the order of the conditions; the constant 1 is "1".
std::string to_expression(const Implicant& path, const std::vector<std::string>& conditions);

/// `ENT*~UNI + GDP`, in the order given; "" for none.
std::string to_expression(const std::vector<Implicant>& paths, const std::vector<std::string>& conditions);

}  // namespace qca
