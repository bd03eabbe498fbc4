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
            {"paths", paths}};
}

Json solution_json(const Solution& solution, const std::vector<std::string>& conditions,
                   const StudyData& data) {
    Json models = Json::array();
    for (const FittedModel& model : solution.models) models.push_back(model_json(model, conditions, data));
    return {{"models", models}, {"capped", solution.capped}};
}

}  // namespace

std::string analysis_json(const Study& study, const StudyData& data, const Analysis& analysis) {
    const std::vector<std::string> conditions = condition_names(study);
    const Json report{{"study", study.name},
                      {"outcome", outcome_name(study)},
                      {"conditions", conditions},
                      {"cases", data.cases},
                      {"memberships", memberships_json(study, analysis.memberships)},
                      {"necessity", necessity_json(analysis.necessity)},
                      {"truth_table", table_json(analysis.table, conditions.size(), data)},
                      {"solutions",
                       {{"conservative", solution_json(analysis.conservative, conditions, data)},
                        {"parsimonious", solution_json(analysis.parsimonious, conditions, data)}}}};
    return report.dump(2) + "\n";
}

}  // namespace qca
