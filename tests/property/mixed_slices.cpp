// Sweeps over many kinds of axes at once: a scenario is what a study file and a data file written for it
// alone say.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <set>

#include <unistd.h>

#include "host/analysis/analysis.hpp"
#include "host/plan/slices.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_scenario.hpp"
#include "host/sweep/scenario.hpp"
#include "tests/property/plain_survival.hpp"

namespace qca {
namespace {

using test::judge_plainly;
using test::Literals;
using test::literals_of;
using test::split;

/// A set as a study file states it.
struct SetText {
    std::string name, column;
    std::string best = "";  ///< smallest, largest; empty: not ranked
    std::string ties = "largest";
    std::string method = "logistic";  ///< codes: those of the breadth
    std::array<double, 3> anchors{};
    double noise = 0;

    std::string toml() const {
        std::string text = fmt::format("column = \"{}\"\n", column);
        if (!best.empty()) text += fmt::format("rank = {{ best = \"{}\", ties = \"{}\" }}\n", best, ties);
        if (method == "codes")
            return text + "codes = { 0 = 0.0, 1 = 0.0, 2 = 0.33, 3 = 0.67, 4 = 0.9, 5 = 1.0 }\n";
        return text +
               fmt::format(
                   "calibrate = \"{}\"\nanchors = {{ exclusion = {}, crossover = {}, inclusion = {} }}\n",
                   method, anchors[0], anchors[1], anchors[2]);
    }
    bool has_anchors() const { return method != "codes"; }
};

/// A study of the 30 provinces.
struct StudyText {
    std::string data = QCA_SOURCE_DIR "/configs/khanal2024.csv";
    std::vector<SetText> conditions, outcomes;  ///< the first outcome is the study's own
    bool negate = false;
    double incl = 0.8;
    std::string type = "conservative";
    std::string exclude, rest;

    std::string toml() const {
        std::string text = fmt::format(
            "[study]\nname = \"mixed\"\n[data]\nfile = \"{}\"\ncases = \"province\"\n{}"
            "[outcome]\nname = \"{}\"\nnegate = {}\n{}",
            data, exclude, outcomes[0].name, negate, outcomes[0].toml());
        for (const SetText& set : conditions)
            text += fmt::format("[conditions.{}]\n{}", set.name, set.toml());
        for (std::size_t o = 1; o < outcomes.size(); ++o)
            text += fmt::format("[outcomes.{}]\n{}", outcomes[o].name, outcomes[o].toml());
        return text + fmt::format("[cutoffs]\nincl = {}\n[solution]\ntype = \"{}\"\n{}", incl, type, rest);
    }
};

using Table = std::vector<std::vector<std::string>>;

Table read_table(const std::string& file) {
    Table table;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) table.push_back(split(line, ","));
    return table;
}

std::size_t column_of(const Table& table, const std::string& name) {
    return static_cast<std::size_t>(std::find(table[0].begin(), table[0].end(), name) - table[0].begin());
}

std::uint64_t mixed(std::uint64_t z) {
    z += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t hashed(const std::string& text) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return hash;
}

/// The noise of size 1 on a value, written down a second time.
double noise_on(std::uint64_t seed, std::uint64_t draw, const std::string& column, const std::string& name,
                bool normal) {
    const std::uint64_t of_case = mixed(mixed(mixed(mixed(seed) + draw) ^ hashed(column)) ^ hashed(name));
    if (!normal) return (static_cast<double>(mixed(of_case) >> 11) + 0.5) / 4503599627370496.0 - 1;
    double sum = 0;
    for (std::uint64_t i = 0; i < 12; ++i)
        sum += static_cast<double>(mixed(of_case + i * 0x9E3779B97F4A7C15u) >> 32) / 4294967296.0;
    return sum - 6 * (4294967295.0 / 4294967296.0);
}

/// A random sweep over everything.
class MixedSweep {
  public:
    /// @param design  of 60 samples, or grid
    explicit MixedSweep(unsigned seed, const std::string& design = "grid") : random_(seed), seed_(seed) {
        make_study();
        make_sweep(design);
        study = parse_study(text_.toml(), "mixed.toml");
        data = load_study_data(study);
    }

    /// The scenario's own study, with a data file of its own; nothing when anchors are out of order.
    std::optional<Study> single(const std::vector<Axis>& axes, const std::vector<std::size_t>& at,
                                const CaseSelection& cases) const;
    const std::string& sweep() const { return text_.rest; }

    Study study;
    StudyData data;

  private:
    bool now_and_then(int of = 2) { return random_() % static_cast<unsigned>(of) == 0; }
    void make_study();
    void make_sweep(const std::string& design);
    void make_anchors();

    std::mt19937 random_;
    unsigned seed_;
    StudyText text_;
    std::set<std::string> linked_;
    std::map<std::string, std::map<std::string, std::array<double, 3>>> anchor_sets_;
    bool normal_ = true;
};

void MixedSweep::make_study() {
    const bool gdp_itself = now_and_then();
    text_.conditions = {{"ENT", "enterprise_rank", "smallest", "largest", "logistic", {25, 14.5, 6}},
                        {"UNI", "university_rank", "smallest", "largest", "logistic", {25, 14.5, 6}},
                        {"GDP", "gdp_per_capita", "largest", "largest", "logistic", {25, 14.5, 6}},
                        {"POW", "power_rank", "smallest", "average", "logistic", {25, 13.7, 6}}};
    if (gdp_itself) text_.conditions[2] = {"GDP", "gdp_per_capita", "", "", "linear", {7500, 13500, 23500}};
    // The days are missing for six provinces; two outcomes have a column in common.
    text_.outcomes = {{"INT", "policy_count", "", "", "logistic", {2, 12.5, 25}},
                      {"SPE", "diffusion_days", "smallest", "largest", "logistic", {21, 12.3, 3}},
                      {"BRE", "instrument_breadth", "", "", "codes"},
                      {"MANY", "policy_count", "largest", "smallest", "logistic", {25, 14.5, 6}}};
    std::shuffle(text_.outcomes.begin(), text_.outcomes.end(), random_);
    text_.negate = now_and_then(4);
    text_.incl = now_and_then() ? 0.8 : 0.85;
}

void MixedSweep::make_anchors() {
    std::string& sweep = text_.rest;
    std::set<std::string> single;
    const auto vary = [&](const char* name, const char* values) {
        single.insert(name);
        sweep += fmt::format("[sweep.anchors.{}]\n{}\n", name, values);
    };
    if (now_and_then()) vary("ENT", "crossover = [12.5, 14.5]\ninclusion = [6, 14]");  // some out of order
    if (now_and_then()) vary("POW", "exclusion = { around = 25, by = 2, steps = 1 }");
    if (text_.outcomes[0].name == "INT" && now_and_then()) vary("INT", "crossover = [11, 12.5]");
    if (now_and_then()) {
        for (const char* name : {"wide", "odd one"}) {
            sweep += fmt::format("[sweep.anchor_sets.\"{}\"]\n", name);
            for (const std::vector<SetText>* sets : {&text_.conditions, &text_.outcomes})
                for (const SetText& set : *sets) {
                    if (!set.has_anchors() || single.contains(set.name)) continue;
                    if (set.name != "UNI" && now_and_then(3)) continue;
                    const double by = (set.anchors[2] - set.anchors[0]) / 20;
                    const bool odd = name == std::string("odd one");
                    // Of odd ones one may be out of order, some only together with shifts.
                    const std::array<double, 3> anchors{
                        set.anchors[0] - by, odd ? set.anchors[2] - by : set.anchors[1] + by,
                        set.anchors[2] + (odd && now_and_then(5) ? -by : by / 2)};
                    anchor_sets_[name][set.name] = anchors;
                    sweep += fmt::format("{} = {{ exclusion = {}, crossover = {}, inclusion = {} }}\n",
                                         set.name, anchors[0], anchors[1], anchors[2]);
                }
        }
    }
    if (now_and_then()) {
        for (const std::vector<SetText>* sets : {&text_.conditions, &text_.outcomes})
            for (const SetText& set : *sets)
                if (set.has_anchors() && !single.contains(set.name) && !now_and_then(3))
                    linked_.insert(set.name);
        linked_.insert("UNI");
        sweep +=
            fmt::format("[sweep.linked]\nsets = [\"{}\"]\ncrossover = {{ around = 0, by = 4, steps = 1 }}\n",
                        fmt::join(linked_, "\", \""));
        if (now_and_then()) sweep += "inclusion = [0, 10]\n";
    }
}

void MixedSweep::make_sweep(const std::string& design) {
    std::string& sweep = text_.rest;
    sweep = "[necessity]\nexpressions = [\"UNI + POW\", \"ENT*GDP\"]\ncutoff = 0.75\n"
            "[paths]\nfas = \"ENT*~UNI*GDP*POW\"\nwide = \"UNI*GDP\"\nalone = \"~POW\"\n[sweep]\n";
    if (design != "grid") sweep += fmt::format("design = \"{}\"\nsamples = 60\nseed = {}\n", design, seed_);
    make_anchors();
    sweep +=
        "[sweep.cutoffs]\nincl = [0.75, 0.8, 0.85]\n[sweep.solution]\ntype = [\"conservative\", "
        "\"parsimonious\"]\n";
    std::string outcome;
    if (now_and_then())
        outcome += fmt::format("sets = [\"{}\", \"{}\"]\n", text_.outcomes[0].name, text_.outcomes[1].name);
    if (now_and_then()) outcome += "negate = [false, true]\n";
    if (!outcome.empty() || now_and_then()) sweep += "[sweep.outcome]\n" + outcome;
    if (now_and_then())
        sweep += "[sweep.conditions]\ncandidates = [\"ENT\", \"POW\"]\nsize = { from = 1, to = 2 }\n";
    if (now_and_then())
        sweep += fmt::format("[sweep.cases]\nleave_out = [1, 3]\nsample = 2\nseed = {}\n{}", seed_,
                             now_and_then() ? "bootstrap = 2\n" : "");
    std::string calibration;
    if (now_and_then()) calibration += "calibrate = [\"logistic\", \"linear\"]\n";
    if (now_and_then()) calibration += "ties = [\"largest\", \"smallest\", \"average\"]\n";
    if (!calibration.empty()) sweep += "[sweep.calibration]\n" + calibration;
    if (!now_and_then()) return;
    normal_ = now_and_then();
    std::vector<std::string> sizes;
    const auto add_noise = [&](SetText& set, double size) {
        set.noise = size;
        sizes.push_back(fmt::format("{} = {}", set.name, size));
    };
    add_noise(text_.conditions[0], 0.8);
    if (now_and_then()) add_noise(text_.conditions[2], 900);
    for (SetText& outcome_set : text_.outcomes) {
        if (outcome_set.name == "SPE") add_noise(outcome_set, 60);
        if (outcome_set.name == "MANY") add_noise(outcome_set, 1.5);
    }
    sweep += fmt::format("[sweep.noise]\ndraws = 2\nshape = \"{}\"\nsize = {{ {} }}\nseed = {}\n",
                         normal_ ? "normal" : "uniform", fmt::join(sizes, ", "), seed_);
}

std::optional<Study> MixedSweep::single(const std::vector<Axis>& axes, const std::vector<std::size_t>& at,
                                        const CaseSelection& cases) const {
    StudyText one = text_;
    std::string outcome = one.outcomes[0].name;
    std::optional<std::vector<std::string>> kept;
    std::size_t draw = 0;
    const auto for_each_set = [&](const auto& change) {
        for (std::vector<SetText>* sets : {&one.conditions, &one.outcomes})
            for (SetText& set : *sets) change(set);
    };
    std::map<std::string, std::array<double, 3>> base;  // without shifts
    for_each_set([&](SetText& set) { base[set.name] = set.anchors; });
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const std::string& name = axes[a].name;
        const std::string label = axes[a].labels.empty() ? "" : axes[a].labels[at[a]];
        const double value = axes[a].labels.empty() ? axes[a].values[at[a]] : 0;
        if (name == "outcome") {
            one.negate = label.starts_with("~");
            outcome = label.substr(one.negate ? 1 : 0);
        } else if (name == "conditions")
            kept = split(label, ",");
        else if (name == "calibration")
            for_each_set([&](SetText& set) {
                if (set.has_anchors()) set.method = label;
            });
        else if (name == "ties")
            for_each_set([&](SetText& set) { set.ties = label; });
        else if (name == "noise")
            draw = label == "none" ? 0 : std::stoul(label.substr(5));
        else if (name == "incl_cut")
            one.incl = value;
        else if (name == "solution_type")
            one.type = label;
        else if (name == "anchors" && label != "own")
            for_each_set([&](SetText& set) {
                const auto& others = anchor_sets_.at(label);
                if (others.contains(set.name)) base[set.name] = set.anchors = others.at(set.name);
            });
        else if (name == "linked_crossover" || name == "linked_inclusion") {
            // Shares of the distance as it is without shifts.
            for_each_set([&](SetText& set) {
                if (!linked_.contains(set.name)) return;
                const std::array<double, 3>& own = base.at(set.name);
                set.anchors[name == "linked_crossover" ? 1 : 2] += (own[2] - own[0]) * value / 100;
            });
        } else if (name.find("_crossover") + name.find("_inclusion") + name.find("_exclusion") !=
                   3 * std::string::npos) {
            for_each_set([&](SetText& set) {
                if (set.name == name.substr(0, name.find('_')))
                    set.anchors[name.ends_with("exclusion")   ? 0
                                : name.ends_with("crossover") ? 1
                                                              : 2] = value;
            });
        }
    }
    // Conditions that do not take part count, and the study's own outcome.
    std::erase_if(one.outcomes, [&](const SetText& set) {
        return set.name != outcome && set.name != text_.outcomes[0].name;
    });
    bool in_order = true;
    for_each_set([&](SetText& set) {
        const double rise = set.anchors[1] - set.anchors[0], rest = set.anchors[2] - set.anchors[1];
        in_order = in_order && (!set.has_anchors() || (rise > 0 && rest > 0) || (rise < 0 && rest < 0));
    });
    if (!in_order) return std::nullopt;
    std::erase_if(one.outcomes, [&](const SetText& set) { return set.name != outcome; });
    if (kept)
        std::erase_if(one.conditions, [&](const SetText& set) {
            return std::find(kept->begin(), kept->end(), set.name) == kept->end();
        });
    // A file with a column for each set, and the cases that take part; those without the outcome have none
    // there.
    const Table table = read_table(text_.data);
    Table file(1 + cases.size());
    file[0] = {"province"};
    for (std::size_t i = 0; i < cases.size(); ++i)
        file[i + 1] = {fmt::format("{} #{}", data.cases[cases[i]], i)};
    for_each_set([&](SetText& set) {
        file[0].push_back(set.name);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const std::string& name = data.cases[cases[i]];
            const auto line =
                std::find_if(table.begin(), table.end(), [&](const auto& row) { return row[0] == name; });
            std::string text = line->at(column_of(table, set.column));
            if (draw > 0 && set.noise > 0 && !text.empty())
                text = fmt::format(
                    "{}", std::stod(text) + set.noise * noise_on(seed_, draw, set.column, name, normal_));
            file[i + 1].push_back(text);
        }
    });
    for_each_set([&](SetText& set) { set.column = set.name; });
    // Programs of tests may run side by side.
    one.data = testing::TempDir() + fmt::format("mixed-{}-{}.csv", getpid(), seed_);
    std::ofstream out(one.data);
    for (const auto& row : file) out << fmt::format("{}\n", fmt::join(row, ","));
    one.rest = "";
    return parse_study(one.toml(), "single.toml");
}

// The study's own choices are a scenario where all of them lie on the axes; so is each of them changed alone.
void expect_own_choices(const SweepResult& sweep, const SweepPlan& plan) {
    const Coordinates own = own_coordinates(plan);
    for (const PathResult& path : sweep.paths)
        for (std::size_t a = 0; a < plan.axes.size(); ++a)
            for (std::size_t value = 0; value < plan.axes[a].size(); ++value) {
                Coordinates changed = own;
                changed[a] = value;
                const std::optional<std::uint64_t> id = scenario_id(plan, changed);
                if (!id) continue;
                EXPECT_EQ(path.single_changes[a][value], path.survival.at(*id))
                    << plan.axes[a].name << " " << value;
                if (changed == own) {
                    EXPECT_EQ(static_cast<int>(path.own), path.survival.at(*id));
                }
            }
}

/// What a sweep says of one scenario is what the study written for it says.
/// @param id  number of the scenario, or of the sample
/// @return whether it is evaluated
bool expect_single(const MixedSweep& mixed, const SweepPlan& plan, const SweepResult& sweep, std::uint64_t id,
                   const std::vector<std::size_t>& at, const Scenario& scenario) {
    std::size_t number = 0;
    for (std::size_t a = 0; a < plan.slice_axes; ++a) number = number * plan.axes[a].size() + at[a];
    const Slice& slice = plan.slices[number];
    for (std::size_t a = 0; a < plan.slice_axes; ++a) EXPECT_EQ(slice.at[a], at[a]);
    const std::vector<Survival> rerun = path_states(scenario);
    for (std::size_t p = 0; p < rerun.size(); ++p)
        EXPECT_EQ(static_cast<int>(rerun[p]), sweep.paths[p].survival.at(id)) << id;
    const std::optional<Study> written = mixed.single(plan.axes, at, slice.cases);
    EXPECT_EQ(written.has_value(), sweep.paths[0].survival[id] != static_cast<int>(Survival::skipped)) << id;
    if (!written) return false;
    const Study& single = *written;
    const Analysis analysis = analyze(single, load_study_data(single));
    const Solution& solution =
        single.solution_type == SolutionType::conservative ? analysis.conservative : analysis.parsimonious;
    std::vector<std::string> names;
    for (const SetDefinition& condition : single.conditions) names.push_back(condition.name);
    std::vector<std::vector<Literals>> models;
    std::string expression;
    for (const FittedModel& model : solution.models) {
        expression += expression.empty() ? "" : " | ";
        models.emplace_back();
        for (std::size_t p = 0; p < model.paths.size(); ++p) {
            expression += (p == 0 ? "" : " + ") + to_expression(model.paths[p], names);
            models.back().push_back(literals_of(model.paths[p], names));
        }
    }
    if (!expression.empty() && plan.axes[0].name == outcome_axis)
        expression += " -> " + plan.axes[0].labels[at[0]];
    EXPECT_EQ(sweep.census.at(sweep.solution.at(id)).expression, expression) << id << "\n" << single.text;
    for (const PathResult& path : sweep.paths) {
        const Literals literals =
            literals_of(parse_path(path.expression, sweep.conditions, ""), sweep.conditions);
        EXPECT_EQ(path.survival[id], static_cast<int>(judge_plainly(literals, models, sweep.conditions)))
            << id;
    }
    return true;
}

/// The number of skipped scenarios is that of the maps and of the column.
void expect_skipped(const SweepPlan& plan, const SweepResult& sweep) {
    const PathResult& path = sweep.paths[0];
    EXPECT_EQ(sweep.counts.skipped, path.total[static_cast<std::size_t>(Survival::skipped)]);
    EXPECT_EQ(sweep.counts.evaluated + sweep.counts.skipped, plan.scenarios);
    std::uint64_t all = 0;
    for (const std::uint64_t count : path.total) all += count;
    EXPECT_EQ(all, plan.scenarios);
    std::uint64_t by_column = 0;
    for (const std::uint8_t state : path.survival) by_column += state == static_cast<int>(Survival::skipped);
    EXPECT_EQ(by_column, sweep.counts.skipped);
}

/// A set's necessity for the outcome, scenario after scenario.
struct PlainNecessity {
    NecessityCounts total{};
    double lowest = 2, highest = -1;

    void add(double inclN, double cutoff, std::uint64_t times) {
        total[std::isnan(inclN) ? 2 : inclN + 1.5e-8 > cutoff ? 0 : 1] += times;
        if (std::isnan(inclN)) return;
        lowest = std::min(lowest, inclN);
        highest = std::max(highest, inclN);
    }
};

/// Cutoffs and types do not matter to necessity: one scenario stands for all that differ in nothing else.
void expect_necessity(const MixedSweep& mixed, const SweepPlan& plan, const SweepResult& sweep) {
    std::map<std::string, PlainNecessity> wanted;
    const std::uint64_t times = plan.cutoff_combinations();
    for (std::uint64_t id = 0; id < plan.scenarios; id += times) {
        const Scenario scenario = scenario_at(mixed.study, mixed.data, plan, coordinates_of(plan, id));
        if (!scenario.is_evaluated()) continue;
        for (const Necessity& fit : analyze(scenario.study, scenario.data).necessity)
            wanted[fit.set].add(fit.inclN, sweep.necessity.cutoff, times);
    }
    for (const SetNecessity& set : sweep.necessity.sets) {
        const PlainNecessity& plain = wanted[set.set];
        EXPECT_EQ(set.explained[0].total, plain.total) << set.set;
        if (plain.lowest > 1) continue;
        EXPECT_EQ(set.explained[0].inclN.minimum, plain.lowest) << set.set;
        EXPECT_EQ(set.explained[0].inclN.maximum, plain.highest) << set.set;
    }
    for (const SetSkew& set : sweep.necessity.skew)
        if (plan.axes[0].name != outcome_axis && set.set.ends_with(mixed.study.outcome.name)) {
            EXPECT_EQ(set.scenarios, sweep.counts.evaluated) << set.set;
        }
}

class MixedSlices : public testing::TestWithParam<unsigned> {};

TEST_P(MixedSlices, AreTheStudiesThatTheyStandFor) {
    const MixedSweep mixed(GetParam());
    SCOPED_TRACE(mixed.sweep());
    const Study again = parse_study(resolved_study(mixed.study), "mixed.toml");
    EXPECT_TRUE(again.sweep == mixed.study.sweep && again.other_outcomes == mixed.study.other_outcomes);
    const SweepPlan plan = plan_sweep(mixed.study, mixed.data.cases);
    const SweepResult sweep = run_sweep(mixed.study, mixed.data);
    ASSERT_EQ(sweep.axes, plan.axes);
    expect_own_choices(sweep, plan);
    std::mt19937 random(GetParam());
    constexpr std::size_t scenarios = 24;
    std::size_t evaluated = 0;
    for (std::size_t turn = 0; turn < scenarios && !HasFailure(); ++turn) {
        const std::uint64_t id = random() % plan.scenarios;
        const Coordinates coordinates = coordinates_of(plan, id);
        std::vector<std::size_t> at;
        for (const auto& position : coordinates) at.push_back(*position);
        const Scenario scenario = scenario_at(mixed.study, mixed.data, plan, coordinates);
        evaluated += expect_single(mixed, plan, sweep, id, at, scenario) ? 1 : 0;
    }
    EXPECT_GT(evaluated, 0u);
    expect_skipped(plan, sweep);
    constexpr std::uint64_t most_analyses = 1500;
    if (plan.scenarios / plan.cutoff_combinations() <= most_analyses) expect_necessity(mixed, plan, sweep);
}

TEST_P(MixedSlices, AreTheSamplesOfADesign) {
    constexpr std::array<const char*, 3> designs{"sobol", "latin-hypercube", "random"};
    const MixedSweep mixed(GetParam(), designs[GetParam() % designs.size()]);
    SCOPED_TRACE(mixed.sweep());
    const SweepPlan plan = plan_sweep(mixed.study, mixed.data.cases);
    const SweepResult sweep = run_sweep(mixed.study, mixed.data);
    ASSERT_EQ(sweep.axes, plan.axes);
    const Sampler sampler(plan.design);
    for (std::uint64_t sample = 0; sample < plan.design.samples && !HasFailure(); ++sample) {
        std::vector<std::size_t> at;
        for (std::size_t a = 0; a < plan.axes.size(); ++a) at.push_back(sampler.position(a, sample));
        expect_single(mixed, plan, sweep, sample, at,
                      scenario_of(sample_point(mixed.study, mixed.data, plan, sample), mixed.data));
    }
    expect_skipped(plan, sweep);
}

INSTANTIATE_TEST_SUITE_P(Random, MixedSlices, testing::Range(0u, 40u));

}  // namespace
}  // namespace qca
