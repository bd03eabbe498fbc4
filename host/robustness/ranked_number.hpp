// A number by which choices are compared, in every scenario of a sweep.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

enum class Quantity { survival, path_similarity, literal_similarity };
inline constexpr std::array<const char*, 3> quantity_names{"survival", "path_similarity", "literal_similarity"};

/// Whether a path survives (0 or 1), or a similarity to the study's own solution (CensusDetails). It takes no memory of its own a scenario:
/// it is looked up in the result, which outlives it.
class RankedNumber {
  public:
    static constexpr std::uint32_t skipped = 0xFFFFFFFFu;

    /// @pre the path has its column
    explicit RankedNumber(const PathResult& path);
    /// @param similarity  path_similarity or literal_similarity
    /// @param types       [scenario] position on the axis of solution types, which outlives it; null: the remainder of the scenario's number,
    ///                    as on the last axis of a grid
    /// @pre no_similarity() is empty
    RankedNumber(const SweepResult& result, Quantity similarity, const std::vector<std::uint8_t>* types);

    Quantity quantity() const { return quantity_; }
    const PathResult* path() const { return path_; }  ///< of survival, else null
    std::size_t scenarios() const { return path_ != nullptr ? path_->survival.size() : result_->solution.size(); }

    /// What it can be, increasing.
    const std::vector<double>& values() const { return values_; }
    /// Number of its value; skipped where the scenario was not evaluated.
    std::uint32_t level(std::size_t scenario) const {
        if (path_ != nullptr) return levels_[path_->survival[scenario]];
        const std::uint32_t solution = result_->solution[scenario];
        return solution == no_solution_id ? skipped : levels_[solution * types_ + (type_of_ != nullptr ? (*type_of_)[scenario] : scenario % types_)];
    }

  private:
    Quantity quantity_ = Quantity::survival;
    const PathResult* path_ = nullptr;
    const SweepResult* result_ = nullptr;
    std::size_t types_ = 1;
    const std::vector<std::uint8_t>* type_of_ = nullptr;
    std::vector<double> values_;
    std::vector<std::uint32_t> levels_;  // [state], or [solution * types + type]
};

/// Why the similarity to the study's own solution is not known; empty where it is.
std::string no_similarity(const SweepResult& result);

}  // namespace qca
