// Where a result goes when nobody says.
#pragma once

#include <string>

#include "host/study/study.hpp"

namespace qca {

/// @param stated  what the command line says; "": the study's name with .h5, in results/ when there is such a folder
std::string result_name(const std::string& stated, const Study& study);

}  // namespace qca
