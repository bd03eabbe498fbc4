// The fastest that min-and-add can go on this machine: the ceiling of evaluate_rows.
#pragma once

#include <cstddef>

#include "kernels/math/pack.hpp"

namespace qca {

/// Does `rounds` times 8 independent min + add of packs held in registers. @return pairs done, in single numbers
template <class Number>
[[gnu::noinline]] std::size_t add_minima_in_registers(std::size_t rounds) {
    Number sum[8] = {};
    Number left[4], right = spread<Number>(Scalar<Number>{5});
    for (int c = 0; c < 4; ++c) left[c] = spread<Number>(static_cast<Scalar<Number>>(c + 1));
    for (std::size_t r = 0; r < rounds; ++r) {
        QCA_UNROLL for (int half = 0; half < 8; half += 4) {
            // The compiler may not know that the operands stay the same, or it would take each minimum once.
            asm volatile("" : "+x"(left[0]), "+x"(left[1]), "+x"(left[2]), "+x"(left[3]), "+x"(right));
            QCA_UNROLL for (int c = 0; c < 4; ++c) sum[half + c] += smaller(left[c], right);
        }
    }
    for (int c = 0; c < 8; ++c) asm volatile("" : "+x"(sum[c]));
    return rounds * 8 * static_cast<std::size_t>(Lanes<Number>::count);
}

}  // namespace qca
