#include <string>
#include <vector>

#include "host/study/expression.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void path_expression(std::string_view bytes) {
    bytes = bytes.substr(0, bytes.find('\0'));  // neither command lines nor study files have one in a text
    const std::vector<std::string> conditions{"ENT", "ent", "UNI", "GDP_2", "A"};
    Implicant path;
    if (succeeds_or_complains([&] { path = parse_path(bytes, conditions, "here"); }, "here:"))
        require(parse_path(to_expression(path, conditions), conditions, "here") == path, "a path reads as the same path");
    std::vector<Implicant> sum;
    if (succeeds_or_complains([&] { sum = parse_sum(bytes, conditions, "here"); }, "here:"))
        require(parse_sum(to_expression(sum, conditions), conditions, "here") == sum, "a sum reads as the same sum");
    if (is_configuration(bytes))
        succeeds_or_complains([&] { parse_configuration(bytes, conditions, "here"); }, "here:");
}

}  // namespace qca::fuzz
