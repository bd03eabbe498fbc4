#include "kernels/backend/cpu/point_lanes.hpp"
#include "kernels/backend/cpu/point_variants.hpp"

namespace qca {

std::unique_ptr<PointEngine> make_baseline_point_engine(const PointProblem& problem, int threads, Precision precision) {
    return make_point_engine_of<PackOf<2>::Number>(problem, threads, precision);
}

}  // namespace qca
