#include <algorithm>
#include <stdexcept>
#include <string>

#include "kernels/backend/cpu/out_of_line.hpp"
#include "kernels/backend/cpu/simd_engines.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

std::size_t sort_unique(CodedTable* tables, std::size_t size) {
    std::sort(tables, tables + size);
    return static_cast<std::size_t>(std::unique(tables, tables + size) - tables);
}

Simd best_simd() {
#if defined(QCA_X86_SIMD)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
        return Simd::avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return Simd::avx2;
#endif
    return Simd::baseline;
}

std::size_t add_minima_at_full_speed(Simd simd, std::size_t rounds) {
#if defined(QCA_X86_SIMD)
    if (simd == Simd::avx512) return add_minima_avx512(rounds);
    if (simd == Simd::avx2) return add_minima_avx2(rounds);
#endif
    return add_minima_baseline(rounds);
}

std::size_t add_whole_minima_at_full_speed(Simd simd, std::size_t rounds) {
#if defined(QCA_X86_SIMD)
    if (simd == Simd::avx512) return add_whole_minima_avx512(rounds);
    if (simd == Simd::avx2) return add_whole_minima_avx2(rounds);
#endif
    return add_whole_minima_baseline(rounds);
}

namespace {

/// What can be had: the band of certified decisions is proved for bounds of at most 1 (see whole_band()), and places in the
/// table of a set's whole memberships have 31 bits.
Precision possible_precision(const SweepProblem& problem, Precision asked) {
    const CutoffChoices& cutoffs = problem.cutoffs;
    const auto proved = [](const double* bound, int cuts) { return cuts == 0 || (bound[0] > -1 && bound[cuts - 1] <= 1); };
    bool possible = proved(cutoffs.incl_bound, cutoffs.incl_cuts) && proved(cutoffs.pri_bound, cutoffs.pri_cuts);
    for (int s = 0; s < problem.conditions; ++s)
        possible = possible && std::int64_t{problem.condition[s].choices} * problem.cases < std::int64_t{1} << 31;
    return possible ? asked : Precision::exact;
}

}  // namespace

std::unique_ptr<Engine> make_cpu_engine(const SweepProblem& problem, int threads, Simd simd, Precision precision) {
    if (simd > best_simd())
        throw std::runtime_error(std::string("cpu backend: this machine cannot run the ") +
                                 simd_names[static_cast<int>(simd)] + " variant");
    precision = possible_precision(problem, precision);
#if defined(QCA_X86_SIMD)
    if (simd == Simd::avx512) return make_avx512_engine(problem, threads, precision);
    if (simd == Simd::avx2) return make_avx2_engine(problem, threads, precision);
#endif
    return make_baseline_engine(problem, threads, precision);
}

}  // namespace qca
