// A whole sweep by one engine.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "kernels/backend/engine.hpp"
#include "tests/parity/random_problem.hpp"

namespace qca::parity {

/// Runs a sweep as the host does, with made-up states; learns tables `at_once` blocks at a time.
/// @param prepare  lets the engine begin with the next blocks while tables are decided
inline PlainSweep sweep_with(Engine& engine, SweepProblem p, std::size_t at_once, bool forget, bool prepare = false) {
    PlainSweep out;
    out.maps.resize(PairMaps{p.axis_size, p.axes}.size() * static_cast<std::size_t>(p.paths));
    out.case_counts.resize(CaseCounts::per_path(p) * static_cast<std::size_t>(p.paths));
    std::vector<CodedTable> known;
    std::set<CodedTable> met;
    const auto words = static_cast<std::size_t>(p.state_words());
    const auto take_counts = [&] {
        std::vector<std::uint64_t> counts(engine.known());
        engine.take_counts(counts.data());
        for (std::size_t t = 0; t < counts.size(); ++t) out.tables[known[t]] += counts[t];
    };
    for (std::size_t first = 0; first < engine.grid().size(); first += at_once) {
        const std::size_t last = std::min(first + at_once, engine.grid().size());
        const TableSpan unknown = engine.evaluate(first, last);
        if (prepare && last < engine.grid().size()) engine.prepare(last, std::min(last + at_once, engine.grid().size()));
        std::vector<std::uint64_t> states(unknown.size * words);
        for (std::size_t t = 0; t < unknown.size; ++t) {
            if (t > 0) {
                EXPECT_LT(unknown.first[t - 1], unknown.first[t]);
            }
            EXPECT_TRUE(met.insert(unknown.first[t]).second) << "a known table";
            known.push_back(unknown.first[t]);
            for (int type = 0; type < p.solution_types; ++type)
                for (int path = 0; path < p.paths; ++path) {
                    const int byte = type * p.paths + path;
                    states[t * words + static_cast<std::size_t>(byte / 8)] |=
                        std::uint64_t{made_up_state(unknown.first[t], type, path)} << (8 * (byte % 8));
                }
        }
        engine.learn(unknown, states.data());
        engine.settle();
        if (forget) {
            take_counts();
            engine.forget();
            known.clear();
            met.clear();
        }
    }
    take_counts();
    engine.take_maps(out.maps.data(), out.case_counts.data());
    return out;
}

}  // namespace qca::parity
