#include "host/study/exclusion.hpp"

#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void exclusion(std::string_view bytes) {
    bytes = bytes.substr(0, bytes.find('\0'));  // neither command lines nor study files have one in a text
    Exclusion read;
    if (!succeeds_or_complains([&] { read = parse_exclusion(bytes, "here"); }, "here:")) return;
    require(parse_exclusion(read.text, "here").text == read.text, "an exclusion reads as the same exclusion");
}

}  // namespace qca::fuzz
