// Which path of a study the user means on the command line.
#pragma once

#include <string>

#include "host/study/study.hpp"

namespace qca {

/// The path of [paths] with this name, else the expression as a path.
/// @throws InputError when it is neither: the study's file, the problem, the nearest condition
Implicant study_path(const Study& study, const std::string& name_or_expression);

}  // namespace qca
