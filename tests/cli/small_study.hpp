// A study on real data with a sweep that takes a moment.
#pragma once

#include <cstdint>
#include <string>

#include "tests/cli/program.hpp"

namespace qca::test {

/// The study of the article on which qcasweep is tried most, without a sweep.
inline std::string khanal_study() {
    return read_file(QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml");
}

inline std::string khanal_data() {
    return read_file(QCA_SOURCE_DIR "/configs/khanal2024.csv");
}

/// 61,440 scenarios. The half with 15 as the inclusion anchor of ENT is skipped: 25, 14.5, 15 are not in
/// order. The study's own choices lie on every axis.
inline std::string small_sweep() {
    return R"(
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 15]

[sweep.anchors.UNI]
crossover = { from = 11.5, to = 14.5, step = 1 }

[sweep.anchors.GDP]
crossover = [12.5, 14.5]

[sweep.anchors.POW]
exclusion = { around = 25, by = 2, steps = 1 }
crossover = [12.5, 14.5]

[sweep.anchors.INT]
crossover = [11, 12.5]

[sweep.cutoffs]
incl = { from = 0.75, to = 0.94, step = 0.01 }
pri = [0.0, 0.5]
n = [1, 2]

[sweep.solution]
type = ["conservative", "parsimonious"]
)";
}

inline constexpr std::uint64_t small_sweep_scenarios = 2 * 2 * 4 * 2 * 3 * 2 * 2 * 20 * 2 * 2 * 2;

/// Puts study.toml (with the small sweep) and khanal2024.csv into a folder.
inline void write_small_study(const std::filesystem::path& folder) {
    write_file(folder / "study.toml", khanal_study() + small_sweep());
    write_file(folder / "khanal2024.csv", khanal_data());
}

}  // namespace qca::test
