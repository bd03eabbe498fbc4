// Sensitivity ranges of random studies: no single analysis contradicts them, on grids, at the boundaries and beside them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "host/analysis/analysis.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/robustness/flip_ranges.hpp"

namespace qca {
namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) {
    return static_cast<std::size_t>(random() % end);
}
double between(Random& random, double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random);
}

struct Made {
    Study study;
    StudyData data;
    RangeOptions options;
};

/// Raw values in [0, 10], often tied, or ranks.
std::vector<double> raw_values(Random& random, SetDefinition& set, const std::vector<double>& common) {
    std::vector<double> values;
    for (const double x : common) {
        const double value = std::clamp(0.4 * x + 0.6 * between(random, 0, 10), 0.0, 10.0);
        values.push_back(below(random, 3) == 0 ? std::round(value) : value);
    }
    if (below(random, 4) != 0) return values;
    set.ranking = Ranking{below(random, 2) == 0, static_cast<Ties>(below(random, 3))};
    return rank_values(values, *set.ranking);
}

void calibrate_somehow(Random& random, SetDefinition& set, std::vector<double>& raw) {
    const auto [low, high] = std::minmax_element(raw.begin(), raw.end());
    const double from = *low, length = *high - *low;
    const auto at = [&](double a, double b) { return from + length * between(random, a, b); };
    set.anchors = {at(0.05, 0.25), at(0.4, 0.6), at(0.7, 0.95)};
    if (below(random, 3) == 0) std::swap(set.anchors.exclusion, set.anchors.inclusion);
    if (below(random, 5) == 0) set.anchors.crossover = raw[below(random, raw.size())];
    if (!set.anchors.in_order()) set.anchors.crossover = (set.anchors.exclusion + set.anchors.inclusion) / 2;
    switch (below(random, 8)) {
        case 0:
            set.method = CalibrationMethod::crisp;
            set.threshold = at(0.3, 0.7);
            break;
        case 1:
            set.method = CalibrationMethod::codes;
            for (double& value : raw) value = std::round(value);
            for (int code = -1; code <= 40; ++code) set.codes.push_back({code, code < 3 ? 0.0 : code < 6 ? 0.33 : code < 8 ? 0.67 : 1.0});
            break;
        case 2:
        case 3:
            set.method = CalibrationMethod::linear;
            break;
        default:
            set.method = CalibrationMethod::logistic;
            set.clamp = below(random, 3) != 0;
            if (below(random, 4) == 0) set.idm = below(random, 2) == 0 ? 0.8 : 0.99999;
    }
}

void state_a_solution(Random& random, Study& study) {
    const auto conditions = static_cast<int>(study.conditions.size());
    study.cutoffs = {between(random, 0.6, 0.95), below(random, 2) == 0 ? 0.0 : between(random, 0.3, 0.8),
                     1 + static_cast<int>(below(random, 2)), {}};
    if (below(random, 3) == 0) study.cutoffs.incl0 = study.cutoffs.incl - between(random, 0, 0.3);
    study.solution_type = static_cast<SolutionType>(below(random, 3));
    if (below(random, 2) == 0) study.solution.models = ModelChoice::all;
    if (study.solution_type == SolutionType::intermediate) {
        Implicant expected;
        for (int c = 0; c < conditions; ++c) {
            if (below(random, 3) == 0) continue;
            expected.literals |= condition_bit(c, conditions);
            if (below(random, 3) != 0) expected.values |= condition_bit(c, conditions);
        }
        study.solution.expected = expected;
    }
    if (below(random, 3) == 0) {
        NamedRows named;
        named.configuration = below(random, 2) == 0;
        named.rows.insert(static_cast<int>(below(random, std::size_t{1} << conditions)));
        study.solution.exclude.push_back(named);
    }
}

Made made_study(std::uint64_t seed) {
    Random random(seed);
    Made made;
    const std::size_t conditions = 2 + below(random, 4), cases = 8 + below(random, 25);
    std::vector<double> common(cases);
    for (double& x : common) x = between(random, 0, 10);
    made.study.conditions.resize(conditions);
    for (std::size_t s = 0; s <= conditions; ++s) {
        SetDefinition& set = s < conditions ? made.study.conditions[s] : made.study.outcome;
        set.name = s < conditions ? "C" + std::to_string(s + 1) : "Y";
        std::vector<double> raw = raw_values(random, set, common);
        calibrate_somehow(random, set, raw);
        made.data.raw.push_back(std::move(raw));
    }
    made.study.outcome.negate = below(random, 3) == 0;
    for (std::size_t i = 0; i < cases; ++i) made.data.cases.push_back("case " + std::to_string(i + 1));
    made.data.values = made.data.raw;
    made.data.summation_order.resize(cases);
    std::iota(made.data.summation_order.begin(), made.data.summation_order.end(), std::size_t{0});
    std::shuffle(made.data.summation_order.begin(), made.data.summation_order.end(), random);
    state_a_solution(random, made.study);
    if (below(random, 3) == 0) {
        const std::uint32_t literals = 1 + static_cast<std::uint32_t>(below(random, (std::size_t{1} << conditions) - 1));
        made.options.path = Implicant{literals, literals & static_cast<std::uint32_t>(random())};
    }
    made.options.threads = 1;
    return made;
}

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
