// Sensitivity ranges of random studies: no single analysis contradicts them, on grids, at the boundaries and beside them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "host/analysis/analysis.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "tests/property/random_study.hpp"

namespace qca {
namespace {

using test::Made;
using test::made_study;

/// What an analysis of one study says, every coded table minimised once.
class Analyst {
  public:
    explicit Analyst(const Made& made) : made_(made) {}

    RangeState state(const Study& study) {
        const SolutionRules rules = rules_of(study);
        const CodedRows rows = coded_rows(truth_table(calibrate_study(study, made_.data), study.cutoffs), rules);
        const auto [at, is_new] = known_.try_emplace(rows);
        if (!is_new) return at->second;
        const auto conditions = static_cast<int>(study.conditions.size());
        const ModelSet models = models_of(conditions, rows, study.solution_type, rules);
        if (made_.options.path) {
            at->second.survival = judge_path(conditions, *made_.options.path, models);
            return at->second;
        }
        at->second.capped = models.capped;
        for (const auto& model : models.models) {
            at->second.models.emplace_back();
            for (const std::uint16_t p : model) at->second.models.back().push_back(models.paths[p]);
        }
        return at->second;
    }

  private:
    const Made& made_;
    std::map<CodedRows, RangeState> known_;
};

class Checker {
  public:
    Checker(const Made& made, Analyst& analyst, const FlipRanges& ranges, const ParameterRange& range)
        : made_(made), analyst_(analyst), ranges_(ranges), range_(range) {}

    void check() {
        check_shape();
        for (const RangeInterval& interval : range_.intervals) {
            expect_state(interval, interval.first);
            expect_state(interval, interval.last);
            if (range_.parameter.is_whole()) continue;
            const double beside = 1e-9 * std::max(range_.searched.unit, 1.0);
            expect_state(interval, interval.first + beside);
            expect_state(interval, interval.last - beside);
        }
        check_grid();
    }

  private:
    void check_shape() {
        const auto& intervals = range_.intervals;
        ASSERT_FALSE(intervals.empty());
        EXPECT_EQ(intervals.front().first, range_.searched.first);
        EXPECT_EQ(intervals.back().last, range_.searched.last);
        EXPECT_LE(intervals[range_.own_interval].first, range_.own);
        EXPECT_GE(intervals[range_.own_interval].last, range_.own);
        EXPECT_EQ(intervals[range_.own_interval].state, 0u);
        ASSERT_EQ(range_.boundaries.size() + 1, intervals.size());
        for (std::size_t i = 0; i + 1 < intervals.size(); ++i) {
            EXPECT_NE(intervals[i].state, intervals[i + 1].state);
            EXPECT_EQ(value_after(range_.parameter, intervals[i].last), intervals[i + 1].first);
            EXPECT_FALSE(range_.boundaries[i].flips.empty());
            for (const RowFlip& flip : range_.boundaries[i].flips) EXPECT_FALSE(flip.causes.empty());
        }
    }

    void expect_state(const RangeInterval& interval, double value) {
        if (value < interval.first || value > interval.last) return;
        EXPECT_EQ(analyst_.state(study_with(made_.study, range_.parameter, value)), ranges_.states[interval.state])
            << range_.parameter.name << " = " << std::hexfloat << value << std::defaultfloat << " (" << value << ") in "
            << interval.first << " to " << interval.last;
    }

    void check_grid() {
        constexpr int steps = 2500;
        std::size_t interval = 0;
        for (int step = 0; step <= steps; ++step) {
            double value = range_.searched.first + (range_.searched.last - range_.searched.first) * step / steps;
            if (range_.parameter.is_whole()) value = std::floor(value);
            while (interval + 1 < range_.intervals.size() && range_.intervals[interval].last < value) ++interval;
            expect_state(range_.intervals[interval], value);
            if (testing::Test::HasFailure()) return;
        }
    }

    const Made& made_;
    Analyst& analyst_;
    const FlipRanges& ranges_;
    const ParameterRange& range_;
};

class RangesAgainstAnalysis : public testing::TestWithParam<int> {};

TEST_P(RangesAgainstAnalysis, NoAnalysisContradictsThem) {
    std::size_t boundaries = 0;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const Made made = made_study(static_cast<std::uint64_t>(GetParam()) * 1000 + seed);
        const FlipRanges ranges = flip_ranges(made.study, made.data, made.options);
        Analyst analyst(made);
        for (const ParameterRange& range : ranges.parameters) {
            SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << range.parameter.name);
            EXPECT_TRUE(range.touches.empty());
            Checker(made, analyst, ranges, range).check();
            boundaries += range.boundaries.size();
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(boundaries, 20u) << "hardly anything changes: the studies are no test";
}

INSTANTIATE_TEST_SUITE_P(Random, RangesAgainstAnalysis, testing::Range(0, 8));

}  // namespace
}  // namespace qca
