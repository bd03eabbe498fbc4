// Which block program a sweep takes.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/device_engine.hpp"
#include "kernels/backend/cuda/several_devices.hpp"
#include "kernels/backend/cuda/sum_policy.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

/// The band of certified decisions is proved for bounds of at most 1 (see whole_band()).
inline Precision possible_precision_on_device(const SweepProblem& problem, Precision asked) {
    const CutoffChoices& cutoffs = problem.cutoffs;
    const auto proved = [](const double* bound, int cuts) {
        return cuts == 0 || (bound[0] > -1 && bound[cuts - 1] <= 1);
    };
    return proved(cutoffs.incl_bound, cutoffs.incl_cuts) && proved(cutoffs.pri_bound, cutoffs.pri_cuts)
               ? asked
               : Precision::exact;
}

/// Rows that are summed in registers: two sets in each half.
inline bool is_dense(const SweepProblem& problem) {
    return problem.conditions == 4 && problem.sets_a == 2;
}

/// Row masks just wide enough.
template <class Device, class Sums>
std::unique_ptr<Engine> make_listed_engine(std::unique_ptr<Device> device, const SweepProblem& problem) {
    if (problem.rows() <= 64)
        return std::make_unique<DeviceEngine<Device, ProgramKind<1, Sums, false>>>(std::move(device), problem);
    if (problem.rows() <= 128)
        return std::make_unique<DeviceEngine<Device, ProgramKind<2, Sums, false>>>(std::move(device), problem);
    return std::make_unique<DeviceEngine<Device, ProgramKind<4, Sums, false>>>(std::move(device), problem);
}

/// For weightings of the cases; fewer programs, as each takes a compiler long.
template <class Device, class Sums>
std::unique_ptr<Engine> make_weighted_engine(std::unique_ptr<Device> device, const SweepProblem& problem) {
    if (problem.rows() <= 64)
        return std::make_unique<DeviceEngine<Device, ProgramKind<1, Sums, false, true>>>(std::move(device), problem);
    return std::make_unique<DeviceEngine<Device, ProgramKind<4, Sums, false, true>>>(std::move(device), problem);
}
template <class Device>
std::unique_ptr<Engine> make_weighted_engine(std::unique_ptr<Device> device, const SweepProblem& problem,
                                             Precision precision) {
    if (precision == Precision::exact) return make_weighted_engine<Device, ExactSums>(std::move(device), problem);
    const bool is_short = problem.cases <= whole_cases && most_terms(problem) <= whole_cases;
    if (is_short && is_dense(problem))
        return std::make_unique<DeviceEngine<Device, ProgramKind<1, WholeSums, true, true>>>(std::move(device),
                                                                                             problem);
    if (is_short && problem.rows() <= 64)
        return std::make_unique<DeviceEngine<Device, ProgramKind<1, WholeSums, false, true>>>(std::move(device),
                                                                                              problem);
    return make_weighted_engine<Device, LongWholeSums>(std::move(device), problem);
}

/// An engine on one device.
template <class Device>
std::unique_ptr<Engine> make_device_engine(std::unique_ptr<Device> device, const SweepProblem& problem,
                                           Precision precision) {
    precision = possible_precision_on_device(problem, precision);
    if (problem.weightings > 0) return make_weighted_engine(std::move(device), problem, precision);
    if (precision == Precision::exact) {
        if (is_dense(problem))
            return std::make_unique<DeviceEngine<Device, ProgramKind<1, ExactSums, true>>>(std::move(device), problem);
        return make_listed_engine<Device, ExactSums>(std::move(device), problem);
    }
    if (problem.cases > whole_cases) return make_listed_engine<Device, LongWholeSums>(std::move(device), problem);
    if (is_dense(problem))
        return std::make_unique<DeviceEngine<Device, ProgramKind<1, WholeSums, true>>>(std::move(device), problem);
    return make_listed_engine<Device, WholeSums>(std::move(device), problem);
}

/// An engine on one device or several.
template <class Device>
std::unique_ptr<Engine> make_device_engine(std::vector<std::unique_ptr<Device>> devices, const SweepProblem& problem,
                                           Precision precision) {
    std::vector<std::unique_ptr<Engine>> engines;
    for (std::unique_ptr<Device>& device : devices)
        engines.push_back(make_device_engine<Device>(std::move(device), problem, precision));
    if (engines.size() == 1) return std::move(engines[0]);
    return std::make_unique<SeveralDevices>(std::move(engines));
}

}  // namespace qca
