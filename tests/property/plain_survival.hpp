// What becomes of a path, by the definition of the states.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "kernels/math/implicant.hpp"
#include "kernels/math/survival.hpp"

namespace qca::test {

/// A conjunction as names of conditions, present or not.
using Literals = std::map<std::string, bool>;

inline Literals literals_of(const Implicant& path, const std::vector<std::string>& conditions) {
    Literals literals;
    const auto k = static_cast<int>(conditions.size());
    for (int c = 0; c < k; ++c)
        if ((path.literals & condition_bit(c, k)) != 0)
            literals[conditions[static_cast<std::size_t>(c)]] = (path.values & condition_bit(c, k)) != 0;
    return literals;
}

inline bool holds(const Literals& path, const Literals& world) {
    return std::all_of(path.begin(), path.end(),
                       [&](const auto& literal) { return world.at(literal.first) == literal.second; });
}

inline bool within(const Literals& few, const Literals& many) {
    return std::all_of(few.begin(), few.end(), [&](const auto& literal) {
        const auto found = many.find(literal.first);
        return found != many.end() && found->second == literal.second;
    });
}

/// The definition of the states, word by word, over all conditions of the study.
inline Survival judge_plainly(const Literals& path, const std::vector<std::vector<Literals>>& models,
                              const std::vector<std::string>& all) {
    if (models.empty()) return Survival::no_solution;
    std::size_t exact = 0;
    bool narrowed = false, absorbed = false, covered = false;
    for (const std::vector<Literals>& model : models) {
        exact += std::count(model.begin(), model.end(), path) > 0 ? 1 : 0;
        for (const Literals& other : model) {
            narrowed = narrowed || (other != path && within(path, other));
            absorbed = absorbed || (other != path && within(other, path));
        }
        bool everywhere = true;
        for (unsigned bits = 0; bits < 1u << all.size(); ++bits) {
            Literals world;
            for (std::size_t c = 0; c < all.size(); ++c) world[all[c]] = (bits >> c & 1) != 0;
            if (!holds(path, world)) continue;
            everywhere = everywhere && std::any_of(model.begin(), model.end(), [&](const Literals& other) {
                             return holds(other, world);
                         });
        }
        covered = covered || everywhere;
    }
    if (exact == models.size()) return Survival::exact_all;
    if (exact > 0) return Survival::exact_some;
    if (narrowed) return Survival::narrowed;
    if (absorbed) return Survival::absorbed;
    return covered ? Survival::covered : Survival::absent;
}

inline std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + by.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

}  // namespace qca::test
