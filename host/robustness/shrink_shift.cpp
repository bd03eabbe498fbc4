#include "host/robustness/shrink_shift.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

/// Steps of a bisection: down to 1e-15 of where it began.
constexpr int halvings = 50;

Shift at_length(const Shift& shift, ShiftNorm norm, double length) {
    Shift other = shift;
    const double own = length_of(shift, norm);
    for (double& x : other) x = norm == ShiftNorm::largest ? std::clamp(x, -length, length) : x * (length / own);
    return other;
}

/// In [-1, 1].
double random_number(SeededRandom& random) {
    return static_cast<double>(random.next() >> 11) * 0x1p-52 - 1;
}

/// Some single shifts are drawn anew.
Shift redrawn(const Shift& shift, double length, SeededRandom& random) {
    Shift other = shift;
    for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) {
        double& x = other[random.below(other.size())];
        const std::uint64_t kind = random.below(4);
        x = kind == 0 ? -length : kind == 1 ? length : kind == 2 ? 0 : length * random_number(random);
    }
    return other;
}

Shift jiggled(const Shift& shift, double length, double step, SeededRandom& random) {
    Shift other = shift;
    for (double& x : other)
        if (random.below(2) == 0) x += step * length * random_number(random);
    return other;
}

}  // namespace

Shift shorten(ShiftFate& fate, ShiftNorm norm, const Shift& shift) {
    double alive = 0, lost = length_of(shift, norm);
    Shift found = shift;
    for (int i = 0; i < halvings; ++i) {
        const double middle = alive + (lost - alive) / 2;
        Shift other = at_length(shift, norm, middle);
        if (fate.lost_at(other)) {
            lost = middle;
            found = std::move(other);
        } else {
            alive = middle;
        }
    }
    return found;
}

Shift shrink_shift(ShiftFate& fate, ShiftNorm norm, const Shift& shift, std::uint64_t seed, std::size_t tries) {
    constexpr double shorter = 1 - 1e-6, longest_step = 0.5, shortest_step = 1e-5;
    SeededRandom random(seed);
    Shift best = shorten(fate, norm, shift);
    double step = 0.2;
    for (std::size_t i = 0; i < tries; ++i) {
        const double length = length_of(best, norm);
        if (length == 0) break;
        const bool redraw = random.below(3) == 0;
        Shift other = redraw ? redrawn(best, length, random) : jiggled(best, length, step, random);
        if (length_of(other, norm) == 0) continue;
        if (norm == ShiftNorm::largest || length_of(other, norm) > shorter * length) other = at_length(other, norm, shorter * length);
        const bool better = fate.lost_at(other);
        if (better) best = shorten(fate, norm, other);
        if (!redraw) step = std::clamp(step * (better ? 2 : 0.97), shortest_step, longest_step);
    }
    return best;
}

Shift without_needless(ShiftFate& fate, const Shift& shift) {
    Shift best = shift;
    std::vector<std::size_t> order(shift.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::abs(shift[a]) < std::abs(shift[b]); });
    for (const std::size_t a : order) {
        Shift other = best;
        other[a] = 0;
        if (fate.lost_at(other)) best = other;
    }
    for (const std::size_t a : order) {
        double alive = 0, lost = best[a];
        if (lost == 0) continue;
        for (int i = 0; i < halvings; ++i) {
            Shift other = best;
            other[a] = alive + (lost - alive) / 2;
            (fate.lost_at(other) ? lost : alive) = other[a];
        }
        best[a] = lost;
    }
    return best;
}

}  // namespace qca
