#include "host/plan/sample_design.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "host/plan/sobol.hpp"
#include "kernels/math/seeded_random.hpp"
#include "kernels/portability.hpp"

namespace qca {

namespace {

constexpr int rounds = 6;  ///< of the permutation; 4 make it pseudorandom, more help where few samples leave few bits

/// Number `index` of the numbers that a generator with this seed gives.
std::uint64_t number_of(std::uint64_t seed, std::uint64_t index) {
    return SeededRandom(seed + index * 0x9E3779B97F4A7C15u).next();
}

/// The middle of what 32 digits leave open.
constexpr std::uint64_t middle_of(std::uint32_t digits) { return std::uint64_t{digits} << 32 | 0x80000000u; }

/// What scrambles the coordinates of an axis.
constexpr std::uint32_t scramble_of(std::uint64_t seed) { return static_cast<std::uint32_t>(seed >> 32); }

/// As part_of(), in two halves of 64 bits: several at once.
QCA_ALSO_FOR_AVX2 void take_parts(const std::uint64_t* fractions, std::size_t count, std::uint32_t parts, std::uint32_t* __restrict out) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t high = fractions[i] >> 32, low = fractions[i] & 0xFFFFFFFFu;
        out[i] = static_cast<std::uint32_t>((high * parts + (low * parts >> 32)) >> 32);
    }
}

constexpr std::uint64_t mask(int bits) { return (std::uint64_t{1} << bits) - 1; }

}  // namespace

Sampler::Sampler(const SampleDesign& design) : design_(design) {
    SeededRandom random(design.seed);
    for (std::size_t axis = 0; axis < design.axes.size(); ++axis) seeds_.push_back(random.next());
    for (const SampleAxis& axis : design.axes) dimensions_ = std::max(dimensions_, axis.dimension + 1);
    for (const std::vector<std::size_t>& matrix : design.matrices) {
        second_.emplace_back(design.axes.size());
        for (const std::size_t axis : matrix) second_.back()[axis] = true;
    }
    if (!design.matrices.empty())
        for (std::size_t axis = 0; axis < design.axes.size(); ++axis) seeds_.push_back(random.next());
    const int bits = std::max(2, static_cast<int>(std::bit_width(design.samples - 1)));
    low_bits_ = bits / 2;
    high_bits_ = bits - low_bits_;
}

// A Feistel network permutes the numbers of so many bits; what falls beyond the samples is permuted again.
std::uint64_t Sampler::permuted(std::uint64_t number, std::uint64_t seed) const {
    do {
        std::uint64_t high = number >> low_bits_, low = number & mask(low_bits_);
        for (int round = 0; round < rounds; round += 2) {
            high ^= number_of(seed + low, static_cast<std::uint64_t>(round)) & mask(high_bits_);
            low ^= number_of(seed + high, static_cast<std::uint64_t>(round + 1)) & mask(low_bits_);
        }
        number = high << low_bits_ | low;
    } while (number >= design_.samples);
    return number;
}

std::uint64_t Sampler::sobol_fraction(int dimension, std::uint64_t point, std::uint64_t seed) const {
    return middle_of(owen_scrambled(sobol_number(dimension, static_cast<std::uint32_t>(point)), scramble_of(seed)));
}

void Sampler::fractions(std::size_t axis, std::uint64_t first, std::size_t count, std::uint64_t* out) const {
    const int dimension = design_.axes[axis].dimension;
    if (dimension < 0) {
        std::fill_n(out, count, std::uint64_t{0});
        return;
    }
    if (design_.design != Design::sobol || !second_.empty()) {
        for (std::size_t i = 0; i < count; ++i) out[i] = fraction(axis, first + i);
        return;
    }
    std::array<std::uint32_t, 256> digits;
    for (std::size_t done = 0; done < count; done += digits.size()) {
        const std::size_t some = std::min(digits.size(), count - done);
        scrambled_sobol(dimension, static_cast<std::uint32_t>(first + done), some, scramble_of(seeds_[axis]), digits.data());
        for (std::size_t i = 0; i < some; ++i) out[done + i] = middle_of(digits[i]);
    }
}

std::uint64_t Sampler::fraction_in_pair(std::size_t axis, std::uint64_t pair, bool second) const {
    const int dimension = design_.axes[axis].dimension;
    if (dimension < 0) return 0;
    return second ? sobol_fraction(dimensions_ + dimension, pair, seeds_[design_.axes.size() + axis]) : sobol_fraction(dimension, pair, seeds_[axis]);
}

std::uint64_t Sampler::fraction(std::size_t axis, std::uint64_t sample) const {
    const int dimension = design_.axes[axis].dimension;
    if (dimension < 0) return 0;
    const std::uint64_t seed = seeds_[axis];
    if (!second_.empty()) return fraction_in_pair(axis, sample / second_.size(), takes_second(axis, sample % second_.size()));
    if (design_.design == Design::sobol) return sobol_fraction(dimension, sample, seed);
    if (design_.design == Design::random) return number_of(seed, sample);
    // The smallest fraction at or above (interval + place / 2^64) / samples; places near the end would leave the interval.
    const std::uint64_t interval = permuted(sample, seed);
    const std::uint64_t place = std::min(number_of(~seed, sample), 0 - design_.samples);
    const auto exact = static_cast<UInt128>(interval) << 64 | place;
    return static_cast<std::uint64_t>((exact + design_.samples - 1) / design_.samples);
}

void Sampler::parts_of(const std::uint64_t* fractions, std::size_t count, std::size_t parts, std::uint32_t* out) {
    take_parts(fractions, count, static_cast<std::uint32_t>(parts), out);
}

double Sampler::value_at(std::size_t axis, std::uint64_t fraction) const {
    double value = 0;
    values_at(axis, &fraction, 1, &value);
    return value;
}

void Sampler::values_at(std::size_t axis, const std::uint64_t* fractions, std::size_t count, double* out) const {
    const SampleAxis& of = design_.axes[axis];
    const double from = of.range->from, width = of.range->to - from;
    if (of.steps > 0)
        for (std::size_t i = 0; i < count; ++i) out[i] = middle_of_part(*of.range, part_of(fractions[i], of.steps), of.steps);
    else
        // 52 digits and a half: exact in double, and neither 0 nor 1.
        for (std::size_t i = 0; i < count; ++i)
            out[i] = from + width * ((static_cast<double>(static_cast<std::int64_t>(fractions[i] >> 12)) + 0.5) * 0x1p-52);
}

}  // namespace qca
