// The fastest that min-and-add can go on this machine: the ceiling of evaluate_rows.
#pragma once

#include <cstddef>

#include "kernels/math/pack.hpp"

namespace qca {

/// Does `rounds` times 16 independent min + add of packs held in registers. @return pairs done, in single doubles
template <class Number>
[[gnu::noinline]] std::size_t add_minima_in_registers(std::size_t rounds) {
    constexpr int chains = 8;
    Number sum[chains] = {};
    Number left = spread<Number>(0.25), right = spread<Number>(0.5);
    for (std::size_t r = 0; r < rounds; ++r) {
        QCA_UNROLL for (int unrolled = 0; unrolled < 2; ++unrolled) {
            // The compiler may not know the operands, or it would do the minimum once.
            asm volatile("" : "+x"(left), "+x"(right));
            QCA_UNROLL for (int c = 0; c < chains; ++c) {
                Number smallest = smaller(left, right);
                asm volatile("" : "+x"(smallest));
                sum[c] += smallest;
            }
        }
    }
    for (int c = 0; c < chains; ++c) asm volatile("" : "+x"(sum[c]));
    return rounds * 2 * chains * static_cast<std::size_t>(Lanes<Number>::count);
}

}  // namespace qca
