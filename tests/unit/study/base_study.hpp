// A small study that tests change in one place.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>

#include "host/error.hpp"

namespace qca::test {

/// Line 1 is [study]; the tests of messages count on the lines.
inline const std::string base_study = R"([study]
name = "base"

[data]
file = "base.csv"
cases = "id"

[outcome]
name = "OUT"
column = "y"
anchors = { exclusion = 1, crossover = 2, inclusion = 3 }

[conditions.ENT]
column = "ent"
anchors = { exclusion = 30, crossover = 20, inclusion = 10 }

[conditions.ABC]
column = "abc"
calibrate = "crisp"
threshold = 5

[cutoffs]
incl = 0.85
pri = 0.5
n = 2

[solution]
type = "conservative"

[paths]
main = "ENT*~ABC"

[sweep]
design = "grid"

[sweep.anchors.ENT]
crossover = [18, 22]

[sweep.cutoffs]
incl = [0.8, 0.9]

[sweep.solution]
type = ["conservative", "parsimonious"]

[sweep.columns]
survival = "always"
)";

/// The base study with the first occurrence of `from` replaced.
inline std::string changed(std::string_view from, std::string_view to, std::string text = base_study) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("not in the base study: " + std::string(from));
    return text.replace(at, from.size(), to);
}

/// Whether a message reads `file:line:column: problem (why) suggestion`, none of them empty.
inline bool is_complaint(std::string_view message, const std::string& file) {
    if (!message.starts_with(file + ":")) return false;
    message.remove_prefix(file.size() + 1);
    for (const std::string_view end : {":", ": "}) {
        const std::size_t digits = std::min(message.find_first_not_of("0123456789"), message.size());
        if (digits == 0 || message[0] == '0' || message.substr(digits, end.size()) != end) return false;
        message.remove_prefix(digits + end.size());
    }
    const std::size_t why = message.find(" (");
    const std::size_t suggestion = message.rfind(") ");
    return why != std::string_view::npos && suggestion != std::string_view::npos && why > 0 &&
           why + 2 < suggestion && suggestion + 2 < message.size();
}

/// The message of the InputError that an action throws; "" and a failed test when it throws none.
template <class Action>
std::string message_of(const Action& action) {
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    ADD_FAILURE() << "no InputError";
    return "";
}

}  // namespace qca::test
