#include <array>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/charts.hpp"
#include "host/appendix/figures.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {
namespace {

/// Of the states but skipped; lightness falls and rises so that neighbours differ in grey.
constexpr std::array<Colour, survival_states - 1> state_colours{
    {{0, 48, 96}, {86, 180, 233}, {0, 114, 178}, {240, 228, 66}, {230, 159, 0}, {160, 60, 0}, {205, 205, 205}}};

struct Bar {
    std::string name;
    StateCounts counts;
};

}  // namespace

std::optional<Figure> survival_figure(const SweepResult& result) {
    std::vector<Bar> bars;
    std::optional<std::size_t> types;
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        if (result.axes[a].name == solution_type_axis && result.axes[a].size() > 1) types = a;
    for (const PathResult& path : result.paths) {
        bars.push_back({path.expression, path.total});
        if (types)
            for (std::size_t t = 0; t < result.axes[*types].size(); ++t) bars.push_back({"  " + result.axes[*types].labels[t], path.axis_maps[*types][t]});
    }
    if (bars.empty() || result.counts.evaluated == 0) return std::nullopt;
    constexpr double row = 13, left = 120, top = 19;
    const double width = page_width - left - 14, bottom = top + row * static_cast<double>(bars.size());
    Canvas canvas(page_width, bottom + 24);
    double x = 2;
    for (std::size_t s = 0; s < state_colours.size(); ++s) {
        const std::string name = s == 6 ? "no solution" : survival_names[s];
        canvas.rectangle(x, 3, 8, 7, state_colours[s]);
        canvas.text(x + 10, 9, name);
        x += 10 + text_width(name, font_size) + 12;
    }
    for (std::size_t b = 0; b < bars.size(); ++b) {
        const double y = top + row * static_cast<double>(b);
        const bool whole = !bars[b].name.starts_with("  ");
        canvas.text(left - 4, y + 8.5, fitted_text(bars[b].name, font_size, left - 6), TextAnchor::end, font_size, black, whole && types.has_value());
        double from = left;
        const auto all = static_cast<double>(evaluated(bars[b].counts));
        for (std::size_t s = 0; s < state_colours.size() && all > 0; ++s) {
            const double part = width * static_cast<double>(bars[b].counts[s]) / all;
            if (part > 0) canvas.rectangle(from, y + 1.5, part, row - 3, state_colours[s]);
            const std::string share_text = percent(bars[b].counts[s], evaluated(bars[b].counts));
            if (part > text_width(share_text, small_font_size) + 4)
                canvas.text(from + part / 2, y + 8.7, share_text, TextAnchor::middle, small_font_size, is_dark(state_colours[s]) ? white : black);
            from += part;
        }
    }
    std::vector<std::pair<std::string, StateCounts>> counts;
    for (const Bar& bar : bars) counts.emplace_back(bar.name, bar.counts);
    std::vector<std::string> colours;
    for (const Colour& colour : state_colours) colours.push_back(hex(colour));
    percent_axis(canvas, left, width, bottom + 1, "share of the evaluated scenarios (%)");
    return Figure{"survival-figure", "What becomes of the paths",
                  fmt::format("States of every path in {} evaluated scenarios{}; numbers in {}. States as in that table: dark shades on the left are survival.",
                              grouped(result.counts.evaluated), types ? ", and by solution type" : "", table_reference("survival")),
                  canvas.drawing(), state_chart(counts, colours)};
}

}  // namespace qca::appendix
