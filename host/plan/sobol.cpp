#include "host/plan/sobol.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "kernels/portability.hpp"

namespace qca {

namespace {

constexpr int bits = 32;

/// A primitive polynomial x^degree + a_1 x^(degree-1) + ... + 1 over GF(2), its inner coefficients a_1 a_2 ... as a binary number,
/// and the first numbers m_1, m_2, ... of the recurrence.
struct Start {
    int degree;
    std::uint32_t inner;
    std::array<std::uint32_t, 9> m;
};

// Joe & Kuo (2008), dimensions 2 .. 64.
constexpr std::array<Start, sobol_dimensions - 1> starts{{
    {1, 0, {1}},
    {2, 1, {1, 3}},
    {3, 1, {1, 3, 1}},
    {3, 2, {1, 1, 1}},
    {4, 1, {1, 1, 3, 3}},
    {4, 4, {1, 3, 5, 13}},
    {5, 2, {1, 1, 5, 5, 17}},
    {5, 4, {1, 1, 5, 5, 5}},
    {5, 7, {1, 1, 7, 11, 19}},
    {5, 11, {1, 1, 5, 1, 1}},
    {5, 13, {1, 1, 1, 3, 11}},
    {5, 14, {1, 3, 5, 5, 31}},
    {6, 1, {1, 3, 3, 9, 7, 49}},
    {6, 13, {1, 1, 1, 15, 21, 21}},
    {6, 16, {1, 3, 1, 13, 27, 49}},
    {6, 19, {1, 1, 1, 15, 7, 5}},
    {6, 22, {1, 3, 1, 15, 13, 25}},
    {6, 25, {1, 1, 5, 5, 19, 61}},
    {7, 1, {1, 3, 7, 11, 23, 15, 103}},
    {7, 4, {1, 3, 7, 13, 13, 15, 69}},
    {7, 7, {1, 1, 3, 13, 7, 35, 63}},
    {7, 8, {1, 3, 5, 9, 1, 25, 53}},
    {7, 14, {1, 3, 1, 13, 9, 35, 107}},
    {7, 19, {1, 3, 1, 5, 27, 61, 31}},
    {7, 21, {1, 1, 5, 11, 19, 41, 61}},
    {7, 28, {1, 3, 5, 3, 3, 13, 69}},
    {7, 31, {1, 1, 7, 13, 1, 19, 1}},
    {7, 32, {1, 3, 7, 5, 13, 19, 59}},
    {7, 37, {1, 1, 3, 9, 25, 29, 41}},
    {7, 41, {1, 3, 5, 13, 23, 1, 55}},
    {7, 42, {1, 3, 7, 3, 13, 59, 17}},
    {7, 50, {1, 3, 1, 3, 5, 53, 69}},
    {7, 55, {1, 1, 5, 5, 23, 33, 13}},
    {7, 56, {1, 1, 7, 7, 1, 61, 123}},
    {7, 59, {1, 1, 7, 9, 13, 61, 49}},
    {7, 62, {1, 3, 3, 5, 3, 55, 33}},
    {8, 14, {1, 3, 1, 15, 31, 13, 49, 245}},
    {8, 21, {1, 3, 5, 15, 31, 59, 63, 97}},
    {8, 22, {1, 3, 1, 11, 11, 11, 77, 249}},
    {8, 38, {1, 3, 1, 11, 27, 43, 71, 9}},
    {8, 47, {1, 1, 7, 15, 21, 11, 81, 45}},
    {8, 49, {1, 3, 7, 3, 25, 31, 65, 79}},
    {8, 50, {1, 3, 1, 1, 19, 11, 3, 205}},
    {8, 52, {1, 1, 5, 9, 19, 21, 29, 157}},
    {8, 56, {1, 3, 7, 11, 1, 33, 89, 185}},
    {8, 67, {1, 3, 3, 3, 15, 9, 79, 71}},
    {8, 70, {1, 3, 7, 11, 15, 39, 119, 27}},
    {8, 84, {1, 1, 3, 1, 11, 31, 97, 225}},
    {8, 97, {1, 1, 1, 3, 23, 43, 57, 177}},
    {8, 103, {1, 3, 7, 7, 17, 17, 37, 71}},
    {8, 115, {1, 3, 1, 5, 27, 63, 123, 213}},
    {8, 122, {1, 1, 3, 5, 11, 43, 53, 133}},
    {9, 8, {1, 3, 5, 5, 29, 17, 47, 173, 479}},
    {9, 13, {1, 3, 3, 11, 3, 1, 109, 9, 69}},
    {9, 16, {1, 1, 1, 5, 17, 39, 23, 5, 343}},
    {9, 22, {1, 3, 1, 5, 25, 15, 31, 103, 499}},
    {9, 25, {1, 1, 1, 11, 11, 17, 63, 105, 183}},
    {9, 44, {1, 1, 5, 11, 9, 29, 97, 231, 363}},
    {9, 47, {1, 1, 5, 15, 19, 45, 41, 7, 383}},
    {9, 52, {1, 3, 7, 7, 31, 19, 83, 137, 221}},
    {9, 55, {1, 1, 1, 3, 23, 15, 111, 223, 83}},
    {9, 59, {1, 1, 5, 13, 31, 15, 55, 25, 161}},
    {9, 62, {1, 1, 3, 13, 25, 47, 39, 87, 257}},
}};

using Directions = std::array<std::uint32_t, bits>;

constexpr std::array<Directions, sobol_dimensions> make_directions() {
    std::array<Directions, sobol_dimensions> all{};
    for (int i = 0; i < bits; ++i) all[0][static_cast<std::size_t>(i)] = std::uint32_t{1} << (bits - 1 - i);
    for (std::size_t d = 1; d < all.size(); ++d) {
        const Start& start = starts[d - 1];
        const auto degree = static_cast<std::size_t>(start.degree);
        Directions& v = all[d];
        for (std::size_t i = 0; i < bits; ++i) {
            if (i < degree) {
                v[i] = start.m[i] << (bits - 1 - i);
                continue;
            }
            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (std::size_t j = 1; j < degree; ++j)
                if ((start.inner >> (degree - 1 - j) & 1) != 0) v[i] ^= v[i - j];
        }
    }
    return all;
}

constexpr std::array<Directions, sobol_dimensions> directions = make_directions();

/// The digits in reverse. Were the steps in order, GCC 12 would make a byte swap of the last two, which it has for one number
/// at a time; in this order it does several numbers at once.
constexpr std::uint32_t reversed(std::uint32_t x) {
    x = (x >> 8 & 0x00FF00FFu) | (x & 0x00FF00FFu) << 8;
    x = (x >> 4 & 0x0F0F0F0Fu) | (x & 0x0F0F0F0Fu) << 4;
    x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
    x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
    return x >> 16 | x << 16;
}

/// [byte of the number of a point][value of the byte] what it adds to a coordinate, its digits in reverse.
using ByteSums = std::array<std::array<std::uint32_t, 256>, bits / 8>;

std::array<ByteSums, sobol_dimensions> make_sums() {
    std::array<ByteSums, sobol_dimensions> all{};
    for (std::size_t d = 0; d < all.size(); ++d)
        for (std::size_t byte = 0; byte < all[d].size(); ++byte)
            for (std::size_t value = 1; value < 256; ++value) {
                const std::size_t lowest = value & (0 - value);
                const std::uint32_t direction = directions[d][8 * byte + static_cast<std::size_t>(std::countr_zero(lowest))];
                all[d][byte][value] = all[d][byte][value ^ lowest] ^ reversed(direction);
            }
    return all;
}

const ByteSums& sums_of(int dimension) {
    static const std::array<ByteSums, sobol_dimensions> sums = make_sums();
    return sums[static_cast<std::size_t>(dimension)];
}

/// What the bytes of a point above the lowest add.
inline std::uint32_t upper_sum(const ByteSums& of, std::uint32_t point) {
    return of[1][point >> 8 & 255] ^ of[2][point >> 16 & 255] ^ of[3][point >> 24];
}

/// @param x  a number with its digits in reverse: of a product with an even number, a digit depends on lower digits alone
inline std::uint32_t scrambled(std::uint32_t x, std::uint32_t seed) {
    x += seed;
    x ^= x * 0x6C50B47Cu;
    x ^= x * 0xB82F1E52u;
    x ^= x * 0xC7AFE638u;
    x ^= x * 0x8D22F6E6u;
    return reversed(x);
}

}  // namespace

std::uint32_t sobol_number(int dimension, std::uint32_t point) {
    const ByteSums& of = sums_of(dimension);
    return reversed(upper_sum(of, point) ^ of[0][point & 255]);
}

std::uint32_t owen_scrambled(std::uint32_t number, std::uint32_t seed) { return scrambled(reversed(number), seed); }

QCA_ALSO_FOR_AVX2 void scrambled_sobol(int dimension, std::uint32_t first, std::size_t count, std::uint32_t seed, std::uint32_t* out) {
    const ByteSums& of = sums_of(dimension);
    for (std::size_t done = 0; done < count;) {
        const std::uint32_t point = first + static_cast<std::uint32_t>(done), upper = upper_sum(of, point);
        const std::size_t lowest = point & 255, some = std::min(count - done, 256 - lowest);
        for (std::size_t i = 0; i < some; ++i) out[done + i] = scrambled(upper ^ of[0][lowest + i], seed);
        done += some;
    }
}

}  // namespace qca
