// Which paths live beside a path, and which in its place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// A path met together with another one, or instead of it.
struct CompanyPath {
    std::string expression;             ///< as in CensusPath
    std::vector<std::uint64_t> counts;  ///< [solution type] scenarios

    friend bool operator==(const CompanyPath&, const CompanyPath&) = default;
};

/// Some scenarios and the paths met there, the most frequent first, ties by expression.
struct Company {
    std::vector<std::uint64_t> scenarios;  ///< [solution type]
    std::vector<CompanyPath> paths;

    friend bool operator==(const Company&, const Company&) = default;
};

/// Every scenario with a solution is in one of these, by the path's state there; those outside the census are in none.
struct PathCompany {
    Company beside;   ///< exact_all, exact_some: the other paths of the models that have the path
    Company longer;   ///< narrowed: the paths with its literals and more
    Company shorter;  ///< absorbed: the paths with some of its literals and no others
    Company others;   ///< covered, absent: all paths

    friend bool operator==(const PathCompany&, const PathCompany&) = default;
};

/// Counted from the solutions of the census, not from scenarios.
/// @param path  of this result
PathCompany path_company(const SweepResult& result, const PathResult& path);

}  // namespace qca
