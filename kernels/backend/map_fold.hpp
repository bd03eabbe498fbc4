// From counts per part of a block to maps of every pair of axes.
//
// A scenario has four parts: the anchors of half A, those of the outcome, those of half B (its lane), and its cutoffs
// with the solution type. Each pair of axes lies in one part or in two, so its counts are sums over blocks of counts
// that know only one or two parts. A backend gathers those; here they are added to the maps.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "kernels/backend/weighted_cases.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Counts by state, added all at once.
typedef std::uint64_t StateCounts __attribute__((vector_size(survival_states * sizeof(std::uint64_t))));

/// An axis and a value on it.
struct Coordinate {
    std::int32_t axis;
    std::int32_t value;
};

/// Where the anchors of some sets lie on the axes.
struct PartCoordinates {
    Coordinate at[3 * max_half_sets];
    int axes = 0;

    QCA_HD void append(const SetChoices& set, int choice) {
        for (int x = 0; x < set.axes; ++x) at[axes++] = {set.axis[x], set.coordinate[choice * set.axes + x]};
    }
    QCA_HD const Coordinate* begin() const { return at; }
    QCA_HD const Coordinate* end() const { return at + axes; }
};

/// Coordinates of the sets [first, last) under choice[0], choice[1], ...
QCA_HD PartCoordinates coordinates_of(const SweepProblem& problem, int first, int last, const int* choice) {
    PartCoordinates part;
    for (int s = first; s < last; ++s) part.append(problem.condition[s], choice[s - first]);
    return part;
}

/// Of a choice of the outcome, see SweepProblem::outcomes().
QCA_HD PartCoordinates coordinates_of_outcome(const SweepProblem& problem, std::size_t outcome) {
    PartCoordinates part;
    part.append(problem.outcome, static_cast<int>(problem.outcome_choice(outcome)));
    if (problem.weightings > 0) part.at[part.axes++] = {problem.weighting_axis, problem.weighting(outcome)};
    return part;
}

/// "Values" are counts per value of the cutoffs' axes, in this order: inclusion, PRI and frequency cutoffs, types.
/// Tag names the SIMD variant that the class is compiled for.
template <class Tag>
class MapFold {
  public:
    explicit MapFold(const SweepProblem& problem)
        : problem_(problem), cuts_(count(problem.cutoffs.incl_cuts)), values_(values_of(problem)),
          paths_(count(problem.paths)), map_size_(PairMaps{problem.axis_size, problem.axes}.size() / survival_states),
          pair_(count(problem.axes) * count(problem.axes)), maps_(map_size_ * paths_),
          value_at_(values_), lane_(BlockGrid::lanes), case_counts_(CaseCounts::per_path(problem) * paths_),
          lane_cases_(BlockGrid::lanes * paths_ * count(problem.cases)), part_cases_(count(problem.cases)),
          weighted_(problem) {
        const PairMaps layout{problem.axis_size, problem.axes};
        for (int a = 0; a < problem.axes; ++a)
            for (int b = a + 1; b < problem.axes; ++b) {
                const std::size_t offset = layout.offset(a, b) / survival_states, step = count(problem.axis_size[b]);
                pair_[count(a * problem.axes + b)] = {offset, step, 1};
                pair_[count(b * problem.axes + a)] = {offset, 1, step};
            }
        const CutoffChoices& cutoffs = problem.cutoffs;
        Coordinate* value = value_at_.data();
        for (int c = 0; c < cutoffs.incl_cuts; ++c) *value++ = {cutoffs.incl_axis, c};
        for (int c = 0; c < cutoffs.pri_cuts; ++c) *value++ = {cutoffs.pri_axis, c};
        for (int c = 0; c < cutoffs.n_cuts; ++c) *value++ = {cutoffs.n_axis, c};
        for (int c = 0; c < problem.solution_types; ++c) *value++ = {problem.type_axis, c};
        std::size_t most_values = 1;
        for (int s = problem.sets_a; s < problem.conditions; ++s)
            for (int x = 0; x < problem.condition[s].axes; ++x) {
                const std::size_t size = count(problem.axis_size[problem.condition[s].axis[x]]);
                most_values = most_values < size ? size : most_values;
            }
        by_value_ = Buffer<StateCounts>(most_values * values_);
    }

    static std::size_t values_of(const SweepProblem& problem) {
        const CutoffChoices& cutoffs = problem.cutoffs;
        return count(cutoffs.incl_cuts + cutoffs.pri_cuts + cutoffs.n_cuts + problem.solution_types);
    }

    /// Begins a block of so many lanes. @param choices  [lane][max_half_sets] of the sets of half B
    void begin_block(int lanes, const int* choices) {
        lanes_ = lanes;
        for (int lane = 0; lane < lanes; ++lane)
            lane_[count(lane)] = coordinates_of(problem_, problem_.sets_a, problem_.conditions, choices + lane * max_half_sets);
        for (int x = 0; x < lane_[0].axes; ++x) {
            lowest_[x] = highest_[x] = lane_[0].at[x].value;
            for (int lane = 1; lane < lanes; ++lane) {
                const std::int32_t value = lane_[count(lane)].at[x].value;
                lowest_[x] = value < lowest_[x] ? value : lowest_[x];
                highest_[x] = value > highest_[x] ? value : highest_[x];
            }
        }
    }

    /// Adds the counts of one combination of half A, or of one choice of the outcome, in this block.
    /// @param values      [path][value]
    /// @param lane_counts [lane][path]
    void add_part(const PartCoordinates& part, const StateCounts* values, const StateCounts* lane_counts) {
        if (part.axes == 0) return;
        for (std::size_t path = 0; path < paths_; ++path) {
            add_within(path, part, total_of(values + path * values_));
            for (const Coordinate& a : part) add_values(path, a, values + path * values_);
            add_lane_pairs(path, part, lane_counts);
        }
    }

    /// Adds the counts of one combination of half A with one choice of the outcome. @param totals  [path]
    void add_parts(const PartCoordinates& leading, const PartCoordinates& outcome, const StateCounts* totals) {
        for (std::size_t path = 0; path < paths_; ++path)
            for (const Coordinate& a : leading)
                for (const Coordinate& b : outcome) cell(path, a, b) += totals[path];
    }

    /// Counts the cases of every path that is exact somewhere under one combination of half A.
    /// @param in_path      [path][BlockGrid::lanes][case]: whether the case is in the path, as far as half B has a say
    /// @param leading      [path][case]: the same for half A
    /// @param lane_counts  [lane][path]
    void add_cases(const PartCoordinates& part, const std::uint8_t* in_path, const std::uint8_t* leading,
                   const StateCounts* lane_counts) {
        const std::size_t cases = count(problem_.cases);
        for (std::size_t path = 0; path < paths_; ++path) {
            bool any = false;
            for (std::size_t lane = 0; lane < count(lanes_); ++lane) {
                const StateCounts& counts = lane_counts[lane * paths_ + path];
                const std::uint64_t exact =
                    counts[static_cast<int>(Survival::exact_all)] + counts[static_cast<int>(Survival::exact_some)];
                if (exact == 0) continue;
                any = true;
                const std::uint8_t* const in_b = in_path + (path * BlockGrid::lanes + lane) * cases;
                std::uint64_t* const lane_sum = lane_cases_.data() + (lane * paths_ + path) * cases;
                for (std::size_t c = 0; c < cases; ++c) {
                    const std::uint64_t add = (leading[path * cases + c] & in_b[c]) != 0 ? exact : 0;
                    lane_sum[c] += add;
                    part_cases_[c] += add;
                }
            }
            if (!any) continue;
            weighted_.remove_left_out(path, part_cases_.data());
            std::uint64_t* const total = case_counts_.data() + CaseCounts::per_path(problem_) * path;
            for (std::size_t c = 0; c < cases; ++c) total[c] += part_cases_[c];
            add_cases_at(path, part_cases_.data(), part);
            part_cases_.clear();
        }
        weighted_.end_part();
    }

    /// Counts the cases of every path under the current combination of half A and one weighting, as far as the weighting has
    /// a say. @param exact  [lane][path] scenarios in which the path is exact; the others as for add_cases()
    void add_weighting(int weighting, const std::uint64_t* exact, const std::uint8_t* in_path, const std::uint8_t* leading) {
        weighted_.add(weighting, exact, lanes_, in_path, leading, lane_cases_.data());
    }

    /// Adds the counts of every lane of the block and ends the block. @param values  [lane][path][value]
    void end_block(const StateCounts* values) {
        for (std::size_t path = 0; path < paths_; ++path)
            for (int x = 0; x < lane_[0].axes; ++x) {
                // Lanes with one value of an axis are added up first: their values lie side by side, cells do not.
                for (std::size_t lane = 0; lane < count(lanes_); ++lane) {
                    StateCounts* const sum = by_value_.data() + count(lane_[lane].at[x].value) * values_;
                    const StateCounts* const of_lane = values + (lane * paths_ + path) * values_;
                    for (std::size_t v = 0; v < values_; ++v) sum[v] += of_lane[v];
                }
                const std::int32_t axis = lane_[0].at[x].axis;
                for (std::int32_t value = lowest_[x]; value <= highest_[x]; ++value) {
                    StateCounts* const sum = by_value_.data() + count(value) * values_;
                    add_values(path, {axis, value}, sum);
                    for (std::size_t v = 0; v < values_; ++v) sum[v] = StateCounts{};
                }
            }
        for (std::size_t lane = 0; lane < count(lanes_); ++lane)
            for (std::size_t path = 0; path < paths_; ++path) {
                add_within(path, lane_[lane], total_of(values + (lane * paths_ + path) * values_));
                std::uint64_t* const cases = lane_cases_.data() + (lane * paths_ + path) * count(problem_.cases);
                add_cases_at(path, cases, lane_[lane]);
                for (int c = 0; c < problem_.cases; ++c) cases[c] = 0;
            }
    }

    /// Adds the counts of one combination of cutoffs and type.
    void add_cutoffs(std::size_t path, int incl, int pri, int n, int type, const StateCounts& counts) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        PartCoordinates part;
        part.at[0] = {cutoffs.incl_axis, incl};
        part.at[1] = {cutoffs.pri_axis, pri};
        part.at[2] = {cutoffs.n_axis, n};
        part.at[3] = {problem_.type_axis, type};
        part.axes = 4;
        add_within(path, part, counts);
    }

    /// Adds all counts to `maps` and `case_counts` and starts anew.
    void take(std::uint64_t* maps, std::uint64_t* case_counts) {
        for (std::size_t i = 0; i < maps_.size(); ++i)
            for (std::size_t s = 0; s < survival_states; ++s) maps[i * survival_states + s] += maps_[i][s];
        for (std::size_t i = 0; i < case_counts_.size(); ++i) case_counts[i] += case_counts_[i];
        weighted_.take(case_counts);
        maps_.clear();
        case_counts_.clear();
    }

  private:
    static_assert(3 * max_half_sets >= 4);

    /// Cell of a pair of axes: offset + value of the first * first step + value of the second * second step.
    struct Pair {
        std::size_t offset, first_step, second_step;
    };

    static std::size_t count(int n) { return static_cast<std::size_t>(n); }

    StateCounts& cell(std::size_t path, Coordinate a, Coordinate b) {
        const Pair& pair = pair_[count(a.axis * problem_.axes + b.axis)];
        return maps_[path * map_size_ + pair.offset + count(a.value) * pair.first_step + count(b.value) * pair.second_step];
    }
    StateCounts total_of(const StateCounts* values) const {
        StateCounts total{};
        for (std::size_t c = 0; c < cuts_; ++c) total += values[c];
        return total;
    }
    void add_values(std::size_t path, Coordinate at, const StateCounts* values) {
        for (std::size_t v = 0; v < values_; ++v) cell(path, at, value_at_[v]) += values[v];
    }
    void add_within(std::size_t path, const PartCoordinates& part, const StateCounts& counts) {
        for (int a = 0; a < part.axes; ++a)
            for (int b = a + 1; b < part.axes; ++b) cell(path, part.at[a], part.at[b]) += counts;
    }
    void add_lane_pairs(std::size_t path, const PartCoordinates& part, const StateCounts* lane_counts) {
        for (int x = 0; x < lane_[0].axes; ++x) {
            for (std::size_t lane = 0; lane < count(lanes_); ++lane)
                by_value_[count(lane_[lane].at[x].value)] += lane_counts[lane * paths_ + path];
            const std::int32_t axis = lane_[0].at[x].axis;
            for (std::int32_t value = lowest_[x]; value <= highest_[x]; ++value) {
                StateCounts& sum = by_value_[count(value)];
                for (const Coordinate& a : part) cell(path, a, {axis, value}) += sum;
                sum = StateCounts{};
            }
        }
    }

    /// Adds counts per case to the given values of condition axes.
    void add_cases_at(std::size_t path, const std::uint64_t* cases, const PartCoordinates& part) {
        const std::size_t n = count(problem_.cases);
        std::uint64_t* const of_path = case_counts_.data() + CaseCounts::per_path(problem_) * path;
        for (const Coordinate& at : part) {
            std::uint64_t* const out = of_path + (1 + values_before(at.axis) + count(at.value)) * n;
            for (std::size_t c = 0; c < n; ++c) out[c] += cases[c];
        }
    }
    /// Values of the condition axes that come before this one, in the order of CaseCounts.
    std::size_t values_before(int axis) const {
        std::size_t values = 0;
        for (int s = 0; s < problem_.conditions; ++s)
            for (int x = 0; x < problem_.condition[s].axes; ++x) {
                if (problem_.condition[s].axis[x] == axis) return values;
                values += count(problem_.axis_size[problem_.condition[s].axis[x]]);
            }
        return values;
    }

    const SweepProblem problem_;
    const std::size_t cuts_;             // inclusion cutoffs
    const std::size_t values_, paths_;
    const std::size_t map_size_;         // cells of one path
    Buffer<Pair> pair_;                  // [axis][axis]
    Buffer<StateCounts> maps_;           // [path][cell]
    Buffer<Coordinate> value_at_;        // [value]
    Buffer<PartCoordinates> lane_;       // [lane]
    Buffer<StateCounts> by_value_;       // [value of some axis of half B][value]; zero between calls
    Buffer<std::uint64_t> case_counts_;
    Buffer<std::uint64_t> lane_cases_;   // [lane][path][case] of the block
    Buffer<std::uint64_t> part_cases_;   // [case] of the combination of half A and path
    WeightedCases<Tag> weighted_;
    std::int32_t lowest_[3 * max_half_sets] = {}, highest_[3 * max_half_sets] = {};  // values of the lanes on each axis
    int lanes_ = 0;
};

}  // namespace qca
