// A small study that tests change in one place.
#pragma once

#include <gtest/gtest.h>

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
