// A minimiser that is slow and obvious, to compare the real one with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "host/minimize/minimize.hpp"

namespace qca::test {

inline bool implicant_less(const Implicant& a, const Implicant& b) {
    return a.literals != b.literals ? a.literals < b.literals : a.values < b.values;
}

struct ImplicantLess {
    bool operator()(const Implicant& a, const Implicant& b) const { return implicant_less(a, b); }
};
using ImplicantSet = std::set<Implicant, ImplicantLess>;

inline bool covers_some(const Implicant& path, const RowSet& rows, int conditions) {
    for (int row = 0; row < 1 << conditions; ++row)
        if (rows.contains(row) && path.covers_row(static_cast<std::uint32_t>(row))) return true;
    return false;
}

/// Quine-McCluskey by the book: merge implicants that differ in one literal, keep what never merged.
inline ImplicantSet merged_primes(int conditions, const RowSet& positive, const RowSet& dont_care) {
    const std::uint32_t every = (std::uint32_t{1} << conditions) - 1;
    const RowSet care = positive | dont_care;
    ImplicantSet level, primes;
    for (std::uint32_t row = 0; row <= every; ++row)
        if (care.contains(static_cast<int>(row))) level.insert({every, row});
    while (!level.empty()) {
        ImplicantSet next, merged;
        for (const Implicant& a : level)
            for (std::uint32_t bit = 1; bit <= every; bit <<= 1) {
                const Implicant partner{a.literals, a.values ^ bit};
                if ((a.literals & bit) == 0 || level.count(partner) == 0) continue;
                merged.insert(a);
                next.insert({a.literals & ~bit, a.values & ~bit});
            }
        for (const Implicant& a : level)
            if (merged.count(a) == 0 && covers_some(a, positive, conditions)) primes.insert(a);
        level = std::move(next);
    }
    return primes;
}

inline bool covers_all(const std::vector<Implicant>& paths, const RowSet& rows, int conditions) {
    for (int row = 0; row < 1 << conditions; ++row)
        if (rows.contains(row) && std::none_of(paths.begin(), paths.end(), [row](const Implicant& path) {
                return path.covers_row(static_cast<std::uint32_t>(row));
            }))
            return false;
    return true;
}

using Models =
    std::set<std::vector<Implicant>, decltype([](const auto& a, const auto& b) {
                 return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), implicant_less);
             })>;

/// Every subset of the prime implicants of each size, until some cover the positive rows.
inline Models exhaustive_models(int conditions, const RowSet& positive, const ImplicantSet& primes) {
    Models models;
    if (positive.empty()) return models;
    const std::vector<Implicant> all(primes.begin(), primes.end());
    for (std::size_t size = 1; models.empty() && size <= all.size(); ++size) {
        std::vector<bool> chosen(all.size(), false);
        std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(size), true);
        do {
            std::vector<Implicant> model;
            for (std::size_t p = 0; p < all.size(); ++p)
                if (chosen[p]) model.push_back(all[p]);
            if (covers_all(model, positive, conditions)) models.insert(model);
        } while (std::prev_permutation(chosen.begin(), chosen.end()));
    }
    return models;
}

/// Every subset of the prime implicants that covers the positive rows, and from which none can be left out.
inline Models exhaustive_irredundant_models(int conditions, const RowSet& positive, const ImplicantSet& primes) {
    Models models;
    if (positive.empty()) return models;
    const std::vector<Implicant> all(primes.begin(), primes.end());
    for (std::uint32_t subset = 1; subset < std::uint32_t{1} << all.size(); ++subset) {
        std::vector<Implicant> model;
        for (std::size_t p = 0; p < all.size(); ++p)
            if ((subset >> p & 1) != 0) model.push_back(all[p]);
        bool irredundant = covers_all(model, positive, conditions);
        for (std::size_t left_out = 0; irredundant && left_out < model.size(); ++left_out) {
            std::vector<Implicant> fewer = model;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
            irredundant = !covers_all(fewer, positive, conditions);
        }
        if (irredundant) models.insert(model);
    }
    return models;
}

/// The models of a ModelSet in the form of exhaustive_models().
inline Models models_of(const ModelSet& set) {
    Models models;
    for (const auto& positions : set.models) {
        std::vector<Implicant> model;
        for (const std::uint16_t p : positions) model.push_back(set.paths[p]);
        std::sort(model.begin(), model.end(), implicant_less);
        models.insert(model);
    }
    return models;
}

}  // namespace qca::test
