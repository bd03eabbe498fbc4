#include "host/data/add_noise.hpp"

#include <cstdint>
#include <string_view>

#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

constexpr double two_to_32 = 4294967296.0;

/// Mean 0, variance 1.
double normal_number(SeededRandom& random) {
    constexpr int terms = 12;
    std::int64_t sum = 0;
    for (int i = 0; i < terms; ++i) sum += static_cast<std::int64_t>(random.next() >> 32);
    constexpr std::int64_t mean = std::int64_t{terms} / 2 * 0xFFFFFFFF;
    return static_cast<double>(sum - mean) / two_to_32;
}

/// In (-1, 1).
double uniform_number(SeededRandom& random) {
    const auto drawn = static_cast<std::int64_t>(random.next() >> 11);
    constexpr std::int64_t half = std::int64_t{1} << 52;
    return (static_cast<double>(drawn - half) + 0.5) / static_cast<double>(half);
}

/// @source Fowler, Noll & Vo, FNV-1a, 64 bits.
std::uint64_t hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return hash;
}

/// One sequence of numbers for each draw, column and case.
SeededRandom sequence(std::uint64_t of_draw, std::string_view column, std::string_view case_name) {
    const std::uint64_t of_column = SeededRandom(of_draw ^ hash(column)).next();
    return SeededRandom(SeededRandom(of_column ^ hash(case_name)).next());
}

}  // namespace

StudyData with_noise(const Study& study, const StudyData& data, std::size_t draw) {
    const Noise& noise = study.sweep.noise;
    const std::uint64_t of_draw = SeededRandom(SeededRandom(noise.seed).next() + draw).next();
    StudyData noisy = data;
    noisy.noise_draw = draw;
    for (std::size_t set = 0; set < noise.sizes.size(); ++set) {
        if (noise.sizes[set] == 0) continue;
        for (std::size_t c = 0; c < data.cases.size(); ++c) {
            SeededRandom random = sequence(of_draw, study.set(set).column, data.cases[c]);
            noisy.values[set][c] +=
                noise.sizes[set] *
                (noise.shape == NoiseShape::normal ? normal_number(random) : uniform_number(random));
        }
    }
    return noisy;
}

}  // namespace qca
