// What one thread does with one point: which rows it observes, their sums, and which meet its cutoffs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/device_points.hpp"
#include "kernels/backend/cuda/rank_cutoffs.hpp"
#include "kernels/backend/cuda/sum_policy.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/classify_points.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// Where a point's memberships begin in the tables of its sets.
template <class Number>
struct PointPlaces {
    std::uint32_t prefix[most_prefix_sets] = {}, tail[tail_sets], outcome;
    std::size_t weighting = 0;

    QCA_HD PointPlaces(const DevicePoints<Number>& points, std::size_t point) {
        const auto cases = static_cast<std::uint32_t>(points.cases);
        QCA_UNROLL for (int s = 0; s < most_prefix_sets; ++s) {
            if (s < points.prefix_sets) prefix[s] = points.choice_of(points.prefix[s], point) * cases;
        }
        QCA_UNROLL for (int s = 0; s < tail_sets; ++s) tail[s] = points.choice_of(points.tail[s], point) * cases;
        outcome = points.choice_of(points.outcome, point) * cases;
        if (points.weighting != nullptr) weighting = static_cast<std::size_t>(points.weighting[point]);
    }
};

/// Sums of the rows of a group.
template <class Number>
struct GroupSums {
    Number x[tail_rows], both[tail_rows], ambiguous[tail_rows];

    QCA_HD void clear() {
        QCA_UNROLL for (int r = 0; r < tail_rows; ++r) x[r] = both[r] = ambiguous[r] = Number{};
    }
};

/// The cases, as bits of a word, on a side of a set.
template <class Number>
QCA_HD std::uint64_t cases_on(const DeviceSet<Number>& set, std::uint32_t choice, int case_words, int word, int side) {
    return set.side[2 * (static_cast<std::size_t>(choice) * static_cast<std::size_t>(case_words) + static_cast<std::size_t>(word)) +
                    static_cast<std::size_t>(side)];
}

/// Number of cases, each as often as it counts, in the rows of a group: n[row].
template <class Team, class Number>
QCA_HD void count_group(const DevicePoints<Number>& points, std::size_t point, int group, std::int32_t (&n)[tail_rows]) {
    QCA_UNROLL for (int r = 0; r < tail_rows; ++r) n[r] = 0;
    std::uint32_t tail[tail_sets];
    QCA_UNROLL for (int s = 0; s < tail_sets; ++s) tail[s] = points.choice_of(points.tail[s], point);
    for (int word = 0; word < points.case_words; ++word) {
        std::uint64_t cases = points.all_cases(word);
        for (int s = 0; s < points.prefix_sets; ++s)
            cases &= cases_on(points.prefix[s], points.choice_of(points.prefix[s], point), points.case_words, word,
                              group >> (points.prefix_sets - 1 - s) & 1);
        if (cases == 0) continue;
        const int digits = points.weighting == nullptr ? 1 : points.planes;
        for (int digit = 0; digit < digits; ++digit) {
            std::uint64_t counted = cases;
            if (points.weighting != nullptr)
                counted &= points.plane[(static_cast<std::size_t>(points.weighting[point]) *
                                             static_cast<std::size_t>(points.case_words) +
                                         static_cast<std::size_t>(word)) *
                                            static_cast<std::size_t>(points.planes) +
                                        static_cast<std::size_t>(digit)];
            std::uint64_t side[tail_sets][2];
            QCA_UNROLL for (int s = 0; s < tail_sets; ++s) QCA_UNROLL for (int in = 0; in < 2; ++in) side[s][in] =
                cases_on(points.tail[s], tail[s], points.case_words, word, in);
            QCA_UNROLL for (int r = 0; r < tail_rows; ++r) n[r] +=
                Team::count_bits(counted & side[0][r >> 3 & 1] & side[1][r >> 2 & 1] & side[2][r >> 1 & 1] & side[3][r & 1])
                << digit;
        }
    }
}

/// Adds a case to the sums of a group. @param unit  a membership of 1; all memberships are in its units
template <class Number>
QCA_HD void add_to_group(Number prefix, const Number (&tail)[tail_sets], Number y, Number unit, GroupSums<Number>& sums) {
    const Number leading[2] = {tail[0], tail[1]}, trailing[2] = {tail[2], tail[3]};
    const Number in_both = smaller(y, unit - y);
    Number a[4], b[4];
    expand_rows<2>(leading, unit, a);
    expand_rows<2>(trailing, unit, b);
    QCA_UNROLL for (int i = 0; i < 4; ++i) {
        const Number of_x = smaller(prefix, a[i]), with_y = smaller(of_x, y), with_both = smaller(of_x, in_both);
        QCA_UNROLL for (int j = 0; j < 4; ++j) {
            sums.x[4 * i + j] += smaller(of_x, b[j]);
            sums.both[4 * i + j] += smaller(with_y, b[j]);
            sums.ambiguous[4 * i + j] += smaller(with_both, b[j]);
        }
    }
}

/// Adds up parts of the sums of a group. @param far  [sum][lane], this lane's
template <class Kind>
QCA_HD void keep_part(const GroupSums<typename Kind::Number>& sums, bool first, typename Kind::Sum* far) {
    const auto keep = [&](int at, typename Kind::Number part) QCA_INLINE_LAMBDA {
        typename Kind::Sum& sum = far[at * point_lanes];
        sum = first ? typename Kind::Sum{part} : sum + part;
    };
    QCA_UNROLL for (int r = 0; r < tail_rows; ++r) {
        keep(3 * r, sums.x[r]);
        keep(3 * r + 1, sums.both[r]);
        keep(3 * r + 2, sums.ambiguous[r]);
    }
}

/// Sums the rows of a group over all cases. @param far  where parts are added up; the sums are there, then
template <class Kind>
QCA_HD void sum_group(const DevicePoints<typename Kind::Number>& points, const PointPlaces<typename Kind::Number>& places,
                      int group, GroupSums<typename Kind::Number>& sums, typename Kind::Sum* far) {
    using Number = typename Kind::Number;
    const Number one = Kind::Sums::one();
    const std::uint16_t* const weight =
        points.weighting == nullptr ? nullptr : points.weight + places.weighting * static_cast<std::size_t>(points.cases);
    sums.clear();
    std::uint32_t of_part = 0;
    bool first = true;
    for (int c = 0; c < points.cases; ++c) {
        const std::uint32_t times = weight == nullptr ? 1u : weight[c];
        // Whole numbers are multiplied, which is exact; doubles are added as often as the case counts.
        const Number scale = Kind::Sums::certified ? static_cast<Number>(times) : Number{1};
        const Number unit = one * scale;
        Number prefix = unit, tail[tail_sets];
        QCA_UNROLL for (int s = 0; s < most_prefix_sets; ++s) {
            if (s < points.prefix_sets) {
                const Number m = points.prefix[s].number[places.prefix[s] + static_cast<std::uint32_t>(c)] * scale;
                prefix = smaller(prefix, (group >> (points.prefix_sets - 1 - s) & 1) != 0 ? m : unit - m);
            }
        }
        QCA_UNROLL for (int s = 0; s < tail_sets; ++s) tail[s] =
            points.tail[s].number[places.tail[s] + static_cast<std::uint32_t>(c)] * scale;
        const Number y = points.outcome.number[places.outcome + static_cast<std::uint32_t>(c)] * scale;
        if constexpr (Kind::in_parts) {
            if (of_part + times > static_cast<std::uint32_t>(whole_cases)) {
                keep_part<Kind>(sums, first, far);
                sums.clear();
                first = false;
                of_part = 0;
            }
            of_part += times;
        }
        const std::uint32_t adding = Kind::Sums::certified ? 1u : times;
        for (std::uint32_t i = 0; i < adding; ++i) add_to_group(prefix, tail, y, unit, sums);
    }
    if constexpr (Kind::in_parts) keep_part<Kind>(sums, first, far);
}

/// The sums of one row in double, one case after the other.
template <class Number>
QCA_HD RelationSums<double> sum_exactly(const DevicePoints<Number>& points, const PointPlaces<Number>& places, int group, int row) {
    RelationSums<double> sums;
    for (int c = 0; c < points.cases; ++c) {
        const auto at = static_cast<std::uint32_t>(c);
        double membership = 1.0;
        const auto take = [&](const DeviceSet<Number>& set, std::uint32_t place, int present) QCA_INLINE_LAMBDA {
            const double m = set.membership[place + at];
            membership = smaller(membership, present != 0 ? m : 1.0 - m);
        };
        QCA_UNROLL for (int s = 0; s < most_prefix_sets; ++s) {
            if (s < points.prefix_sets) take(points.prefix[s], places.prefix[s], group >> (points.prefix_sets - 1 - s) & 1);
        }
        QCA_UNROLL for (int s = 0; s < tail_sets; ++s) take(points.tail[s], places.tail[s], row >> (tail_sets - 1 - s) & 1);
        const std::uint32_t times =
            points.weighting == nullptr ? 1u : points.weight[places.weighting * static_cast<std::size_t>(points.cases) + at];
        for (std::uint32_t i = 0; i < times; ++i) sums.add(membership, points.outcome.membership[places.outcome + at]);
    }
    return sums;
}

/// How a row stands to one bound, from whole sums that 32 bits hold (see rank_cutoffs.hpp).
QCA_HD Standing stand_short(std::uint32_t denominator, std::uint32_t numerator, double bound, double band) {
    if (bound < 0.0) return surely_positive(static_cast<double>(denominator), band) ? Standing::met : Standing::open;
    const auto whole_bound = static_cast<std::uint32_t>(bound * 2147483648.0 + 0.5);
    const std::int64_t difference = static_cast<std::int64_t>(std::uint64_t{numerator} << 31) -
                                    static_cast<std::int64_t>(std::uint64_t{denominator} * whole_bound);
    const std::int64_t near = band_of_products(band);
    return standing_of(difference > near, difference >= -near);
}

/// How a row stands to both cutoffs. Bounds that cannot be proved leave everything open.
template <class Kind>
QCA_HD Standing stand_to_both(typename Kind::Sum x, typename Kind::Sum both, typename Kind::Sum ambiguous,
                              const PairOfBounds<double>& bounds, double band) {
    if constexpr (!Kind::Sums::certified) {
        const bool met = meets_both<double>({x, both, ambiguous}, bounds);
        return standing_of(met, met);
    } else if constexpr (Kind::in_parts) {
        const auto proof = prove_both_for_any<double>(
            {static_cast<double>(x), static_cast<double>(both), static_cast<double>(ambiguous)}, bounds, band);
        return standing_of(proof.surely != 0, proof.possibly != 0);
    } else {
        if (!are_proved(bounds)) return Standing::open;
        const Standing incl = stand_short(x, both, bounds.incl, band),
                       pri = stand_short(x - ambiguous, both - ambiguous, bounds.pri, band);
        if (incl == Standing::below || pri == Standing::below) return Standing::below;
        return incl == Standing::met && pri == Standing::met ? Standing::met : Standing::open;
    }
}

}  // namespace qca
