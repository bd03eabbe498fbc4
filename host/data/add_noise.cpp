#include "host/data/add_noise.hpp"

#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

constexpr double two_to_32 = 4294967296.0;

/// Mean 0, variance 1.
double normal_number(SeededRandom& random) {
    constexpr int terms = 12;
    std::int64_t sum = 0;
    for (int i = 0; i < terms; ++i) sum += static_cast<std::int64_t>(random.next() >> 32);
    constexpr std::int64_t mean = terms / 2 * 0xFFFFFFFF;
    return static_cast<double>(sum - mean) / two_to_32;
}

/// In (-1, 1).
double uniform_number(SeededRandom& random) {
    const auto drawn = static_cast<std::int64_t>(random.next() >> 11);
    constexpr std::int64_t half = std::int64_t{1} << 52;
    return (static_cast<double>(drawn - half) + 0.5) / static_cast<double>(half);
}

/// One sequence of numbers for each draw and set.
SeededRandom sequence(std::uint64_t seed, std::size_t draw, std::size_t set) {
    const std::uint64_t of_draw = SeededRandom(SeededRandom(seed).next() + draw).next();
    return SeededRandom(SeededRandom(of_draw + set).next());
}

}  // namespace

StudyData with_noise(const StudyData& data, const Noise& noise, std::size_t draw) {
    StudyData noisy = data;
    noisy.noise_draw = draw;
    for (std::size_t set = 0; set < noise.sizes.size(); ++set) {
        if (noise.sizes[set] == 0) continue;
        SeededRandom random = sequence(noise.seed, draw, set);
        for (double& value : noisy.values[set])
            value += noise.sizes[set] * (noise.shape == NoiseShape::normal ? normal_number(random) : uniform_number(random));
    }
    return noisy;
}

}  // namespace qca
