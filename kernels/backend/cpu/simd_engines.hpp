// One maker per instruction set; which may be called is decided in make_cpu_engine().
#pragma once

#include <memory>

#include "kernels/backend/engine.hpp"

namespace qca {

std::unique_ptr<Engine> make_baseline_engine(const SweepProblem& problem, int threads, Precision precision);
std::unique_ptr<Engine> make_avx2_engine(const SweepProblem& problem, int threads, Precision precision);
std::unique_ptr<Engine> make_avx512_engine(const SweepProblem& problem, int threads, Precision precision);

/// See add_minima_in_registers().
std::size_t add_minima_baseline(std::size_t rounds);
std::size_t add_minima_avx2(std::size_t rounds);
std::size_t add_minima_avx512(std::size_t rounds);
std::size_t add_whole_minima_baseline(std::size_t rounds);
std::size_t add_whole_minima_avx2(std::size_t rounds);
std::size_t add_whole_minima_avx512(std::size_t rounds);

}  // namespace qca
