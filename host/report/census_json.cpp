#include <cmath>

#include <nlohmann/json.hpp>

#include "host/report/census_details.hpp"
#include "host/report/census_report.hpp"
#include "host/report/path_company_report.hpp"
#include "host/report/solution_types.hpp"
#include "host/robustness/ambiguity.hpp"
#include "host/robustness/survival.hpp"
#include "host/sweep/similarity_spread.hpp"

namespace qca {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

/// { <solution type>: entry(position), ... }
template <class Entry>
Json by_type(const std::vector<std::string>& types, const Entry& entry) {
    Json object = Json::object();
    for (std::size_t type = 0; type < types.size(); ++type) object[types[type]] = entry(type);
    return object;
}

Json own_json(const SweepResult& result, const std::vector<std::string>& types) {
    const auto outcomes = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& a) { return a.name == outcome_axis; });
    Json list = Json::array();
    for (std::size_t i = 0; i < result.census_details.own.size(); ++i)
        list.push_back({{"outcome", outcomes == result.axes.end() ? Json(nullptr) : Json(outcomes->labels[i / types.size()])},
                        {"solution_type", types[i % types.size()]},
                        {"expression", result.census_details.own[i]}});
    return list;
}

Json axis_models_json(const SweepResult& result) {
    const std::optional<AmbiguityMaps> maps = ambiguity_by_axis(result);
    if (!maps) return nullptr;
    Json list = Json::array();
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        const Axis& axis = result.axes[a];
        Json values = Json::array();
        for (std::size_t v = 0; v < axis.size(); ++v) {
            Json value{{"value", axis.labels.empty() ? Json(axis.values[v]) : Json(axis.labels[v])}};
            for (std::size_t c = 0; c < model_classes; ++c) value[model_class_names[c]] = (*maps)[a][v][c];
            values.push_back(std::move(value));
        }
        list.push_back({{"axis", axis.name}, {"values", std::move(values)}});
    }
    return list;
}

Json spread_json(const SimilaritySpread& spread) {
    return {{"mean", number(spread.mean)}, {"equal", spread.equal}, {"counts", spread.counts}};
}

Json solutions_json(const SweepResult& result, const std::vector<std::string>& types) {
    const CensusDetails& details = result.census_details;
    Json list = Json::array();
    for (std::size_t s = 0; s < result.census.size(); ++s) {
        const CensusEntry& entry = result.census[s];
        list.push_back({{"expression", entry.expression},
                        {"count", sum(entry.counts)},
                        {"share", number(share(sum(entry.counts), result.counts.evaluated))},
                        {"models", entry.models},
                        {"capped", entry.capped},
                        {"paths", details.path_number[s]},
                        {"fewest_literals", details.fewest_literals[s]},
                        {"most_literals", details.most_literals[s]},
                        {"solution_types", by_type(types, [&](std::size_t type) {
                             return Json{{"count", entry.counts[type]},
                                         {"path_similarity", details.path_similarity[s * types.size() + type]},
                                         {"literal_similarity", details.literal_similarity[s * types.size() + type]}};
                         })}});
    }
    return list;
}

Json roles_json(const SweepResult& result, const CensusPath& path) {
    if (path.roles.by_condition.empty()) return nullptr;
    Json literals = Json::object();
    for (std::size_t c = 0; c < result.conditions.size(); ++c) {
        const std::string literal = literal_of(conjunction_of(path.expression), result.conditions[c]);
        if (literal.empty()) continue;
        for (std::size_t role = 0; role < literal_roles; ++role) literals[literal][role_names[role]] = path.roles.by_condition[c][role];
    }
    return literals;
}

Json paths_json(const SweepResult& result, const std::vector<std::string>& types) {
    Json list = Json::array();
    for (const CensusPath& path : result.census_details.paths)
        list.push_back({{"path", path.expression},
                        {"solution_types", by_type(types, [&](std::size_t type) {
                             return Json{{"exact_all", path.exact_all[type]}, {"exact_some", path.exact_some[type]}};
                         })},
                        {"roles", roles_json(result, path)},
                        {"uncontained", path.roles.uncontained}});
    return list;
}

}  // namespace

std::string census_json(const SweepResult& result) {
    const CensusDetails& details = details_of(result);
    const std::vector<std::string> types = solution_type_labels(result);
    const auto of_paths = similarity_spread(result.census, details.path_similarity, types.size());
    const auto of_literals = similarity_spread(result.census, details.literal_similarity, types.size());
    const auto models = [&](std::size_t type) {
        const ModelClassCounts& counts = details.model_counts[type];
        Json classes = Json::object();
        for (std::size_t c = 0; c < model_classes; ++c)
            classes[model_class_names[c]] = {{"count", counts[c]}, {"share", number(share(counts[c], scenarios_of(counts)))}};
        return classes;
    };
    const Json report{{"study", result.provenance.study_name},
                      {"outcome", result.outcome},
                      {"evaluated", result.counts.evaluated},
                      {"census_overflow", result.counts.census_overflow},
                      {"capped", result.counts.capped},
                      {"paths_not_listed", details.unlisted_paths},
                      {"pairs_not_listed", details.unlisted_pairs},
                      {"own", own_json(result, types)},
                      {"models", by_type(types, models)},
                      {"models_by_axis", axis_models_json(result)},
                      {"similarity", by_type(types, [&](std::size_t type) {
                           return Json{{"paths", spread_json(of_paths[type])}, {"literals", spread_json(of_literals[type])}};
                       })},
                      {"solutions", solutions_json(result, types)},
                      {"paths", paths_json(result, types)},
                      {"paired_type", details.role_type.empty() ? Json(nullptr) : Json(details.role_type)}};
    return report.dump(2) + "\n";
}

}  // namespace qca
