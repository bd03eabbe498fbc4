// The CPU's fit engine: calibrations side by side in SIMD packs. Instantiated once per instruction set
// (fit_baseline.cpp, fit_avx2.cpp, fit_avx512.cpp).
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/fit_panel.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/fit_engine.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/stage/fit_solutions.hpp"

namespace qca {

template <class Number>
class FitLanes final : public FitEngine {
    using Panel = FitPanel<Number>;
    static constexpr int width = Lanes<Number>::count;
    static constexpr std::size_t lanes_at_once = 256;  // whose sums wait while the next cases are laid out
    static constexpr std::size_t tile = Panel::lanes;

  public:
    explicit FitLanes(const SweepProblem& problem)
        : cases_(static_cast<std::size_t>(problem.cases)), conditions_(problem.conditions), outcome_(problem.outcome),
          panel_(problem.conditions + 1), united_(Panel::column_size), sums_(lanes_at_once / width),
          sum_y_(static_cast<std::size_t>(problem.outcome.choices)) {
        // Parts of about equal size, so that a part of very few cases is rare.
        const std::size_t parts = (cases_ + Panel::cases_at_once - 1) / Panel::cases_at_once;
        cases_at_once_ = parts == 0 ? 0 : (cases_ + parts - 1) / parts;
        for (int s = 0; s < conditions_; ++s) condition_[s] = problem.condition[s];
        for (std::size_t y = 0; y < sum_y_.size(); ++y)
            for (std::size_t c = 0; c < cases_; ++c) sum_y_[y] += outcome_.membership[y * cases_ + c];
    }

    void fit(const Implicant* path, int paths, CalibrationList calibrations, ModelFits out) override {
        for (std::size_t first = 0; first < calibrations.size; first += lanes_at_once) {
            const std::size_t end = first + lanes_at_once;
            fit_range(path, paths, calibrations, {first, end < calibrations.size ? end : calibrations.size}, out);
        }
    }

  private:
    QCA_HD void fit_range(const Implicant* path, int paths, const CalibrationList& calibrations, Range range,
                          const ModelFits& out) {
        sums_.clear();
        for (std::size_t begin = 0; begin < cases_; begin += cases_at_once_) {
            const std::size_t end = begin + cases_at_once_;
            panel_.start({begin, end < cases_ ? end : cases_});
            for (std::size_t first = range.begin; first < range.end; first += tile) {
                fill(path, paths, calibrations, first);
                add(path, paths, sums_.data() + (first - range.begin) / width);
            }
        }
        read_fits(calibrations, range, out);
    }

    QCA_HD void fill(const Implicant* path, int paths, const CalibrationList& calibrations, std::size_t first) {
        std::uint32_t used = 0, negated = 0;
        for (int p = 0; p < paths; ++p) {
            used |= path[p].literals;
            negated |= path[p].literals & ~path[p].values;
        }
        for (int s = 0; s < conditions_; ++s) {
            const std::uint32_t bit = condition_bit(s, conditions_);
            if ((used & bit) == 0) continue;
            fill_set(s, condition_[s], (negated & bit) != 0, calibrations, first);
        }
        fill_set(conditions_, outcome_, false, calibrations, first);
    }

    QCA_HD void fill_set(int set, const SetChoices& choices, bool negated, const CalibrationList& calibrations,
                         std::size_t first) {
        const std::int32_t* choice = calibrations.choice + static_cast<std::size_t>(set) * calibrations.size + first;
        std::int32_t padded[tile];
        if (const std::size_t left = calibrations.size - first; left < tile) {
            for (std::size_t l = 0; l < tile; ++l) padded[l] = choice[l < left ? l : left - 1];
            choice = padded;
        }
        panel_.fill(set, choices, cases_, choice, negated);
    }

    /// Adds the panel's cases to the sums of its packs.
    QCA_HD void add(const Implicant* path, int paths, RelationSums<Number>* sums) {
        for (int p = 0; p < paths; ++p) {
            const Number* literal[max_conditions];
            int literals = 0;
            for (std::uint32_t rest = path[p].literals; rest != 0; rest &= rest - 1) {
                const int set = conditions_ - 1 - __builtin_ctz(rest);
                literal[literals++] = (path[p].values & rest & -rest) != 0 ? panel_.present(set) : panel_.absent(set);
            }
            const PathColumns<Number> columns{literal, p == 0, united_.data()};
            if (p + 1 < paths) with_literals(literals, UnitePath<Number>{columns, Panel::packs * panel_.cases()});
            else with_literals(literals, AddModel<Number>{columns, panel_.present(conditions_), Panel::packs,
                                                          panel_.cases(), sums});
        }
    }

    QCA_HD void read_fits(const CalibrationList& calibrations, Range range, const ModelFits& out) const {
        const std::int32_t* const outcome =
            calibrations.choice + static_cast<std::size_t>(conditions_) * calibrations.size;
        double x[lanes_at_once], both[lanes_at_once], ambiguous[lanes_at_once], sum_y[lanes_at_once];
        for (std::size_t pack = 0; pack < sums_.size(); ++pack)
            for (std::size_t l = 0; l < width; ++l) {
                x[pack * width + l] = sums_[pack].x[l];
                both[pack * width + l] = sums_[pack].both[l];
                ambiguous[pack * width + l] = sums_[pack].ambiguous[l];
            }
        const std::size_t size = range.size();
        for (std::size_t i = 0; i < size; ++i) sum_y[i] = sum_y_[static_cast<std::size_t>(outcome[range.begin + i])];
        // One quotient a loop, so that each is divided a pack at a time.
        for (std::size_t i = 0; i < size; ++i)
            out.inclusion[range.begin + i] = inclusion(RelationSums<double>{x[i], both[i], ambiguous[i]});
        for (std::size_t i = 0; i < size; ++i)
            out.pri[range.begin + i] = pri(RelationSums<double>{x[i], both[i], ambiguous[i]});
        for (std::size_t i = 0; i < size; ++i)
            out.coverage[range.begin + i] = coverage(RelationSums<double>{x[i], both[i], ambiguous[i]}, sum_y[i]);
    }

    std::size_t cases_;
    std::size_t cases_at_once_ = 0;
    int conditions_;
    SetChoices condition_[max_conditions];
    SetChoices outcome_;
    Panel panel_;
    Buffer<Number> united_;              // [pack][case] membership in the model
    Buffer<RelationSums<Number>> sums_;  // [pack]
    Buffer<double> sum_y_;               // [choice of the outcome], cases in order
};

}  // namespace qca
