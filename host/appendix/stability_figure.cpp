#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/charts.hpp"
#include "host/appendix/figures.hpp"
#include "host/appendix/own_boundary.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {
namespace {

struct Frame {
    double x = 0, y = 0, width = 0, height = 0;
};

/// Where a number lies among the values of an axis, in cells from the middle of the first; nothing beyond half a cell.
std::optional<double> place_on(const Axis& axis, double value) {
    const auto& v = axis.values;
    if (v.size() < 2) return std::nullopt;
    const auto above = static_cast<std::size_t>(std::upper_bound(v.begin(), v.end(), value) - v.begin());
    const std::size_t i = std::clamp<std::size_t>(above, 1, v.size() - 1);
    const double at = static_cast<double>(i - 1) + (value - v[i - 1]) / (v[i] - v[i - 1]);
    if (at < -0.5 || at > static_cast<double>(v.size()) - 0.5) return std::nullopt;
    return at;
}

double largest_share(const PairMap& map, const Axis& a, const Axis& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j)
            if (const double share = map.share(i, j); !std::isnan(share)) largest = std::max(largest, share);
    return largest;
}

/// Where the scale of shades ends, so that small shares can be told apart.
double end_of_scale(double largest) {
    for (const double end : {0.05, 0.1, 0.2, 0.5})
        if (largest <= end) return end;
    return 1;
}

/// Cells; a to the right, b upwards.
void draw_map(Canvas& canvas, const PairMap& map, const Axis& a, const Axis& b, const Frame& in, double scale) {
    const double w = in.width / static_cast<double>(a.size()), h = in.height / static_cast<double>(b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) {
            const double share = map.share(i, j);
            const double x = in.x + w * static_cast<double>(i), y = in.y + in.height - h * static_cast<double>(j + 1);
            // A little over the neighbours to the right (drawn later) and below (drawn before): no seams where edges are smoothed.
            canvas.rectangle(x, y, w + (i + 1 < a.size() ? seam : 0), h + (j > 0 ? seam : 0), std::isnan(share) ? pale_grey : shade(share / scale));
            const std::string number = std::isnan(share) ? "" : fmt::format("{:.{}f}", 100 * share, scale < 0.5 ? 1 : 0);
            // In the corner: lines through the own choice run through the middle.
            if (w > 2.2 * text_width("10.0", 5.5) && h > 14 && !number.empty())
                canvas.text(x + w - 2, y + h - 2, number, TextAnchor::end, 5.5, is_dark(shade(share / scale)) ? white : black);
        }
}

/// Labels of an axis, as many as there is room for.
void draw_values(Canvas& canvas, const Axis& axis, const Frame& in, bool across) {
    const double step = (across ? in.width : in.height) / static_cast<double>(axis.size());
    double wide = 0;
    std::vector<std::string> texts;
    for (std::size_t v = 0; v < axis.size(); ++v) {
        texts.push_back(fitted_text(axis.labels.empty() ? fmt::format("{:.4g}", axis.values[v]) : axis.labels[v], small_font_size, 44));
        wide = std::max(wide, text_width(texts.back(), small_font_size));
    }
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil((across ? wide + 3 : 7.0) / step)));
    for (std::size_t v = 0; v < axis.size(); v += every) {
        const double at = step * (static_cast<double>(v) + 0.5);
        if (across) canvas.text(in.x + at, in.y + in.height + 8, texts[v], TextAnchor::middle, small_font_size, black, axis.own == v);
        else canvas.text(in.x - 3, in.y + in.height - at + 2, texts[v], TextAnchor::end, small_font_size, black, axis.own == v);
    }
}

double label_width(const Axis& axis) {
    double wide = 8;
    for (std::size_t v = 0; v < axis.size(); ++v)
        wide = std::max(wide, std::min(text_width(axis.labels.empty() ? fmt::format("{:.4g}", axis.values[v]) : axis.labels[v], small_font_size), 44.0));
    return wide;
}

void draw_own(Canvas& canvas, const Axis& a, const Axis& b, const Frame& in) {
    if (!a.own || !b.own) return;
    const double x = in.x + in.width * (static_cast<double>(*a.own) + 0.5) / static_cast<double>(a.size());
    const double y = in.y + in.height * (1 - (static_cast<double>(*b.own) + 0.5) / static_cast<double>(b.size()));
    canvas.circle(x, y, 1.8, white, black);
}

/// The interval of one number alone in which the path's state is the study's own, as a line through the own choice.
/// @return the line, and those of its ends that are known
std::vector<MapLine> draw_range(Canvas& canvas, const FlipRanges& ranges, const Axis& moved, const Axis& other, const Frame& in, bool across) {
    if (!moved.own || !other.own || moved.values.empty()) return {};
    std::vector<MapLine> lines;
    for (const ParameterRange& range : ranges.parameters) {
        if (range.parameter.name != moved.name) continue;
        const RangeInterval& at = range.intervals[range.own_interval];
        const double cells = static_cast<double>(moved.size()), fixed = (static_cast<double>(*other.own) + 0.5) / static_cast<double>(other.size());
        const auto point = [&](double place) {
            const double part = (place + 0.5) / cells;
            return across ? std::pair{in.x + in.width * part, in.y + in.height * (1 - fixed)} : std::pair{in.x + in.width * fixed, in.y + in.height * (1 - part)};
        };
        const auto low = place_on(moved, at.first), high = place_on(moved, at.last);
        const auto from = point(low.value_or(-0.5)), to = point(high.value_or(cells - 0.5));
        const bool from_known = low && range.own_interval > 0, to_known = high && range.own_interval + 1 < range.intervals.size();
        const auto add = [&](double first, double last, double aside) {
            const double middle = static_cast<double>(*other.own);
            lines.push_back(across ? MapLine{first, middle - aside, last, middle + aside} : MapLine{middle - aside, first, middle + aside, last});
        };
        add(low.value_or(-0.5), high.value_or(cells - 0.5), 0);
        if (from_known) add(*low, *low, 0.3);
        if (to_known) add(*high, *high, 0.3);
        for (const auto& [width, colour] : {std::pair{2.0, white}, std::pair{1.0, vermilion}}) {
            canvas.path({from, to}, width, colour);
            for (const auto& [end, known] : {std::pair{from, from_known}, std::pair{to, to_known}})
                if (known) canvas.path(across ? std::vector<std::pair<double, double>>{{end.first, end.second - 4}, {end.first, end.second + 4}}
                                              : std::vector<std::pair<double, double>>{{end.first - 4, end.second}, {end.first + 4, end.second}}, width, colour);
        }
    }
    return lines;
}

struct Scene {
    const AppendixSource& source;
    const Findings& found;
    std::size_t path_number;

    const PathResult& path() const { return source.result.paths[path_number]; }
    const FlipRanges* ranges() const { return path_number < found.path_ranges.size() ? &found.path_ranges[path_number] : nullptr; }
};

std::string caption_of(const Scene& scene, const std::string& how) {
    return fmt::format("Share of the evaluated scenarios with these two values in which {} is in the solution (all other choices of {} varied too; {} scenarios together). Grey: none was "
                       "evaluated. Circle and bold: the study's own choice.{}",
                       scene.path().expression, table_reference("scenario-space"), grouped(scene.source.result.counts.evaluated), how);
}

constexpr const char* range_words = " Red: exactly as far as this number can be moved alone, all else as in the study, before the path's state changes; with a bar where it changes.";

std::optional<Figure> single_map(const Scene& scene, std::size_t a, std::size_t b, const std::string& id) {
    const SweepResult& result = scene.source.result;
    const Axis &across = result.axes[a], &up = result.axes[b];
    const PairMap map(result, scene.path(), a, b);
    if (!map.known() || across.size() < 2 || up.size() < 2) return std::nullopt;
    const double left = label_width(up) + 20;
    const Frame in{left, 6, column_width - left - 8, std::clamp(12.0 * static_cast<double>(up.size()), 76.0, 150.0)};
    Canvas canvas(column_width, in.y + in.height + 48);
    const double scale = end_of_scale(largest_share(map, across, up));
    draw_map(canvas, map, across, up, in, scale);
    draw_values(canvas, across, in, true);
    draw_values(canvas, up, in, false);
    std::string how;
    std::vector<MapLine> lines;
    const bool cutoffs = across.name == "incl_cut" && up.name == "pri_cut";
    const auto boundary = cutoffs && scene.found.own ? own_boundary(scene.source.study, *scene.found.own, scene.path_number, across.values, up.values)
                                                     : std::vector<BoundaryLine>{};
    for (const BoundaryLine& line : boundary) {
        const auto x1 = place_on(across, line.incl_from), x2 = place_on(across, line.incl_to), y1 = place_on(up, line.pri_from), y2 = place_on(up, line.pri_to);
        if (x1 && x2 && y1 && y2) lines.push_back({*x1, *y1, *x2, *y2});
    }
    for (const double width : {2.2, 1.1})
        for (const MapLine& line : lines) {
            const auto px = [&](double at) { return in.x + in.width * (at + 0.5) / static_cast<double>(across.size()); };
            const auto py = [&](double at) { return in.y + in.height * (1 - (at + 0.5) / static_cast<double>(up.size())); };
            canvas.path({{px(line.x1), py(line.y1)}, {px(line.x2), py(line.y2)}}, width, width > 2 ? white : vermilion);
        }
    if (!boundary.empty()) how = " Red: the exact boundary of the two cutoffs at which the path enters or leaves the solution of the study's own type, with the study's own anchors, frequency cutoff and cases.";
    else if (!cutoffs && scene.ranges() != nullptr) {
        lines = draw_range(canvas, *scene.ranges(), across, up, in, true);
        const std::vector<MapLine> upwards = draw_range(canvas, *scene.ranges(), up, across, in, false);
        lines.insert(lines.end(), upwards.begin(), upwards.end());
        how = range_words;
    }
    draw_own(canvas, across, up, in);
    const auto title = [](const Axis& axis, double room) {
        for (const std::string& text : {axis.long_name, axis.name}) {
            const std::string whole = axis.units.empty() || axis.units == "1" ? text : fmt::format("{} ({})", text, axis.units);
            if (text_width(whole, font_size) <= room) return whole;
        }
        return fitted_text(axis.name, font_size, room);
    };
    canvas.text(in.x + in.width / 2, in.y + in.height + 17, title(across, in.width), TextAnchor::middle);
    canvas.upright(8, in.y + in.height / 2, title(up, in.height));
    shade_legend(canvas, in.x, in.y + in.height + 31, 90, "scenarios in which the path survives (%)", scale);
    return Figure{id, fmt::format("Stability of {} over {} and {}", scene.path().expression, across.name, up.name), caption_of(scene, how), canvas.drawing(),
                  map_chart(result, scene.path(), a, b, lines, scale)};
}

/// Pairs of the anchors that matter most, below the diagonal.
std::optional<Figure> anchor_maps(const Scene& scene, const std::vector<std::size_t>& axes, std::size_t of, const std::string& id) {
    const SweepResult& result = scene.source.result;
    if (axes.size() < 2) return std::nullopt;
    const std::size_t n = axes.size() - 1;
    constexpr double left = 40, top = 6, gap = 7;
    const double room = page_width - left - 6, size = std::min((room - gap * static_cast<double>(n - 1)) / static_cast<double>(n), 110.0);
    const double height = size * 0.8;
    double largest = 0;
    for (std::size_t r = 0; r < n; ++r)
        for (std::size_t c = 0; c <= r; ++c) {
            const PairMap map(result, scene.path(), axes[c], axes[r + 1]);
            if (!map.known()) return std::nullopt;
            largest = std::max(largest, largest_share(map, result.axes[axes[c]], result.axes[axes[r + 1]]));
        }
    const double scale = end_of_scale(largest);
    Canvas canvas(page_width, top + (height + gap) * static_cast<double>(n) + 22 + (n < 2 ? 30 : 0));
    for (std::size_t r = 0; r < n; ++r)
        for (std::size_t c = 0; c <= r; ++c) {
            const Axis &across = result.axes[axes[c]], &up = result.axes[axes[r + 1]];
            const PairMap map(result, scene.path(), axes[c], axes[r + 1]);
            const Frame in{left + (size + gap) * static_cast<double>(c), top + (height + gap) * static_cast<double>(r), size, height};
            draw_map(canvas, map, across, up, in, scale);
            if (scene.ranges() != nullptr) {
                draw_range(canvas, *scene.ranges(), across, up, in, true);
                draw_range(canvas, *scene.ranges(), up, across, in, false);
            }
            draw_own(canvas, across, up, in);
            if (r + 1 == n) {
                draw_values(canvas, across, in, true);
                canvas.text(in.x + size / 2, in.y + height + 17, fitted_text(across.name, font_size, size + gap - 2), TextAnchor::middle);
            }
            if (c == 0) {
                draw_values(canvas, up, in, false);
                canvas.upright(8, in.y + height / 2, fitted_text(up.name, font_size, height + gap - 2));
            }
        }
    if (n < 2) shade_legend(canvas, left, top + height + gap + 36, 90, "scenarios in which the path survives (%)", scale);
    else shade_legend(canvas, left + (size + gap) * static_cast<double>(n - 1) + (size - 90) / 2, top + 12, 90, "path survives (%)", scale);
    return Figure{id, fmt::format("Stability of {} over pairs of anchors", scene.path().expression),
                  caption_of(scene, (scene.ranges() != nullptr ? range_words : std::string()) + fmt::format(" {} of {} varied anchors, those of the largest influence; in raw units (ranks of ranked sets).", axes.size(), of)),
                  canvas.drawing(), pair_chart(result, scene.path(), axes[0], axes[1])};
}

bool is_anchor(const Axis& axis) {
    return axis.labels.empty() && (axis.name.ends_with("_exclusion") || axis.name.ends_with("_crossover") || axis.name.ends_with("_inclusion"));
}

}  // namespace

std::vector<Block> stability_blocks(const AppendixSource& source, const Findings& found) {
    const SweepResult& result = source.result;
    std::vector<Block> blocks;
    const auto number = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find_if(result.axes.begin(), result.axes.end(), [&](const Axis& axis) { return axis.name == name; }) - result.axes.begin());
    };
    for (std::size_t p = 0; p < result.paths.size(); ++p) {
        const Scene scene{source, found, p};
        const std::string id = plain_id(result.paths[p].name);
        const std::size_t incl = number("incl_cut"), pri = number("pri_cut");
        if (incl < result.axes.size() && pri < result.axes.size()) add_figure(blocks, single_map(scene, incl, pri, "stability-cutoffs-" + id));
        constexpr std::size_t most_anchors = 5;
        std::vector<std::size_t> anchors;
        std::size_t varied = 0;
        for (const AxisInfluence& of : axis_influence(result.paths[p])) {
            if (!is_anchor(result.axes[of.axis])) continue;
            ++varied;
            if (anchors.size() < most_anchors) anchors.push_back(of.axis);
        }
        if (!anchors.empty() && incl < result.axes.size()) add_figure(blocks, single_map(scene, incl, anchors.front(), "stability-anchor-" + id));
        std::sort(anchors.begin(), anchors.end());
        add_figure(blocks, anchor_maps(scene, anchors, varied, "stability-anchors-" + id));
    }
    return blocks;
}

}  // namespace qca::appendix
