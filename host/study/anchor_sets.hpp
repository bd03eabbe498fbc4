// Named anchors of several sets, compared with each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/study/study.hpp"

namespace qca {

/// What else has the same anchors as a named set of them, in all sets that the sweep looks at: `own`, or the first of the
/// others. Nothing when they are a choice of their own.
/// Anchors are the same when they agree to 12 significant digits, to which all computed values of axes are rounded.
/// @param study   with the outcomes of its sweep
/// @param others  without `set`
std::optional<std::string> same_anchors(const Study& study, const std::vector<AnchorSet>& others, const AnchorSet& set);

}  // namespace qca
