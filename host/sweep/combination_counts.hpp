// How many samples have each combination of some labels: what they drew on axes, what became of a path in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace qca {

/// A column has one label of every sample, in a byte.
class CombinationCounts {
  public:
    /// Most labels of a column.
    static constexpr std::size_t most_labels = std::size_t{1} << 8;
    /// Most combinations: their numbers fit 16 bits, their counters a second-level cache.
    static constexpr std::size_t most_combinations = std::size_t{1} << 16;

    /// So many of them pay for so many samples, as counters are cleared and added up, too.
    static std::size_t most_for(std::uint64_t samples);

    /// @param sizes     [column] its labels are below it; @pre their product is at most most_combinations
    /// @param together  samples that are counted in 32 bits, before they are added up in 64; at least 1
    explicit CombinationCounts(std::vector<std::size_t> sizes, std::uint32_t together = std::numeric_limits<std::uint32_t>::max());

    /// @param columns  [column][sample]
    void add(const std::vector<const std::uint8_t*>& columns, std::size_t samples);

    /// By the labels of some columns alone: [label of the first of them][of the second] ... @param columns  their numbers
    std::vector<std::uint64_t> by(const std::vector<std::size_t>& columns) const;

  private:
    void make_room();

    std::vector<std::size_t> sizes_;
    std::uint32_t together_, room_;      // samples that counts_ has room for: in all, still
    std::vector<std::uint32_t> counts_;  // [label of the first column][of the second] ... of the last samples
    std::vector<std::uint64_t> before_;  // the same of those before them; empty: there are none
};

}  // namespace qca
