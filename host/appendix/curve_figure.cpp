#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/charts.hpp"
#include "host/appendix/figures.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {
namespace {

constexpr std::size_t most_shown = 200, most_axes = 14;

/// Survival first, then by falling coverage.
std::vector<const SampledScenario*> sorted_scenarios(const ScenarioSample& sample, std::size_t path) {
    std::vector<const SampledScenario*> shown;
    for (const SampledScenario& scenario : sample.scenarios)
        if (!std::isnan(scenario.paths[path].covS) && !std::isnan(scenario.paths[path].inclS) && shown.size() < most_shown) shown.push_back(&scenario);
    std::stable_sort(shown.begin(), shown.end(), [&](const SampledScenario* a, const SampledScenario* b) {
        const bool lives_a = survives(a->paths[path].state), lives_b = survives(b->paths[path].state);
        return lives_a != lives_b ? lives_a : a->paths[path].covS > b->paths[path].covS;
    });
    return shown;
}

Figure curve_of(const SweepResult& result, const ScenarioSample& sample, std::size_t p, const AppendixOptions& options) {
    const PathResult& path = result.paths[p];
    const std::vector<const SampledScenario*> shown = sorted_scenarios(sample, p);
    std::vector<std::size_t> axes;
    for (const AxisInfluence& of : axis_influence(path))
        if (axes.size() < most_axes) axes.push_back(of.axis);
    constexpr double left = 92, right = 52, top = 18, panel = 80, gap = 12, band = 15;
    const double width = page_width - left - right, step = width / static_cast<double>(shown.size());
    const double matrix = top + panel + gap, bottom = matrix + band * static_cast<double>(axes.size());
    Canvas canvas(page_width, bottom + 16);
    for (int tick = 0; tick <= 4; ++tick) {
        const double y = top + panel * (1 - tick / 4.0);
        canvas.line(left, y, left + width, y, 0.3, pale_grey);
        canvas.text(left - 4, y + 2.5, fmt::format("{:.2f}", tick / 4.0), TextAnchor::end);
    }
    canvas.upright(left - 28, top + panel / 2, "inclusion, raw coverage");
    std::size_t living = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const SampledPath& at = shown[i]->paths[p];
        const double x = left + step * (static_cast<double>(i) + 0.5);
        living += survives(at.state);
        canvas.circle(x, top + panel * (1 - at.inclS), 0.8, vermilion, vermilion);
        canvas.circle(x, top + panel * (1 - at.covS), 0.8, blue, blue);
    }
    // All scenarios with the path come first: marks of one colour stand together.
    for (std::size_t i = 0; i < shown.size(); ++i)
        for (std::size_t a = 0; a < axes.size(); ++a) {
            const std::size_t size = result.axes[axes[a]].size();
            const double y = matrix + band * static_cast<double>(a) + 2 + (band - 6) * (1 - static_cast<double>(shown[i]->at[axes[a]]) / static_cast<double>(size - 1));
            canvas.rectangle(left + step * static_cast<double>(i), y, std::max(step * 0.8, 0.4), 2, i < living ? dark_blue : orange);
        }
    if (living > 0 && living < shown.size()) {
        const double x = left + step * static_cast<double>(living);
        canvas.line(x, top - 4, x, bottom, 0.6, black, true);
    }
    if (living > 0) canvas.text(left, 8, fmt::format("in the solution ({})", living), TextAnchor::start, font_size, dark_blue);
    if (living < shown.size()) canvas.text(left + width, 8, fmt::format("not in the solution ({})", shown.size() - living), TextAnchor::end, font_size, Colour{150, 90, 0});
    canvas.circle(left + width + 8, top + 10, 1.5, vermilion, vermilion);
    canvas.text(left + width + 12, top + 12.5, "inclusion");
    canvas.circle(left + width + 8, top + 22, 1.5, blue, blue);
    canvas.text(left + width + 12, top + 24.5, "coverage");
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const Axis& axis = result.axes[axes[a]];
        const double y = matrix + band * static_cast<double>(a);
        canvas.line(left, y + band - 1, left + width, y + band - 1, 0.3, pale_grey);
        canvas.text(left - 4, y + 9, fitted_text(axis.name, font_size, left - 5), TextAnchor::end);
        canvas.text(left + width + 4, y + 5.5, fitted_text(axis_value(axis, axis.size() - 1), 5, right - 5), TextAnchor::start, 5);
        canvas.text(left + width + 4, y + 12.5, fitted_text(axis_value(axis, 0), 5, right - 5), TextAnchor::start, 5);
    }
    canvas.text(left + width / 2, bottom + 11, fmt::format("{} scenarios, by survival and coverage", shown.size()), TextAnchor::middle);
    std::size_t varied = 0;
    for (const Axis& axis : result.axes) varied += axis.size() > 1;
    return {"curve-" + plain_id(path.name), "Specification curve of " + path.expression,
            fmt::format("Inclusion and raw coverage of the path as a set in {} scenarios{} that have all its conditions, each evaluated again, above their choices: in every band the mark is the "
                        "higher the later the value on its axis (first and last value beside it). {} of {} varied choices, those of the largest influence.",
                        shown.size(), sample.all ? "" : fmt::format(", drawn at random with equal probability (seed {})", options.seed), axes.size(), varied),
            canvas.drawing(), curve_chart(result, p, shown, axes)};
}

}  // namespace

std::vector<Block> curve_blocks(const AppendixSource& source, const Findings& found, const AppendixOptions& options) {
    std::vector<Block> blocks;
    if (!found.sample) return blocks;
    for (std::size_t p = 0; p < source.result.paths.size(); ++p)
        if (sorted_scenarios(*found.sample, p).size() > 1) blocks.emplace_back(curve_of(source.result, *found.sample, p, options));
    return blocks;
}

}  // namespace qca::appendix
