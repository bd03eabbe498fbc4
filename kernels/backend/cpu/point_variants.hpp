// One maker of point engines per instruction set; which may be called is decided in make_cpu_point_engine().
#pragma once

#include <memory>

#include "kernels/backend/point_engine.hpp"

namespace qca {

std::unique_ptr<PointEngine> make_baseline_point_engine(const PointProblem& problem, int threads, Precision precision);
std::unique_ptr<PointEngine> make_avx2_point_engine(const PointProblem& problem, int threads, Precision precision);
std::unique_ptr<PointEngine> make_avx512_point_engine(const PointProblem& problem, int threads, Precision precision);

}  // namespace qca
