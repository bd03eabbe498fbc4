// Which solutions a truth table has, remembered for all threads that walk a sweep.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "host/analysis/solution_models.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/views.hpp"

namespace qca {

/// The models of a truth table, each with its paths.
struct TableSolution {
    std::vector<std::vector<Implicant>> models;  ///< none where no row is positive
    bool capped = false;                         ///< more models exist
};

/// Minimises each table once, by whichever thread meets it first. Bounded: what does not fit is minimised again when it comes back.
class SolutionStore {
  public:
    SolutionStore(int conditions, const SolutionRules& rules) : conditions_(conditions), rules_(rules) {}

    /// @param table  in study order
    std::shared_ptr<const TableSolution> solution_of(const CodedTable& table, SolutionType type);

    int conditions() const { return conditions_; }

  private:
    static constexpr std::size_t most_kept = std::size_t{1} << 20;
    struct Key {
        CodedRows rows;
        bool intermediate;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };

    int conditions_;
    SolutionRules rules_;
    std::mutex mutex_;
    std::unordered_map<Key, std::shared_ptr<const TableSolution>, KeyHash> solutions_;
};

}  // namespace qca
