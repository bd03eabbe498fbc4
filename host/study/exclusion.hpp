// Texts that exclude scenarios from a sweep.
#pragma once

#include <string>
#include <string_view>

#include "host/study/study.hpp"

namespace qca {

/// Reads comparisons of axes with values, joined by `and`:
///
///     GDP_crossover < 13 and incl_cut > 0.9
///     solution_type == 'parsimonious' and n_cut in [1, 2]
///
/// Comparisons are <, <=, >, >=, ==, != and `in [...]`; values are numbers, or names in quotes (' or "), which have no
/// order. Whether there are such axes and values is for the plan of the sweep to say.
/// @param where  of the text, for messages
/// @throws InputError
Exclusion parse_exclusion(std::string_view text, const std::string& where);

}  // namespace qca
