// Scenarios drawn one by one, instead of all combinations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/study/sampling.hpp"

namespace qca {

/// How a design draws on one axis.
struct SampleAxis {
    std::size_t size = 1;             ///< of the axis: its values, or the bins of a range
    std::optional<ValueRange> range;  ///< numbers are drawn from it; nothing: one of the values is drawn
    /// Of equal width, whose middles are drawn; 0: any number of the range. The bins of such a range have whole steps.
    std::uint64_t steps = 0;
    int dimension = -1;               ///< of the design; -1: there is nothing to draw

    friend bool operator==(const SampleAxis&, const SampleAxis&) = default;
};

/// A design over the axes of a sweep. A value that is drawn depends on the design, the seed, the axis and the number of the sample
/// alone, so that any sample can be drawn by itself.
struct SampleDesign {
    Design design = Design::grid;
    std::uint64_t samples = 0, seed = 1;
    std::vector<SampleAxis> axes;  ///< [axis of the sweep]; empty for a grid

    /// [matrix] the axes, increasing, on which it takes the second of two independent points; on the others it takes the first. A point
    /// of a Sobol sequence of twice the dimensions is such a pair; sample s is matrix s % matrices.size() of pair s / matrices.size().
    /// Empty: a sample is a point. See saltelli_plan().
    std::vector<std::vector<std::size_t>> matrices = {};

    bool stated() const { return design != Design::grid; }
    friend bool operator==(const SampleDesign&, const SampleDesign&) = default;
};

__extension__ using UInt128 = unsigned __int128;

/// Draws the samples of a design. All arithmetic up to the number of a step or bin is in integers.
class Sampler {
  public:
    explicit Sampler(const SampleDesign& design);

    /// Where the sample lies on the axis, as a fraction of 2^64:
    ///
    /// - random: numbers of one generator an axis, independent;
    /// - latin-hypercube: in each of `samples` intervals of equal width lies one sample; the interval is a random permutation of
    ///   the sample's number, the place in it is random;
    /// - sobol: a scrambled Sobol sequence. Of any 2^m samples from a multiple of 2^m on, each of 2^m intervals has one.
    ///
    /// @source McKay, Beckman & Conover (1979), A comparison of three methods for selecting values of input variables (Latin
    ///         hypercubes); Luby & Rackoff (1988) and Black & Rogaway (2002) for permutations that need no memory; sobol.hpp.
    std::uint64_t fraction(std::size_t axis, std::uint64_t sample) const;

    /// Of the samples [first, first + count). @param out  [count]
    void fractions(std::size_t axis, std::uint64_t first, std::size_t count, std::uint64_t* out) const;

    /// Of a design with matrices, whose samples share their pairs of points: where one of the two lies.
    std::uint64_t fraction_in_pair(std::size_t axis, std::uint64_t pair, bool second) const;
    /// Whether a matrix takes the second point on an axis.
    bool takes_second(std::size_t axis, std::size_t matrix) const { return second_[matrix][axis]; }
    /// 0 where samples are no pairs.
    std::size_t matrices() const { return second_.size(); }

    /// Number of the value or bin of the axis.
    std::size_t position(std::size_t axis, std::uint64_t sample) const {
        return part_of(fraction(axis, sample), design_.axes[axis].size);
    }
    /// Number of the step. @pre the axis has steps
    std::uint64_t step(std::size_t axis, std::uint64_t sample) const {
        return part_of(fraction(axis, sample), design_.axes[axis].steps);
    }
    /// The number drawn. @pre the axis has a range
    double value(std::size_t axis, std::uint64_t sample) const { return value_at(axis, fraction(axis, sample)); }

    /// Of a fraction of the axis: which of so many parts of equal width it is in.
    static std::uint64_t part_of(std::uint64_t fraction, std::uint64_t parts) {
        return static_cast<std::uint64_t>(static_cast<UInt128>(fraction) * parts >> 64);
    }
    /// The same of many fractions. @param parts  below 2^32
    static void parts_of(const std::uint64_t* fractions, std::size_t count, std::size_t parts, std::uint32_t* out);
    double value_at(std::size_t axis, std::uint64_t fraction) const;
    /// The same of many fractions. @param out  [count]
    void values_at(std::size_t axis, const std::uint64_t* fractions, std::size_t count, double* out) const;

  private:
    std::uint64_t sobol_fraction(int dimension, std::uint64_t point, std::uint64_t seed) const;
    std::uint64_t permuted(std::uint64_t number, std::uint64_t seed) const;

    SampleDesign design_;
    std::vector<std::uint64_t> seeds_;  // [axis], then again of the second points
    std::vector<std::vector<bool>> second_;  // [matrix][axis]
    int dimensions_ = 0;                     // of a point
    int low_bits_ = 0, high_bits_ = 0;  // of the number of a sample, for the permutation
};

}  // namespace qca
