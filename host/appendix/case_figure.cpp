#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/charts.hpp"
#include "host/appendix/figures.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {

std::optional<Figure> case_figure(const SweepResult& result, const PathResult& path, const std::string& id) {
    constexpr std::size_t most_cases = 40, most_values = 60;
    std::vector<CaseRetention> cases = case_retention(result, path);
    const std::size_t all_cases = cases.size();
    cases.resize(std::min(cases.size(), most_cases));
    std::vector<std::size_t> axes;
    std::size_t columns = 0;
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        if (a >= path.case_axis_counts.size() || path.case_axis_counts[a].empty() || result.axes[a].size() < 2 || result.axes[a].name == cases_axis) continue;
        if (columns + result.axes[a].size() > most_values) continue;
        axes.push_back(a);
        columns += result.axes[a].size();
    }
    if (cases.empty() || axes.empty()) return std::nullopt;
    double left = 30, names = 20, values = 10;
    for (const CaseRetention& of : cases) left = std::max(left, std::min(text_width(result.cases[of.case_number], font_size), 90.0) + 6);
    for (const std::size_t a : axes) {
        names = std::max(names, text_width(result.axes[a].name, small_font_size) + 6);
        for (std::size_t v = 0; v < result.axes[a].size(); ++v) values = std::max(values, std::min(text_width(axis_value(result.axes[a], v) + "*", small_font_size), 80.0) + 5);
    }
    constexpr double row = 11, gap = 5;
    const double room = page_width - left - 6 - gap * static_cast<double>(axes.size());
    const double cell = std::min(room / static_cast<double>(columns), 18.0);
    const double top = names + values, bottom = top + row * static_cast<double>(cases.size());
    Canvas canvas(page_width, bottom + 34);
    for (std::size_t c = 0; c < cases.size(); ++c)
        canvas.text(left - 4, top + row * static_cast<double>(c) + 8, fitted_text(result.cases[cases[c].case_number], font_size, left - 5), TextAnchor::end);
    double x = left;
    for (const std::size_t a : axes) {
        const Axis& axis = result.axes[a];
        const double axis_width = cell * static_cast<double>(axis.size());
        canvas.upright(x + axis_width / 2 + 2, names - 4, axis.name, TextAnchor::start, small_font_size);
        canvas.line(x + 1, names - 1, x + axis_width - 1, names - 1, 0.5, grey);
        for (std::size_t v = 0; v < axis.size(); ++v) {
            const double at = x + cell * static_cast<double>(v);
            canvas.upright(at + cell / 2 + 2, top - 3, fitted_text(axis_value(axis, v) + (axis.own == v ? "*" : ""), small_font_size, values + 2), TextAnchor::start, small_font_size);
            for (std::size_t c = 0; c < cases.size(); ++c) {
                const double share = case_share(result, path, cases[c].case_number, {a, v});
                canvas.rectangle(at, top + row * static_cast<double>(c), cell + (v + 1 < axis.size() ? seam : 0), row + (c + 1 < cases.size() ? seam : 0),
                                 std::isnan(share) ? pale_grey : shade(share));
            }
        }
        x += axis_width + gap;
    }
    shade_legend(canvas, left, bottom + 16, 90, "share of surviving scenarios with the case (%)");
    return Figure{id, "Cases of " + path.expression,
                  fmt::format("Share of the {} scenarios in which the path survives with the case in it (membership above 0.5), by value of the choices that move memberships (* the study's own; "
                              "grey: the path survives in no scenario with this value). {} of {} cases that are in the path somewhere. Numbers over all choices in {}.",
                              grouped(surviving(path.total)), cases.size(), all_cases, table_reference("path-" + id)),
                  canvas.drawing(), case_chart(result, path, cases, axes)};
}

std::optional<Figure> leave_out_figure(const SweepResult& result, const PathResult& path, std::size_t a, const std::string& id) {
    const Axis& axis = result.axes[a];
    constexpr std::size_t most = 60;
    if (axis.size() < 2 || axis.labels.empty()) return std::nullopt;
    std::vector<std::size_t> order;
    for (std::size_t v = 0; v < axis.size(); ++v)
        if (!std::isnan(survival_share(path.axis_maps[a][v])) && axis.own != v) order.push_back(v);
    if (order.empty()) return std::nullopt;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t u, std::size_t v) { return survival_share(path.axis_maps[a][u]) < survival_share(path.axis_maps[a][v]); });
    const std::size_t all = order.size();
    order.resize(std::min(all, most));
    constexpr double row = 10, left = 96, right = 10, top = 8;
    const double width = column_width - left - right, bottom = top + row * static_cast<double>(order.size());
    double low = 1, high = 0;
    for (std::size_t v = 0; v < axis.size(); ++v)
        if (const double share = survival_share(path.axis_maps[a][v]); !std::isnan(share)) low = std::min(low, share), high = std::max(high, share);
    double step = 0.25;
    for (const double finer : {0.1, 0.05, 0.02, 0.01, 0.005})
        if ((high - low) / step < 2) step = finer;
    low = std::floor(low / step) * step;
    high = std::max(std::ceil(high / step) * step, low + step);
    const auto place = [&](double share) { return left + width * (share - low) / (high - low); };
    Canvas canvas(column_width, bottom + 26);
    if (axis.own)
        if (const double own = survival_share(path.axis_maps[a][*axis.own]); !std::isnan(own)) canvas.line(place(own), top, place(own), bottom, 0.75, vermilion, true);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double y = top + row * static_cast<double>(i) + 5;
        canvas.text(left - 4, y + 2.5, fitted_text(axis_value(axis, order[i]), font_size, left - 5), TextAnchor::end);
        canvas.line(left, y, left + width, y, 0.3, pale_grey);
        canvas.circle(place(survival_share(path.axis_maps[a][order[i]])), y, 2, blue, white);
    }
    canvas.line(left, bottom + 1, left + width, bottom + 1);
    const int ticks = static_cast<int>(std::lround((high - low) / step)), every = ticks > 6 ? 2 : 1;
    for (int tick = 0; tick <= ticks; tick += every) {
        const double x = left + width * tick / ticks;
        canvas.line(x, bottom + 1, x, bottom + 3.5);
        canvas.text(x, bottom + 10.5, fmt::format("{:.3g}", 100 * (low + step * tick)), TextAnchor::middle);
    }
    canvas.text(left + width / 2, bottom + 20, "scenarios in which the path survives (%)", TextAnchor::middle);
    return Figure{id, "Survival of " + path.expression + " without single cases",
                  fmt::format("Share of the evaluated scenarios in which the path survives, by the cases that take part, lowest first; {} of {}. Dashed: all cases. The axis does not start at 0. Numbers in {}.",
                              order.size(), all, table_reference("leave-out-" + plain_id(path.name))),
                  canvas.drawing(), leave_out_chart(result, path, a, order)};
}

}  // namespace qca::appendix
