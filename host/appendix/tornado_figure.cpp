#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "host/appendix/canvas.hpp"
#include "host/appendix/charts.hpp"
#include "host/appendix/figures.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

/// Two numbers of a choice: that of the dark bar, and the pale one behind it.
std::pair<double, double> bars_of(const ChoiceImportance& of) {
    if (of.exact) return {of.exact->first, of.exact->total};
    if (of.pawn) return {of.pawn->median, of.pawn->maximum};
    return {std::nan(""), std::nan("")};
}

}  // namespace

std::optional<Figure> tornado_figure(const Importance& importance, const ChoiceRanking& ranking, const std::string& id, const std::string& of) {
    constexpr std::size_t most = 24;
    std::vector<std::size_t> all(importance.choices.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::size_t> order;
    bool totals = false;
    for (const std::size_t c : ranked(ranking, all)) {
        const auto [dark, pale] = bars_of(ranking.of[c]);
        if (!std::isnan(dark) && order.size() < most) order.push_back(c);
        totals = totals || !std::isnan(pale);
    }
    if (order.empty()) return std::nullopt;
    const bool exact = importance.source == ImportanceSource::grid;
    double largest = 0;
    for (const std::size_t c : order)
        for (const double value : {bars_of(ranking.of[c]).first, bars_of(ranking.of[c]).second})
            if (!std::isnan(value)) largest = std::max(largest, value);
    if (largest <= 0) return std::nullopt;
    const double scale = largest > 0.5 ? 1 : largest > 0.2 ? 0.5 : largest > 0.1 ? 0.2 : largest > 0.05 ? 0.1 : 0.05;
    constexpr double row = 11, left = 88, right = 26, top = 20;
    const double width = column_width - left - right, bottom = top + row * static_cast<double>(order.size());
    Canvas canvas(column_width, bottom + 26);
    canvas.rectangle(left, 4, 8, 6, blue);
    canvas.text(left + 11, 9.5, exact ? "first order" : "median");
    if (totals) {
        canvas.rectangle(left + 60, 4, 8, 6, sky);
        canvas.text(left + 71, 9.5, exact ? "total" : "maximum");
    }
    std::vector<ChoiceBar> bars;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto [dark, pale] = bars_of(ranking.of[order[i]]);
        bars.push_back({importance.choices[order[i]].name, dark, pale});
        const double y = top + row * static_cast<double>(i);
        canvas.text(left - 4, y + 8, fitted_text(importance.choices[order[i]].name, font_size, left - 5), TextAnchor::end);
        if (!std::isnan(pale)) canvas.rectangle(left, y + 1.5, width * std::clamp(pale / scale, 0.0, 1.0), row - 3, sky);
        canvas.rectangle(left, y + 3, width * std::clamp(dark / scale, 0.0, 1.0), row - 6, blue);
        const double end = std::max(dark, std::isnan(pale) ? dark : pale);
        canvas.text(left + width * std::clamp(end / scale, 0.0, 1.0) + 3, y + 8, fmt::format("{:.3f}", end), TextAnchor::start, small_font_size);
    }
    canvas.line(left, bottom + 1, left + width, bottom + 1);
    for (int tick = 0; tick <= 2; ++tick) {
        const double x = left + width * tick / 2;
        canvas.line(x, bottom + 1, x, bottom + 3.5);
        canvas.text(x, bottom + 10.5, fmt::format("{:.3g}", scale * tick / 2), TextAnchor::middle);
    }
    const std::string title = exact ? "share of the variance" : "PAWN index";
    canvas.text(left + width / 2, bottom + 20, title, TextAnchor::middle);
    return Figure{id, "Which choice matters for " + of,
                  fmt::format("{} of {} choices and sets of choices, those that matter most, over {} scenarios. Numbers in {}.", order.size(), importance.choices.size(),
                              grouped(importance.scenarios - importance.skipped), table_reference(id.substr(0, id.size() - 7))),
                  canvas.drawing(), choice_chart(bars, exact ? std::pair{"first order", "total"} : std::pair{"median", "maximum"}, title)};
}

}  // namespace qca::appendix
