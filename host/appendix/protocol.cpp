#include <algorithm>

#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"
#include "host/report/protocol_words.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {

std::vector<Block> protocol_blocks(const AppendixSource& source, const Findings& found) {
    if (!found.protocol) return {};
    const Protocol& protocol = *found.protocol;
    const RobustnessMeasures& measures = protocol.measures;
    const std::vector<std::string> names = condition_names(source.study);
    Table table{"protocol", "Robustness test protocol",
                fmt::format("Initial solution: {}. Measures as in Oana & Schneider (2021), over all test solutions; the R package SetMethods 4.1 takes the first and the last alone.",
                            model_expression(protocol.initial, names)),
                {{"measure"}, {"value", Format::three}, {"meaning", Format::names}}, {}};
    const auto add = [&](const char* name, double value, const char* meaning) { table.rows.push_back({name, value, meaning}); };
    add("RF_cov", measures.rf_cov, "coverage of the robust core / of the initial solution");
    add("RF_cons", measures.rf_cons, "inclusion of the initial solution / of the robust core");
    add("RF_SC_minTS", measures.rf_sc_least, "overlap of the initial solution with the least of the test solutions");
    add("RF_SC_maxTS", measures.rf_sc_most, "overlap of the initial solution with the most of the test solutions");
    add("RCR_typ", measures.rcr_typical, "robust typical cases / robust, shaky and possible ones");
    add("RCR_dev", measures.rcr_deviant, "robust deviant cases / robust, shaky and possible ones");
    table.rows.push_back({"RCC_Rank", static_cast<std::uint64_t>(measures.rank), "1: no shaky and no possible cases, 2: possible, 3: shaky, 4: both"});
    if (protocol.scenarios)
        table.note += fmt::format(" Test solutions: those of {} scenarios of the sweep{}.", grouped(protocol.scenarios->tested),
                                  protocol.tests.empty() ? "" : fmt::format(" and {} named ones", protocol.tests.size()));
    Table cases{"case-register", "Case register",
                "Memberships in the outcome, the initial solution, the least and the most of the test solutions, and the robust core.",
                {{"case"}, {"type", Format::text}, {"outcome", Format::three}, {"initial", Format::three}, {"minTS", Format::three}, {"maxTS", Format::three}, {"core", Format::three}}, {}};
    for (std::size_t c = 0; c < source.data->cases.size(); ++c) {
        std::string type = case_type_name(measures.kinds[c], measures.types[c]);
        std::replace(type.begin(), type.end(), '_', ' ');
        if (measures.kinds[c] != CaseKind::neither && measures.types[c] != CaseType::unaffected)
            type += std::string(" ") + case_kind_names[static_cast<std::size_t>(measures.kinds[c])];
        cases.rows.push_back({source.data->cases[c], type, protocol.memberships.outcome[c], protocol.memberships.initial[c], protocol.memberships.least[c],
                              protocol.memberships.most[c], measures.core[c]});
    }
    return {table, cases};
}

}  // namespace qca::appendix
