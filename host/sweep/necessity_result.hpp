// What a sweep found about necessity and skew: plain data.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace qca {

/// In Spread: the axis does not matter to the statistic.
inline constexpr std::uint32_t no_position = 0xFFFFFFFFu;

/// A statistic over the evaluated scenarios in which it is defined (0/0 is not); all NaN where there are none.
struct Spread {
    static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

    double own = undefined;  ///< under the study's own choices
    double minimum = undefined, maximum = undefined, mean = undefined;
    std::uint64_t defined = 0;  ///< scenarios
    /// [axis] position of the first scenario with that value, or no_position; empty where nothing is defined.
    std::vector<std::uint32_t> minimum_at, maximum_at;

    /// NaN is equal to itself here.
    friend bool operator==(const Spread& a, const Spread& b) {
        const auto same = [](double x, double y) { return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y); };
        return same(a.own, b.own) && same(a.minimum, b.minimum) && same(a.maximum, b.maximum) && same(a.mean, b.mean) &&
               a.defined == b.defined && a.minimum_at == b.minimum_at && a.maximum_at == b.maximum_at;
    }
};

/// What inclN is in a scenario.
enum class NecessityState { at_cutoff, below, undefined };
inline constexpr std::size_t necessity_states = 3;
inline constexpr std::array<const char*, necessity_states> necessity_state_names{"at_cutoff", "below", "undefined"};

/// Number of scenarios in each of these states.
using NecessityCounts = std::array<std::uint64_t, necessity_states>;

/// What is explained: the outcome of each scenario, or its negation.
inline constexpr std::array<const char*, 2> explained_names{"outcome", "negation"};

/// A set as necessary for what is explained.
struct NecessityFor {
    Spread inclN, RoN, covN;
    NecessityCounts total{};
    std::vector<std::vector<NecessityCounts>> axis_maps;  ///< [axis][value]; empty for cutoffs and solution types

    friend bool operator==(const NecessityFor&, const NecessityFor&) = default;
};

struct SetNecessity {
    std::string set;  ///< `ENT`, `~ENT` or an expression
    std::array<NecessityFor, 2> explained;  ///< as in explained_names

    friend bool operator==(const SetNecessity&, const SetNecessity&) = default;
};

/// How unevenly the cases are in and out of a set.
struct SetSkew {
    std::string set;              ///< a condition, or an outcome as it is explained
    Spread share;                 ///< of the cases with a membership above 0.5
    std::uint64_t scenarios = 0;  ///< evaluated ones in which it takes part
    std::uint64_t skewed = 0;     ///< of them, those in which it is skewed: see is_skewed()

    friend bool operator==(const SetSkew&, const SetSkew&) = default;
};

/// A set is skewed when fewer than 20 % or more than 80 % of the cases are in it (a rule of thumb).
/// @source Oana & Schneider (2018), SetMethods: an add-on R package for advanced QCA, The R Journal 10(1).
inline bool is_skewed(std::uint64_t in, std::uint64_t cases) { return 5 * in < cases || 5 * in > 4 * cases; }

/// Empty lists: the sweep has not looked.
struct NecessityResult {
    double cutoff = 0.9;  ///< for inclN
    std::vector<SetNecessity> sets;  ///< conditions, their negations, expressions
    std::vector<SetSkew> skew;       ///< conditions, outcomes

    friend bool operator==(const NecessityResult&, const NecessityResult&) = default;
};

}  // namespace qca
