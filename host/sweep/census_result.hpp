// What the census of a sweep says beyond its counts: plain data that the store writes and the reports read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace qca {

/// Limits on what is listed. What is left out is counted, and reported when it happens.
inline constexpr std::size_t most_census_paths = 10'000;
inline constexpr std::size_t most_solution_pairs = std::size_t{1} << 18;

/// Classes of scenarios by the number of minimal models: none, one, two, three or more.
inline constexpr std::size_t model_classes = 4;
inline constexpr std::array<const char*, model_classes> model_class_names{"0", "1", "2", "3+"};
using ModelClassCounts = std::array<std::uint64_t, model_classes>;

constexpr std::size_t model_class(std::size_t models) { return models < model_classes ? models : model_classes - 1; }

/// Bins of a similarity: [0, 0.1), [0.1, 0.2), ... [0.9, 1].
inline constexpr std::size_t similarity_bins = 10;
using SimilarityCounts = std::array<std::uint64_t, similarity_bins>;

/// What a literal of a path is in a scenario: whether it is a condition of the parsimonious solution, too.
/// @source Fiss (2011), Building better causal theories, for core and peripheral.
enum class Role : std::uint8_t {
    core = 0,        ///< in every parsimonious model, some path that contains this path has the literal
    core_some = 1,   ///< in some parsimonious models, not in all
    peripheral = 2,  ///< in none
    absent = 3       ///< the path is in no model
};
inline constexpr std::size_t literal_roles = 4;
inline constexpr std::array<const char*, literal_roles> role_names{"core", "core_some", "peripheral", "absent"};
using RoleCounts = std::array<std::uint64_t, literal_roles>;

/// How the literals of a path stand in the scenarios.
struct PathRoles {
    std::vector<RoleCounts> by_condition;  ///< [condition] all 0 for a condition without a literal in the path
    std::uint64_t uncontained = 0;         ///< scenarios with the path, and a parsimonious model none of whose paths contains it

    friend bool operator==(const PathRoles&, const PathRoles&) = default;
};

/// One path that some solution of the census has.
struct CensusPath {
    std::string expression;                ///< where the outcome is an axis, with what it explains: `A*~B -> INT`
    std::vector<std::uint64_t> exact_all;  ///< [solution type] scenarios in which it is a path of every model
    std::vector<std::uint64_t> exact_some; ///< [solution type] of some models, not of all
    PathRoles roles;                       ///< of scenarios with this outcome; empty where no pairs are known

    friend bool operator==(const CensusPath&, const CensusPath&) = default;
};

/// The solutions of two types in scenarios that are equal but for the solution type.
struct SolutionPair {
    std::uint32_t parsimonious = 0, other = 0;  ///< positions in the census
    std::uint64_t count = 0;                    ///< scenarios of the other type

    friend bool operator==(const SolutionPair&, const SolutionPair&) = default;
};

/// Types: those on the axis `solution_type`, in its order; one without that axis. Outcomes likewise.
struct CensusDetails {
    /// [outcome * types + type] the study's own solution; "": no row is positive. Empty: there are no details.
    std::vector<std::string> own;
    /// [solution * types + type] Jaccard similarity to the own solution of that type and the solution's outcome, in [0, 1]
    std::vector<double> path_similarity, literal_similarity;
    std::vector<std::uint32_t> path_number;                   ///< [solution] different paths in all its models
    std::vector<std::uint32_t> fewest_literals, most_literals; ///< [solution] of a path; 0 where there is no path
    std::vector<ModelClassCounts> model_counts;               ///< [type] scenarios, those outside the census, too
    std::vector<CensusPath> paths;                            ///< most frequent first, ties by expression
    std::uint64_t unlisted_paths = 0;                         ///< paths beyond most_census_paths
    std::string role_type;                                    ///< the other type of the pairs; "": the sweep has no pairs
    std::vector<SolutionPair> pairs;                          ///< most frequent first, ties by position
    std::uint64_t unlisted_pairs = 0;                         ///< scenarios whose pair is not listed
    std::vector<PathRoles> path_roles;                        ///< [path of interest]; empty where there are no pairs

    friend bool operator==(const CensusDetails&, const CensusDetails&) = default;
};

/// How the scenarios of one solution type spread over a similarity to the study's own solution.
struct SimilaritySpread {
    SimilarityCounts counts{};
    std::uint64_t equal = 0;  ///< similarity 1
    double mean = 0;          ///< NaN where there is no scenario
};

}  // namespace qca
