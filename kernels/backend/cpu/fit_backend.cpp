#include <stdexcept>
#include <string>

#include "kernels/backend/cpu/fit_variants.hpp"
#include "kernels/backend/fit_engine.hpp"

namespace qca {

// Here, so that the variants do not emit it, each for its own instruction set.
FitEngine::~FitEngine() = default;

std::unique_ptr<FitEngine> make_cpu_fit_engine(const SweepProblem& problem, Simd simd) {
    if (simd > best_simd())
        throw std::runtime_error(std::string("cpu fit engine: this machine cannot run the ") +
                                 simd_names[static_cast<int>(simd)] + " variant, use best_simd()");
#if defined(QCA_X86_SIMD)
    if (simd == Simd::avx512) return make_avx512_fit_engine(problem);
    if (simd == Simd::avx2) return make_avx2_fit_engine(problem);
#endif
    return make_baseline_fit_engine(problem);
}

}  // namespace qca
