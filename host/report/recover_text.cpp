#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/names.hpp"
#include "host/report/quantities.hpp"
#include "host/report/recover_report.hpp"
#include "host/report/recover_words.hpp"
#include "host/report/text_table.hpp"

namespace qca {
namespace {

/// Figures of the study's own calibration that are listed one by one.
constexpr std::size_t most_own_figures = 12;

class Writer {
  public:
    Writer(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery)
        : study_(study), data_(data), published_(published), recovery_(recovery) {}

    std::string text() const { return head() + space() + best() + regions() + misprints() + own(); }

  private:
    std::string head() const {
        std::string text = fmt::format("{}\nAnchors behind printed tables of {}, {}\n", study_.name, outcome_name(study_), counted(data_.cases.size(), "case"));
        for (const TableFigures& table : table_figures(published_, recovery_.own))
            text += fmt::format("{}: {}\n", table.table, counted(table.figures, "printed figure"));
        for (const std::string& note : published_.notes) text += note + "\n";
        return text;
    }

    std::string space() const {
        TextTable table({"set", "candidates", "anchors tried", "of"}, "lrll");
        for (const SetSpace& space : recovery_.spaces) {
            if (!space.searched) {
                table.add({space.name, "1", "as in the study", ""});
                continue;
            }
            for (std::size_t v = 0; v < space.variants.size(); ++v) {
                const auto of_variant =
                    std::count_if(space.candidates.begin(), space.candidates.end(), [&](const Candidate& c) { return c.variant == v; });
                const Variant& variant = space.variants[v];
                const auto [low, high] = std::minmax({variant.exclusion.front(), variant.crossover.front(), variant.inclusion.front(),
                                                      variant.exclusion.back(), variant.crossover.back(), variant.inclusion.back()});
                table.add({v == 0 ? space.name : "", grouped(static_cast<std::uint64_t>(of_variant)),
                           fmt::format("{} to {}, {} values", low, high, variant.crossover.size()), variant_name(variant)});
            }
        }
        return fmt::format("\n{}\n{:.3g} joint candidates. {} {} necessities of pairs and {} boxes of joint candidates were computed, {} of them single ones.\n",
                           table.text(), recovery_.covered,
                           recovery_.complete ? "All were looked at, or proved worse by bounds:"
                                              : "The search ended at its limit (--limit) before all were looked at or proved worse:",
                           grouped(recovery_.pairs), grouped(recovery_.boxes), grouped(recovery_.leaves));
    }

    std::size_t figures() const { return published_.cells.size(); }

    std::string best() const {
        const JointCandidate& first = recovery_.candidates.front();
        std::string text = fmt::format("\nThe best reproduce {} of {} printed figures: {}\n\n", figures() - first.lost, figures(),
                                       recovery_.complete ? fmt::format("{} joint candidate{}, and no other does", shown(recovery_.best), recovery_.best == 1 ? "" : "s")
                                                          : fmt::format("the best found; none reproduces more than {}", figures() - recovery_.fewest_lost));
        TextTable table({"", "figures", "distance", "set", "exclusion", "crossover", "inclusion", "of"}, "rrrlrrrl");
        for (std::size_t i = 0; i < recovery_.candidates.size(); ++i) {
            const JointCandidate& joint = recovery_.candidates[i];
            bool head = true;
            for (std::size_t s = 0; s < recovery_.spaces.size(); ++s) {
                const SetSpace& space = recovery_.spaces[s];
                if (!space.searched) continue;
                const Candidate& candidate = space.candidates[joint.members[s]];
                table.add({head ? fmt::format("{}", i + 1) : "", head ? fmt::format("{}", figures() - joint.lost) : "",
                           head ? fmt::format("{:.5f}", joint.distance) : "", space.name, fmt::format("{}", candidate.anchors.exclusion),
                           fmt::format("{}", candidate.anchors.crossover), fmt::format("{}", candidate.anchors.inclusion),
                           variant_name(space.variants[candidate.variant])});
                head = false;
            }
        }
        return text + table.text() + "distance: root mean square of recomputed - printed over the reproduced fits; it orders candidates, it proves nothing.\n";
    }

    static std::string shown(double count) { return count < 1e15 ? grouped(static_cast<std::uint64_t>(count)) : fmt::format("{:.3g}", count); }

    static std::string tried(const AnchorRegion& region) {
        if (region.values == 1) return fmt::format("{}", region.low);
        return fmt::format("{} to {}{}", region.low, region.high, region.contiguous ? "" : fmt::format(", {} values with gaps", region.values));
    }

    std::string regions() const {
        TextTable table({"set", "best", "anchor", "among the best", "alone", "of"}, "lrllll");
        for (std::size_t s = 0; s < recovery_.spaces.size(); ++s) {
            const SetSpace& space = recovery_.spaces[s];
            if (!space.searched) continue;
            const SetRecovery& set = recovery_.sets[s];
            const std::size_t first = space.candidates[recovery_.candidates.front().members[s]].variant;
            for (const VariantRegion& region : set.regions)
                for (std::size_t a = 0; a < anchor_names.size(); ++a) {
                    const AnchorReach& reach = set.reaches[a];
                    table.add({a == 0 ? space.name : "", a == 0 ? grouped(region.candidates) : "", anchor_names[a], tried(region.anchors[a]),
                               region.variant == first ? fmt::format("{:.6g} to {:.6g}", reach.low, reach.high) : "",
                               a == 0 ? variant_name(space.variants[region.variant]) : ""});
                }
        }
        return "\nWhat the figures identify\n\n" + table.text() +
               "best: candidates of the set in some best joint candidate. alone: the interval in which that anchor of candidate 1 can move, the others\n"
               "staying, without losing a figure (exact).\n";
    }

    std::string recomputed(std::size_t cell, const Reproduction& reproduction) const {
        if (published_.cells[cell].column == "cases") {
            std::vector<std::string> names;
            for (const std::size_t i : reproduction.cases) names.push_back(data_.cases[i]);
            return fmt::format("{}", fmt::join(names, ";"));
        }
        return published_.cells[cell].column == "n" ? fmt::format("{}", reproduction.value) : table_number(reproduction.value, 4);
    }

    std::string figures_table(const std::vector<std::size_t>& cells, const std::vector<Reproduction>& reproductions) const {
        TextTable table({"row", "figure", "printed", "recomputed", "where"}, "llrrl");
        for (const std::size_t i : cells) {
            const PrintedCell& cell = published_.cells[i];
            table.add({cell.row, cell.column, cell.text, recomputed(i, reproductions[i]), cell.where});
        }
        return table.text();
    }

    std::string misprints() const {
        std::string text;
        if (!recovery_.never_reproduced.empty())
            text += fmt::format("\n{}{} that {} reproduces\n\n", recovery_.complete ? "Misprints? " : "Not reproduced: ",
                                counted(recovery_.never_reproduced.size(), "printed figure"),
                                recovery_.complete ? "none of the best" : "none of the best found") +
                    figures_table(recovery_.never_reproduced, recovery_.reproductions);
        const auto& never = recovery_.never_reproduced;
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < figures(); ++i)
            if (!recovery_.reproductions[i].reproduced && std::find(never.begin(), never.end(), i) == never.end()) others.push_back(i);
        if (!others.empty())
            text += "\nNot reproduced by candidate 1, but by others as good\n\n" + figures_table(others, recovery_.reproductions);
        std::string conditions;
        for (const SetDefinition& condition : study_.conditions) {
            const TableFigures of = condition_figures(published_, condition.name, recovery_.reproductions);
            if (of.figures > 0) conditions += fmt::format("{}{} {} of {}", conditions.empty() ? "" : ", ", of.table, of.figures - of.lost, of.figures);
        }
        if (!conditions.empty()) text += fmt::format("\nFigures of necessity that candidate 1 reproduces: {}\n", conditions);
        return text;
    }

    std::string own() const {
        const std::size_t lost = lost_of(recovery_.own);
        std::string text = fmt::format("\nThe calibration of the study file reproduces {} of {} printed figures", figures() - lost, figures());
        if (lost == 0) return text + ".\n";
        text += fmt::format("; its fits are {:.4f} away (root mean square).\n", distance_of(published_, recovery_.own, false));
        for (const TableFigures& table : table_figures(published_, recovery_.own))
            text += fmt::format("{}: {} of {}\n", table.table, table.figures - table.lost, table.figures);
        std::vector<std::size_t> cells;
        for (std::size_t i = 0; i < figures(); ++i)
            if (!recovery_.own[i].reproduced) cells.push_back(i);
        const auto away = [&](std::size_t i) {
            const double difference = std::abs(recovery_.own[i].value - published_.cells[i].value);
            return published_.cells[i].column == "n" || std::isnan(difference) ? 0.0 : difference;
        };
        std::stable_sort(cells.begin(), cells.end(), [&](std::size_t a, std::size_t b) { return away(a) > away(b); });
        const bool cut = cells.size() > most_own_figures;
        cells.resize(std::min(cells.size(), most_own_figures));
        return text + (cut ? fmt::format("The {} that are farthest from it:\n\n", most_own_figures) : "\n") + figures_table(cells, recovery_.own);
    }

    const Study& study_;
    const StudyData& data_;
    const Published& published_;
    const Recovery& recovery_;
};

}  // namespace

std::string recover_text(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery) {
    return Writer(study, data, published, recovery).text();
}

}  // namespace qca
