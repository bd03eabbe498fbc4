// What a study file means.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

using Values = std::vector<double>;

Study base(const std::string& from = "", const std::string& to = "") {
    return parse_study(changed(from, to), "dir/s.toml");
}

TEST(ReadStudy, TakesTheOrderOfConditionsFromTheFile) {
    const Study study = base();
    ASSERT_EQ(study.conditions.size(), 2u);
    EXPECT_EQ(study.conditions[0].name, "ENT");  // sorted by name, ABC would be first
    EXPECT_EQ(study.conditions[1].name, "ABC");
    EXPECT_EQ(study.set(2).name, "OUT");
    EXPECT_EQ(study.sets(), 3u);
}

TEST(ReadStudy, TakesTheOrderOfInlineAndDottedConditionsFromTheFile) {
    const Study study = base("[cutoffs]",
                             "[conditions]\nZ.column = \"z\"\nB = {column = \"b\", calibrate = \"none\"}\n"
                             "Z.calibrate = \"none\"\n[cutoffs]");
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    EXPECT_EQ(names, (std::vector<std::string>{"ENT", "ABC", "Z", "B"}));
}

TEST(ReadStudy, ReadsEverySet) {
    const Study study = base("column = \"ent\"",
                             "column = \"ent\"\nrank = { best = \"largest\", ties = \"average\" }\n"
                             "calibrate = \"linear\"");
    EXPECT_EQ(study.outcome.column, "y");
    EXPECT_EQ(study.outcome.anchors, (Anchors{1, 2, 3}));
    EXPECT_EQ(study.outcome.method, CalibrationMethod::logistic);
    EXPECT_EQ(study.outcome.idm, 0.95);
    EXPECT_TRUE(study.outcome.clamp);
    EXPECT_FALSE(study.outcome.negate);
    EXPECT_EQ(study.conditions[0].method, CalibrationMethod::linear);
    EXPECT_EQ(study.conditions[0].anchors, (Anchors{30, 20, 10}));
    EXPECT_EQ(study.conditions[0].ranking, (Ranking{false, Ties::average}));
    EXPECT_EQ(study.conditions[1].method, CalibrationMethod::crisp);
    EXPECT_EQ(study.conditions[1].threshold, 5);
    EXPECT_FALSE(study.conditions[1].ranking.has_value());
}

TEST(ReadStudy, ReadsOptionsOfSets) {
    const Study negated = base("column = \"y\"", "column = \"y\"\nnegate = true\nidm = 0.953\nclamp = false");
    EXPECT_TRUE(negated.outcome.negate);
    EXPECT_EQ(negated.outcome.idm, 0.953);
    EXPECT_FALSE(negated.outcome.clamp);
    const Study coded = base("calibrate = \"crisp\"\nthreshold = 5",
                             "codes = { 3 = 1, \"2.5\" = 0.33, -1 = 0.0, 1e1 = 0.5 }");
    EXPECT_EQ(coded.conditions[1].method, CalibrationMethod::codes);
    EXPECT_EQ(coded.conditions[1].codes,
              (std::vector<std::pair<double, double>>{{-1, 0.0}, {2.5, 0.33}, {3, 1}, {10, 0.5}}));
    const Study ranked = base("column = \"ent\"", "column = \"ent\"\nrank = { best = \"smallest\" }");
    EXPECT_EQ(ranked.conditions[0].ranking, (Ranking{true, Ties::largest}));
}

TEST(ReadStudy, ReadsDataOptions) {
    EXPECT_EQ(base().data_file, "dir/base.csv");
    EXPECT_EQ(parse_study(base_study, "s.toml").data_file, "base.csv");
    EXPECT_EQ(base("base.csv", "/elsewhere/base.csv").data_file, "/elsewhere/base.csv");
    EXPECT_EQ(base().separator, std::nullopt);
    EXPECT_EQ(base().decimal, std::nullopt);
    EXPECT_EQ(base("cases =", "separator = \"\\t\"\ncases =").separator, '\t');
    EXPECT_EQ(base("cases =", "separator = \";\"\ncases =").separator, ';');
    EXPECT_EQ(base("cases =", "separator = \",\"\ncases =").separator, ',');
    EXPECT_EQ(base("cases =", "decimal = \",\"\ncases =").decimal, ',');
    EXPECT_EQ(base("cases =", "decimal = \".\"\ncases =").decimal, '.');
    EXPECT_EQ(base("cases =", "exclude = [\"Tibet\", \"Süd\"]\ncases =").excluded_cases,
              (std::vector<std::string>{"Tibet", "Süd"}));
}

TEST(ReadStudy, ReadsCutoffsAndSolution) {
    EXPECT_EQ(base().cutoffs, (Cutoffs{0.85, 0.5, 2, std::nullopt}));
    EXPECT_EQ(base("n = 2", "n = 3\nincl0 = 0.6").cutoffs, (Cutoffs{0.85, 0.5, 3, 0.6}));
    EXPECT_EQ(base("[cutoffs]\nincl = 0.85\npri = 0.5\nn = 2", "").cutoffs, Cutoffs{});
    EXPECT_EQ(base().solution_type, SolutionType::conservative);
    EXPECT_EQ(base("\"conservative\"", "\"parsimonious\"").solution_type, SolutionType::parsimonious);
}

/// The base study with more lines in [solution].
Study with_solution(const std::string& lines) {
    return base("type = \"conservative\"", "type = \"conservative\"\n" + lines);
}

RowSet rows_of(std::initializer_list<int> numbers) {
    RowSet rows;
    for (const int row : numbers) rows.insert(row);
    return rows;
}

TEST(ReadStudy, ReadsWhichModelsAreWanted) {
    EXPECT_EQ(base().solution, SolutionOptions{});
    EXPECT_EQ(base().solution.models, ModelChoice::fewest);
    EXPECT_EQ(with_solution("models = \"all\"").solution.models, ModelChoice::all);
    EXPECT_EQ(with_solution("models = \"fewest\"").solution.models, ModelChoice::fewest);
}

TEST(ReadStudy, ReadsDirectionalExpectations) {
    EXPECT_FALSE(base().solution.expected.has_value());
    EXPECT_EQ(with_solution("expect = { ABC = \"present\", ENT = \"absent\" }").solution.expected,
              (Implicant{0b11, 0b01}));
    EXPECT_EQ(with_solution("expect = { ENT = \"present\" }").solution.expected, (Implicant{0b10, 0b10}));
    EXPECT_EQ(with_solution("expect = { ENT = \"none\" }").solution.expected, Implicant{});
    EXPECT_EQ(with_solution("expect = {}").solution.expected, Implicant{}) << "stated: nothing is expected";
    EXPECT_EQ(base("type = \"conservative\"", "type = \"intermediate\"\nexpect = { ENT = \"absent\" }").solution_type,
              SolutionType::intermediate);
    const std::string text = changed("type = \"conservative\"", "expect = { ENT = \"absent\" }");
    EXPECT_EQ(parse_study(changed("\"parsimonious\"]", "\"intermediate\"]", text), "s.toml").sweep.solution_types,
              (std::vector{SolutionType::conservative, SolutionType::intermediate}));
}

TEST(ReadStudy, ExpectationsAreOfOneOutcome) {
    const std::string text =
        changed("type = \"conservative\"", "type = \"conservative\"\nexpect = { ENT = \"absent\" }");
    const std::string intermediate = changed("\"parsimonious\"]", "\"intermediate\"]", text);
    const std::string both = "[sweep.outcome]\nnegate = [false, true]\n", own = "[sweep.outcome]\nnegate = [false]\n";
    const std::string message = message_of([&] { parse_study(intermediate + both, "s.toml"); });
    EXPECT_TRUE(is_complaint(message, "s.toml")) << message;
    EXPECT_TRUE(message.starts_with("s.toml:48:8: the intermediate solution of an outcome and of its negation"))
        << message;
    EXPECT_EQ(parse_study(text + both, "s.toml").sweep.negate.size(), 2u);
    EXPECT_EQ(parse_study(intermediate + own, "s.toml").sweep.negate.size(), 1u);
    // The study's own type counts where the sweep names none.
    const std::string of_study = changed("type = \"conservative\"\nexpect", "type = \"intermediate\"\nexpect", text);
    const std::string alone = changed("[sweep.solution]\ntype = [\"conservative\", \"parsimonious\"]\n", "", of_study);
    EXPECT_NE(message_of([&] { parse_study(alone + both, "s.toml"); }).find("and of its negation"), std::string::npos);
}

TEST(ReadStudy, ReadsRowsToExclude) {
    const SolutionOptions options =
        with_solution("exclude = [\"~ABC*ENT+ABC*~ENT\", \"01\"]\nnecessary = [\"ABC\", \"ENT + ABC\"]").solution;
    EXPECT_EQ(options.exclude, (std::vector<NamedRows>{{"ENT*~ABC + ~ENT*ABC", rows_of({0b10, 0b01}), false},
                                                       {"01", rows_of({0b01}), true}}));
    EXPECT_EQ(options.necessary, (std::vector<NamedRows>{{"ABC", rows_of({0b01, 0b11}), false},
                                                         {"ENT + ABC", rows_of({0b01, 0b10, 0b11}), false}}));
}

TEST(ReadStudy, ReadsPathsInTheOrderOfTheConditions) {
    const Study study = base("main = \"ENT*~ABC\"", "z = \"~ABC * ENT\"\na = \"ABC\"");
    ASSERT_EQ(study.paths.size(), 2u);
    EXPECT_EQ(study.paths[0], (NamedPath{"z", "ENT*~ABC", {0b11, 0b10}}));
    EXPECT_EQ(study.paths[1], (NamedPath{"a", "ABC", {0b01, 0b01}}));
}

TEST(ReadStudy, ReadsSweeps) {
    const Study study = base();
    EXPECT_TRUE(study.sweep.stated);
    EXPECT_EQ(study.sweep.anchors, (std::vector<AnchorAxes>{{{}, {18, 22}, {}}, {}, {}}));
    EXPECT_EQ(study.sweep.incl, (Values{0.8, 0.9}));
    EXPECT_TRUE(study.sweep.pri.empty());
    EXPECT_TRUE(study.sweep.n.empty());
    EXPECT_EQ(study.sweep.solution_types,
              (std::vector{SolutionType::conservative, SolutionType::parsimonious}));
    EXPECT_EQ(study.sweep.columns,
              (ColumnOptions{ColumnChoice::always, ColumnChoice::automatic, false, 64}));
    const Study more = base("survival = \"always\"",
                            "survival = false\nsolution = true\nfits = true\nlimit_mib = 0.5\n"
                            "[sweep.anchors.OUT]\nexclusion = [1, 0]\ninclusion = [3]");
    EXPECT_EQ(more.sweep.columns, (ColumnOptions{ColumnChoice::never, ColumnChoice::always, true, 0.5}));
    EXPECT_EQ(more.sweep.anchors[2], (AnchorAxes{{0, 1}, {}, {3}}));
}

TEST(ReadStudy, ReadsWhatChangesTheStudyAsAWhole) {
    const Study study = parse_study(base_study + R"(
[sweep.linked]
sets = ["OUT", "ENT"]
inclusion = { around = 0, by = 5, steps = 1 }
[sweep.outcome]
negate = [true, false]
[sweep.conditions]
candidates = ["ABC", "ENT"]
size = 1
[sweep.cases]
leave_out = [2, 1]
sample = 50
bootstrap = 20
seed = 9
)",
                                    "s.toml");
    EXPECT_EQ(study.sweep.linked, (LinkedAnchors{{0, 2}, {{}, {}, {-5, 0, 5}}}));
    EXPECT_EQ(study.sweep.negate, (std::vector<bool>{false, true}));
    EXPECT_EQ(study.sweep.conditions, (ConditionSubsets{{0, 1}, 1, 1}));
    EXPECT_EQ(study.sweep.cases, (CaseChanges{{1, 2}, 50, 20, 9}));
    const Study again = parse_study(resolved_study(study), "s.toml");
    EXPECT_EQ(again.sweep, study.sweep);

    const Study short_forms = parse_study(base_study + "[sweep.conditions]\n[sweep.cases]\nleave_out = 1\n", "s.toml");
    EXPECT_EQ(short_forms.sweep.conditions, (ConditionSubsets{{0, 1}, 1, 2}));
    EXPECT_EQ(short_forms.sweep.cases, (CaseChanges{{1}, 0, 0, 1}));
    EXPECT_TRUE(short_forms.sweep.negate.empty());
    EXPECT_FALSE(short_forms.sweep.linked.stated());
}

TEST(ReadStudy, HasNoSweepWhenNoneIsStated) {
    const Study study = parse_study(base_study.substr(0, base_study.find("[sweep]")), "s.toml");
    EXPECT_FALSE(study.sweep.stated);
    EXPECT_EQ(study.sweep.anchors.size(), 3u);
}

struct Axis {
    const char* text;
    Values values;
};

TEST(ReadStudy, ReadsEveryKindOfAxis) {
    Values inclusion_cutoffs;
    for (const char* digits :
         {"0.75", "0.76", "0.77", "0.78", "0.79", "0.8",  "0.81", "0.82", "0.83", "0.84", "0.85",
          "0.86", "0.87", "0.88", "0.89", "0.9",  "0.91", "0.92", "0.93", "0.94", "0.95"}) {
        inclusion_cutoffs.push_back(std::stod(digits));
    }
    const std::vector<Axis> axes{
        {"[6, 3, 6, 3.5]", {3, 3.5, 6}},
        {"[-0.0, 0]", {0}},
        {"[1e-7]", {1e-7}},
        {"{ from = 12.5, to = 16.5, step = 0.5 }", {12.5, 13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5}},
        {"{ from = 0.75, to = 0.95, step = 0.01 }", inclusion_cutoffs},
        {"{ from = 0.1, to = 0.7, step = 0.2 }", {0.1, 0.3, 0.5, 0.7}},
        {"{ from = 0, to = 1, step = 0.3 }", {0, 0.3, 0.6, 0.9}},
        {"{ from = -0.3, to = 0.3, step = 0.1 }", {-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3}},
        {"{ from = 4, to = 4, step = 1 }", {4}},
        {"{ around = 25, by = 2, steps = 1 }", {23, 25, 27}},
        {"{ around = 0.3, by = 0.1, steps = 3 }", {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6}},
    };
    for (const Axis& axis : axes) {
        // An ascending and a descending triple are always possible with an inclusion this far away.
        const Study study =
            base("crossover = [18, 22]", std::string("inclusion = [-1000, 1000]\nexclusion = [-1000, 1000]"
                                                     "\ncrossover = ") +
                                             axis.text);
        EXPECT_EQ(study.sweep.anchors[0].crossover, axis.values) << axis.text;
    }
    EXPECT_EQ(base("incl = [0.8, 0.9]", "n = { from = 1, to = 4, step = 1 }").sweep.n,
              (std::vector{1, 2, 3, 4}));
    EXPECT_EQ(base("incl = [0.8, 0.9]", "pri = [0.6, 0, 0.5]").sweep.pri, (Values{0, 0.5, 0.6}));
}

TEST(ReadStudy, AllowsAnchorsOfWhichSomeCombinationIsInOrder) {
    for (const char* axes :
         {"exclusion = [15, 30]\ncrossover = [12]\ninclusion = [10, 13]",    // only 30 > 12 > 10
          "exclusion = [5, 30]\ncrossover = [20]\ninclusion = [20, 25]"}) {  // only 5 < 20 < 25
        EXPECT_NO_THROW(base("crossover = [18, 22]", axes)) << axes;
    }
}

TEST(ReadStudy, HasNoNegativeZeros) {
    EXPECT_FALSE(std::signbit(base("threshold = 5", "threshold = -0.0").conditions[1].threshold));
    EXPECT_FALSE(std::signbit(base("[18, 22]", "[-0.0]\ninclusion = [-10]").sweep.anchors[0].crossover[0]));
}

TEST(ReadStudy, AllowsTheLongestAxis) {
    const Study study = base("[18, 22]", "{ from = 10, to = 19.9999, step = 1e-4 }");
    EXPECT_EQ(study.sweep.anchors[0].crossover.size(), 100000u);
    EXPECT_EQ(study.sweep.anchors[0].crossover.back(), 19.9999);
}

TEST(ReadStudy, AcceptsByteOrderMarksCrLfAndUmlautsInTextsAndComments) {
    std::string text = "\xEF\xBB\xBF# Überschrift\r\n";
    for (const char c : changed("name = \"base\"", "name = \"Größe\"  # é\ntitle = '''two\nlines \"é\"'''")) {
        text += c == '\n' ? "\r\n" : std::string(1, c);
    }
    const Study study = parse_study(text, "s.toml");
    EXPECT_EQ(study.name, "Größe");
    EXPECT_NE(study.title.find("lines \"é\""), std::string::npos);
    EXPECT_EQ(study.text, text);
}

TEST(ReadStudy, KnowsWhereTextsEnd) {
    for (const char* title : {R"("""a "b" ""é\"""")", R"("""é"""")", R"(''' 'é' ''ü''')", R"("é\"ü\\")",
                              R"('é\')", R"("é" # ü "é)", R"('"é')", R"("'é")"}) {
        const std::string key = std::string("title = ") + title;
        EXPECT_NO_THROW(base("[data]", key + "\n[data]")) << title;
        const std::string message = message_of([&] { base("[data]", key + "\n[é]\n[data]"); });
        EXPECT_NE(message.find("beyond ASCII"), std::string::npos) << title << ": " << message;
    }
}

TEST(ReadStudy, ReadsAFile) {
    const std::string file = testing::TempDir() + "read_study_test.toml";
    std::ofstream(file) << base_study;
    const Study study = read_study(file);
    EXPECT_EQ(study.file, file);
    EXPECT_EQ(study.text, base_study);
    EXPECT_EQ(study.data_file, testing::TempDir() + "base.csv");
}

TEST(ReadStudy, HasOtherOutcomes) {
    const std::string two = base_study +
                            "[outcomes.TWO]\ncolumn = \"z\"\ncalibrate = \"none\"\nnegate = true\n"
                            "[outcomes.THREE]\ncolumn = \"y\"\ncalibrate = \"none\"\n";
    Study study = parse_study(two, "s.toml");
    ASSERT_EQ(study.sets(), 3u);
    ASSERT_EQ(study.all_sets(), 5u);
    EXPECT_EQ(study.set(2).name, "OUT");
    EXPECT_EQ(study.set(3).name, "TWO");
    EXPECT_TRUE(study.set(3).negate);
    EXPECT_EQ(study.set(4).name, "THREE");
    EXPECT_TRUE(study.sweep.outcomes.empty()) << "no sweep explains them";
    EXPECT_EQ(parse_study(two + "[sweep.outcome]\n", "s.toml").sweep.outcomes,
              (std::vector<std::size_t>{2, 3, 4}));
    study = parse_study(two + "[sweep.outcome]\nsets = [\"THREE\", \"OUT\", \"THREE\"]\n", "s.toml");
    EXPECT_EQ(study.sweep.outcomes, (std::vector<std::size_t>{2, 4}));
    EXPECT_TRUE(study.sweep.negate.empty());
}

TEST(ReadStudy, HasCalibrationTiesAndNoiseAsAxes) {
    const Study study =
        parse_study(changed("column = \"ent\"", "column = \"ent\"\nrank = { best = \"largest\" }") +
                        "[sweep.calibration]\ncalibrate = [\"linear\", \"logistic\", \"linear\"]\n"
                        "ties = [\"average\"]\n[sweep.noise]\ndraws = 3\nsize = { OUT = 2.5 }\n",
                    "s.toml");
    EXPECT_EQ(study.sweep.calibration.methods,
              (std::vector<CalibrationMethod>{CalibrationMethod::logistic, CalibrationMethod::linear}));
    EXPECT_EQ(study.sweep.calibration.ties, std::vector<Ties>{Ties::average});
    EXPECT_EQ(study.sweep.noise, (Noise{3, NoiseShape::normal, {0, 0, 2.5}, 1}));
}

// The anchors of ENT lie 20 apart, downwards.
TEST(ReadStudy, HasStepsInPercentOfTheAnchorDistance) {
    const auto crossovers = [](const std::string& by) {
        const std::string axis = "{ around = 20, by = " + by + ", steps = 2 }";
        return parse_study(changed("[18, 22]", axis), "s.toml").sweep.anchors[0].crossover;
    };
    const std::vector<double> by_one{18, 19, 20, 21, 22};
    EXPECT_EQ(crossovers("1"), by_one);
    for (const char* by : {"\"5 %\"", "\"5%\"", "\" 5.0\\t% \"", "\"0.5e1 %\""})
        EXPECT_EQ(crossovers(by), by_one) << by;
    EXPECT_EQ(crossovers("\"0.7 %\""), (std::vector<double>{19.72, 19.86, 20, 20.14, 20.28}));
    const std::string resolved = resolved_study(
        parse_study(changed("[18, 22]", "{ around = 20, by = \"5 %\", steps = 1 }"), "s.toml"));
    EXPECT_NE(resolved.find("crossover = [19, 20, 21]\n"), std::string::npos) << resolved;
}

TEST(ReadStudy, HasAnchorSetsThatReplaceAnchors) {
    const std::string none = changed("[sweep.anchors.ENT]\ncrossover = [18, 22]", "");
    const Study study = parse_study(none +
                                        "[sweep.anchor_sets.\"90/50/10\"]\nOUT = { crossover = 2.5 }\n"
                                        "ENT = { exclusion = 28, crossover = 19, inclusion = 12 }\n"
                                        "[sweep.anchor_sets.odd]\nENT = { inclusion = 25 }\n",
                                    "s.toml");
    ASSERT_EQ(study.sweep.anchor_sets.size(), 2u);
    EXPECT_EQ(study.sweep.anchor_sets[0], (AnchorSet{"90/50/10", {{0, {28, 19, 12}}, {2, {1, 2.5, 3}}}}));
    EXPECT_EQ(study.sweep.anchor_sets[1], (AnchorSet{"odd", {{0, {30, 20, 25}}}}))
        << "skipped when it comes to it";
}

TEST(ReadStudy, HasPresets) {
    const auto presets = [](const std::string& value) {
        return parse_study(changed("design = \"grid\"", "preset = " + value), "s.toml").sweep.presets;
    };
    EXPECT_EQ(presets("\"oana-schneider\""), std::vector<Preset>{Preset::oana_schneider});
    EXPECT_EQ(presets("[\"journal-checks\", \"anchors-10-percent\"]"),
              (std::vector<Preset>{Preset::journal_checks, Preset::anchors_10_percent}));
}

}  // namespace
}  // namespace qca::test
