// Sweeps made up from a seed, and what a plain loop over all of their scenarios finds.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "kernels/backend/pair_maps.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/views.hpp"

namespace qca::parity {

struct Shape {
    int cases = 30;
    std::vector<int> choices;  ///< per condition
    int outcomes = 3;
    int incl_cuts = 5, pri_cuts = 2, n_cuts = 2, types = 2, paths = 3;
    double crisp_share = 0.1;  ///< memberships that are exactly 0, 0.5 or 1
    int left_out = 0;          ///< weightings: all cases, then so many that leave one or two out,
    int drawn = 0;             ///< and so many draws with replacement
    int few = 0;               ///< and so many that leave most out
    int draws = 0;             ///< cases in a draw; 0: as many as there are
    int lowest_n = 1;          ///< of the frequency cutoffs
};

/// Owns everything that its problem() points to.
class RandomProblem {
  public:
    RandomProblem(const Shape& shape, std::uint64_t seed) : random_(seed) {
        const int k = static_cast<int>(shape.choices.size());
        for (int s = 0; s <= k; ++s) add_set(s < k ? shape.choices[static_cast<std::size_t>(s)] : shape.outcomes, shape);
        std::vector<double> incl, pri;
        while (static_cast<int>(incl.size()) < shape.incl_cuts) {
            incl.push_back(0.4 + 0.6 * uniform());
            std::sort(incl.begin(), incl.end());
        }
        while (static_cast<int>(pri.size()) < shape.pri_cuts) {
            pri.push_back(0.7 * uniform());
            std::sort(pri.begin(), pri.end());
        }
        for (const double c : incl) incl_.push_back(cutoff_bound(c));
        for (const double c : pri) pri_.push_back(cutoff_bound(c));
        for (int q = 0; q < shape.n_cuts; ++q) n_.push_back(shape.lowest_n + q);
        if (shape.left_out + shape.drawn + shape.few > 0) add_weightings(shape);
        for (const int size : {shape.incl_cuts, shape.pri_cuts, shape.n_cuts, shape.types}) axis_sizes_.push_back(size);
        for (int p = 0; p < shape.paths; ++p) {
            const auto rows = static_cast<std::uint32_t>(1 << k);
            const auto literals = static_cast<std::uint32_t>(random_() % rows);
            paths_.push_back({literals, static_cast<std::uint32_t>(random_()) & literals});
        }
        finish(shape, k);
    }
    RandomProblem(const RandomProblem&) = delete;
    RandomProblem& operator=(const RandomProblem&) = delete;

    const SweepProblem& problem() const { return problem_; }

  private:
    double uniform() { return std::uniform_real_distribution<double>()(random_); }

    void add_set(int choices, const Shape& shape) {
        std::vector<double> table;
        std::vector<double> base;
        for (int c = 0; c < shape.cases; ++c) base.push_back(uniform());
        std::sort(base.begin(), base.end());
        if (memberships_.size() < shape.choices.size()) std::shuffle(base.begin(), base.end(), random_);
        for (int choice = 0; choice < choices; ++choice) {
            const double shift = 0.4 * (uniform() - 0.5);
            for (const double b : base) {
                double m = std::clamp(b + shift, 0.0, 1.0);
                if (uniform() < shape.crisp_share) m = 0.5 * static_cast<double>(random_() % 3);
                table.push_back(m);
            }
        }
        // Two axes a set, choice = (i, j) with j up to 2, so that pairs inside a set are met too.
        std::vector<std::int32_t> coordinates;
        for (int choice = 0; choice < choices; ++choice) {
            coordinates.push_back(choice / 2);
            coordinates.push_back(choice % 2);
        }
        set_axes_.push_back(static_cast<std::int32_t>(axis_sizes_.size()));
        axis_sizes_.push_back((choices + 1) / 2);
        axis_sizes_.push_back(2);
        memberships_.push_back(std::move(table));
        coordinates_.push_back(std::move(coordinates));
        choices_.push_back(choices);
    }

    void add_weightings(const Shape& shape) {
        const auto cases = static_cast<std::size_t>(shape.cases);
        problem_.weightings = 1 + shape.left_out + shape.drawn + shape.few;
        problem_.weighting_axis = static_cast<std::int32_t>(axis_sizes_.size());
        axis_sizes_.push_back(problem_.weightings);
        weights_.assign(cases, 1);
        for (int w = 0; w < shape.left_out; ++w) {
            std::vector<std::uint16_t> weight(cases, 1);
            for (int time = 0; time <= w % 3; ++time) weight[random_() % cases] = 0;
            weights_.insert(weights_.end(), weight.begin(), weight.end());
        }
        for (int w = 0; w < shape.drawn + shape.few; ++w) {
            std::vector<std::uint16_t> weight(cases);
            const std::size_t drawn = shape.draws > 0 ? static_cast<std::size_t>(shape.draws) : cases;
            for (std::size_t time = 0; time < (w < shape.drawn ? drawn : 1 + cases / 4); ++time) {
                std::uint16_t& of_case = weight[random_() % cases];
                of_case = static_cast<std::uint16_t>(w < shape.drawn ? of_case + 1 : 1);
            }
            weights_.insert(weights_.end(), weight.begin(), weight.end());
        }
        problem_.weight = weights_.data();
        problem_.repeats_cases = shape.drawn > 0;
    }

    void finish(const Shape& shape, int k) {
        for (int s = 0; s <= k; ++s) {
            const auto i = static_cast<std::size_t>(s);
            SetChoices set;
            set.membership = memberships_[i].data();
            set.choices = choices_[i];
            set.coordinate = coordinates_[i].data();
            set.axes = 2;
            set.axis[0] = set_axes_[i];
            set.axis[1] = set_axes_[i] + 1;
            sets_.push_back(set);
        }
        problem_.cases = shape.cases;
        problem_.conditions = k;
        problem_.sets_a = k / 2;
        problem_.condition = sets_.data();
        problem_.outcome = sets_.back();
        const int first = static_cast<int>(axis_sizes_.size()) - 4;
        problem_.cutoffs = {incl_.data(),    pri_.data(),     n_.data(), shape.incl_cuts, shape.pri_cuts,
                            shape.n_cuts,    first,           first + 1, first + 2};
        problem_.solution_types = shape.types;
        problem_.type_axis = first + 3;
        problem_.paths = shape.paths;
        problem_.path = paths_.data();
        problem_.axes = static_cast<int>(axis_sizes_.size());
        problem_.axis_size = axis_sizes_.data();
    }

    std::mt19937_64 random_;
    std::vector<std::vector<double>> memberships_;
    std::vector<std::vector<std::int32_t>> coordinates_;
    std::vector<int> choices_;
    std::vector<std::uint16_t> weights_;
    std::vector<std::int32_t> set_axes_, axis_sizes_, n_;
    std::vector<double> incl_, pri_;
    std::vector<Implicant> paths_;
    std::vector<SetChoices> sets_;
    SweepProblem problem_;
};

/// Some meaning for tables: any function of them will do to check the counting.
inline std::uint8_t made_up_state(const CodedTable& table, int type, int path) {
    std::uint64_t h = static_cast<std::uint64_t>(type * 31 + path + 1);
    for (const std::uint64_t w : table.positive.word) h = (h ^ w) * 0x9E3779B97F4A7C15u, h ^= h >> 31;
    for (const std::uint64_t w : table.observed.word) h = (h ^ w) * 0xD6E8FEB86659FD93u, h ^= h >> 29;
    // Most scenarios in one state, as in a real sweep, so that counts of it grow large.
    return static_cast<std::uint8_t>(h % 64 < 57 ? path % 7 : h % 7);
}

/// The sums of one calibration, one case after the other, one row after the other.
struct PlainCalibration {
    std::vector<RelationSums<double>> sums;  ///< [row]
    std::vector<int> n;                      ///< [row]
};

inline PlainCalibration evaluate_plainly(const SweepProblem& p, const std::vector<int>& choice, int weighting = 0) {
    PlainCalibration out{std::vector<RelationSums<double>>(static_cast<std::size_t>(p.rows())),
                         std::vector<int>(static_cast<std::size_t>(p.rows()))};
    for (int c = 0; c < p.cases; ++c) {
        const double y = p.outcome.membership[choice.back() * p.cases + c];
        const int times = p.weight == nullptr ? 1 : p.weight[weighting * p.cases + c];
        for (int row = 0; row < p.rows(); ++row) {
            double m = 1.0;
            for (int s = 0; s < p.conditions; ++s) {
                const double in = p.condition[s].membership[choice[static_cast<std::size_t>(s)] * p.cases + c];
                m = std::min(m, (row >> (p.conditions - 1 - s) & 1) != 0 ? in : 1.0 - in);
            }
            for (int time = 0; time < times; ++time) out.sums[static_cast<std::size_t>(row)].add(m, y);
            out.n[static_cast<std::size_t>(row)] += m > 0.5 ? times : 0;
        }
    }
    return out;
}

/// Everything that a sweep counts, scenario by scenario.
struct PlainSweep {
    std::vector<std::uint64_t> maps, case_counts;
    std::map<CodedTable, std::uint64_t> tables;
    std::vector<std::vector<std::uint8_t>> survival;  ///< [path][scenario]
};

inline PlainSweep sweep_plainly(const SweepProblem& p) {
    const PairMaps layout{p.axis_size, p.axes};
    std::vector<std::size_t> offset;  // [pair of axes]
    for (int a = 0; a < p.axes; ++a)
        for (int b = a + 1; b < p.axes; ++b) offset.push_back(layout.offset(a, b));
    PlainSweep out;
    const std::size_t map_size = layout.size();
    out.maps.resize(map_size * static_cast<std::size_t>(p.paths));
    out.case_counts.resize(CaseCounts::per_path(p) * static_cast<std::size_t>(p.paths));
    std::size_t scenarios = 1;
    for (int a = 0; a < p.axes; ++a) scenarios *= static_cast<std::size_t>(p.axis_size[a]);
    out.survival.assign(static_cast<std::size_t>(p.paths), std::vector<std::uint8_t>(scenarios, 7));
    std::vector<int> choice(static_cast<std::size_t>(p.conditions) + 1);
    int weighting = 0;
    for (bool more = true; more;) {
        const PlainCalibration cal = evaluate_plainly(p, choice, weighting);
        std::vector<int> at(static_cast<std::size_t>(p.axes));
        if (p.weightings > 0) at[static_cast<std::size_t>(p.weighting_axis)] = weighting;
        for (int s = 0; s <= p.conditions; ++s) {
            const SetChoices& set = s < p.conditions ? p.condition[s] : p.outcome;
            for (int x = 0; x < set.axes; ++x)
                at[static_cast<std::size_t>(set.axis[x])] =
                    set.coordinate[choice[static_cast<std::size_t>(s)] * set.axes + x];
        }
        for (int q = 0; q < p.cutoffs.n_cuts; ++q)
            for (int i = 0; i < p.cutoffs.incl_cuts; ++i)
                for (int r = 0; r < p.cutoffs.pri_cuts; ++r) {
                    CodedTable table;
                    for (int row = 0; row < p.rows(); ++row) {
                        const auto& s = cal.sums[static_cast<std::size_t>(row)];
                        if (cal.n[static_cast<std::size_t>(row)] < p.cutoffs.n_cut[q]) continue;
                        table.observed.insert(row);
                        if (meets_inclusion(s.x, s.both, p.cutoffs.incl_bound[i]) &&
                            meets_pri(s.x, s.both, s.ambiguous, p.cutoffs.pri_bound[r]))
                            table.positive.insert(row);
                    }
                    ++out.tables[table];
                    at[static_cast<std::size_t>(p.cutoffs.incl_axis)] = i;
                    at[static_cast<std::size_t>(p.cutoffs.pri_axis)] = r;
                    at[static_cast<std::size_t>(p.cutoffs.n_axis)] = q;
                    for (int type = 0; type < p.solution_types; ++type) {
                        at[static_cast<std::size_t>(p.type_axis)] = type;
                        std::size_t id = 0;
                        for (int a = 0; a < p.axes; ++a)
                            id = id * static_cast<std::size_t>(p.axis_size[a]) + static_cast<std::size_t>(at[static_cast<std::size_t>(a)]);
                        for (int path = 0; path < p.paths; ++path) {
                            const int state = made_up_state(table, type, path);
                            out.survival[static_cast<std::size_t>(path)][id] = static_cast<std::uint8_t>(state);
                            std::size_t pair = 0;
                            for (int a = 0; a < p.axes; ++a)
                                for (int b = a + 1; b < p.axes; ++b)
                                    ++out.maps[static_cast<std::size_t>(path) * map_size + offset[pair++] +
                                               static_cast<std::size_t>((at[static_cast<std::size_t>(a)] * p.axis_size[b] +
                                                                         at[static_cast<std::size_t>(b)]) * survival_states + state)];
                            if (state > 1) continue;
                            for (int c = 0; c < p.cases; ++c) {
                                bool inside = p.weightings == 0 || p.weight[weighting * p.cases + c] > 0;
                                for (int s = 0; s < p.conditions; ++s) {
                                    const std::uint32_t bit = condition_bit(s, p.conditions);
                                    if ((p.path[path].literals & bit) == 0) continue;
                                    const double m = p.condition[s].membership[choice[static_cast<std::size_t>(s)] * p.cases + c];
                                    inside = inside && ((p.path[path].values & bit) != 0 ? m : 1.0 - m) > 0.5;
                                }
                                if (!inside) continue;
                                std::uint64_t* counts = out.case_counts.data() + static_cast<std::size_t>(path) * CaseCounts::per_path(p);
                                ++counts[c];
                                std::size_t values = 1;
                                for (int s = 0; s < p.conditions; ++s)
                                    for (int x = 0; x < p.condition[s].axes; ++x) {
                                        const int axis = p.condition[s].axis[x];
                                        ++counts[(values + static_cast<std::size_t>(at[static_cast<std::size_t>(axis)])) * static_cast<std::size_t>(p.cases) + static_cast<std::size_t>(c)];
                                        values += static_cast<std::size_t>(p.axis_size[axis]);
                                    }
                                if (p.weightings > 0) ++counts[(values + static_cast<std::size_t>(weighting)) * static_cast<std::size_t>(p.cases) + static_cast<std::size_t>(c)];
                            }
                        }
                    }
                }
        more = ++weighting < p.weightings;
        if (!more) weighting = 0;
        for (int s = p.conditions; s >= 0 && !more; --s) {
            const SetChoices& set = s < p.conditions ? p.condition[s] : p.outcome;
            if (++choice[static_cast<std::size_t>(s)] < set.choices) more = true;
            else choice[static_cast<std::size_t>(s)] = 0;
        }
    }
    return out;
}

}  // namespace qca::parity
