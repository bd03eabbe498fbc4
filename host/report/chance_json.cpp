#include <cmath>

#include <nlohmann/json.hpp>

#include "host/report/chance_report.hpp"
#include "host/report/names.hpp"
#include "host/robustness/survival.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }
Json share(Ways part, Ways whole) { return whole == 0 ? Json(nullptr) : Json(static_cast<double>(part) / static_cast<double>(whole)); }

Json test_json(const Study& study, const Chance& chance) {
    Json sets = Json::array();
    const bool counted = chance.test.method != PermutationMethod::closed_form;
    for (std::size_t i = 0; i < chance.test.sets.size(); ++i) {
        const bool is_path = i < chance.paths.size();
        const PermutedSet& set = chance.test.sets[i];
        Json entry{{"what", is_path ? "path" : "model"},
                   {"expression", is_path ? to_expression(chance.paths[i], condition_names(study)) : model_expression(chance.model, condition_names(study))},
                   {"inclS", number(set.inclS)},
                   {"expected_inclS", number(set.expected_inclS)},
                   {"at_least", counted ? Json(set.at_least) : Json(nullptr)},
                   {"p", number(set.p)},
                   {"p_holm", is_path ? number(chance.adjusted[i]) : Json(nullptr)}};
        if (chance.test.method == PermutationMethod::sampling) {
            const ShareInterval interval = wilson_interval(set.at_least, chance.test.arrangements);
            entry["p_interval"] = {interval.low, interval.high};
        } else {
            entry["p_interval"] = nullptr;
        }
        sets.push_back(std::move(entry));
    }
    return {{"method", permutation_method_names[static_cast<std::size_t>(chance.test.method)]},
            {"arrangements", counted ? Json(chance.test.arrangements) : Json(nullptr)},
            {"sets", std::move(sets)}};
}

Json random_json(const Study& study, const Chance& chance) {
    Json list = Json::array();
    for (const ChanceOfData& data : chance.random) {
        Json paths = Json::array();
        for (std::size_t p = 0; p < chance.paths.size(); ++p)
            paths.push_back({{"expression", to_expression(chance.paths[p], condition_names(study))},
                             {"exact_all", data.counts.exact_all[p]},
                             {"exact_some", data.counts.exact_some[p]},
                             {"share", share(data.counts.exact_all[p] + data.counts.exact_some[p], data.counts.all)}});
        list.push_back({{"margins", random_margin_names[static_cast<std::size_t>(data.margins)]},
                        {"data_sets", data.counts.all},
                        {"solution", data.counts.solution},
                        {"solution_share", share(data.counts.solution, data.counts.all)},
                        {"same_solution", data.counts.same},
                        {"same_solution_share", share(data.counts.same, data.counts.all)},
                        {"paths", std::move(paths)}});
    }
    return list;
}

Json retention_json(const Study& study, const Chance& chance) {
    Json list = Json::array();
    for (const RetentionOfChange& change : chance.retention)
        for (const Retention& retention : change.by_number) {
            Json paths = Json::array();
            for (std::size_t p = 0; p < chance.paths.size(); ++p)
                paths.push_back({{"expression", to_expression(chance.paths[p], condition_names(study))},
                                 {"exact_all", to_text(retention.exact_all[p])},
                                 {"exact_some", to_text(retention.exact_some[p])},
                                 {"share", share(retention.exact_all[p] + retention.exact_some[p], retention.ways)}});
            list.push_back({{"change", case_change_names[static_cast<std::size_t>(change.change)]},
                            {"cases", retention.changed},
                            {"ways", to_text(retention.ways)},
                            {"kept", to_text(retention.kept)},
                            {"share", share(retention.kept, retention.ways)},
                            {"solution", to_text(retention.solution)},
                            {"paths", std::move(paths)}});
        }
    return list;
}

}  // namespace

std::string chance_json(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance) {
    const Json report{{"study", study.name},
                      {"outcome", outcome_name(study)},
                      {"solution_type", solution_type_names[static_cast<std::size_t>(study.solution_type)]},
                      {"cases", data.cases.size()},
                      {"model", chance.model.empty() ? Json(nullptr) : Json(model_expression(chance.model, condition_names(study)))},
                      {"models", chance.models},
                      {"seed", options.permutations.seed},
                      {"permutation_test", test_json(study, chance)},
                      {"random_data", random_json(study, chance)},
                      {"crisp", chance.crisp},
                      {"retention", retention_json(study, chance)}};
    return report.dump(2) + "\n";
}

}  // namespace qca
