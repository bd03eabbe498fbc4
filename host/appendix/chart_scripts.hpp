// The scripts of interactive charts, as they stand in a page.
#pragma once

#include <array>
#include <string_view>

namespace qca::appendix {

/// Vega, Vega-Lite, Vega-Embed and what draws a page's charts with them, in the order in which they run.
/// @source host/appendix/vega/bundle.sh, which says the versions
extern const std::array<std::string_view, 4> chart_scripts;

}  // namespace qca::appendix
