#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/analysis_report.hpp"
#include "host/report/names.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

/// JSON has no NaN: undefined is null.
Json number(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json memberships_json(const Study& study, const Memberships& memberships) {
    Json sets = Json::object();
    for (std::size_t c = 0; c < study.conditions.size(); ++c)
        sets[study.conditions[c].name] = memberships.set[c];
    sets[outcome_name(study)] = memberships.set.back();
    return sets;
}

Json necessity_json(const std::vector<Necessity>& necessity) {
    Json list = Json::array();
    for (const Necessity& entry : necessity)
        list.push_back({{"set", entry.set},
                        {"inclN", number(entry.inclN)},
                        {"RoN", number(entry.RoN)},
                        {"covN", number(entry.covN)}});
    return list;
}

Json table_json(const std::vector<TableRow>& table, std::size_t conditions, const StudyData& data) {
    Json list = Json::array();
    for (std::size_t row = 0; row < table.size(); ++row)
        list.push_back({{"configuration", configuration(row, conditions)},
                        {"OUT", std::string(1, table[row].out)},
                        {"n", table[row].n},
                        {"incl", number(table[row].incl)},
                        {"PRI", number(table[row].pri)},
                        {"cases", case_names(table[row].cases, data)}});
    return list;
}

Json rows_json(const RowSet& rows, const std::vector<std::string>& conditions) {
    return configurations(rows, conditions.size());
}

/// The pairs of an intermediate solution, models numbered from 1.
Json pairs_json(const Solution& solution, const std::vector<std::string>& conditions) {
    Json pairs = Json::array();
    for (const CounterfactualPair& pair : solution.pairs) {
        Json models = Json::array();
        for (const std::uint32_t model : pair.models) models.push_back(model + 1);
        pairs.push_back({{"pair", pair_name(pair)},
                         {"conservative", pair.conservative + 1},
                         {"parsimonious", pair.parsimonious + 1},
                         {"models", models},
                         {"easy_counterfactuals", rows_json(pair.easy, conditions)},
                         {"difficult_counterfactuals", rows_json(pair.difficult, conditions)}});
    }
    return pairs;
}

Json model_json(const FittedModel& model, const std::vector<std::string>& conditions, const StudyData& data) {
    Json paths = Json::array();
    for (std::size_t p = 0; p < model.paths.size(); ++p) {
        const Fit& fit = model.path_fits[p];
        paths.push_back({{"expression", to_expression(model.paths[p], conditions)},
                         {"inclS", number(fit.inclS)},
                         {"PRI", number(fit.pri)},
                         {"covS", number(fit.covS)},
                         {"covU", number(fit.covU)},
                         {"cases", case_names(fit.cases, data)}});
    }
    return {{"expression", model_expression(model.paths, conditions)},
            {"inclS", number(model.fit.inclS)},
            {"PRI", number(model.fit.pri)},
            {"covS", number(model.fit.covS)},
            {"paths", paths},
            {"simplifying_assumptions", rows_json(model.assumptions, conditions)}};
}

Json solution_json(const Solution& solution, const std::vector<std::string>& conditions,
                   const StudyData& data) {
    Json models = Json::array();
    for (const FittedModel& model : solution.models) models.push_back(model_json(model, conditions, data));
    return {{"models", models}, {"capped", solution.capped}};
}

/// Every model with the names of the pairs that give it, then the pairs.
Json intermediate_json(const Solution& solution, const std::vector<std::string>& conditions,
                       const StudyData& data) {
    Json json = solution_json(solution, conditions, data);
    for (Json& model : json["models"]) model["pairs"] = Json::array();
    for (const CounterfactualPair& pair : solution.pairs)
        for (const std::uint32_t model : pair.models) json["models"][model]["pairs"].push_back(pair_name(pair));
    json["pairs"] = pairs_json(solution, conditions);
    return json;
}

Json solutions_json(const Analysis& analysis, const std::vector<std::string>& conditions, const StudyData& data) {
    Json solutions{{"conservative", solution_json(analysis.conservative, conditions, data)},
                   {"parsimonious", solution_json(analysis.parsimonious, conditions, data)}};
    if (analysis.intermediate)
        solutions["intermediate"] = intermediate_json(*analysis.intermediate, conditions, data);
    return solutions;
}

}  // namespace

std::string analysis_json(const Study& study, const StudyData& data, const Analysis& analysis) {
    const std::vector<std::string> conditions = condition_names(study);
    if (analysis.table.empty())
        return Json{{"study", study.name},
                    {"outcome", outcome_name(study)},
                    {"conditions", conditions},
                    {"cases", data.cases},
                    {"memberships", memberships_json(study, analysis.memberships)},
                    {"necessity", necessity_json(analysis.necessity)},
                    {"truth_table", nullptr},
                    {"solutions", nullptr}}
                   .dump(2) + "\n";
    return Json{{"study", study.name},
                {"outcome", outcome_name(study)},
                {"conditions", conditions},
                {"cases", data.cases},
                {"memberships", memberships_json(study, analysis.memberships)},
                {"necessity", necessity_json(analysis.necessity)},
                {"truth_table", table_json(analysis.table, conditions.size(), data)},
                {"excluded_rows", rows_json(analysis.excluded, conditions)},
                {"simultaneous_subset_rows", rows_json(analysis.both.simultaneous, conditions)},
                {"contradictory_assumptions", rows_json(analysis.both.contradictory, conditions)},
                {"contradictory_assumptions_capped", analysis.both.capped},
                {"solutions", solutions_json(analysis, conditions, data)}}
               .dump(2) + "\n";
}

}  // namespace qca
