#include "kernels/backend/cpu/fit_lanes.hpp"
#include "kernels/backend/cpu/fit_variants.hpp"

namespace qca {

std::unique_ptr<FitEngine> make_avx2_fit_engine(const SweepProblem& problem) {
    return std::unique_ptr<FitEngine>(new FitLanes<PackOf<4>::Number>(problem));
}

}  // namespace qca
