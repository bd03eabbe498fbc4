// What an appendix is made from: a result, the study in it, its data where they are there, and what follows from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/appendix/document.hpp"
#include "host/appendix/scenario_sample.hpp"
#include "host/robustness/chance.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/robustness/importance.hpp"
#include "host/robustness/protocol.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca::appendix {

struct AppendixOptions {
    std::uint64_t sample = 2000;                        ///< scenarios that are evaluated again, at most
    std::uint64_t permutations = 100'000;               ///< of the outcome, and random data sets of each kind
    std::uint64_t protocol_calibrations = 5'000'000;    ///< sweeps with more are no test solutions of the protocol
    std::uint64_t totals = 5'000'000;                   ///< files with the states of more scenarios give no total shares of the choices
    std::uint64_t seed = 1;
    int threads = 0;                                    ///< as for threads_to_use(); changes nothing but the time
};

struct AppendixSource {
    std::string file;  ///< of the result, for messages
    SweepResult result;
    Study study;                    ///< with the paths of the result, and no presets left
    std::optional<StudyData> data;
    std::string no_data;            ///< why there are none
    bool columns_left_out = false;  ///< the file has columns with a value per scenario, which are not in `result`
};

/// What is computed anew for the appendix. Nothing where it could not be, which `left_out` then says.
struct Findings {
    std::optional<Analysis> own, negation;      ///< of the outcome, and of its negation
    std::optional<ScenarioSample> sample;
    std::optional<FlipRanges> solution_ranges;
    std::vector<FlipRanges> path_ranges;        ///< [path of the result]; empty or all
    std::optional<Protocol> protocol;
    std::optional<Chance> chance;
    std::optional<Importance> importance;
    std::vector<LeftOut> left_out;
};

Findings find_for_appendix(const AppendixSource& source, const AppendixOptions& options);

/// The study of the negated outcome. Directional expectations and claims of necessity, which are about the outcome, are left out.
Study negated_study(const Study& study);

}  // namespace qca::appendix
