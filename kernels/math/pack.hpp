// Arithmetic that reads the same for one number and for a SIMD pack of them.
#pragma once

#include <cstdint>

#include "kernels/portability.hpp"

namespace qca {

/// What a lane type can do besides arithmetic and comparison. Number is double, or a pack of doubles or
/// of whole numbers (backend/cpu/pack.hpp).
template <class Number>
struct Lanes;

template <>
struct Lanes<double> {
    using Scalar = double;
    static constexpr int count = 1;
    static constexpr int registers = 32;  ///< at least so many values can be held at once
    using Bits = std::uint64_t;  ///< one word per lane
    QCA_HD static double spread(double value) { return value; }
    QCA_HD static Bits set_where(Bits into, bool condition, Bits bits) { return condition ? into | bits : into; }
};

/// What a pack has in each lane.
template <class Number>
using Scalar = typename Lanes<Number>::Scalar;

/// The same value in every lane.
template <class Number>
QCA_HD Number spread(Scalar<Number> value) {
    return Lanes<Number>::spread(value);
}

/// The smaller of two, lane by lane (a < b ? a : b, so that every backend treats ties alike).
template <class Number>
QCA_HD Number smaller(const Number& a, const Number& b) {
    return a < b ? a : b;
}

/// The larger of two, lane by lane.
template <class Number>
QCA_HD Number larger(const Number& a, const Number& b) {
    return a < b ? b : a;
}

}  // namespace qca
