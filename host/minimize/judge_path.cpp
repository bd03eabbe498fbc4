#include "host/minimize/judge_path.hpp"

#include <algorithm>

#include "kernels/math/bit_words.hpp"
#include "kernels/stage/expand_primes.hpp"

namespace qca {
namespace {

using Rows = BitWords<RowSet::words>;

/// The rows of a cube.
Rows rows_of(int conditions, const Implicant& path) {
    const int every = (1 << conditions) - 1;
    return cube_rows<RowSet::words>(conditions, every & ~static_cast<int>(path.literals),
                                    static_cast<int>(path.values));
}

/// Whether the paths of some model together cover every row of `path`.
bool covered_together(int conditions, const Implicant& path, const ModelSet& models) {
    const Rows wanted = rows_of(conditions, path);
    std::vector<Rows> part;  // of the wanted rows, by path
    part.reserve(models.paths.size());
    for (const Implicant& other : models.paths) part.push_back(wanted & rows_of(conditions, other));
    return std::any_of(models.models.begin(), models.models.end(), [&](const auto& model) {
        Rows covered{};
        for (const std::uint16_t p : model) covered = covered | part[p];
        return covered == wanted;
    });
}

}  // namespace

Survival judge_path(int conditions, const Implicant& path, const ModelSet& models) {
    if (models.models.empty()) return Survival::no_solution;
    // Every listed path is in some model.
    const auto same = std::find(models.paths.begin(), models.paths.end(), path);
    if (same != models.paths.end()) {
        const auto number = static_cast<std::uint16_t>(same - models.paths.begin());
        const bool everywhere = std::all_of(
            models.models.begin(), models.models.end(),
            [&](const auto& model) { return std::binary_search(model.begin(), model.end(), number); });
        return everywhere ? Survival::exact_all : Survival::exact_some;
    }
    const auto some_path = [&](auto holds) {
        return std::any_of(models.paths.begin(), models.paths.end(), holds);
    };
    if (some_path([&](const Implicant& other) { return path.contains(other); })) return Survival::narrowed;
    if (some_path([&](const Implicant& other) { return other.contains(path); })) return Survival::absorbed;
    return covered_together(conditions, path, models) ? Survival::covered : Survival::absent;
}

}  // namespace qca
