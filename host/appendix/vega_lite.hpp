// Pieces that the specifications of charts share. Private to the charts.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace qca::appendix {

using Json = nlohmann::ordered_json;

/// Largest number of cases, choices or scenarios that a chart of the page shows at this size, in pixels.
inline constexpr int chart_width = 560;

/// A column of the data in a small window under the pointer.
inline Json under_pointer(const char* field, const std::string& title, const char* format = nullptr) {
    Json shown{{"field", field}, {"title", title}};
    if (format != nullptr) shown.update({{"type", "quantitative"}, {"format", format}});
    return shown;
}

/// The shade of a share `s` in [0, scale], or up to the largest one that is shown (scale 0); grey where there is none.
inline Json shade_of_share(double scale, const std::string& title) {
    Json of{{"condition", {{"test", "!isValid(datum.s)"}, {"value", "#e1e1e1"}}},
            {"field", "s"},
            {"type", "quantitative"},
            {"scale", {{"scheme", "cividis"}, {"clamp", true}}},
            {"legend", {{"title", title}, {"format", ".0%"}, {"orient", "bottom"}, {"direction", "horizontal"}, {"gradientLength", 200}}}};
    if (scale > 0) {
        of["scale"]["domain"] = {0, scale};
        of["legend"]["values"] = {0, scale / 2, scale};
    } else {
        of["scale"]["domainMin"] = 0;
        of["legend"]["tickCount"] = 2;
    }
    return of;
}

/// A band scale without gaps, in the order of the data.
inline Json bands(const char* field, const std::string& title) {
    return {{"field", field}, {"type", "ordinal"}, {"sort", nullptr}, {"title", title}, {"scale", {{"paddingInner", 0}, {"paddingOuter", 0}}}};
}

/// The whole specification as text, in the look of the page. Data come first as `values`.
/// Bytes that are no UTF-8 become U+FFFD; numbers that are undefined become null.
inline std::string chart_text(Json chart) {
    chart["config"] = {{"font", "Helvetica, Arial, 'Liberation Sans', sans-serif"},
                       {"view", {{"stroke", nullptr}}},
                       {"mark", {{"invalid", "show"}}},
                       {"axis", {{"grid", false}, {"labelFontSize", 11}, {"titleFontSize", 11}, {"titleFontWeight", "normal"}, {"labelLimit", 200}, {"domainColor", "#111"}, {"tickColor", "#111"}, {"labelColor", "#111"}, {"titleColor", "#111"}}},
                       {"legend", {{"labelFontSize", 11}, {"titleFontSize", 11}, {"titleFontWeight", "normal"}, {"titleLimit", 400}, {"labelLimit", 300}}}};
    return chart.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace qca::appendix
