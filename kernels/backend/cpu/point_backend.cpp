#include <stdexcept>
#include <string>

#include "kernels/backend/cpu/point_variants.hpp"
#include "kernels/backend/point_problem.hpp"

namespace qca {

std::unique_ptr<PointEngine> make_cpu_point_engine(const PointProblem& problem, int threads, Simd simd, Precision precision) {
    if (simd > best_simd())
        throw std::runtime_error(std::string("cpu point engine: this machine cannot run the ") +
                                 simd_names[static_cast<int>(simd)] + " variant, use best_simd()");
    check_problem(problem);
    precision = possible_precision(problem, precision);
#if defined(QCA_X86_SIMD)
    if (simd == Simd::avx512) return make_avx512_point_engine(problem, threads, precision);
    if (simd == Simd::avx2) return make_avx2_point_engine(problem, threads, precision);
#endif
    return make_baseline_point_engine(problem, threads, precision);
}

}  // namespace qca
