// The rows that a path covers. Private.
#pragma once

#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"
#include "kernels/stage/expand_primes.hpp"

namespace qca {

inline RowSet rows_of_path(int conditions, const Implicant& path) {
    const int every = (1 << conditions) - 1;
    const auto cube = cube_rows<RowSet::words>(conditions, every & ~static_cast<int>(path.literals),
                                               static_cast<int>(path.values));
    RowSet rows;
    for (int w = 0; w < RowSet::words; ++w) rows.word[w] = cube.word[w];
    return rows;
}

}  // namespace qca
