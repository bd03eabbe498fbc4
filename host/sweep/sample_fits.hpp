// Fits of every sample's first model, on request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "host/sweep/point_tables.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/backend/fit_engine.hpp"

namespace qca {

/// Of the samples of one slice.
class SampleFits {
  public:
    /// @param tables  outlive this object
    SampleFits(const PointTables& tables, Crew& crew);

    /// Writes the fits of some samples into the columns of the result.
    /// @param solution  [point] number in the book
    /// @param sample    [point] place in the columns
    /// @param choice    [set * points + point]
    void add(SweepResult& result, const SolutionBook& book, const std::vector<std::uint32_t>& solution,
             const std::vector<std::uint64_t>& sample, const std::vector<std::int32_t>& choice);

  private:
    SweepProblem problem_;
    Crew& crew_;
    std::vector<std::unique_ptr<FitEngine>> engines_;  // [member]
};

}  // namespace qca
