#include "host/recover/necessity_bound.hpp"

#include <algorithm>
#include <limits>

namespace qca {
namespace {

/// What sums may be wrong by; the tolerance of a printed figure is far above.
constexpr double slack = 1e-9;

/// The sums of min(x, y) and of min(1 - x, y). Four running sums, which the processor adds side by side.
std::array<double, 2> sums_of_both(const double* x, const double* y, std::size_t cases) {
    std::array<double, 4> with{}, without{};
    std::size_t i = 0;
    for (; i + 4 <= cases; i += 4)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            with[lane] += std::min(x[i + lane], y[i + lane]);
            without[lane] += std::min(1.0 - x[i + lane], y[i + lane]);
        }
    for (; i < cases; ++i) {
        with[0] += std::min(x[i], y[i]);
        without[0] += std::min(1.0 - x[i], y[i]);
    }
    return {(with[0] + with[1]) + (with[2] + with[3]), (without[0] + without[1]) + (without[2] + without[3])};
}

}  // namespace

PrintedOfCondition::PrintedOfCondition(const Published& published, std::size_t condition, std::size_t cases)
    : cases_(static_cast<double>(cases)) {
    for (const PrintedNecessity& printed : published.necessity) {
        if (printed.condition != condition) continue;
        Row& row = rows_[printed.negated ? 1 : 0];
        row.printed = true;
        for (const auto& [cell, figure] : {std::pair{printed.inclN, &row.inclN}, {printed.RoN, &row.RoN}, {printed.covN, &row.covN}}) {
            if (cell == not_printed) continue;
            *figure = {published.cells[cell].value, published.cells[cell].tolerance};
            ++cells_;
        }
    }
}

std::size_t PrintedOfCondition::reproduced(const Row& row, double sum_x, double sum_y, double both) const {
    if (!row.printed) return 0;
    return std::size_t{row.inclN.reproduced(both / sum_y)} + std::size_t{row.RoN.reproduced((cases_ - sum_x) / (cases_ - both))} +
           std::size_t{row.covN.reproduced(both / sum_x)};
}

std::size_t PrintedOfCondition::lost(const double* x, double sum_x, const double* y, double sum_y) const {
    const auto [with, without] = sums_of_both(x, y, static_cast<std::size_t>(cases_));
    return cells_ - reproduced(rows_[0], sum_x, sum_y, with) - reproduced(rows_[1], cases_ - sum_x, sum_y, without);
}

std::size_t PrintedOfCondition::most_reproduced(const Row& row, const SumBounds& x, const SumBounds& y) const {
    if (!row.printed) return 0;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double least = std::max(0.0, x.low + y.low - cases_) - slack, most = std::min(x.high, y.high) + slack;
    std::array<SumBounds, 3> bounds;
    std::size_t size = 0;
    const auto add = [&](double low, double high) {
        const SumBounds clipped{std::max(low - slack, least), std::min(high + slack, most)};
        if (clipped.low <= clipped.high) bounds[size++] = clipped;
    };
    const auto low_of = [](const Figure& f) { return f.value - f.tolerance; };
    const auto high_of = [](const Figure& f) { return f.value + f.tolerance; };
    if (row.inclN.tolerance >= 0) add(low_of(row.inclN) * y.low, high_of(row.inclN) * y.high);
    if (row.covN.tolerance >= 0) add(low_of(row.covN) * x.low, high_of(row.covN) * x.high);
    if (row.RoN.tolerance >= 0) {
        const double below = low_of(row.RoN) > 0 ? cases_ - (cases_ - x.low) / low_of(row.RoN) : -infinity;
        add(below, cases_ - (cases_ - x.high) / high_of(row.RoN));
    }
    std::size_t together = 0;
    for (std::size_t i = 0; i < size; ++i) {
        std::size_t here = 0;
        for (std::size_t j = 0; j < size; ++j) here += bounds[j].low <= bounds[i].low && bounds[i].low <= bounds[j].high ? 1 : 0;
        together = std::max(together, here);
    }
    return together;
}

std::size_t PrintedOfCondition::fewest_lost(const SumBounds& x, const SumBounds& y) const {
    const SumBounds out{cases_ - x.high, cases_ - x.low};
    return cells_ - most_reproduced(rows_[0], x, y) - most_reproduced(rows_[1], out, y);
}

}  // namespace qca
