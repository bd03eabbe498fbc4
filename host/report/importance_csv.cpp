#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/importance_report.hpp"

namespace qca {

std::string importance_csv(const Importance& importance) {
    std::string text = "quantity,path,choice,measure,value,low,high\n";
    for (const ChoiceRanking& ranking : importance.rankings) {
        const auto line = [&](const std::string& choice, const char* measure, const std::string& value, const std::string& low = "", const std::string& high = "") {
            text += fmt::format("{},{},{},{},{},{},{}\n", quantity_names[static_cast<std::size_t>(ranking.quantity)], quoted(ranking.path), quoted(choice), measure,
                                value, low, high);
        };
        const auto index = [&](const std::string& choice, const char* measure, double value, const IndexInterval& of) {
            line(choice, measure, number_cell(value), number_cell(of.low), number_cell(of.high));
        };
        line("", "mean", number_cell(ranking.mean));
        line("", "variance", number_cell(ranking.variance));
        for (std::size_t c = 0; c < importance.choices.size(); ++c) {
            const std::string& choice = importance.choices[c].name;
            const ChoiceImportance& of = ranking.of[c];
            if (of.sobol) {
                index(choice, "first", of.sobol->first, of.sobol->first_interval);
                index(choice, "total", of.sobol->total, of.sobol->total_interval);
            }
            if (of.exact) {
                line(choice, "first", number_cell(of.exact->first));
                line(choice, "total", number_cell(of.exact->total));
            }
            if (of.pawn) {
                line(choice, "pawn_median", number_cell(of.pawn->median));
                line(choice, "pawn_maximum", number_cell(of.pawn->maximum));
                line(choice, "pawn_noise_median", number_cell(of.pawn->noise_median));
                line(choice, "pawn_noise_maximum", number_cell(of.pawn->noise_maximum));
            }
        }
        for (const PairVarianceShare& pair : ranking.pairs) {
            const std::string axes = importance.axes[pair.a].name + " x " + importance.axes[pair.b].name;
            line(axes, "together", number_cell(pair.closed));
            if (pair.interaction) line(axes, "interaction", number_cell(*pair.interaction));
        }
        if (!ranking.boxes) continue;
        for (std::size_t b = 0; b < ranking.boxes->size(); ++b) {
            const ScenarioBox& box = (*ranking.boxes)[b];
            const std::string name = fmt::format("box {}", b + 1);
            line(name, "coverage", number_cell(box.coverage));
            line(name, "density", number_cell(box.density));
            for (const BoxRestriction& of : box.restrictions) {
                const Axis& axis = importance.axes[importance.box_axes[of.column]];
                line(fmt::format("{}: {} is {}", name, axis.name, box_values(axis, of.in)), "density_without", number_cell(of.density_without));
                if (of.quasi_p) line(fmt::format("{}: {} is {}", name, axis.name, box_values(axis, of.in)), "quasi_p", number_cell(*of.quasi_p));
            }
        }
    }
    return text;
}

}  // namespace qca
