// Intermediate models by the book: cubes as texts, covers by Petrick's method, every pair of models.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace qca::test {

/// A digit for every condition: '1' present, '0' negated, '-' absent. A row has no '-'.
using Cube = std::string;
using CubeSet = std::set<Cube>;

inline bool lies_in(const Cube& inner, const Cube& outer) {
    for (std::size_t c = 0; c < outer.size(); ++c)
        if (outer[c] != '-' && outer[c] != inner[c]) return false;
    return true;
}

/// All texts of that length over the digits.
inline std::vector<Cube> every_cube(std::size_t conditions, const std::string& digits) {
    std::vector<Cube> cubes{""};
    for (std::size_t c = 0; c < conditions; ++c) {
        std::vector<Cube> longer;
        for (const Cube& cube : cubes)
            for (const char digit : digits) longer.push_back(cube + digit);
        cubes = std::move(longer);
    }
    return cubes;
}

/// The widest cubes without a row outside `positive` and `dont_care` that have a positive row.
inline std::vector<Cube> widest_cubes(std::size_t conditions, const CubeSet& positive, const CubeSet& dont_care) {
    const std::vector<Cube> rows = every_cube(conditions, "01");
    std::vector<Cube> fitting;
    for (const Cube& cube : every_cube(conditions, "01-")) {
        bool fits = true, useful = false;
        for (const Cube& row : rows) {
            if (!lies_in(row, cube)) continue;
            fits = fits && (positive.contains(row) || dont_care.contains(row));
            useful = useful || positive.contains(row);
        }
        if (fits && useful) fitting.push_back(cube);
    }
    std::vector<Cube> widest;
    for (const Cube& cube : fitting)
        if (std::none_of(fitting.begin(), fitting.end(),
                         [&](const Cube& other) { return other != cube && lies_in(cube, other); }))
            widest.push_back(cube);
    return widest;
}

/// All irredundant covers: the product over the rows of the sums of the cubes that cover them, multiplied out, what
/// contains something else left out.
/// @source Petrick (1956)
inline std::set<CubeSet> irredundant_covers(const CubeSet& positive, const std::vector<Cube>& cubes) {
    if (positive.empty()) return {};
    std::set<CubeSet> products{{}};
    for (const Cube& row : positive) {
        std::set<CubeSet> longer;
        for (const CubeSet& product : products) {
            if (std::any_of(product.begin(), product.end(), [&](const Cube& cube) { return lies_in(row, cube); })) {
                longer.insert(product);
                continue;
            }
            for (const Cube& cube : cubes) {
                if (!lies_in(row, cube)) continue;
                CubeSet with = product;
                with.insert(cube);
                longer.insert(std::move(with));
            }
        }
        products.clear();
        for (const CubeSet& product : longer)
            if (std::none_of(longer.begin(), longer.end(), [&](const CubeSet& other) {
                    return other.size() < product.size() &&
                           std::includes(product.begin(), product.end(), other.begin(), other.end());
                }))
                products.insert(product);
    }
    return products;
}

inline std::set<CubeSet> reference_models(std::size_t conditions, const CubeSet& positive, const CubeSet& dont_care,
                                          bool all) {
    std::set<CubeSet> models = irredundant_covers(positive, widest_cubes(conditions, positive, dont_care));
    if (all || models.empty()) return models;
    std::size_t fewest = models.begin()->size();
    for (const CubeSet& model : models) fewest = std::min(fewest, model.size());
    std::erase_if(models, [fewest](const CubeSet& model) { return model.size() > fewest; });
    return models;
}

/// What one pair of models gives.
struct ReferencePair {
    CubeSet easy, difficult;
    std::set<CubeSet> models;
};

/// @param expected  digits: '1' present, '0' absent, '-' no expectation
inline ReferencePair reference_intermediate(const CubeSet& positive, const CubeSet& remainders,
                                            const CubeSet& conservative, const CubeSet& parsimonious,
                                            const std::string& expected, bool all) {
    CubeSet assumptions;
    for (const Cube& row : remainders)
        for (const Cube& p : parsimonious)
            if (lies_in(row, p)) assumptions.insert(row);
    ReferencePair pair;
    for (const Cube& c : conservative)
        for (const Cube& p : parsimonious) {
            if (!lies_in(c, p)) continue;
            Cube r = c;
            for (std::size_t i = 0; i < r.size(); ++i)
                if (r[i] != '-' && p[i] == '-' && expected[i] != '-' && r[i] != expected[i]) r[i] = '-';
            for (const Cube& row : assumptions)
                if (lies_in(row, r)) pair.easy.insert(row);
        }
    for (const Cube& row : assumptions)
        if (!pair.easy.contains(row)) pair.difficult.insert(row);
    pair.models = reference_models(expected.size(), positive, pair.easy, all);
    return pair;
}

}  // namespace qca::test
