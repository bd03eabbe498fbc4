#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/figures.hpp"

namespace qca::appendix {

std::optional<Figure> range_figure(const FlipRanges& ranges, const std::string& id, const std::string& of) {
    std::vector<const ParameterRange*> anchors, cutoffs;
    for (const ParameterRange& range : ranges.parameters) {
        if (range.parameter.is_anchor()) anchors.push_back(&range);
        else if (!range.parameter.is_whole()) cutoffs.push_back(&range);
    }
    if (anchors.empty() && cutoffs.empty()) return std::nullopt;
    constexpr double row = 11, left = 78, top = 6, right = 14, axis_height = 26, reach = 1;
    const double width = column_width - left - right;
    const double anchors_bottom = top + row * static_cast<double>(anchors.size());
    const double cutoffs_top = anchors.empty() ? top : anchors_bottom + axis_height + 4;
    const double bottom = cutoffs_top + row * static_cast<double>(cutoffs.size());
    Canvas canvas(column_width, cutoffs.empty() ? anchors_bottom + axis_height : bottom + axis_height);
    const auto draw = [&](const ParameterRange& range, double y, auto&& place) {
        const RangeInterval& at = range.intervals[range.own_interval];
        const double low = place(at.first), high = place(at.last), own = place(range.own);
        const double from = std::clamp(std::min(low, high), 0.0, 1.0), to = std::clamp(std::max(low, high), 0.0, 1.0);
        canvas.text(left - 4, y + 8, fitted_text(range.parameter.name, font_size, left - 5), TextAnchor::end);
        canvas.rectangle(left, y + 5.2, width, 0.6, pale_grey);
        canvas.rectangle(left + width * from, y + 3, std::max(width * (to - from), 0.6), 5, sky);
        const auto end = [&](bool low_end, double x) {
            const bool changed = low_end ? range.own_interval > 0 : range.own_interval + 1 < range.intervals.size();
            if (changed && x >= 0 && x <= 1) canvas.line(left + width * x, y + 1.5, left + width * x, y + 9.5, 1.2, vermilion);
        };
        end(true, low);
        end(false, high);
        canvas.circle(left + width * std::clamp(own, 0.0, 1.0), y + 5.5, 1.8, black, white);
    };
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        const ParameterRange& range = *anchors[i];
        draw(range, top + row * static_cast<double>(i), [&](double value) { return 0.5 + (value - range.own) / range.searched.unit / (2 * reach); });
    }
    if (!anchors.empty()) {
        canvas.line(left, anchors_bottom + 1, left + width, anchors_bottom + 1);
        for (int tick = -100; tick <= 100; tick += 50) {
            const double x = left + width * (tick + 100) / 200;
            canvas.line(x, anchors_bottom + 1, x, anchors_bottom + 3.5);
            canvas.text(x, anchors_bottom + 10.5, fmt::format("{}{}", tick > 0 ? "+" : "", tick), TextAnchor::middle);
        }
        canvas.text(left + width / 2, anchors_bottom + 20, "shift (% of the anchors' distance)", TextAnchor::middle);
    }
    for (std::size_t i = 0; i < cutoffs.size(); ++i) draw(*cutoffs[i], cutoffs_top + row * static_cast<double>(i), [](double value) { return value; });
    if (!cutoffs.empty()) {
        canvas.line(left, bottom + 1, left + width, bottom + 1);
        for (int tick = 0; tick <= 4; ++tick) {
            const double x = left + width * tick / 4;
            canvas.line(x, bottom + 1, x, bottom + 3.5);
            canvas.text(x, bottom + 10.5, fmt::format("{:.2f}", tick / 4.0), TextAnchor::middle);
        }
        canvas.text(left + width / 2, bottom + 20, "cutoff", TextAnchor::middle);
    }
    const std::string table = id.starts_with("ranges-figure-") ? "ranges-" + id.substr(14) : "ranges";
    return Figure{id, "Sensitivity ranges of " + of,
                  fmt::format("How far {} anchors and {} cutoffs can each be moved alone, all else as the study says. Dot: the study's value; bar: nothing changes; red end: exact value at "
                              "which it changes (bars without one reach what was searched or what is feasible). Anchors as shifts in percent of the distance from their set's exclusion to "
                              "its inclusion anchor, shown to 100 %. Numbers, with the frequency cutoff, in {}.",
                              anchors.size(), cutoffs.size(), table_reference(table)),
                  canvas.drawing()};
}

}  // namespace qca::appendix
