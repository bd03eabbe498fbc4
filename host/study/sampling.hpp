// How a sweep takes its scenarios, where it does not take all combinations.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace qca {

enum class Design { grid, sobol, latin_hypercube, random };
inline constexpr std::array<const char*, 4> design_names{"grid", "sobol", "latin-hypercube", "random"};

/// From which any number may be drawn.
struct ValueRange {
    double from = 0, to = 0;  ///< from < to

    friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

/// Bins by which the maps of a sweep count what is drawn from a range: of a set's anchors, and of a cutoff. The former divide the
/// steps to which anchors are snapped.
inline constexpr std::size_t anchor_bins = 16, cutoff_bins = 20;

/// Middle of one of so many parts of equal width, rounded to 12 significant digits as all computed values of an axis are.
double middle_of_part(const ValueRange& range, std::uint64_t part, std::uint64_t parts);

/// Anchors of one set that are drawn from ranges.
struct AnchorRanges {
    std::optional<ValueRange> exclusion, crossover, inclusion;

    friend bool operator==(const AnchorRanges&, const AnchorRanges&) = default;
};

/// A design with so many samples. The values of an axis with a range, in SweepDefinition, are the middles of its bins.
struct Sampling {
    Design design = Design::grid;
    std::uint64_t samples = 0, seed = 1;
    std::vector<AnchorRanges> anchors;  ///< as SweepDefinition::anchors
    std::optional<ValueRange> incl, pri;

    bool stated() const { return design != Design::grid; }
    friend bool operator==(const Sampling&, const Sampling&) = default;
};

}  // namespace qca
