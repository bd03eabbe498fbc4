// Bisection down to neighbouring doubles.
#pragma once

#include <cmath>

namespace qca {

/// The smallest double in (from, to] at which a condition holds that does not hold at `from`, holds at `to` and changes once.
template <class Condition>
double first_value(double from, double to, const Condition& holds) {
    for (;;) {
        const double middle = from + (to - from) / 2;
        if (!(from < middle && middle < to)) break;
        (holds(middle) ? to : from) = middle;
    }
    return to;
}

}  // namespace qca
