// Necessity and skew of a sweep are what single analyses of all its scenarios add up to.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <random>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_scenario.hpp"
#include "host/sweep/scenario.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string base_text() {
    std::ifstream stream(study_file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The data of a study, for it with its outcome negated.
StudyData data_of_negation(const Study& negated, const StudyData& data) {
    std::vector<std::size_t> sets(negated.sets()), cases(data.cases.size());
    std::iota(sets.begin(), sets.end(), std::size_t{0});
    std::iota(cases.begin(), cases.end(), std::size_t{0});
    return select_data(negated, data, sets, cases);
}

/// A statistic, scenario after scenario.
struct PlainSpread {
    double minimum = 0, maximum = 0, sum = 0;
    std::uint64_t defined = 0;
    std::vector<std::size_t> minimum_at, maximum_at;

    void add(double value, const std::vector<std::size_t>& at) {
        if (std::isnan(value)) return;
        if (defined == 0 || value < minimum) minimum = value, minimum_at = at;
        if (defined == 0 || value > maximum) maximum = value, maximum_at = at;
        ++defined;
        sum += value;
    }
};

struct PlainNecessity {
    PlainSpread inclN, RoN, covN;
    NecessityCounts total{};
    std::vector<std::vector<NecessityCounts>> maps;
};

/// Rows coded 1 for both, as products of the conditions that take part.
struct PlainSimultaneous {
    std::vector<std::uint64_t> any;
    std::map<std::string, std::vector<std::uint64_t>> rows;
    std::map<std::string, std::vector<std::uint64_t>> scenarios;  ///< by names of the conditions: [inclusion cutoff]
    std::vector<std::uint64_t> evaluated;

    void add(const Scenario& scenario, const RowSet& both, std::size_t incl) {
        std::vector<std::string> names;
        std::string joined;
        for (const SetDefinition& condition : scenario.study.conditions) names.push_back(condition.name), joined += condition.name + ",";
        scenarios[joined].resize(any.size());
        ++scenarios[joined][incl];
        evaluated.resize(any.size());
        ++evaluated[incl];
        any[incl] += both.empty() ? 0 : 1;
        const std::uint32_t every = (1u << names.size()) - 1;
        for (std::uint32_t row = 0; row <= every; ++row) {
            if (!both.contains(static_cast<int>(row))) continue;
            std::vector<std::uint64_t>& counts = rows[to_expression(Implicant{every, row}, names)];
            counts.resize(any.size());
            ++counts[incl];
        }
    }
};

struct PlainSkew {
    PlainSpread share;
    std::uint64_t skewed = 0;
};

void expect_spread(const Spread& found, const PlainSpread& wanted, double own, const std::string& what) {
    ASSERT_EQ(found.defined, wanted.defined) << what;
    if (std::isnan(own)) EXPECT_TRUE(std::isnan(found.own)) << what;
    else EXPECT_EQ(found.own, own) << what;
    if (wanted.defined == 0) {
        EXPECT_TRUE(std::isnan(found.minimum) && std::isnan(found.maximum) && std::isnan(found.mean)) << what;
        return;
    }
    EXPECT_EQ(found.minimum, wanted.minimum) << what;
    EXPECT_EQ(found.maximum, wanted.maximum) << what;
    EXPECT_NEAR(found.mean, wanted.sum / static_cast<double>(wanted.defined), 1e-12) << what;
    // On the axes that matter, the first scenario with that value.
    for (std::size_t a = 0; a < found.minimum_at.size(); ++a) {
        EXPECT_TRUE(found.minimum_at[a] == no_position || found.minimum_at[a] == wanted.minimum_at[a]) << what << " axis " << a;
        EXPECT_TRUE(found.maximum_at[a] == no_position || found.maximum_at[a] == wanted.maximum_at[a]) << what << " axis " << a;
    }
}

/// A scenario of a grid, or a sample of a design, and its positions on the axes.
std::pair<Scenario, std::vector<std::size_t>> scenario_of(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t id) {
    std::vector<std::size_t> at;
    if (plan.design.stated()) {
        const Sampler sampler(plan.design);
        for (std::size_t a = 0; a < plan.axes.size(); ++a) at.push_back(sampler.position(a, id));
        return {qca::scenario_of(sample_point(study, data, plan, id), data), at};
    }
    const Coordinates coordinates = coordinates_of(plan, id);
    for (const auto& position : coordinates) at.push_back(*position);
    return {scenario_at(study, data, plan, coordinates), at};
}

/// Compares a sweep with analyses of its scenarios. @return the sweep
SweepResult expect_agreement(const Study& study, const SweepOptions& options = {}) {
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study, data.cases);
    const SweepResult sweep = run_sweep(study, data, options);
    const NecessityResult& found = sweep.necessity;
    EXPECT_EQ(found.cutoff, study.necessity.cutoff);
    std::map<std::string, std::array<PlainNecessity, 2>> wanted;
    std::map<std::string, PlainSkew> skew;
    PlainSimultaneous simultaneous;
    simultaneous.any.resize(plan.incl.size());
    std::uint64_t evaluated = 0, excluded = 0;
    for (std::uint64_t id = 0; id < plan.scenarios; ++id) {
        const auto [scenario, at] = scenario_of(study, data, plan, id);
        excluded += scenario.excluded_by ? 1 : 0;
        if (!scenario.is_evaluated()) continue;
        ++evaluated;
        Study negated = scenario.study;
        negated.outcome.negate = !negated.outcome.negate;
        const std::array analyses{analyze(scenario.study, scenario.data),
                                  analyze(negated, data_of_negation(negated, scenario.data))};
        simultaneous.add(scenario, analyses[0].both.simultaneous, at[plan.incl_axis]);
        for (std::size_t e = 0; e < 2; ++e)
            for (const Necessity& fit : analyses[e].necessity) {
                PlainNecessity& sum = wanted[fit.set][e];
                sum.inclN.add(fit.inclN, at);
                sum.RoN.add(fit.RoN, at);
                sum.covN.add(fit.covN, at);
                const std::size_t state = std::isnan(fit.inclN) ? 2 : fit.inclN + 1.5e-8 > found.cutoff ? 0 : 1;
                ++sum.total[state];
                sum.maps.resize(plan.axes.size());
                for (std::size_t a = 0; a < plan.axes.size(); ++a) {
                    sum.maps[a].resize(plan.axes[a].size());
                    ++sum.maps[a][at[a]][state];
                }
            }
        for (std::size_t s = 0; s < scenario.study.sets(); ++s) {
            const SetDefinition& set = scenario.study.set(s);
            const std::vector<double>& memberships = analyses[0].memberships.set[s];
            double in = 0;
            for (const double x : memberships) in += x > 0.5 ? 1 : 0;
            const double share = in / static_cast<double>(memberships.size());
            PlainSkew& sum = skew[(s + 1 == scenario.study.sets() && set.negate ? "~" : "") + set.name];
            sum.share.add(share, at);
            if (share < 0.2 - 1e-12 || share > 0.8 + 1e-12) ++sum.skewed;
        }
    }

    Study negated = study;
    negated.outcome.negate = !negated.outcome.negate;
    const std::array own{analyze(study, data), analyze(negated, data_of_negation(negated, data))};
    EXPECT_EQ(found.sets.size(), own[0].necessity.size());
    for (std::size_t i = 0; i < found.sets.size(); ++i) {
        const SetNecessity& set = found.sets[i];
        EXPECT_EQ(set.set, own[0].necessity[i].set);
        for (std::size_t e = 0; e < 2; ++e) {
            const std::string what = set.set + " for the " + explained_names[e];
            const PlainNecessity& sum = wanted[set.set][e];
            expect_spread(set.explained[e].inclN, sum.inclN, own[e].necessity[i].inclN, what);
            expect_spread(set.explained[e].RoN, sum.RoN, own[e].necessity[i].RoN, what);
            expect_spread(set.explained[e].covN, sum.covN, own[e].necessity[i].covN, what);
            EXPECT_EQ(set.explained[e].total, sum.total) << what;
            EXPECT_EQ(set.explained[e].axis_maps.size(), plan.axes.size());
            for (std::size_t a = 0; a < plan.incl_axis; ++a)
                EXPECT_EQ(set.explained[e].axis_maps[a], sum.maps[a]) << what << " by " << plan.axes[a].name;
        }
    }
    EXPECT_EQ(found.skew.size(), skew.size());
    for (const SetSkew& set : found.skew) {
        const PlainSkew& sum = skew[set.set];
        EXPECT_EQ(set.scenarios, sum.share.defined) << set.set;
        EXPECT_EQ(set.skewed, sum.skewed) << set.set;
        expect_spread(set.share, sum.share, set.share.own, set.set);
    }
    EXPECT_EQ(sweep.counts.evaluated, evaluated);
    EXPECT_EQ(sweep.counts.excluded, excluded);
    EXPECT_EQ(sweep.simultaneous.looked, study.sweep.simultaneous);
    if (!sweep.simultaneous.looked) return sweep;
    EXPECT_EQ(sweep.simultaneous.any, simultaneous.any);
    EXPECT_EQ(sweep.simultaneous.evaluated, simultaneous.evaluated);
    EXPECT_EQ(sweep.simultaneous.rows.size(), simultaneous.rows.size());
    for (const SimultaneousRow& row : sweep.simultaneous.rows) {
        EXPECT_EQ(row.counts, simultaneous.rows[row.row]) << row.row;
        std::string names;
        for (char c : row.row)
            if (c != '~') names += c == '*' ? ',' : c;
        const std::vector<std::uint64_t>& of = simultaneous.scenarios[names + ","];
        EXPECT_EQ(row.evaluated, of) << row.row;
        EXPECT_EQ(row.scenarios, std::accumulate(of.begin(), of.end(), std::uint64_t{0})) << row.row;
    }
    return sweep;
}

Study with(const std::string& more) { return parse_study(base_text() + more, study_file); }

TEST(NecessityAgainstAnalysis, AnchorsOfAllSets) {
    const Study study = with(R"([necessity]
expressions = ["ENT + GDP", "ENT*POW", "~UNI*GDP + POW", "ENT + UNI + GDP + POW"]
cutoff = 0.8
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 15]
[sweep.anchors.UNI]
crossover = [11.5, 14.5]
[sweep.anchors.GDP]
exclusion = [25, 27]
crossover = [9.5, 14.5]
[sweep.anchors.INT]
crossover = [5, 11, 12.5]
inclusion = [11.5, 25]
[sweep.cutoffs]
incl = [0.8, 0.85]
[sweep.solution]
type = ["conservative", "parsimonious"]
)");
    EXPECT_GT(expect_agreement(study).counts.skipped, 0u);
}

/// Two of the four choices of anchors in linked_crossover and anchors are out of order as a whole.
constexpr const char* slices_out_of_order = R"(
[sweep.anchor_sets.late]
UNI = { exclusion = 26, crossover = 7, inclusion = 5 }
INT = { exclusion = 3, crossover = 11, inclusion = 22 }
[sweep.linked]
sets = ["UNI", "POW"]
crossover = [0, 15]
[sweep.conditions]
candidates = ["UNI", "POW"]
size = { from = 1, to = 2 }
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 13]
[sweep.cutoffs]
incl = [0.75, 0.8]
n = [1, 2]
)";

TEST(NecessityAgainstAnalysis, SlicesOutOfOrderCountForNothing) {
    const Study study = with(std::string("[necessity]\nexpressions = [\"ENT + UNI\", \"POW*GDP\"]\ncutoff = 0.7\n"
                                         "[sweep]\nsimultaneous = true\n") +
                             slices_out_of_order);
    const SweepResult sweep = expect_agreement(study);
    // Of 3 choices of conditions, 2 of anchors, 2 shifts, ENT's 4 anchors and 4 cutoffs: `late` and shifted is out of order.
    EXPECT_EQ(sweep.counts.scenarios, 192u);
    EXPECT_EQ(sweep.counts.evaluated, 9u * 3 * 4);
}

TEST(NecessityAgainstAnalysis, NegatedOutcome) {
    Study study = with(R"([necessity]
expressions = ["~ENT + ~GDP"]
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
[sweep.anchors.INT]
crossover = [11, 12.5]
)");
    study.outcome.negate = true;
    study.text = resolved_study(study);
    expect_agreement(study);
}

TEST(NecessityAgainstAnalysis, SlicesOfOutcomeConditionsCases) {
    for (const int threads : {1, 3}) {
        SweepOptions options;
        options.threads = threads;
        expect_agreement(with(R"([necessity]
expressions = ["ENT + GDP", "UNI*POW"]
cutoff = 0.75
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
candidates = ["POW", "ENT", "GDP"]
size = { from = 1, to = 3 }
[sweep.cases]
leave_out = [1]
sample = 2
bootstrap = 2
seed = 11
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 13]
[sweep.anchors.INT]
crossover = [11, 12.5]
)"),
                         options);
    }
}

TEST(NecessityAgainstAnalysis, OtherOutcomesLinkedAnchorsCalibrationTiesNoise) {
    expect_agreement(with(R"([outcomes.ENTERPRISE]
column = "enterprise_rank"
anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }
[necessity]
expressions = ["ENT + GDP"]
[sweep.outcome]
sets = ["INT", "ENTERPRISE"]
[sweep.linked]
sets = ["UNI", "GDP"]
crossover = [0, 10]
[sweep.calibration]
calibrate = ["logistic", "linear"]
ties = ["largest", "average"]
[sweep.noise]
draws = 1
size = { INT = 2 }
[sweep.anchors.POW]
crossover = [12.5, 14.5]
[sweep.anchors.INT]
crossover = [11, 12.5]
)"));
}

/// No case is in an outcome whose anchors are far above all values: inclN is 0/0 for it.
TEST(NecessityAgainstAnalysis, EmptyOutcomes) {
    const SweepResult sweep = expect_agreement(with(R"([sweep.calibration]
calibrate = ["logistic", "linear"]
[sweep.cases]
leave_out = [1]
[sweep.anchors.INT]
exclusion = [40, 2]
crossover = [12.5, 45]
inclusion = [25, 50]
)"));
    for (const SetNecessity& set : sweep.necessity.sets) {
        EXPECT_GT(set.explained[0].total[2], 0u);
        EXPECT_EQ(set.explained[1].total[2], 0u);
    }
}

TEST(NecessityAgainstAnalysis, RandomSweeps) {
    std::mt19937_64 random(7);
    const auto number = [&](int below) { return static_cast<int>(random() % static_cast<std::uint64_t>(below)); };
    const std::array<const char*, 4> names{"ENT", "UNI", "GDP", "POW"};
    for (int round = 0; round < 6; ++round) {
        std::string text = fmt::format("[necessity]\ncutoff = {}\nexpressions = [\"{}{}*{}{} + {}{}\"]\n", 0.5 + 0.1 * number(5),
                                       number(2) == 0 ? "~" : "", names[0], number(2) == 0 ? "~" : "", names[1],
                                       number(2) == 0 ? "~" : "", names[2]);
        if (number(2) == 0) text += "[sweep.cases]\nleave_out = 1\nsample = 3\n";
        if (number(2) == 0) text += "[sweep.conditions]\nsize = { from = 3, to = 4 }\n";
        if (number(2) == 0) text += "[sweep.outcome]\nnegate = [false, true]\n";
        for (const char* name : names)
            if (number(2) == 0)
                text += fmt::format("[sweep.anchors.{}]\ncrossover = [{}, {}]\ninclusion = [{}, 6]\n", name, 9.5 + number(3),
                                    13.5 + number(3), 3 + number(3));
        if (number(2) == 0) text += fmt::format("[sweep.anchors.INT]\ncrossover = [{}, 12.5]\n", 8 + number(4));
        expect_agreement(with(text));
    }
}

/// Of anchors that take part and some that do not, of cutoffs and of slices; INT's choices 5 and 12.5 make equal extremes.
constexpr const char* excluded_sweep = R"(exclude = [
    "ENT_crossover == 12.5 and incl_cut > 0.55",
    "GDP_crossover > 10 and INT_crossover < 9 and conditions != 'UNI,GDP,POW'",
    "cases == 'all' and pri_cut == 0.3",
    "conditions == 'ENT,UNI,POW' and GDP_crossover < 10 and n_cut == 1",
    "ENT_inclusion == 6 and POW_crossover == 14.5 and outcome == '~INT'",
]
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = 3
[sweep.cases]
leave_out = 1
sample = 2
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 13]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
[sweep.anchors.POW]
crossover = [12.5, 14.5]
[sweep.anchors.INT]
crossover = [5, 11, 12.5]
[sweep.cutoffs]
incl = [0.5, 0.6]
pri = [0.0, 0.3]
n = [1, 2]
)";

TEST(NecessityAgainstAnalysis, Exclusions) {
    for (const int threads : {1, 3}) {
        SweepOptions options;
        options.threads = threads;
        const std::string text = std::string("[necessity]\nexpressions = [\"ENT + GDP\", \"UNI*POW\"]\ncutoff = 0.75\n[sweep]\nsimultaneous = true\n") + excluded_sweep;
        const SweepResult sweep = expect_agreement(with(text), options);
        EXPECT_GT(sweep.counts.excluded, 0u);
        EXPECT_GT(sweep.simultaneous.rows.size(), 4u);
    }
}

TEST(NecessityAgainstAnalysis, ExclusionsOfAnchorsAlone) {
    expect_agreement(with(R"([necessity]
expressions = ["ENT + GDP", "ENT + UNI + GDP + POW"]
[sweep]
exclude = ["ENT_crossover == 12.5 and INT_inclusion == 25", "GDP_crossover == 14.5 and ENT_inclusion == 15 and incl_cut == 0.8", "INT_crossover == 5 and UNI_crossover == 11.5"]
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 15]
[sweep.anchors.UNI]
crossover = [11.5, 14.5]
[sweep.anchors.GDP]
exclusion = [25, 27]
crossover = [9.5, 14.5]
[sweep.anchors.INT]
crossover = [5, 11, 12.5]
inclusion = [11.5, 25]
[sweep.cutoffs]
incl = [0.8, 0.85]
)"));
}

constexpr const char* ranges = R"(
[sweep.anchors.ENT]
exclusion = { from = 15, to = 27 }
crossover = { from = 12.5, to = 16.5 }
[sweep.anchors.GDP]
crossover = { from = 9, to = 16.5 }
inclusion = [3, 4.5, 6]
[sweep.anchors.INT]
crossover = { from = 5, to = 14 }
[sweep.cutoffs]
incl = { from = 0.5, to = 0.7 }
pri = { from = 0.0, to = 0.3 }
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
)";

TEST(NecessityAgainstAnalysis, SamplesOfDesigns) {
    for (const char* design : {"sobol", "latin-hypercube", "random"})
        for (const int threads : {1, 3}) {
            SweepOptions options;
            options.threads = threads;
            const SweepResult sweep = expect_agreement(
                with(fmt::format("[necessity]\nexpressions = [\"ENT + GDP\", \"UNI*POW\"]\ncutoff = 0.75\n[sweep]\ndesign = \"{}\"\nsamples = 1500\n"
                                 "simultaneous = true\nexclude = [\"ENT_crossover < 13 and incl_cut > 0.6\"]\n",
                                 design) +
                     ranges),
                options);
            EXPECT_GT(sweep.counts.excluded, 0u);
            EXPECT_GT(sweep.counts.skipped, sweep.counts.excluded);
            EXPECT_GT(sweep.simultaneous.rows.size(), 2u);
        }
}

/// So few that each combination of choices is evaluated once, and that some sets are necessary under some of them alone.
TEST(NecessityAgainstAnalysis, SamplesOfFewChoices) {
    const SweepResult sweep = expect_agreement(with(R"([necessity]
expressions = ["ENT + GDP", "~UNI + POW"]
cutoff = 0.75
[sweep]
design = "latin-hypercube"
samples = 900
[sweep.anchors.ENT]
crossover = [8, 14.5, 20]
[sweep.anchors.UNI]
crossover = [8, 20]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
inclusion = [3, 6]
[sweep.anchors.INT]
crossover = [6, 12.5, 20]
[sweep.cutoffs]
incl = { from = 0.6, to = 0.9 }
)"));
    const auto both = [](const SetNecessity& set) { return set.explained[0].total[0] > 0 && set.explained[0].total[1] > 0; };
    EXPECT_GT(std::ranges::count_if(sweep.necessity.sets, both), 3);
}

TEST(NecessityAgainstAnalysis, SamplesOfSlices) {
    const SweepResult sweep = expect_agreement(with(std::string(R"([outcomes.ENTERPRISE]
column = "enterprise_rank"
anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }
[necessity]
expressions = ["ENT + GDP", "UNI*POW"]
cutoff = 0.75
[sweep]
design = "random"
samples = 1000
seed = 5
simultaneous = true
exclude = ["outcome == 'ENTERPRISE' and ENT_crossover > 15"]
[sweep.outcome]
sets = ["INT", "ENTERPRISE"]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cases]
leave_out = 1
bootstrap = 2
)") + ranges));
    EXPECT_GT(sweep.counts.excluded, 0u);
}

TEST(SimultaneousAgainstAnalysis, AnchorsAndCutoffs) {
    for (const int threads : {1, 3}) {
        SweepOptions options;
        options.threads = threads;
        const SweepResult sweep = expect_agreement(with(R"([sweep]
simultaneous = true
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 15]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
[sweep.anchors.INT]
crossover = [8, 9, 10, 10.5, 11, 11.2, 11.5, 11.7, 12, 12.5]
[sweep.cutoffs]
incl = [0.5, 0.55, 0.6, 0.7, 0.75]
pri = [0.0, 0.2, 0.4]
n = [1, 2, 3]
[sweep.solution]
type = ["conservative", "parsimonious"]
)"),
                                                   options);
        EXPECT_GT(sweep.simultaneous.rows.size(), 2u);
        EXPECT_GT(sweep.simultaneous.any.front(), sweep.simultaneous.any.back());
    }
}

TEST(SimultaneousAgainstAnalysis, SlicesAndExclusions) {
    Study study = with(R"([sweep]
simultaneous = true
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = { from = 2, to = 4 }
[sweep.cases]
leave_out = [1]
sample = 2
bootstrap = 1
[sweep.anchors.POW]
crossover = [12.5, 14.5]
[sweep.anchors.INT]
crossover = [11, 12.5]
[sweep.cutoffs]
incl = [0.5, 0.6, 0.7]
pri = [0.0, 0.3]
)");
    EXPECT_GT(expect_agreement(study).simultaneous.rows.size(), 4u);
}

}  // namespace
}  // namespace qca
