// Study -> TOML -> Study, and the template.
#include <gtest/gtest.h>

#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

void expect_round_trip(const std::string& text, const std::string& file) {
    const Study study = parse_study(text, file);
    const std::string resolved = resolved_study(study);
    Study again = parse_study(resolved, file);
    EXPECT_EQ(again.text, resolved);
    again.text = study.text;
    EXPECT_EQ(again, study) << resolved;
    EXPECT_EQ(resolved_study(again), resolved);
}

TEST(ResolvedStudy, ReadsBackEqual) {
    for (const char* file : {"s.toml", "dir/s.toml", "/a/b/s.toml", "./s.toml", "../x/s.toml"}) {
        expect_round_trip(base_study, file);
        expect_round_trip(changed("base.csv", "/abs/base.csv"), file);
        expect_round_trip(changed("base.csv", "../up/./base.csv"), file);
        expect_round_trip(changed("base.csv", "dir/base.csv"), file);
    }
    expect_round_trip(study_template(), "t.toml");
    expect_round_trip(changed("[18, 22]", "{ from = 10.5, to = 29.5, step = 0.01 }"), "s.toml");
    expect_round_trip(base_study.substr(0, base_study.find("[paths]")), "s.toml");
}

TEST(ResolvedStudy, KeepsEveryOption) {
    std::string text =
        changed("name = \"base\"", "name = \"quo\\\"te ü\"\ntitle = \"\"\"back\\\\slash,\ntwo lines\t\"\"\"");
    text = changed("cases = \"id\"",
                   "cases = \"id\"\nexclude = [\"A \\\"B\\\"\", \"ü\"]\nseparator = \"\\t\"\ndecimal = \",\"",
                   text);
    text = changed("column = \"y\"", "column = \"y\"\nnegate = true\nidm = 0.9533333333333333\nclamp = false",
                   text);
    text = changed(
        "column = \"ent\"",
        "column = \"ent\"\ncalibrate = \"linear\"\nrank = { best = \"largest\", ties = \"average\" }", text);
    text = changed("calibrate = \"crisp\"\nthreshold = 5",
                   "codes = { \"0.1\" = 0.30000000000000004, -1e-7 = 1 }", text);
    text = changed("n = 2", "n = 7\nincl0 = 0.1234567890123456", text);
    text = changed("crossover = [18, 22]", "crossover = [18.000000000000004, 22]\nexclusion = [1e300, 30]",
                   text);
    text = changed("survival = \"always\"", "solution = false\nfits = true\nlimit_mib = 1e-3", text);
    text = changed("type = \"conservative\"",
                   "type = \"intermediate\"\nmodels = \"all\"\nexpect = { ABC = \"absent\", M = \"present\" }\n"
                   "exclude = [\"M*~ENT+ABC\", \"010\"]\nnecessary = [\"ENT + ~M\"]",
                   text);
    text = changed("[cutoffs]", "[conditions.M]\ncolumn = \"m\"\ncalibrate = \"none\"\n[cutoffs]", text);
    text += "[protocol]\ninitial = \"~M*ENT + ABC\"\n[protocol.tests]\n\"a \\\"b\\\"\" = \"ENT + M\"\n"
            "c = { incl = 0.2, pri = 0.30000000000000004, n = 3, incl0 = 0.1, type = \"parsimonious\" }\n"
            "d = { solution = \"M\", anchors = { ENT = { crossover = 19.000000000000004 } } }\n";
    expect_round_trip(text, "dir/s.toml");
}

TEST(ResolvedStudy, KeepsEveryAxisThatChangesTheStudyAsAWhole) {
    std::string text = changed("[sweep.anchors.ENT]\ncrossover = [18, 22]", "", base_study);
    text = changed("column = \"ent\"", "column = \"ent\"\nrank = { best = \"largest\" }", text);
    text +=
        "[outcomes.TWO]\ncolumn = \"z\"\ncodes = { 0 = 0.3 }\nnegate = true\n"
        "[outcomes.THREE]\ncolumn = \"z\"\nrank = { best = \"smallest\", ties = \"average\" }\n"
        "anchors = { exclusion = 9, crossover = 5, inclusion = 1 }\nidm = 0.9\n"
        "[sweep.linked]\nsets = [\"THREE\", \"ENT\"]\ninclusion = [-5, 0, 1e-3]\n"
        "[sweep.conditions]\nsize = 1\n[sweep.cases]\nleave_out = [2, 1]\nsample = 5\nseed = "
        "9007199254740992\n"
        "[sweep.anchor_sets.\"9\\\"0/50\"]\nTHREE = { crossover = 4.100000000000001 }\nENT = { inclusion = 9 }\n"
        "[sweep.anchor_sets.odd]\nOUT = { exclusion = 7 }\nENT = { inclusion = 8 }\n"
        "[sweep.calibration]\nties = [\"smallest\", \"largest\"]\ncalibrate = [\"linear\"]\n"
        "[sweep.noise]\ndraws = 7\nshape = \"uniform\"\nsize = { THREE = 1e-3, ENT = 0.1 }\nseed = 0\n";
    expect_round_trip(text, "s.toml");
    expect_round_trip(text + "[sweep.outcome]\nnegate = [true, false]\n", "s.toml");
    expect_round_trip(text + "[sweep.outcome]\nsets = [\"THREE\", \"OUT\"]\n", "s.toml");
    expect_round_trip(text + "[sweep.outcome]\n", "s.toml");
    expect_round_trip(changed("design = \"grid\"", "preset = [\"journal-checks\", \"oana-schneider\"]", text),
                      "s.toml");
}

TEST(ResolvedStudy, WritesDefaultsAndShortNumbers) {
    const std::string resolved = resolved_study(parse_study(changed("incl = 0.85\n", ""), "s.toml"));
    EXPECT_NE(resolved.find("incl = 0.8\n"), std::string::npos) << resolved;
    EXPECT_NE(resolved.find("idm = 0.95\nclamp = true\nnegate = false\n"), std::string::npos) << resolved;
    EXPECT_NE(resolved.find("anchors = { exclusion = 30, crossover = 20, inclusion = 10 }"),
              std::string::npos)
        << resolved;
    EXPECT_NE(
        resolved.find("survival = \"always\"\nsolution = \"automatic\"\nfits = false\nlimit_mib = 64\n"),
        std::string::npos)
        << resolved;
}

TEST(ResolvedStudy, SaysInCommentsWhatPresetsDid) {
    Study study = parse_study(base_study, "s.toml");
    study.notes = {"Anchors move together."};
    const std::string resolved = resolved_study(study);
    EXPECT_NE(resolved.find("\n[sweep]\ndesign = \"grid\"\n# Anchors move together.\n"), std::string::npos) << resolved;
    EXPECT_EQ(parse_study(resolved, "s.toml").sweep, study.sweep);
}

TEST(StudyTemplate, MayBeSampled) {
    std::string text = study_template();
    for (const char* option : {"design =", "samples ="}) text = changed(std::string("# ") + option, option, text);
    EXPECT_EQ(parse_study(text, "new.toml").sweep.sampling.samples, 100000u);
}

TEST(StudyTemplate, IsAStudyWithASweep) {
    const Study study = parse_study(study_template(), "new.toml");
    EXPECT_EQ(study.conditions.size(), 4u);
    EXPECT_FALSE(study.paths.empty());
    EXPECT_TRUE(study.sweep.stated);
}

TEST(StudyTemplate, HasOptionsThatWorkWhenTheirCommentSignIsRemoved) {
    std::string text = study_template();
    for (const char* option : {"exclude =",
                               "separator =",
                               "decimal =",
                               "negate =",
                               "calibrate = \"logistic\"",
                               "idm =",
                               "clamp =",
                               "incl0 =",
                               "models =",
                               "expect =",
                               "exclude = [\"STAFF",
                               "necessary =",
                               "[sweep.conditions]",
                               "size =",
                               "[sweep.cases]",
                               "leave_out =",
                               "bootstrap =",
                               "seed =",
                               "[sweep.outcome]",
                               "negate = [false",
                               "[sweep.calibration]",
                               "calibrate = [",
                               "ties = [",
                               "[sweep.noise]",
                               "draws =",
                               "size = {",
                               "preset =",
                               "exclude = [\"WEALTH_crossover",
                               "[sweep.anchor_sets.high]",
                               "STAFF = {",
                               "[sweep.linked]",
                               "sets =",
                               "inclusion = { around",
                               "[sweep.columns]",
                               "survival =",
                               "solution =",
                               "fits =",
                               "limit_mib ="}) {
        text = changed(std::string("# ") + option, option, text);
    }
    const Study study = parse_study(text, "new.toml");
    EXPECT_TRUE(study.outcome.negate);
    EXPECT_EQ(study.separator, ';');
    EXPECT_TRUE(study.cutoffs.incl0.has_value());
    EXPECT_EQ(study.solution.models, ModelChoice::all);
    EXPECT_EQ(study.solution.expected, (Implicant{0b1001, 0b1000}));
    EXPECT_EQ(study.solution.exclude.size(), 1u);
    EXPECT_EQ(study.solution.necessary.size(), 2u);
    EXPECT_EQ(study.sweep.conditions.from, 3u);
    EXPECT_EQ(study.sweep.cases.bootstrap, 200u);
    EXPECT_EQ(study.sweep.negate.size(), 2u);
    EXPECT_EQ(study.sweep.calibration.methods.size(), 2u);
    EXPECT_EQ(study.sweep.noise.draws, 100u);
    EXPECT_EQ(study.sweep.presets, std::vector<Preset>{Preset::journal_checks});
    EXPECT_EQ(study.sweep.exclude.size(), 1u);
    EXPECT_EQ(study.sweep.anchor_sets.size(), 1u);
}

}  // namespace
}  // namespace qca::test
