// Parameters of fit of one model for the calibrations of all lanes: case by case, or column by column.
#pragma once

#include "kernels/math/implicant.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/math/row_set.hpp"
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

/// One path of a model over a column of places (cases of packs of calibrations), and the paths before it.
template <class Number>
struct PathColumns {
    const Number* const* literal;  ///< [literal] -> [place] memberships in each literal of the path
    bool first;                    ///< whether no path is before it, so that `united` holds nothing yet
    Number* united;                ///< [place] membership in the union of the paths before it
};

/// The smallest of Literals columns at one place; the constant 1 for none.
template <int Literals, class Number>
QCA_HD Number smallest_at(const Number* const* literal, int place) {
    if constexpr (Literals == 0) return spread<Number>(1.0);
    else if constexpr (Literals == 1) return literal[0][place];
    else return smaller(smallest_at<Literals - 1>(literal, place), literal[Literals - 1][place]);
}

/// Calls visit(place, membership in the union of the path and those before it) for the places [begin, end).
template <int Literals, class Number, class Visit>
QCA_HD void for_each_union(const PathColumns<Number>& path, int begin, int end, const Visit& visit) {
    const Number* literal[Literals + 1];
    QCA_UNROLL for (int l = 0; l < Literals; ++l) literal[l] = path.literal[l];
    const Number* const united = path.united;
    if (path.first)
        for (int i = begin; i < end; ++i) visit(i, smallest_at<Literals>(literal, i));
    else
        for (int i = begin; i < end; ++i) visit(i, larger(united[i], smallest_at<Literals>(literal, i)));
}

/// Takes a path into the union: what every path of a model but the last needs.
template <class Number>
struct UnitePath {
    PathColumns<Number> path;
    int size;  ///< places

    template <int Literals>
    QCA_HD void run() const {
        Number* const united = path.united;
        for_each_union<Literals>(path, 0, size, [=](int i, const Number& in) QCA_INLINE_LAMBDA { united[i] = in; });
    }
};

/// Adds the cases, in order, to the sums of the model, whose last path this is.
template <class Number>
struct AddModel {
    PathColumns<Number> path;  ///< columns [pack][case]
    const Number* y;           ///< [pack][case]
    int packs, cases;
    RelationSums<Number>* sums;  ///< [pack]

    template <int Literals>
    QCA_HD void run() const {
        for (int p = 0; p < packs; ++p) {
            RelationSums<Number> local = sums[p];
            for_each_union<Literals>(path, p * cases, (p + 1) * cases,
                                     [&](int i, const Number& in) QCA_INLINE_LAMBDA { local.add(in, y[i]); });
            sums[p] = local;
        }
    }
};

/// Calls body.template run<Literals>() for the number of literals of a path.
template <class Body>
QCA_HD void with_literals(int literals, const Body& body) {
    static_assert(max_conditions == 8);
    switch (literals) {
        case 0: return body.template run<0>();
        case 1: return body.template run<1>();
        case 2: return body.template run<2>();
        case 3: return body.template run<3>();
        case 4: return body.template run<4>();
        case 5: return body.template run<5>();
        case 6: return body.template run<6>();
        case 7: return body.template run<7>();
        case 8: return body.template run<8>();
        default: return;
    }
}

}  // namespace qca
