// Lists of points made up from a seed, and what a plain loop finds of each.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "kernels/backend/point_engine.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "tests/parity/random_problem.hpp"

namespace qca::parity {

/// How cases count.
enum class Weights { none, leave_one_out, resampled, heavy, too_heavy };

/// Owns everything that problem() and list() point to.
class RandomPoints {
  public:
    RandomPoints(const Shape& shape, Weights weights, std::size_t points, std::uint64_t seed)
        : sets_(shape, seed), random_(seed + 1000) {
        const SweepProblem& p = sets_.problem();
        problem_.cases = p.cases;
        problem_.conditions = p.conditions;
        problem_.condition = p.condition;
        problem_.outcome = p.outcome;
        if (weights != Weights::none) add_weights(weights);
        for (int s = 0; s < problem_.sets(); ++s)
            for (std::size_t i = 0; i < points; ++i)
                choice_.push_back(below(s < p.conditions ? p.condition[s].choices : p.outcome.choices));
        for (std::size_t i = 0; i < points; ++i) {
            if (weights != Weights::none) weighting_.push_back(below(problem_.weightings));
            n_cut_.push_back(below(3) == 0 ? 1 + below(4) : 1);
            incl_.push_back(cutoff_bound(cutoff()));
            pri_.push_back(cutoff_bound(below(2) == 0 ? 0.0 : 0.7 * cutoff()));
        }
        list_ = {choice_.data(), weighting_.empty() ? nullptr : weighting_.data(), incl_.data(), pri_.data(), n_cut_.data(), points, 0};
    }
    RandomPoints(const RandomPoints&) = delete;
    RandomPoints& operator=(const RandomPoints&) = delete;

    const PointProblem& problem() const { return problem_; }
    const PointList& list() const { return list_; }

    /// The sums of a point: every case as often as it counts, one row after the other.
    PlainCalibration evaluate_plainly(std::size_t point) const {
        const auto rows = static_cast<std::size_t>(problem_.rows());
        PlainCalibration out{std::vector<RelationSums<double>>(rows), std::vector<int>(rows)};
        for (int c = 0; c < problem_.cases; ++c) {
            const int times = weighting_.empty() ? 1 : weight_[static_cast<std::size_t>(weighting_[point] * problem_.cases + c)];
            for (int repeat = 0; repeat < times; ++repeat)
                for (std::size_t row = 0; row < rows; ++row) {
                    double m = 1.0;
                    for (int s = 0; s < problem_.conditions; ++s) {
                        const double in = membership(point, s, c);
                        m = std::min(m, (row >> (problem_.conditions - 1 - s) & 1) != 0 ? in : 1.0 - in);
                    }
                    out.sums[row].add(m, membership(point, problem_.conditions, c));
                    out.n[row] += m > 0.5;
                }
        }
        return out;
    }
    /// The sums of a row of a point in whole numbers of 2^-26, in units of 1.
    RelationSums<double> sum_whole_plainly(std::size_t point, std::size_t row) const {
        RelationSums<double> sums;  // of whole numbers below 2^53: exact
        for (int c = 0; c < problem_.cases; ++c) {
            const double times = weighting_.empty() ? 1 : weight_[static_cast<std::size_t>(weighting_[point] * problem_.cases + c)];
            const auto whole = [&](int s) { return whole_membership(membership(point, s, c)); };
            std::uint32_t m = whole_one;
            for (int s = 0; s < problem_.conditions; ++s)
                m = std::min(m, (row >> (problem_.conditions - 1 - s) & 1) != 0 ? whole(s) : whole_one - whole(s));
            const std::uint32_t y = whole(problem_.conditions), both = std::min(m, y);
            sums.x += times * m;
            sums.both += times * both;
            sums.ambiguous += times * std::min(both, whole_one - y);
        }
        return {std::ldexp(sums.x, -26), std::ldexp(sums.both, -26), std::ldexp(sums.ambiguous, -26)};
    }
    /// Its coded table.
    CodedTable classify_plainly(std::size_t point, const PlainCalibration& plain) const {
        CodedTable table;
        for (int row = 0; row < problem_.rows(); ++row) {
            const auto& s = plain.sums[static_cast<std::size_t>(row)];
            if (plain.n[static_cast<std::size_t>(row)] < n_cut_[point]) continue;
            table.observed.insert(row);
            if (meets_inclusion(s.x, s.both, incl_[point]) && meets_pri(s.x, s.both, s.ambiguous, pri_[point]))
                table.positive.insert(row);
        }
        return table;
    }

    /// Gives every second point a cutoff on or beside a statistic of one of its rows, within and beyond the certified band.
    void surround_statistics() {
        for (std::size_t i = 0; i < list_.size; i += 2) {
            const PlainCalibration plain = evaluate_plainly(i);
            std::vector<std::size_t> rows;
            for (std::size_t row = 0; row < plain.n.size(); ++row)
                if (plain.n[row] >= n_cut_[i]) rows.push_back(row);
            if (rows.empty()) continue;
            const RelationSums<double>& sums = plain.sums[rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))]];
            const bool of_pri = below(2) == 0;
            const double statistic = of_pri ? pri(sums) : inclusion(sums);
            const double unit = std::ldexp(1.0 / (of_pri ? sums.x - sums.ambiguous : sums.x), -26);
            const double met = statistic + cutoff_tolerance;
            const double by[] = {0.0, 0.3 * unit, unit, 3 * unit, 20 * unit, 70 * unit};
            double cutoff = met + (below(2) == 0 ? -1 : 1) * by[below(6)];
            if (below(8) == 0) cutoff = std::nextafter(met, below(2) == 0 ? 0.0 : 2.0);
            if (below(8) == 0) cutoff = statistic;
            (of_pri ? pri_ : incl_)[i] = cutoff_bound(cutoff);
            if (of_pri) incl_[i] = cutoff_bound(0.0);
        }
    }
    void set_cutoffs(std::size_t point, double incl_bound, double pri_bound, std::int32_t n_cut) {
        incl_[point] = incl_bound;
        pri_[point] = pri_bound;
        n_cut_[point] = n_cut;
    }
    void set_choice(std::size_t point, int set, std::int32_t choice) {
        choice_[static_cast<std::size_t>(set) * list_.size + point] = choice;
    }
    const SweepProblem& sweep() const { return sets_.problem(); }

  private:
    std::int32_t below(int size) { return static_cast<std::int32_t>(random_() % static_cast<std::uint64_t>(size)); }
    /// Mostly possible ones.
    double cutoff() {
        const double odd[] = {0.0, 1.0, 0.5, 2.0 / 3, 0.75, 1.5, -3.0};
        return below(5) == 0 ? odd[below(7)] : std::uniform_real_distribution<double>(0.4, 1.0)(random_);
    }
    double membership(std::size_t point, int s, int c) const {
        const SetChoices& set = s < problem_.conditions ? problem_.condition[s] : problem_.outcome;
        return set.membership[choice_[static_cast<std::size_t>(s) * list_.size + point] * problem_.cases + c];
    }
    void add_weights(Weights weights) {
        const int cases = problem_.cases;
        problem_.weightings = 7;
        for (int w = 0; w < problem_.weightings; ++w) {
            std::vector<std::uint16_t> of_case(static_cast<std::size_t>(cases), weights == Weights::resampled ? 0 : 1);
            if (weights == Weights::leave_one_out) of_case[static_cast<std::size_t>(below(cases))] = 0;
            if (weights == Weights::resampled)
                for (int i = 0; i < cases; ++i) ++of_case[static_cast<std::size_t>(below(cases))];
            // The most that 32 bits hold of one case, and more.
            if (weights == Weights::heavy) of_case[static_cast<std::size_t>(below(cases))] = 63;
            if (weights == Weights::too_heavy) of_case[static_cast<std::size_t>(below(cases))] = 300;
            weight_.insert(weight_.end(), of_case.begin(), of_case.end());
        }
        problem_.weight = weight_.data();
    }

    RandomProblem sets_;
    std::mt19937_64 random_;
    PointProblem problem_;
    PointList list_;
    std::vector<std::uint16_t> weight_;
    std::vector<std::int32_t> choice_, weighting_, n_cut_;
    std::vector<double> incl_, pri_;
};

}  // namespace qca::parity
