#include "host/recover/reproduction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

class Reproducer {
  public:
    Reproducer(const Published& published, std::size_t cases) : published_(published), cases_(cases), result_(published.cells.size()) {}

    void set(std::size_t cell, const FigureRange& figure) {
        if (cell == not_printed) return;
        result_[cell].reproduced = figure.must_be(published_.cells[cell]);
        result_[cell].value = figure.low == figure.high ? figure.low : undefined;
    }

    void set_cases(const PrintedRow& row, const RowRange& range, const std::vector<MembershipRange>& sets) {
        if (row.cases == not_printed) return;
        Reproduction& reproduction = result_[row.cases];
        reproduction.value = undefined;
        reproduction.reproduced = range.cases_certain;
        for (std::size_t i = 0; i < cases_; ++i) {
            bool in = true;
            for (std::size_t c = 0; c + 1 < sets.size(); ++c) {
                const bool present = (row.row >> (sets.size() - 2 - c) & 1) != 0;
                in = in && (present ? sets[c].low[i] : 1.0 - sets[c].low[i]) > 0.5;
            }
            if (in) reproduction.cases.push_back(i);
        }
    }

    std::vector<Reproduction> take() { return std::move(result_); }

  private:
    const Published& published_;
    std::size_t cases_;
    std::vector<Reproduction> result_;
};

}  // namespace

std::vector<Reproduction> reproduce(const Published& published, const std::vector<const double*>& sets, std::size_t cases) {
    std::vector<MembershipRange> ranges;
    for (const double* const set : sets) ranges.push_back({set, set});
    Reproducer reproducer(published, cases);
    for (const PrintedNecessity& row : published.necessity) {
        const NecessityRange range = necessity_range(ranges[row.condition], row.negated, ranges.back(), cases);
        reproducer.set(row.inclN, range.inclN);
        reproducer.set(row.RoN, range.RoN);
        reproducer.set(row.covN, range.covN);
    }
    for (const PrintedRow& row : published.rows) {
        const RowRange range = row_range(row, ranges, cases);
        reproducer.set(row.n, range.n);
        reproducer.set(row.incl, range.incl);
        reproducer.set(row.pri, range.pri);
        reproducer.set_cases(row, range, ranges);
    }
    return reproducer.take();
}

std::size_t lost_of(const std::vector<Reproduction>& reproductions) {
    return static_cast<std::size_t>(std::count_if(reproductions.begin(), reproductions.end(), [](const Reproduction& r) { return !r.reproduced; }));
}

double distance_of(const Published& published, const std::vector<Reproduction>& reproductions, bool reproduced_only) {
    double sum = 0, size = 0;
    for (std::size_t i = 0; i < reproductions.size(); ++i) {
        const double difference = reproductions[i].value - published.cells[i].value;
        if (published.cells[i].column == "n" || std::isnan(difference) || (reproduced_only && !reproductions[i].reproduced)) continue;
        sum += difference * difference;
        size += 1;
    }
    return size > 0 ? std::sqrt(sum / size) : undefined;
}

LostCells lost_in_all(const Published& published, const std::vector<MembershipRange>& sets, std::size_t cases) {
    LostCells lost = lost_in_rows(published, sets, cases);
    for (std::size_t c = 0; c + 1 < sets.size(); ++c) {
        const LostCells more = lost_in_necessity(published, c, sets[c], sets.back(), cases);
        lost.certain += more.certain;
        lost.possible += more.possible;
    }
    return lost;
}

}  // namespace qca
