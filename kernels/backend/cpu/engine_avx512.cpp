#include "kernels/backend/cpu/simd_engines.hpp"

#include "kernels/backend/cpu/ceiling.hpp"
#include "kernels/backend/cpu/cpu_engine.hpp"

namespace qca {

std::unique_ptr<Engine> make_avx512_engine(const SweepProblem& problem, int threads, Precision precision) {
    return make_engine_of<PackOf<8>::Number>(problem, threads, precision);
}

std::size_t add_minima_avx512(std::size_t rounds) { return add_minima_in_registers<PackOf<8>::Number>(rounds); }

std::size_t add_whole_minima_avx512(std::size_t rounds) { return add_minima_in_registers<PackOf<8>::Whole>(rounds); }

}  // namespace qca
