#include <cmath>

#include <nlohmann/json.hpp>

#include "host/report/names.hpp"
#include "host/report/protocol_report.hpp"
#include "host/report/protocol_words.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json counts_json(const RobustnessMeasures& measures, CaseKind kind) {
    Json counts = Json::object();
    for (std::size_t type = 0; type < case_types; ++type)
        counts[case_type_name(kind, static_cast<CaseType>(type))] = measures.count(kind, static_cast<CaseType>(type));
    return counts;
}

Json scenarios_json(const Protocol& protocol) {
    if (!protocol.scenarios) return nullptr;
    const ScenarioCounts& counts = *protocol.scenarios;
    return {{"scenarios", counts.scenarios},         {"tested", counts.tested},   {"no_solution", counts.no_solution},
            {"other_outcome", counts.other_outcome}, {"skipped", counts.skipped}, {"ambiguous", counts.ambiguous},
            {"capped", counts.capped},               {"samples", protocol.samples}};
}

}  // namespace

std::string protocol_json(const Study& study, const StudyData& data, const Protocol& protocol) {
    const std::vector<std::string> conditions = condition_names(study);
    const ProtocolMemberships& m = protocol.memberships;
    const RobustnessMeasures& measures = protocol.measures;
    Json tests = Json::array(), cases = Json::array();
    for (const TestSolution& test : protocol.tests)
        tests.push_back({{"name", test.name},
                         {"expression", model_expression(test.paths, conditions)},
                         {"found", test.found},
                         {"inclS", number(test.inclS)},
                         {"covS", number(test.covS)}});
    for (std::size_t c = 0; c < data.cases.size(); ++c)
        cases.push_back({{"case", data.cases[c]},
                         {"outcome", m.outcome[c]},
                         {"initial", m.initial[c]},
                         {"min_test", m.least[c]},
                         {"max_test", m.most[c]},
                         {"core", measures.core[c]},
                         {"kind", case_kind_names[static_cast<std::size_t>(measures.kinds[c])]},
                         {"type", case_type_name(measures.kinds[c], measures.types[c])},
                         {"min_from", source_name(protocol, protocol.least_from[c])},
                         {"max_from", source_name(protocol, protocol.most_from[c])}});
    const Json report{{"study", study.name},
                      {"outcome", outcome_name(study)},
                      {"initial",
                       {{"expression", model_expression(protocol.initial, conditions)},
                        {"models", protocol.initial_models == 0 ? Json(nullptr) : Json(protocol.initial_models)},
                        {"inclS", number(measures.cons_initial)},
                        {"covS", number(measures.cov_initial)}}},
                      {"models", test_model_names[static_cast<std::size_t>(protocol.models)]},
                      {"tests", std::move(tests)},
                      {"without_solution", protocol.without_solution},
                      {"capped", protocol.capped},
                      {"scenarios", scenarios_json(protocol)},
                      {"core", {{"inclS", number(measures.cons_core)}, {"covS", number(measures.cov_core)}}},
                      {"RF_cov", number(measures.rf_cov)},
                      {"RF_cons", number(measures.rf_cons)},
                      {"RF_SC_minTS", number(measures.rf_sc_least)},
                      {"RF_SC_maxTS", number(measures.rf_sc_most)},
                      {"RCR_typ", number(measures.rcr_typical)},
                      {"RCR_dev", number(measures.rcr_deviant)},
                      {"RCC_Rank", measures.rank},
                      {"counts",
                       {{"typical", counts_json(measures, CaseKind::typical)},
                        {"deviant", counts_json(measures, CaseKind::deviant)},
                        {"neither", counts_json(measures, CaseKind::neither)}}},
                      {"cases", std::move(cases)}};
    return report.dump(2) + "\n";
}

}  // namespace qca
