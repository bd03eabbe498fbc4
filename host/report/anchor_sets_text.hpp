// Named anchors of several sets.
#pragma once

#include <string>

#include "host/study/study.hpp"

namespace qca {

/// A table of what the names on the axis `anchors` stand for, one line for each set that some of them change.
std::string anchor_sets_text(const Study& study);

}  // namespace qca
