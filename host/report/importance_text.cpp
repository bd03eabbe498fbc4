#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/report/importance_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/text_table.hpp"

namespace qca {
namespace {

/// Without the sign of what rounds to 0.
std::string share_text(double value) {
    const std::string text = fmt::format("{:.3f}", value);
    return text == "-0.000" ? "0.000" : text;
}

std::string with_interval(double value, const IndexInterval& interval) {
    if (std::isnan(value)) return "-";
    return fmt::format("{} [{}, {}]", share_text(value), share_text(interval.low), share_text(interval.high));
}

class Writer {
  public:
    Writer(const Importance& importance, const ImportanceOptions& options, std::size_t most_pairs)
        : importance_(importance), options_(options), most_pairs_(most_pairs) {}

    std::string text() const {
        std::string text = head();
        for (const ChoiceRanking& ranking : importance_.rankings) text += "\n" + title(ranking) + "\n" + table(ranking) + pairs(ranking) + boxes(ranking);
        if (!importance_.no_similarity.empty()) text += fmt::format("\nSimilarity to the study's own solution: not ranked ({})\n", importance_.no_similarity);
        return text + legend();
    }

  private:
    bool saltelli() const { return importance_.source == ImportanceSource::saltelli; }
    bool grid() const { return importance_.source == ImportanceSource::grid; }

    std::string head() const {
        std::string text = fmt::format("{}\nWhich choices matter for {}\n", importance_.study, importance_.outcome);
        if (saltelli())
            text += fmt::format("{} base points x {} matrices = {} (Saltelli design of a Sobol sequence)\n", grouped(importance_.points), importance_.matrices,
                                counted(importance_.scenarios, "scenario"));
        else
            text += fmt::format("{}{}\n", counted(importance_.scenarios, grid() ? "scenario" : "sample"), grid() ? " of a grid" : " of " + importance_.design);
        if (importance_.skipped > 0)
            text += fmt::format("{} of them ({}) have anchors out of order or are excluded: they are left out, so choices depend on one another and "
                                "their shares can overlap\n",
                                grouped(importance_.skipped), percent(importance_.skipped, importance_.scenarios));
        for (const OverlappingRanges& of : importance_.overlapping)
            text += fmt::format("{}: {} of its anchors are out of order, since their ranges overlap; they are drawn from the others, and ranked together only\n", of.set,
                                percent(of.combinations - of.in_order, of.combinations));
        return text;
    }

    static std::string title(const ChoiceRanking& ranking) {
        switch (ranking.quantity) {
            case Quantity::path_similarity: return fmt::format("Similarity to the study's own solution, by paths (mean {:.3f}, variance {:.4f})\n", ranking.mean, ranking.variance);
            case Quantity::literal_similarity: return fmt::format("Similarity to the study's own solution, by literals (mean {:.3f}, variance {:.4f})\n", ranking.mean, ranking.variance);
            case Quantity::survival: break;
        }
        return fmt::format("Survival of {} ({}): in {} of the scenarios (variance {:.4f})\n", ranking.path, ranking.name, percent(ranking.mean), ranking.variance);
    }

    std::string choice_name(std::size_t c) const {
        const Choice& choice = importance_.choices[c];
        return choice.is_set() ? fmt::format("{} ({} anchors)", choice.name, choice.axes.size()) : choice.name;
    }

    std::vector<std::string> cells(const ChoiceImportance& of, const std::string& name) const {
        std::vector<std::string> line{name};
        if (of.sobol) {
            line.push_back(with_interval(of.sobol->first, of.sobol->first_interval));
            line.push_back(with_interval(of.sobol->total, of.sobol->total_interval));
        }
        if (of.exact) {
            line.push_back(table_number(of.exact->first));
            line.push_back(table_number(of.exact->total));
        }
        if (of.pawn)
            for (const auto& [value, noise] : {std::pair{of.pawn->median, of.pawn->noise_median}, std::pair{of.pawn->maximum, of.pawn->noise_maximum}})
                line.push_back(table_number(value) + (value > noise ? " " : "~"));
        return line;
    }

    std::string table(const ChoiceRanking& ranking) const {
        if (ranking.variance == 0) return "It is the same in all scenarios: no choice matters.\n";
        std::vector<std::string> header{"choice"};
        std::string alignment = "l";
        const auto column = [&](const char* name) {
            header.emplace_back(name);
            alignment += 'r';
        };
        if (saltelli() || grid()) {
            column("alone");
            column("total");
        }
        if (!grid()) {
            column("PAWN median");
            column("PAWN max");
        }
        TextTable table(header, alignment);
        const std::vector<std::size_t> disjoint = disjoint_choices(importance_.choices);
        for (const std::size_t c : ranked(ranking, disjoint)) table.add(cells(ranking.of[c], choice_name(c)));
        std::vector<std::size_t> inner;
        for (std::size_t c = 0; c < importance_.choices.size(); ++c)
            if (std::find(disjoint.begin(), disjoint.end(), c) == disjoint.end()) inner.push_back(c);
        for (const std::size_t c : ranked(ranking, inner)) table.add(cells(ranking.of[c], "  " + choice_name(c)));
        return table.text();
    }

    std::string pairs(const ChoiceRanking& ranking) const {
        if (ranking.pairs.empty() || ranking.variance == 0) return "";
        TextTable table({"two axes", "together", "interaction"}, "lrr");
        for (std::size_t i = 0; i < std::min(most_pairs_, ranking.pairs.size()); ++i) {
            const PairVarianceShare& pair = ranking.pairs[i];
            table.add({importance_.axes[pair.a].name + " x " + importance_.axes[pair.b].name, table_number(pair.closed),
                       pair.interaction ? table_number(*pair.interaction) : "-"});
        }
        std::string text = "\n" + table.text();
        if (ranking.pairs.size() > most_pairs_) text += fmt::format("... and {} more pairs (--format json has all)\n", ranking.pairs.size() - most_pairs_);
        return text;
    }

    std::string boxes(const ChoiceRanking& ranking) const {
        if (!ranking.boxes) return "";
        std::string text = fmt::format("\nWhere it {} (boxes of choices; {} of all scenarios)\n", options_.surviving ? "survives" : "does not survive",
                                       percent(options_.surviving ? ranking.mean : 1 - ranking.mean));
        if (ranking.boxes->empty()) return text + fmt::format("None: no box is denser than all scenarios together. For the others: --box {}\n", options_.surviving ? "dies" : "survives");
        for (std::size_t b = 0; b < ranking.boxes->size(); ++b) {
            const ScenarioBox& box = (*ranking.boxes)[b];
            text += fmt::format("\nbox {}: coverage {}, density {}{}, {}\n", b + 1, percent(box.coverage), percent(box.density),
                                box.density < options_.boxes.density ? fmt::format(" (below {})", percent(options_.boxes.density)) : "", counted(box.scenarios, "scenario"));
            std::vector<std::string> header{"  only where", "is", "density without it", "coverage without it"};
            const bool sample = !box.restrictions.empty() && box.restrictions.front().quasi_p;
            if (sample) header.emplace_back("quasi-p");
            TextTable table(header, sample ? "llrrr" : "llrr");
            for (const BoxRestriction& of : box.restrictions) {
                const Axis& axis = importance_.axes[importance_.box_axes[of.column]];
                std::vector<std::string> line{"  " + axis.name, box_values(axis, of.in), percent(of.density_without), percent(of.coverage_without)};
                if (sample) line.push_back(*of.quasi_p < 0.0001 ? "<0.0001" : fmt::format("{:.4f}", *of.quasi_p));
                table.add(line);
            }
            text += table.text();
        }
        return text;
    }

    std::string legend() const {
        std::string text = "\n";
        if (saltelli())
            text += "alone: share of the variance that goes away once the choice is known (first order); total: that which is left once all others are.\n"
                    "In brackets 95 % of the bootstrap. A set: all its varied anchors together.\n";
        if (grid())
            text += "alone: share of the variance that goes away once the choice is known (first order); total: that which is left once all others are.\n"
                    "Exact, every scenario counting the same. A set: all its varied anchors together.\n";
        if (grid() && !importance_.columns) text += "- needs every scenario, not the maps alone: a file with the column of survival.\n";
        if (!grid()) text += "PAWN: how far the distribution moves once the choice is known (0 to 1); ~ not above what a choice without effect has.\n";
        return text;
    }

    const Importance& importance_;
    const ImportanceOptions& options_;
    const std::size_t most_pairs_;
};

}  // namespace

std::string box_values(const Axis& axis, const std::vector<std::uint8_t>& in) {
    std::vector<std::size_t> positions;
    for (std::size_t p = 0; p < in.size(); ++p)
        if (in[p] != 0) positions.push_back(p);
    if (positions.empty()) return "";
    if (!axis.edges.empty()) return fmt::format("{} to {}", axis.edges[positions.front()], axis.edges[positions.back() + 1]);
    if (axis.labels.empty()) {
        if (positions.size() == 1) return axis_value(axis, positions.front());
        return axis_value(axis, positions.front()) + " to " + axis_value(axis, positions.back());
    }
    std::string text;
    for (const std::size_t p : positions) text += (text.empty() ? "" : ", ") + axis.labels[p];
    return text;
}

std::string importance_text(const Importance& importance, const ImportanceOptions& options, std::size_t most_pairs) {
    return Writer(importance, options, most_pairs).text();
}

}  // namespace qca
