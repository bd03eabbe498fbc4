#include "host/appendix/own_boundary.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "host/analysis/solution_models.hpp"

namespace qca::appendix {
namespace {

/// Edges of stretches within which no row passes the cutoff.
std::vector<double> edges_between(const std::vector<double>& shown, std::vector<double> passed) {
    const double low = shown.front() - (shown.size() > 1 ? (shown[1] - shown[0]) / 2 : 0);
    const double high = shown.back() + (shown.size() > 1 ? (shown.back() - shown[shown.size() - 2]) / 2 : 0);
    std::erase_if(passed, [&](double value) { return std::isnan(value) || value <= low || value >= high; });
    passed.insert(passed.end(), {low, high});
    std::sort(passed.begin(), passed.end());
    passed.erase(std::unique(passed.begin(), passed.end(), [](double a, double b) { return b - a < 1e-9; }), passed.end());
    return passed;
}

}  // namespace

std::vector<BoundaryLine> own_boundary(const Study& study, const Analysis& analysis, std::size_t path, const std::vector<double>& incl, const std::vector<double>& pri) {
    if (analysis.table.empty() || incl.size() < 2 || pri.size() < 2) return {};
    std::vector<double> incls, pris;
    for (const TableRow& row : analysis.table)
        if (row.n >= study.cutoffs.n) {
            incls.push_back(row.incl);
            pris.push_back(row.pri);
        }
    const std::vector<double> x = edges_between(incl, incls), y = edges_between(pri, pris);
    const SolutionRules rules = rules_of(study);
    const int k = static_cast<int>(study.conditions.size());
    std::map<CodedRows, bool> known;
    const auto survives = [&](std::size_t i, std::size_t j) {
        const double at_incl = (x[i] + x[i + 1]) / 2, at_pri = (y[j] + y[j + 1]) / 2;
        std::vector<TableRow> table = analysis.table;
        for (TableRow& row : table)
            if (row.n >= study.cutoffs.n && row.n > 0) row.out = row.incl > at_incl && (row.pri > at_pri || std::isnan(row.pri)) ? '1' : '0';
        const CodedRows coded = coded_rows(table, rules);
        const auto [at, is_new] = known.try_emplace(coded, false);
        if (is_new) {
            const ModelSet models = models_of(k, coded, study.solution_type, rules);
            at->second = std::find(models.paths.begin(), models.paths.end(), study.paths[path].implicant) != models.paths.end();
        }
        return at->second;
    };
    std::vector<BoundaryLine> lines;
    const auto add = [&](const BoundaryLine& line) {
        for (BoundaryLine& other : lines) {
            const bool goes_on = other.incl_to == line.incl_from && other.pri_to == line.pri_from;
            const bool upright = line.incl_from == line.incl_to, other_upright = other.incl_from == other.incl_to;
            if (!goes_on || upright != other_upright) continue;
            other.incl_to = line.incl_to;
            other.pri_to = line.pri_to;
            return;
        }
        lines.push_back(line);
    };
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        for (std::size_t j = 0; j + 1 < y.size(); ++j) {
            if (i + 2 < x.size() && survives(i, j) != survives(i + 1, j)) add({x[i + 1], y[j], x[i + 1], y[j + 1]});
            if (j + 2 < y.size() && survives(i, j) != survives(i, j + 1)) add({x[i], y[j + 1], x[i + 1], y[j + 1]});
        }
    return lines;
}

}  // namespace qca::appendix
