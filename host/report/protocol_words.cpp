#include "host/report/protocol_words.hpp"

#include <fmt/format.h>

namespace qca {

std::string case_type_name(CaseKind kind, CaseType type) {
    switch (type) {
        case CaseType::robust: return "robust";
        case CaseType::shaky: return "shaky";
        case CaseType::possible: return "possible";
        case CaseType::unaffected:
            return kind == CaseKind::typical ? "extreme_deviant_coverage" : kind == CaseKind::deviant ? "irrelevant" : "unaffected";
        case CaseType::none: break;
    }
    return "none";
}

std::string source_name(const Protocol& protocol, const ExtremeSource& source) {
    if (source.kind == ExtremeSource::Kind::test) return protocol.tests[source.number].name;
    return fmt::format("{} {}", protocol.samples > 0 ? "sample" : "scenario", source.number);
}

}  // namespace qca
