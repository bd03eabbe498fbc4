// Random numbers that are the same on every machine, compiler and number of threads.
#pragma once

#include <cstdint>

namespace qca {

/// @source Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators (SplitMix64).
class SeededRandom {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }

    /// Where this generator is after so many numbers.
    SeededRandom after(std::uint64_t numbers) const { return SeededRandom(state_ + numbers * 0x9E3779B97F4A7C15u); }

    /// Uniform in [0, size). @param size  at least 1
    std::uint64_t below(std::uint64_t size) {
        // What would make the first numbers likelier than the last is drawn again.
        const std::uint64_t uneven = (0 - size) % size;
        for (;;) {
            const std::uint64_t drawn = next();
            if (drawn >= uneven) return drawn % size;
        }
    }

  private:
    std::uint64_t state_;
};

}  // namespace qca
