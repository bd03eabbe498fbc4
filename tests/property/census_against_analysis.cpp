// What a sweep's census says of solutions, paths and conditions is what single analyses of all its scenarios say.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <sstream>

#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/robustness/ambiguity.hpp"
#include "host/robustness/path_company.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/merge_slices.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/slice_sweep.hpp"
#include "tests/property/plain_census.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string base_text(const std::string& expectations) {
    std::ifstream stream(study_file);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    const std::string from = "type = \"conservative\"\n";
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("not in the study: " + from);
    return text.replace(at, from.size(), from + expectations);
}

/// The single study of a scenario; nothing where its anchors are out of order.
std::optional<Study> single_study(const Study& base, const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
    Study study = base;
    study.sweep = {};
    study.paths.clear();
    std::vector<std::string> kept;
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const Axis& axis = axes[a];
        const std::string label = axis.labels.empty() ? "" : axis.labels[at[a]];
        const double value = axis.values.empty() ? 0 : axis.values[at[a]];
        if (axis.name == "outcome") {
            study.outcome.negate = label.starts_with("~");
        } else if (axis.name == "conditions") {
            for (const SetDefinition& condition : base.conditions)
                if (("," + label + ",").find("," + condition.name + ",") != std::string::npos) kept.push_back(condition.name);
        } else if (axis.name == "incl_cut") {
            study.cutoffs.incl = value;
        } else if (axis.name == "n_cut") {
            study.cutoffs.n = static_cast<int>(value);
        } else if (axis.name == "cases") {
            if (label.starts_with("without ")) study.excluded_cases = {label.substr(8)};
        } else if (axis.name.find("_crossover") != std::string::npos || axis.name.find("_inclusion") != std::string::npos) {
            for (std::size_t s = 0; s < study.sets(); ++s) {
                SetDefinition& set = s < study.conditions.size() ? study.conditions[s] : study.outcome;
                if (axis.name == set.name + "_crossover") set.anchors.crossover = value;
                if (axis.name == set.name + "_inclusion") set.anchors.inclusion = value;
            }
        }
    }
    for (std::size_t s = 0; s < study.sets(); ++s)
        if (!study.set(s).anchors.in_order()) return std::nullopt;
    if (!kept.empty())
        std::erase_if(study.conditions, [&](const SetDefinition& c) { return std::find(kept.begin(), kept.end(), c.name) == kept.end(); });
    return parse_study(resolved_study(study), study_file);
}

using Solutions = std::map<std::string, test::PlainSolution>;

Solutions solutions_of(const Study& study, const std::vector<std::string>& types) {
    const Analysis analysis = analyze(study, load_study_data(study));
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    Solutions solutions;
    for (const std::string& type : types)
        solutions[type] = test::plain_solution(type == "conservative"   ? analysis.conservative
                                               : type == "parsimonious" ? analysis.parsimonious
                                                                        : analysis.intermediate.value(),
                                               conditions);
    return solutions;
}

void expect_census(const Study& study, std::size_t fewest_paths, std::size_t roles_met) {
    const SweepResult sweep = run_sweep(study, load_study_data(study));
    const std::vector<Axis>& axes = sweep.axes;
    const std::vector<std::string>& types = axes.back().labels;
    ASSERT_EQ(axes.back().name, "solution_type");
    const bool has = sweep.census_details.role_type == "intermediate" || sweep.census_details.role_type == "conservative";
    ASSERT_EQ(has, roles_met > 0);

    std::map<std::string, Solutions> own;  // by label of the outcome
    const bool of_outcome = axes.front().name == "outcome";
    for (const std::string& label : of_outcome ? axes.front().labels : std::vector<std::string>{""}) {
        Study single = study;
        single.sweep = {};
        single.paths.clear();
        if (!label.empty()) single.outcome.negate = label.starts_with("~");
        own[label] = solutions_of(parse_study(resolved_study(single), study_file), types);
    }

    test::PlainCensus census;
    census.conditions = sweep.conditions;
    for (const PathResult& path : sweep.paths) {
        test::PlainPath& literals = census.of_interest.emplace_back();
        std::istringstream text(path.expression);
        for (std::string literal; std::getline(text, literal, '*');) literals.insert(literal);
    }
    AmbiguityMaps ambiguity;
    for (const Axis& axis : axes) ambiguity.emplace_back(axis.size());
    for (std::size_t id = 0; id < sweep.counts.scenarios; id += types.size()) {
        std::vector<std::size_t> at(axes.size());
        std::size_t rest = id;
        for (std::size_t a = axes.size(); a-- > 0; rest /= axes[a].size()) at[a] = rest % axes[a].size();
        const std::optional<Study> single = single_study(study, axes, at);
        if (!single) continue;
        const Solutions solutions = solutions_of(*single, types);
        const Solutions& own_here = own.at(of_outcome ? axes.front().labels[at.front()] : "");
        for (std::size_t type = 0; type < types.size(); ++type) {
            census.add(types[type], solutions.at(types[type]), own_here.at(types[type]));
            at.back() = type;
            for (std::size_t a = 0; a < at.size(); ++a) ++ambiguity[a][at[a]][std::min<std::size_t>(3, solutions.at(types[type]).size())];
        }
        if (has) census.add_pair(solutions.at(sweep.census_details.role_type), solutions.at("parsimonious"));
    }
    census.expect(sweep);
    const auto maps = ambiguity_by_axis(sweep);
    ASSERT_TRUE(maps.has_value());
    EXPECT_EQ(*maps, ambiguity);
    EXPECT_GE(census.paths(), fewest_paths) << "too few paths to test anything";
    EXPECT_EQ(census.roles_met().size(), roles_met);
    // What the maps of the paths of interest count is what the census says.
    for (const PathResult& path : sweep.paths) {
        const PathCompany company = path_company(sweep, path);
        const auto sum = [](const std::vector<std::uint64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); };
        EXPECT_EQ(sum(company.beside.scenarios), path.total[0] + path.total[1]);
        EXPECT_EQ(sum(company.longer.scenarios), path.total[2]);
        EXPECT_EQ(sum(company.shorter.scenarios), path.total[3]);
        EXPECT_EQ(sum(company.others.scenarios), path.total[4] + path.total[5]);
        std::uint64_t every = 0, some = 0;
        for (const CensusPath& listed : sweep.census_details.paths) {
            if (listed.expression.substr(0, listed.expression.find(" -> ")) != path.expression) continue;
            for (const std::uint64_t count : listed.exact_all) every += count;
            for (const std::uint64_t count : listed.exact_some) some += count;
        }
        EXPECT_EQ(every, path.total[0]) << path.expression;
        EXPECT_EQ(some, path.total[1]) << path.expression;
    }
}

constexpr const char* anchors = R"(
[sweep.anchors.ENT]
crossover = [11, 12.5, 14.5]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
inclusion = [6, 10]
[sweep.anchors.INT]
crossover = [11, 12.5]
)";

TEST(CensusAgainstAnalysis, AllTypes) {
    expect_census(parse_study(base_text("expect = { ENT = \"present\", UNI = \"present\", GDP = \"absent\" }\n") +
                                  "wide = \"UNI*GDP\"\n" + anchors +
                                  "[sweep.cutoffs]\nincl = [0.75, 0.8, 0.85, 0.9]\nn = [1, 2, 3]\n"
                                  "[sweep.solution]\ntype = [\"parsimonious\", \"intermediate\", \"conservative\"]\n",
                              study_file),
                  60, 3);
}

TEST(CensusAgainstAnalysis, TwoTypesAllModels) {
    expect_census(parse_study(base_text("models = \"all\"\n") + anchors +
                                  "[sweep.cutoffs]\nincl = [0.75, 0.85, 0.9]\nn = [1, 2]\n"
                                  "[sweep.solution]\ntype = [\"conservative\", \"parsimonious\"]\n",
                              study_file),
                  30, 3);
}

TEST(CensusAgainstAnalysis, OneType) {
    expect_census(parse_study(base_text("") + anchors + "[sweep.cutoffs]\nincl = [0.75, 0.8, 0.85, 0.9]\n", study_file), 10, 0);
}

TEST(CensusAgainstAnalysis, SlicesOfOutcomesConditionsAndCases) {
    expect_census(parse_study(base_text("expect = { ENT = \"present\", POW = \"present\" }\n") + R"(two = "GDP*POW"
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = { from = 2, to = 4 }
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
inclusion = [6, 10]
[sweep.cutoffs]
incl = [0.75, 0.85]
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
)",
                              study_file),
                  70, 3);
}

/// The slices of a study, merged within limits.
SweepResult sweep_within(const Study& study, const StudyData& data, BookLimits limits) {
    const SweepPlan plan = plan_sweep(study, data.cases);
    const ColumnPlan columns = plan_columns(study, plan);
    SweepOptions options;
    options.threads = 1;
    ProgressCount progress(plan, {});
    SliceSweep sweep(choose_backend(BackendChoice::cpu), columns, options, progress);
    SliceMerge merge(plan, columns, study.paths, data.cases.size(), limits);
    for (const SweepPart& part : plan.parts) {
        const Slice slice = complete(plan.slices[part.slice], study, data);
        merge.add(slice, part.boxes,
                  sweep.run(study_of_slice(study, slice), data_of_slice(study, data, slice), part.evaluated));
    }
    return merge.take();
}

TEST(CensusAgainstAnalysis, SlicesBeyondTheLimitsAreCountedTogether) {
    const Study study = parse_study(base_text("") + R"(
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
[sweep.cutoffs]
incl = [0.75, 0.8, 0.85, 0.9]
[sweep.solution]
type = ["conservative", "parsimonious"]
)",
                                    study_file);
    const StudyData data = load_study_data(study);
    const SweepResult whole = run_sweep(study, data);
    BookLimits limits;
    limits.solutions = 12;
    limits.pairs = 4;
    const SweepResult part = sweep_within(study, data, limits);
    ASSERT_GT(whole.census.size(), 16u);
    ASSERT_EQ(part.census.size(), 12u);
    std::map<std::string, std::vector<std::uint64_t>> counts;
    for (const CensusEntry& entry : whole.census) counts[entry.expression] = entry.counts;
    std::uint64_t listed = 0;
    for (const CensusEntry& entry : part.census) {
        EXPECT_EQ(entry.counts, counts.at(entry.expression));
        listed += entry.counts[0] + entry.counts[1];
    }
    EXPECT_EQ(listed + part.counts.census_overflow, whole.counts.evaluated);
    EXPECT_EQ(static_cast<std::uint64_t>(std::count(part.solution.begin(), part.solution.end(), no_solution_id)), part.counts.census_overflow);
    EXPECT_EQ(part.census_details.model_counts, whole.census_details.model_counts);
    const auto pairs_of = [](const SweepResult& result) {
        std::map<std::pair<std::string, std::string>, std::uint64_t> pairs;
        for (const SolutionPair& pair : result.census_details.pairs)
            pairs[{result.census[pair.parsimonious].expression, result.census[pair.other].expression}] += pair.count;
        return pairs;
    };
    const auto all_pairs = pairs_of(whole), some_pairs = pairs_of(part);
    EXPECT_EQ(some_pairs.size(), 4u);
    std::uint64_t paired = part.census_details.unlisted_pairs;
    for (const auto& [solutions, count] : some_pairs) {
        EXPECT_EQ(count, all_pairs.at(solutions));
        paired += count;
    }
    EXPECT_EQ(paired, whole.counts.evaluated / 2);
}

// Anchors, cutoffs and conditions drawn at random: more solutions than anybody would choose.
TEST(CensusAgainstAnalysis, RandomStudies) {
    std::mt19937 generator(7);
    for (int study = 0; study < 6; ++study) {
        const auto pick = [&](int from, int to) { return from + static_cast<int>(generator() % static_cast<unsigned>(to - from + 1)); };
        std::string text = base_text("expect = { GDP = \"present\", UNI = \"absent\" }\n");
        for (const char* set : {"ENT", "UNI", "GDP", "POW"})
            text += fmt::format("[sweep.anchors.{}]\ncrossover = [{}.5, {}.5]\n", set, pick(7, 13), pick(14, 21));
        text += fmt::format("[sweep.cutoffs]\nincl = [0.{}, 0.{}]\nn = [1, 2]\n", pick(65, 79), pick(80, 90));
        text += study % 2 == 0 ? "[sweep.solution]\ntype = [\"parsimonious\", \"intermediate\"]\n"
                               : "[sweep.cases]\nleave_out = 1\nsample = 2\n[sweep.solution]\ntype = [\"conservative\", \"parsimonious\"]\n";
        SCOPED_TRACE(text);
        expect_census(parse_study(text, study_file), 20, 3);
    }
}

}  // namespace
}  // namespace qca
