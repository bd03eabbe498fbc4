// One maker of fit engines per instruction set; which may be called is decided in make_cpu_fit_engine().
#pragma once

#include <memory>

#include "kernels/backend/fit_engine.hpp"

namespace qca {

std::unique_ptr<FitEngine> make_baseline_fit_engine(const SweepProblem& problem);
std::unique_ptr<FitEngine> make_avx2_fit_engine(const SweepProblem& problem);
std::unique_ptr<FitEngine> make_avx512_fit_engine(const SweepProblem& problem);

}  // namespace qca
