// The best of several repeats.
#pragma once

#include <algorithm>
#include <chrono>

#include "kernels/measure/rates.hpp"

namespace qca {

/// Seconds that work() takes.
template <class Work>
double seconds_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Items per second of the fastest repeat of work(), which does so many items.
template <class Work>
double best_rate(double items, Patience patience, const Work& work) {
    double fastest = seconds_of(work), spent = fastest;
    for (int repeat = 1; repeat < 3 || spent < patience.seconds; ++repeat) {
        const double seconds = seconds_of(work);
        fastest = std::min(fastest, seconds);
        spent += seconds;
    }
    return items / std::max(fastest, 1e-9);  // a clock may not have moved at all
}

}  // namespace qca
