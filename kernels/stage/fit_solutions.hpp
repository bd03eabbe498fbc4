// Parameters of fit of one model for the calibrations of all lanes.
#pragma once

#include "kernels/math/implicant.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Membership in a path: the smallest over its literals; the constant 1 for no literal.
/// @param membership  [condition]
template <class Number>
QCA_HD Number in_path(const Implicant& path, const Number* membership, int conditions) {
    Number smallest = spread<Number>(1.0);
    for (int s = 0; s < conditions; ++s) {
        const std::uint32_t bit = condition_bit(s, conditions);
        if ((path.literals & bit) == 0) continue;
        smallest = smaller(smallest, (path.values & bit) != 0 ? membership[s] : spread<Number>(1.0) - membership[s]);
    }
    return smallest;
}

/// The sums that the fits of a model with Paths paths are read from.
template <class Number>
struct ModelSums {
    RelationSums<Number> model;  ///< of the union of all paths
    Number outcome{};            ///< sum of y
};

/// Adds one case to the sums of a model and of its paths.
/// @param path         [paths]
/// @param path_sums    [paths]
/// @param without      [paths] sum of min(union of the other paths, y), for unique coverage; null: not wanted
/// @source Ragin (2006) for unique coverage.
template <class Number>
QCA_HD void add_case(const Implicant* path, int paths, const Number* membership, int conditions, const Number& y,
                     ModelSums<Number>& sums, RelationSums<Number>* path_sums, Number* without) {
    Number largest = spread<Number>(0.0), second = spread<Number>(0.0);
    for (int p = 0; p < paths; ++p) {
        const Number in = in_path(path[p], membership, conditions);
        if (path_sums != nullptr) path_sums[p].add(in, y);
        second = larger(second, smaller(largest, in));
        largest = larger(largest, in);
    }
    if (without != nullptr)
        for (int p = 0; p < paths; ++p) {
            // The union without a path is the runner-up where the path is the largest, and the largest elsewhere.
            const Number in = in_path(path[p], membership, conditions);
            without[p] += smaller(in < largest ? largest : second, y);
        }
    sums.model.add(largest, y);
    sums.outcome += y;
}

}  // namespace qca
