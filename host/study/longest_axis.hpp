// Which axis to shorten.
#pragma once

#include <string>

#include "host/study/study.hpp"

namespace qca {

/// Where the study's text states the axis of [sweep] with the most values, `file:line:column`; the file alone where it states none.
std::string where_longest_axis(const Study& study);

}  // namespace qca
