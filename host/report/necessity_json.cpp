#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

#include "host/report/necessity_report.hpp"
#include "host/report/simultaneous_report.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json value_json(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? Json(axis.values[value]) : Json(axis.labels[value]);
}

Json place_json(const std::vector<Axis>& axes, const std::vector<std::uint32_t>& at) {
    Json place = Json::object();
    for (std::size_t a = 0; a < at.size(); ++a)
        if (at[a] != no_position) place[axes[a].name] = value_json(axes[a], at[a]);
    return place;
}

Json spread_json(const std::vector<Axis>& axes, const Spread& spread) {
    return {{"own", number(spread.own)},
            {"min", number(spread.minimum)},
            {"max", number(spread.maximum)},
            {"mean", number(spread.mean)},
            {"defined", spread.defined},
            {"min_at", place_json(axes, spread.minimum_at)},
            {"max_at", place_json(axes, spread.maximum_at)}};
}

void add_counts(Json& json, const NecessityCounts& counts) {
    for (std::size_t s = 0; s < necessity_states; ++s) json[necessity_state_names[s]] = counts[s];
    json["share_at_cutoff"] = number(share(counts[0], counts[0] + counts[1] + counts[2]));
}

Json axes_json(const std::vector<Axis>& axes, const NecessityFor& of) {
    Json list = Json::array();
    for (std::size_t a = 0; a < of.axis_maps.size(); ++a) {
        if (of.axis_maps[a].empty()) continue;
        Json values = Json::array();
        for (std::size_t v = 0; v < axes[a].size(); ++v) {
            Json entry{{"value", value_json(axes[a], v)}};
            add_counts(entry, of.axis_maps[a][v]);
            values.push_back(std::move(entry));
        }
        list.push_back({{"axis", axes[a].name}, {"values", std::move(values)}});
    }
    return list;
}

Json set_json(const std::vector<Axis>& axes, const SetNecessity& set, std::size_t explained) {
    const NecessityFor& of = set.explained[explained];
    Json json{{"set", set.set},
              {"explained", explained_names[explained]},
              {"scenarios", of.total[0] + of.total[1] + of.total[2]}};
    add_counts(json, of.total);
    json["inclN"] = spread_json(axes, of.inclN);
    json["RoN"] = spread_json(axes, of.RoN);
    json["covN"] = spread_json(axes, of.covN);
    json["axes"] = axes_json(axes, of);
    return json;
}

Json simultaneous_json(const SweepResult& result) {
    if (!result.simultaneous.looked) return nullptr;
    const Axis& axis = inclusion_axis(result);
    const auto total = [](const std::vector<std::uint64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); };
    Json rows = Json::array();
    for (const SimultaneousRow& row : result.simultaneous.rows)
        rows.push_back({{"row", row.row},
                        {"scenarios", row.scenarios},
                        {"count", total(row.counts)},
                        {"share", number(share(total(row.counts), row.scenarios))},
                        {"worst_incl_cut", value_json(axis, worst_cutoff(row.counts))},
                        {"counts", row.counts},
                        {"evaluated", row.evaluated}});
    const std::vector<std::uint64_t>& any = result.simultaneous.any;
    return {{"incl_cut", axis.values}, {"any", any}, {"evaluated", result.simultaneous.evaluated}, {"share_any", number(share(total(any), result.counts.evaluated))}, {"rows", rows}};
}

}  // namespace

std::string necessity_json(const SweepResult& result) {
    Json necessity = Json::array(), skew = Json::array();
    for (std::size_t explained = 0; explained < explained_names.size(); ++explained)
        for (const SetNecessity& set : result.necessity.sets) necessity.push_back(set_json(result.axes, set, explained));
    for (const SetSkew& set : result.necessity.skew)
        skew.push_back({{"set", set.set},
                        {"scenarios", set.scenarios},
                        {"skewed", set.skewed},
                        {"share_skewed", number(share(set.skewed, set.scenarios))},
                        {"share_in", spread_json(result.axes, set.share)}});
    return Json{{"study", result.provenance.study_name},
                {"outcome", result.outcome},
                {"cutoff", result.necessity.cutoff},
                {"scenarios", result.counts.scenarios},
                {"evaluated", result.counts.evaluated},
                {"skipped", result.counts.skipped},
                {"necessity", std::move(necessity)},
                {"skew", std::move(skew)},
                {"simultaneous", simultaneous_json(result)}}
               .dump(2) + "\n";
}

}  // namespace qca
