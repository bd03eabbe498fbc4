// Simultaneous subsets, counted over the scenarios of a sweep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/sweep/simultaneous_result.hpp"

namespace qca {

class SimultaneousCount {
  public:
    explicit SimultaneousCount(std::size_t inclusion_cutoffs) : any_(inclusion_cutoffs), evaluated_(inclusion_cutoffs) {}

    /// Evaluated scenarios with these conditions at an inclusion cutoff.
    void add_evaluated(const std::vector<std::string>& conditions, std::size_t cutoff, std::uint64_t scenarios);
    /// Those with some row coded 1 for both.
    void add_any(std::size_t cutoff, std::uint64_t scenarios) { any_[cutoff] += scenarios; }
    /// Those in which a row, numbered in the order of the conditions, is coded 1 for both.
    void add_row(const std::vector<std::string>& conditions, std::uint32_t row, std::size_t cutoff, std::uint64_t scenarios);

    SimultaneousResult take() const;

  private:
    struct Found {
        std::vector<std::string> conditions;
        std::vector<std::uint64_t> counts;
    };

    std::vector<std::uint64_t> any_, evaluated_;
    std::map<std::string, Found> rows_;
    std::map<std::vector<std::string>, std::vector<std::uint64_t>> evaluated_of_;
};

}  // namespace qca
