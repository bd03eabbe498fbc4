#include <string>

#include "host/study/read_study.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void study_toml(std::string_view bytes) {
    Study study;
    if (!succeeds_or_complains([&] { study = parse_study(bytes, "f.toml"); }, "f.toml:")) return;
    const std::string resolved = resolved_study(study);
    Study again;
    require(succeeds_or_complains([&] { again = parse_study(resolved, "f.toml"); }, "f.toml:"),
            "a study that is written out can be read: " + resolved);
    require(resolved_study(again) == resolved, "a study that is written out reads as the same study");
}

}  // namespace qca::fuzz
