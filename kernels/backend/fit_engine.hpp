// Parameters of fit of one model under many calibrations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/engine.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Calibrations in any order, each given by its choice of every set. Neighbours that share choices are faster.
struct CalibrationList {
    const std::int32_t* choice = nullptr;  ///< [set][calibration]: the problem's conditions, then the outcome
    std::size_t size = 0;
};

/// Where the fits go: [calibration].
struct ModelFits {
    double* inclusion = nullptr;  ///< inclS; NaN where no case has a membership above 0 in the model
    double* pri = nullptr;        ///< NaN for 0/0
    double* coverage = nullptr;   ///< covS; NaN where no case has a membership above 0 in the outcome
};

/// Fits models. Results are those of add_case(), bit for bit, whatever the backend and the order of calibrations.
/// An engine serves one thread.
class FitEngine {
  public:
    FitEngine() = default;
    FitEngine(const FitEngine&) = delete;
    FitEngine& operator=(const FitEngine&) = delete;
    virtual ~FitEngine();

    /// Fits one model under every listed calibration.
    /// @param path  [paths], at least 1: the paths of the model, over the conditions in the problem's order
    virtual void fit(const Implicant* path, int paths, CalibrationList calibrations, ModelFits out) = 0;
};

/// Uses the sets and cases of the problem alone; what they point to must outlive the engine.
/// @throws std::runtime_error for a variant that this machine cannot run; std::bad_alloc
std::unique_ptr<FitEngine> make_cpu_fit_engine(const SweepProblem& problem, Simd simd = best_simd());

}  // namespace qca
