#include "kernels/backend/cpu/simd_engines.hpp"

#include "kernels/backend/cpu/ceiling.hpp"
#include "kernels/backend/cpu/cpu_engine.hpp"

namespace qca {

std::unique_ptr<Engine> make_avx2_engine(const SweepProblem& problem, int threads, Precision precision) {
    return make_engine_of<PackOf<4>::Number>(problem, threads, precision);
}

std::size_t add_minima_avx2(std::size_t rounds) { return add_minima_in_registers<PackOf<4>::Number>(rounds); }

std::size_t add_whole_minima_avx2(std::size_t rounds) { return add_minima_in_registers<PackOf<4>::Whole>(rounds); }

}  // namespace qca
