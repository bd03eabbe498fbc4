#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/protocol_report.hpp"
#include "host/report/protocol_words.hpp"

namespace qca {

std::string protocol_csv(const Study&, const StudyData& data, const Protocol& protocol) {
    const ProtocolMemberships& m = protocol.memberships;
    const RobustnessMeasures& measures = protocol.measures;
    std::string text = "case,outcome,initial,min_test,max_test,core,kind,type,min_from,max_from\n";
    for (std::size_t c = 0; c < data.cases.size(); ++c)
        text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", quoted(data.cases[c]), m.outcome[c], m.initial[c], m.least[c], m.most[c],
                            measures.core[c], case_kind_names[static_cast<std::size_t>(measures.kinds[c])],
                            case_type_name(measures.kinds[c], measures.types[c]), quoted(source_name(protocol, protocol.least_from[c])),
                            quoted(source_name(protocol, protocol.most_from[c])));
    return text;
}

}  // namespace qca
