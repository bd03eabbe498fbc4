#include <cmath>

#include <nlohmann/json.hpp>

#include "host/report/importance_report.hpp"
#include "host/report/quantities.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }
Json interval(const IndexInterval& of) { return {number(of.low), number(of.high)}; }

Json choices_json(const Importance& importance, const ChoiceRanking& ranking) {
    Json list = Json::array();
    for (std::size_t c = 0; c < importance.choices.size(); ++c) {
        const Choice& choice = importance.choices[c];
        const ChoiceImportance& of = ranking.of[c];
        Json axes = Json::array();
        for (const std::size_t axis : choice.axes) axes.push_back(importance.axes[axis].name);
        Json entry{{"choice", choice.name}, {"axes", std::move(axes)}};
        if (of.sobol) {
            entry["first"] = number(of.sobol->first);
            entry["first_interval"] = interval(of.sobol->first_interval);
            entry["total"] = number(of.sobol->total);
            entry["total_interval"] = interval(of.sobol->total_interval);
        }
        if (of.exact) {
            entry["first"] = number(of.exact->first);
            entry["total"] = number(of.exact->total);
        }
        if (of.pawn)
            entry["pawn"] = {{"median", number(of.pawn->median)},
                             {"maximum", number(of.pawn->maximum)},
                             {"noise_median", of.pawn->noise_median},
                             {"noise_maximum", of.pawn->noise_maximum},
                             {"intervals", of.pawn->intervals}};
        list.push_back(std::move(entry));
    }
    return list;
}

Json boxes_json(const Importance& importance, const std::vector<ScenarioBox>& boxes) {
    Json list = Json::array();
    for (const ScenarioBox& box : boxes) {
        Json restrictions = Json::array();
        for (const BoxRestriction& of : box.restrictions) {
            const Axis& axis = importance.axes[importance.box_axes[of.column]];
            Json values = Json::array();
            for (std::size_t p = 0; p < of.in.size(); ++p) {
                if (of.in[p] == 0) continue;
                if (axis.labels.empty()) values.push_back(axis.values[p]);
                else values.push_back(axis.labels[p]);
            }
            restrictions.push_back({{"axis", axis.name},
                                    {"text", box_values(axis, of.in)},
                                    {"values", std::move(values)},
                                    {"density_without", of.density_without},
                                    {"coverage_without", of.coverage_without},
                                    {"quasi_p", of.quasi_p ? Json(*of.quasi_p) : Json(nullptr)}});
        }
        list.push_back({{"coverage", box.coverage},
                        {"density", box.density},
                        {"scenarios", box.scenarios},
                        {"hits", box.interesting},
                        {"restrictions", std::move(restrictions)}});
    }
    return list;
}

}  // namespace

std::string importance_json(const Importance& importance, const ImportanceOptions& options) {
    Json rankings = Json::array();
    for (const ChoiceRanking& ranking : importance.rankings) {
        Json entry{{"quantity", quantity_names[static_cast<std::size_t>(ranking.quantity)]}};
        if (ranking.quantity == Quantity::survival) {
            entry["path"] = ranking.path;
            entry["name"] = ranking.name;
        }
        entry["mean"] = number(ranking.mean);
        entry["variance"] = number(ranking.variance);
        entry["choices"] = choices_json(importance, ranking);
        if (importance.source == ImportanceSource::grid) {
            entry["pairs"] = Json::array();
            for (const PairVarianceShare& pair : ranking.pairs)
                entry["pairs"].push_back({{"axes", {importance.axes[pair.a].name, importance.axes[pair.b].name}},
                                          {"together", number(pair.closed)},
                                          {"interaction", pair.interaction ? number(*pair.interaction) : Json(nullptr)}});
        }
        if (ranking.boxes) entry["boxes"] = boxes_json(importance, *ranking.boxes);
        rankings.push_back(std::move(entry));
    }
    Json overlapping = Json::array();
    for (const OverlappingRanges& of : importance.overlapping)
        overlapping.push_back({{"set", of.set}, {"in_order", of.in_order}, {"combinations", of.combinations}});
    const bool saltelli = importance.source == ImportanceSource::saltelli;
    const Json json{{"study", importance.study},
                    {"outcome", importance.outcome},
                    {"source", importance_source_names[static_cast<std::size_t>(importance.source)]},
                    {"design", importance.design},
                    {"base_points", saltelli ? Json(importance.points) : Json(nullptr)},
                    {"matrices", saltelli ? Json(importance.matrices) : Json(nullptr)},
                    {"scenarios", importance.scenarios},
                    {"skipped", importance.skipped},
                    {"drawn_together", std::move(overlapping)},
                    {"no_similarity", importance.no_similarity.empty() ? Json(nullptr) : Json(importance.no_similarity)},
                    {"box", options.surviving ? "survives" : "dies"},
                    {"box_density", options.boxes.density},
                    {"box_support", options.boxes.support},
                    {"rankings", std::move(rankings)}};
    return json.dump(2) + "\n";
}

}  // namespace qca
