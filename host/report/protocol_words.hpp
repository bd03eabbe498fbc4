// What the protocol's case types and sources are called. Private to the report.
#pragma once

#include <string>

#include "host/robustness/protocol.hpp"

namespace qca {

/// `robust`, `shaky`, `possible`, `extreme_deviant_coverage`, `irrelevant`, `none`; `unaffected` for a case that is neither typical
/// nor deviant.
std::string case_type_name(CaseKind kind, CaseType type);

/// The name of the test, or `scenario 12` (`sample 12`).
std::string source_name(const Protocol& protocol, const ExtremeSource& source);

}  // namespace qca
