// Every sample of a design says what an analysis of that single study says.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "host/analysis/analysis.hpp"
#include "host/error.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/census_index.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_scenario.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string base_text() {
    std::ifstream stream(study_file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// @param more  lines of [sweep]
Study study_of(const std::string& design, const std::string& rest, const std::string& more = "") {
    return parse_study(base_text() + fmt::format("wide = \"UNI*GDP\"\n[sweep]\ndesign = \"{}\"\nsamples = 700\nseed = 3\n", design) + more + rest,
                       study_file);
}

/// Anchors that overlap, so that some samples are out of order.
constexpr const char* anchors = R"(
[sweep.anchors.ENT]
exclusion = { from = 15, to = 27 }
crossover = { from = 12.5, to = 16.5 }
inclusion = { around = 4.5, by = 1.5 }
[sweep.anchors.GDP]
crossover = { from = 12.5, to = 16.5 }
inclusion = [3, 4.5, 6]
[sweep.anchors.INT]
crossover = { from = 11, to = 14 }
[sweep.cutoffs]
incl = { from = 0.75, to = 0.95 }
pri = { from = 0.0, to = 0.7 }
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
[sweep.columns]
survival = "always"
solution = "always"
fits = true
)";

constexpr const char* slices = R"(
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cases]
leave_out = 1
bootstrap = 3
[sweep.linked]
sets = ["UNI", "POW"]
crossover = [-5, 0, 5]
exclusion = [0, 40]
[sweep.calibration]
calibrate = ["logistic", "linear"]
ties = ["largest", "average"]
[sweep.noise]
draws = 2
size = { UNI = 1.0 }
)";

bool same(float a, double b) { return std::isnan(a) ? std::isnan(b) : a == static_cast<float>(b); }

/// Whether a study excludes a sample, as a reader of its texts would say.
using Excludes = std::function<bool(const SweepPlan&, const Sampler&, std::uint64_t)>;
bool excludes_none(const SweepPlan&, const Sampler&, std::uint64_t) { return false; }

void check_samples(const Study& study, const Excludes& excludes = excludes_none) {
    const StudyData data = load_study_data(study);
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = 1;
    const SweepResult result = run_sweep(study, data, options);
    const SweepPlan plan = plan_sweep(study, data.cases);
    ASSERT_EQ(result.axes, plan.axes);
    ASSERT_EQ(result.counts.scenarios, study.sweep.sampling.samples);
    const Sampler sampler(plan.design);

    std::vector<PathResult> counted = result.paths;
    for (PathResult& path : counted) {
        path.total = {};
        for (auto& map : path.axis_maps) std::fill(map.begin(), map.end(), StateCounts{});
        for (auto& map : path.pair_maps) std::fill(map.begin(), map.end(), StateCounts{});
        std::fill(path.case_counts.begin(), path.case_counts.end(), 0);
        for (auto& counts : path.case_axis_counts) std::fill(counts.begin(), counts.end(), 0);
    }
    std::uint64_t skipped = 0, excluded = 0;
    std::vector<std::vector<std::uint64_t>> census(result.census.size(), std::vector<std::uint64_t>(plan.types.size()));
    for (std::uint64_t sample = 0; sample < plan.design.samples; ++sample) {
        SCOPED_TRACE(fmt::format("sample {}", sample));
        const SamplePoint point = sample_point(study, data, plan, sample);
        const Scenario scenario = scenario_of(point, data);
        const std::vector<Survival> states = path_states(scenario);
        std::size_t pair = 0;
        for (std::size_t p = 0; p < states.size(); ++p) {
            ASSERT_EQ(result.paths[p].survival[sample], static_cast<std::uint8_t>(states[p])) << result.paths[p].name;
            ++counted[p].total[static_cast<std::size_t>(states[p])];
            for (std::size_t a = 0; a < plan.axes.size(); ++a)
                ++counted[p].axis_maps[a][sampler.position(a, sample)][static_cast<std::size_t>(states[p])];
            pair = 0;
            for (const auto& [a, b] : axis_pairs(plan.axes.size()))
                ++counted[p].pair_maps[pair++][sampler.position(a, sample) * plan.axes[b].size() + sampler.position(b, sample)]
                                             [static_cast<std::size_t>(states[p])];
        }
        const bool is_excluded = excludes(plan, sampler, sample);
        ASSERT_EQ(scenario.excluded_by.has_value(), is_excluded);
        excluded += is_excluded ? 1 : 0;
        if (!scenario.out_of_order.empty() || is_excluded) {
            ++skipped;
            EXPECT_EQ(result.solution[sample], no_solution_id);
            EXPECT_TRUE(std::isnan(result.fit_inclS[sample]));
            continue;
        }
        const ModelSet models = models_of_study(scenario.study, scenario.data);
        std::vector<std::string> names;
        for (const SetDefinition& condition : scenario.study.conditions) names.push_back(condition.name);
        const bool outcomes = plan.axes.front().name == outcome_axis;
        const std::string outcome = outcomes && !models.models.empty() ? plan.axes.front().labels[sampler.position(0, sample)] : "";
        ASSERT_LT(result.solution[sample], result.census.size());
        EXPECT_EQ(result.census[result.solution[sample]].expression, census_expression(models, names, outcome));
        ++census[result.solution[sample]][sampler.position(plan.type_axis, sample)];

        const Analysis analysis = analyze(scenario.study, scenario.data);
        const auto& solution = scenario.study.solution_type == SolutionType::conservative ? analysis.conservative : analysis.parsimonious;
        if (solution.models.empty()) {
            EXPECT_TRUE(std::isnan(result.fit_inclS[sample]));
            continue;
        }
        EXPECT_TRUE(same(result.fit_inclS[sample], solution.models.front().fit.inclS));
        EXPECT_TRUE(same(result.fit_PRI[sample], solution.models.front().fit.pri));
        EXPECT_TRUE(same(result.fit_covS[sample], solution.models.front().fit.covS));
        for (std::size_t p = 0; p < states.size(); ++p) {
            if (states[p] > Survival::exact_some) continue;
            std::set<std::string> cases;  // one that was drawn several times is one
            for (const FittedModel& model : solution.models)
                for (std::size_t m = 0; m < model.paths.size(); ++m)
                    if (model.paths[m] == scenario.study.paths[p].implicant)
                        for (const std::size_t c : model.path_fits[m].cases) cases.insert(scenario.data.cases[c]);
            for (std::size_t c = 0; c < data.cases.size(); ++c)
                if (cases.contains(data.cases[c])) {
                    ++counted[p].case_counts[c];
                    for (std::size_t a = 0; a < plan.axes.size(); ++a)
                        if (!counted[p].case_axis_counts[a].empty())
                            ++counted[p].case_axis_counts[a][sampler.position(a, sample) * data.cases.size() + c];
                }
        }
    }
    EXPECT_EQ(result.counts.skipped, skipped);
    EXPECT_EQ(result.counts.evaluated, plan.design.samples - skipped);
    EXPECT_EQ(result.counts.excluded, excluded);
    EXPECT_GT(skipped, excluded);
    for (std::size_t p = 0; p < counted.size(); ++p) {
        EXPECT_EQ(counted[p].total, result.paths[p].total);
        EXPECT_EQ(counted[p].axis_maps, result.paths[p].axis_maps);
        EXPECT_EQ(counted[p].pair_maps, result.paths[p].pair_maps);
        EXPECT_EQ(counted[p].case_counts, result.paths[p].case_counts);
        EXPECT_EQ(counted[p].case_axis_counts, result.paths[p].case_axis_counts);
    }
    for (std::size_t s = 0; s < census.size(); ++s) EXPECT_EQ(census[s], result.census[s].counts) << result.census[s].expression;

    options.threads = 3;
    options.precision = Precision::exact;
    SweepResult again = run_sweep(study, data, options);
    again.provenance = result.provenance;
    again.fit_inclS = result.fit_inclS;  // NaN is not equal to itself
    again.fit_PRI = result.fit_PRI;
    again.fit_covS = result.fit_covS;
    EXPECT_EQ(again.paths, result.paths);
    EXPECT_EQ(again.census, result.census);
    EXPECT_EQ(again.solution, result.solution);
    EXPECT_EQ(again.counts, result.counts);
}

TEST(SamplesAgainstAnalysis, Sobol) { check_samples(study_of("sobol", anchors)); }
TEST(SamplesAgainstAnalysis, LatinHypercube) { check_samples(study_of("latin-hypercube", anchors)); }
TEST(SamplesAgainstAnalysis, RandomOverAllSlices) { check_samples(study_of("random", std::string(anchors) + slices)); }

/// What a sample draws, by the name of the axis.
class Drawn {
  public:
    Drawn(const SweepPlan& plan, const Sampler& sampler, std::uint64_t sample) : plan_(plan), sampler_(sampler), sample_(sample) {}

    double number(const char* name) const {
        const std::size_t axis = axis_of(name);
        return plan_.design.axes[axis].range ? sampler_.value(axis, sample_) : plan_.axes[axis].values[sampler_.position(axis, sample_)];
    }
    const std::string& label(const char* name) const {
        const std::size_t axis = axis_of(name);
        return plan_.axes[axis].labels[sampler_.position(axis, sample_)];
    }

  private:
    std::size_t axis_of(const std::string& name) const {
        const auto named = [&](const Axis& axis) { return axis.name == name; };
        return static_cast<std::size_t>(std::find_if(plan_.axes.begin(), plan_.axes.end(), named) - plan_.axes.begin());
    }

    const SweepPlan& plan_;
    const Sampler& sampler_;
    std::uint64_t sample_;
};

constexpr const char* exclusions = R"(exclude = [
    "ENT_crossover < 14 and incl_cut >= 0.82",
    "GDP_inclusion in [3, 6] and GDP_crossover > 15.2 and ENT_exclusion <= 26.5",
    "pri_cut < 0.05",
    "n_cut == 2 and solution_type == 'parsimonious' and INT_crossover > 12.9",
])";

bool excluded_by_texts(const SweepPlan& plan, const Sampler& sampler, std::uint64_t sample) {
    const Drawn drawn(plan, sampler, sample);
    const double inclusion = drawn.number("GDP_inclusion");
    return (drawn.number("ENT_crossover") < 14 && drawn.number("incl_cut") >= 0.82) ||
           ((inclusion == 3 || inclusion == 6) && drawn.number("GDP_crossover") > 15.2 && drawn.number("ENT_exclusion") <= 26.5) ||
           drawn.number("pri_cut") < 0.05 ||
           (drawn.number("n_cut") == 2 && drawn.label("solution_type") == "parsimonious" && drawn.number("INT_crossover") > 12.9);
}

TEST(SamplesAgainstAnalysis, Exclusions) {
    for (const char* design : {"sobol", "latin-hypercube", "random"})
        check_samples(study_of(design, anchors, exclusions), excluded_by_texts);
}

TEST(SamplesAgainstAnalysis, DrawnNumbersAreComparedByOrderAlone) {
    const Study study = study_of("sobol", anchors, "exclude = [\"ENT_crossover == 14\"]\n");
    try {
        plan_sweep(study, load_study_data(study).cases);
        ADD_FAILURE() << "accepted";
    } catch (const InputError& error) {
        const std::string said = error.what();
        EXPECT_NE(said.find("ENT_crossover is compared by ==, != or in, in 'ENT_crossover == 14' (its numbers are drawn from 12.5 to 16.5) compare by <"),
                  std::string::npos)
            << said;
    }
}

TEST(SamplesAgainstAnalysis, ExclusionsOfSlices) {
    const char* const of_slices = "exclude = [\"outcome == '~INT' and conditions != 'ENT,UNI,GDP,POW'\", \"cases in ['without Beijing', 'all'] and "
                                  "ENT_crossover < 15\"]\n";
    check_samples(study_of("random", std::string(anchors) + slices, of_slices),
                  [](const SweepPlan& plan, const Sampler& sampler, std::uint64_t sample) {
                      const Drawn drawn(plan, sampler, sample);
                      const std::string& cases = drawn.label("cases");
                      return (drawn.label("outcome") == "~INT" && drawn.label("conditions") != "ENT,UNI,GDP,POW") ||
                             ((cases == "all" || cases == "without Beijing") && drawn.number("ENT_crossover") < 15);
                  });
}

/// GDP's anchors move by themselves and with others; some choices of slices are out of order as a whole, some sample by sample.
constexpr const char* slices_out_of_order = R"(
[sweep.conditions]
candidates = ["UNI", "GDP"]
size = { from = 1, to = 2 }
[sweep.anchor_sets.late]
UNI = { crossover = 27 }
[sweep.linked]
sets = ["GDP"]
exclusion = [0, 48, 95]
)";
TEST(SamplesAgainstAnalysis, SlicesOutOfOrder) { check_samples(study_of("latin-hypercube", std::string(anchors) + slices_out_of_order)); }

TEST(SamplesAgainstAnalysis, NoSampleInOrder) {
    Study study = study_of("random", "[sweep.anchor_sets.late]\nUNI = { crossover = 26 }\n");
    study.sweep.sampling.samples = 2;
    const StudyData data = load_study_data(study);
    for (study.sweep.sampling.seed = 1; study.sweep.sampling.seed < 100; ++study.sweep.sampling.seed) {
        const SweepResult result = run_sweep(study, data);
        EXPECT_EQ(result.counts.evaluated + result.counts.skipped, 2u);
        EXPECT_EQ(result.paths[0].total[static_cast<std::size_t>(Survival::skipped)], result.counts.skipped);
        if (result.counts.evaluated > 0) continue;
        EXPECT_TRUE(result.census.empty());
        return;
    }
    FAIL() << "every seed has a sample in order";
}

}  // namespace
}  // namespace qca
