// What is wrong with a study file, and where the message says it is.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

struct BadStudy {
    const char* from;  ///< in the base study
    const char* to;
    const char* where;                   ///< line:column
    std::vector<const char*> fragments;  ///< of the message
};

void PrintTo(const BadStudy& bad, std::ostream* out) {
    *out << "'" << bad.from << "' -> '" << bad.to << "'";
}

class StudyErrors : public testing::TestWithParam<BadStudy> {};

TEST_P(StudyErrors, AreReportedWhereTheyAre) {
    const BadStudy& bad = GetParam();
    const std::string message = message_of([&] { parse_study(changed(bad.from, bad.to), "dir/s.toml"); });
    EXPECT_TRUE(message.starts_with(std::string("dir/s.toml:") + bad.where + ": ")) << message;
    EXPECT_TRUE(is_complaint(message, "dir/s.toml")) << message;
    for (const char* fragment : bad.fragments) {
        EXPECT_NE(message.find(fragment), std::string::npos) << "'" << fragment << "' is not in: " << message;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Toml, StudyErrors,
    testing::Values(BadStudy{"name = \"base\"", "name = base", "2:8", {"not valid TOML", "texts in quotes"}},
                    BadStudy{"name = \"base\"", "name = \"ba\\u0000se\"", "2:8", {"a NUL character", "\\u0000"}},
                    BadStudy{"name = \"base\"", "\"na\\u0000me\" = \"base\"", "2:1", {"a NUL character", "\\u0000"}},
                    BadStudy{"name = \"base\"", "name \"base\"", "2:6", {"not valid TOML", "key = value"}},
                    BadStudy{"name = \"base\"", "name = \"base", "2:13", {"not valid TOML", "quotes"}},
                    BadStudy{"pri = 0.5", "incl = 0.5", "24:8", {"not valid TOML", "once"}},
                    BadStudy{"[cutoffs]", "[outcome]", "22:1", {"not valid TOML", "once"}},
                    BadStudy{"[cutoffs]", "[,cutoffs]", "22:1", {"not valid TOML", "cannot be read"}},
                    BadStudy{"[cutoffs]", "[{cutoffs]", "22:1", {"not valid TOML"}},
                    BadStudy{"n = 2", "n = 1.5.2", "25:8", {"not valid TOML"}},
                    BadStudy{"n = 2", "n = ", "25:5", {"not valid TOML"}},
                    BadStudy{"survival = \"always\"\n", "survival =", "46:11", {"not valid TOML"}},
                    BadStudy{"name = \"base\"", "name = “base”", "2:8", {"beyond ASCII", "straight quotes"}},
                    BadStudy{"name = \"base\"", "namé = \"base\"", "2:4", {"beyond ASCII"}},
                    BadStudy{"\"base\"", "\"b\xE4se\"", "2:10", {"not UTF-8", "Latin-1"}},
                    BadStudy{"\"base\"", "\"\xC3\xA4\xC3\xA4\xE4\"", "2:11", {"not UTF-8"}},
                    BadStudy{"\"base\"", "\"ba\001se\"", "2:11", {"control character U+0001"}},
                    BadStudy{"\n[data]", "\r[data]", "3:1", {"lone carriage return"}},
                    BadStudy{"n = 2",
                             "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 2",
                             "25:64",
                             {"too many parts"}}));

INSTANTIATE_TEST_SUITE_P(
    UnknownKeys, StudyErrors,
    testing::Values(
        BadStudy{"[cutoffs]",
                 "[cutofs]",
                 "22:2",
                 {"unknown key 'cutofs' in the study file", "did you mean 'cutoffs'?"}},
        BadStudy{"name = \"base\"",
                 "nme = \"base\"",
                 "2:1",
                 {"unknown key 'nme' in [study]", "did you mean 'name'?"}},
        BadStudy{"cases = \"id\"", "case = \"id\"", "6:1", {"did you mean 'cases'?"}},
        BadStudy{
            "crossover = 2,", "crosover = 2,", "11:28", {"[outcome.anchors]", "did you mean 'crossover'?"}},
        BadStudy{
            "column = \"ent\"", "colunm = \"ent\"", "14:1", {"[conditions.ENT]", "did you mean 'column'?"}},
        BadStudy{"column = \"ent\"",
                 "column = \"ent\"\nrank = { best = \"smallest\", tie = \"largest\" }",
                 "15:29",
                 {"'ties'"}},
        BadStudy{"pri = 0.5", "PRI = 0.5", "24:1", {"did you mean 'pri'?"}},
        BadStudy{"type = \"cons", "typ = \"cons", "28:1", {"did you mean 'type'?"}},
        BadStudy{"design =", "desing =", "34:1", {"did you mean 'design'?"}},
        BadStudy{"crossover = [18", "crosover = [18", "37:1", {"[sweep.anchors.ENT]", "'crossover'"}},
        BadStudy{"incl = [0.8, 0.9]", "inkl = [0.8, 0.9]", "40:1", {"[sweep.cutoffs]", "'incl'"}},
        BadStudy{"incl = [0.8, 0.9]",
                 "incl = { from = 0.7, too = 0.8, step = 0.1 }",
                 "40:22",
                 {"did you mean 'to'?"}},
        BadStudy{"incl = [0.8, 0.9]", "incl = { form = 0.7 }", "40:10", {"did you mean 'from'?"}},
        BadStudy{"type = [", "types = [", "43:1", {"[sweep.solution]", "'type'"}},
        BadStudy{"survival =", "survivals =", "46:1", {"[sweep.columns]", "'survival'"}},
        BadStudy{"[sweep.anchors.ENT]",
                 "[sweep.anchors.EMT]",
                 "36:16",
                 {"unknown set 'EMT'", "did you mean 'ENT'?"}}));

INSTANTIATE_TEST_SUITE_P(
    MissingAndWrongTypes, StudyErrors,
    testing::Values(
        BadStudy{
            "[study]\nname = \"base\"\n", "\n\n", "1:1", {"the study file has no 'study'", "add [study]"}},
        BadStudy{"name = \"base\"", "", "1:1", {"[study] has no 'name'"}},
        BadStudy{"[data]\nfile = \"base.csv\"\ncases = \"id\"", "", "1:1", {"has no 'data'"}},
        BadStudy{"file = \"base.csv\"", "", "4:1", {"[data] has no 'file'"}},
        BadStudy{"cases = \"id\"", "", "4:1", {"[data] has no 'cases'"}},
        BadStudy{"name = \"OUT\"", "", "8:1", {"[outcome] has no 'name'"}},
        BadStudy{"column = \"y\"", "", "8:1", {"[outcome] has no 'column'"}},
        BadStudy{"column = \"ent\"", "", "13:1", {"[conditions.ENT] has no 'column'"}},
        BadStudy{", inclusion = 3", "", "11:11", {"[outcome.anchors] has no 'inclusion'"}},
        BadStudy{"name = \"base\"", "name = 3", "2:8", {"study.name must be a text", "a whole number"}},
        BadStudy{"name = \"base\"", "name = \" \"", "2:8", {"study.name is empty"}},
        BadStudy{"name = \"base\"", "name = \"a/b\"", "2:8", {"slash"}},
        BadStudy{"name = \"base\"", "name = 2020-01-01", "2:8", {"a date or time"}},
        BadStudy{"crossover = 2,",
                 "crossover = \"2\",",
                 "11:40",
                 {"outcome.anchors.crossover must be a number", "a text"}},
        BadStudy{"crossover = 2,", "crossover = nan,", "11:40", {"finite"}},
        BadStudy{"inclusion = 3 ", "inclusion = inf ", "11:55", {"finite"}},
        BadStudy{"{ exclusion = 1, crossover = 2, inclusion = 3 }",
                 "[1, 2, 3]",
                 "11:11",
                 {"must be a table", "a list"}},
        BadStudy{
            "[cutoffs]\nincl = 0.85\npri = 0.5\nn = 2\n", "[[cutoffs]]\n\n\n\n", "22:1", {"must be a table"}},
        BadStudy{"[conditions.ENT]", "[[conditions.ENT]]", "13:1", {"must be a table"}},
        BadStudy{"type = [\"conservative\", \"parsimonious\"]",
                 "type = \"parsimonious\"",
                 "43:8",
                 {"must be a list"}},
        BadStudy{"survival = \"always\"", "fits = 1", "46:8", {"true or false"}},
        BadStudy{"survival = \"always\"", "survival = 1", "46:12", {"must be a text"}}));

INSTANTIATE_TEST_SUITE_P(
    Sets, StudyErrors,
    testing::Values(
        BadStudy{"crossover = 20",
                 "crossover = 35",
                 "15:11",
                 {"the anchors of conditions.ENT.anchors are not in order"}},
        BadStudy{"crossover = 20", "crossover = 10", "15:11", {"exclusion 30, crossover 10, inclusion 10"}},
        BadStudy{"exclusion = 30, crossover = 20, inclusion = 10",
                 "exclusion = -1.7e308, crossover = 0, inclusion = 1.7e308",
                 "15:11",
                 {"too far apart"}},
        BadStudy{"column = \"ent\"", "idm = 1", "13:1", {"column"}},
        BadStudy{"column = \"ent\"", "column = \"ent\"\nidm = 0.5", "15:7", {"between 0.5 and 1", "0.95"}},
        BadStudy{"column = \"ent\"", "column = \"ent\"\nidm = 1.0", "15:7", {"between 0.5 and 1"}},
        BadStudy{"threshold = 5", "threshold = 5\nidm = 0.9", "21:1", {"does not go with", "logistic"}},
        BadStudy{"threshold = 5", "threshold = 5\nclamp = true", "21:1", {"does not go with", "logistic"}},
        BadStudy{"threshold = 5", "", "17:1", {"[conditions.ABC] has no 'threshold'"}},
        BadStudy{"calibrate = \"crisp\"", "", "20:1", {"threshold", "add calibrate = \"crisp\""}},
        BadStudy{"calibrate = \"crisp\"", "calibrate = \"crips\"", "19:13", {"did you mean 'crisp'?"}},
        BadStudy{"calibrate = \"crisp\"",
                 "calibrate = \"none\"",
                 "20:1",
                 {"does not go with calibrate = \"none\""}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5", "", "17:1", {"[conditions.ABC] is not calibrated"}},
        BadStudy{
            "calibrate = \"crisp\"\nthreshold = 5", "calibrate = \"linear\"", "17:1", {"has no 'anchors'"}},
        BadStudy{"threshold = 5",
                 "threshold = 5\nanchors = { exclusion = 1, crossover = 2, inclusion = 3 }",
                 "21:1",
                 {"does not go with calibrate = \"crisp\""}},
        BadStudy{"threshold = 5", "codes = { 1 = 0.0 }", "19:1", {"does not go with codes", "codes alone"}},
        BadStudy{"column = \"ent\"",
                 "column = \"ent\"\ncodes = { 1 = 0.0 }",
                 "15:1",
                 {"does not go with anchors"}},
        BadStudy{
            "calibrate = \"crisp\"", "codes = { 1 = 0.0 }", "20:1", {"threshold does not go with codes"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5",
                 "codes = { 1 = 0.0, 2.5 = 0.4 }",
                 "19:20",
                 {"a key with a dot", "quotes"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5",
                 "codes = { 2 = 0.0, 2.5 = 0.4 }",
                 "19:20",
                 {"not valid TOML", "quote keys that have a dot"}},
        BadStudy{
            "calibrate = \"crisp\"\nthreshold = 5", "codes = { low = 0.0 }", "19:11", {"'low' is no number"}},
        BadStudy{
            "calibrate = \"crisp\"\nthreshold = 5", "codes = { inf = 0.0 }", "19:11", {"'inf' is no number"}},
        BadStudy{
            "calibrate = \"crisp\"\nthreshold = 5", "codes = { 1 = 0.0, \"1.0\" = 0.4 }", "19:20", {"twice"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5", "codes = { 1 = 1.5 }", "19:15", {"between 0 and 1"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5", "codes = {}", "19:9", {"is empty"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5", "codes = [0, 1]", "19:9", {"must be a table"}},
        BadStudy{"calibrate = \"crisp\"\nthreshold = 5",
                 "calibrate = \"none\"\nrank = { best = \"smallest\" }",
                 "20:1",
                 {"ranks are no memberships"}},
        BadStudy{"column = \"ent\"",
                 "column = \"ent\"\nrank = { best = \"first\" }",
                 "15:17",
                 {"one of smallest, largest"}},
        BadStudy{
            "column = \"ent\"", "column = \"ent\"\nrank = { ties = \"average\" }", "15:8", {"has no 'best'"}},
        BadStudy{"column = \"ent\"",
                 "column = \"ent\"\nnegate = true",
                 "15:1",
                 {"cannot be negated here", "~ENT"}},
        BadStudy{"[conditions.ENT]",
                 "[conditions.2ENT]",
                 "13:13",
                 {"'2ENT' cannot be the name of a set", "letter"}},
        BadStudy{"[conditions.ENT]", "[conditions.\"É\"]", "13:13", {"cannot be the name of a set"}},
        BadStudy{"[conditions.ENT]", "[conditions.E-T]", "13:13", {"cannot be the name of a set"}},
        BadStudy{"[conditions.ENT]", "[conditions.E__T]", "13:13", {"two underscores"}},
        BadStudy{"[conditions.ENT]", "[conditions.OUT]", "13:13", {"'OUT' is a condition and the outcome"}},
        BadStudy{"[conditions.ENT]", "[conditions.ABC]", "17:1", {"not valid TOML"}},
        BadStudy{"name = \"OUT\"", "name = \"~OUT\"", "9:8", {"cannot be the name of a set"}},
        BadStudy{"[cutoffs]",
                 "[conditions]\nA1 = {column = \"a\", calibrate = \"none\"}\nA2 = {column = \"a\", calibrate "
                 "= \"none\"}\n"
                 "A3 = {column = \"a\", calibrate = \"none\"}\nA4 = {column = \"a\", calibrate = \"none\"}\n"
                 "A5 = {column = \"a\", calibrate = \"none\"}\nA6 = {column = \"a\", calibrate = \"none\"}\n"
                 "A7.column = \"a\"\nA7.calibrate = \"none\"\nA8.column = \"a\"\nA8.calibrate = \"none\"\n"
                 "A9.column = \"a\"\nA9.calibrate = \"none\"\nB1.column = \"a\"\nB1.calibrate = \"none\"\n"
                 "B2.column = \"a\"\nB2.calibrate = \"none\"\nB3.column = \"a\"\nB3.calibrate = \"none\"\n"
                 "B4.column = \"a\"\nB4.calibrate = \"none\"\nB5.column = \"a\"\nB5.calibrate = \"none\"\n"
                 "B6.column = \"a\"\nB6.calibrate = \"none\"\n[cutoffs]",
                 "45:1",
                 {"'B6' is one condition too many", "a study has at most 16, of which at most 8 are analysed at once"}}));

INSTANTIATE_TEST_SUITE_P(
    DataCutoffsSolutionPaths, StudyErrors,
    testing::Values(
        BadStudy{"[paths]", "[necessity]\nexpressions = \"ENT + ABC\"\n[paths]", "31:15", {"must be a list"}},
        BadStudy{"[paths]", "[necessity]\nexpressions = [\"ENT + ABD\"]\n[paths]", "31:16", {"unknown condition 'ABD'", "ABC"}},
        BadStudy{"[paths]", "[necessity]\nexpressions = [\"~ENT\"]\n[paths]", "31:16", {"single condition", "remove it"}},
        BadStudy{"[paths]", "[necessity]\nexpressions = [\"ENT + ABC\", \"ABC + ENT\"]\n[paths]", "31:29", {"there twice"}},
        BadStudy{"[paths]", "[necessity]\ncutoff = 90\n[paths]", "31:10", {"between 0 and 1"}},
        BadStudy{"[paths]", "[necessity]\nexpression = [\"ENT + ABC\"]\n[paths]", "31:1", {"expressions"}},
        BadStudy{"cases = \"id\"", "cases = \"id\"\nexclude = \"A\"", "7:11", {"must be a list"}},
        BadStudy{"cases = \"id\"", "cases = \"id\"\nexclude = []", "7:11", {"empty list"}},
        BadStudy{"cases = \"id\"",
                 "cases = \"id\"\nexclude = [\"A\", 2]",
                 "7:17",
                 {"data.exclude[2] must be a text"}},
        BadStudy{"cases = \"id\"", "cases = \"id\"\nexclude = [\"A\", \"A\"]", "7:17", {"excluded twice"}},
        BadStudy{"cases = \"id\"", "cases = \"id\"\nseparator = \"|\"", "7:13", {"separator"}},
        BadStudy{"cases = \"id\"", "cases = \"id\"\ndecimal = \";\"", "7:11", {"one of ., ,"}},
        BadStudy{"incl = 0.85", "incl = 85", "23:8", {"cutoffs.incl is 85", "between 0 and 1", "write 0.85"}},
        BadStudy{"incl = 0.85", "incl = -0.1", "23:8", {"between 0 and 1"}},
        BadStudy{"pri = 0.5", "pri = 1.01", "24:7", {"cutoffs.pri"}},
        BadStudy{"n = 2", "n = 0", "25:5", {"cutoffs.n is 0", "whole number"}},
        BadStudy{"n = 2", "n = 1.5", "25:5", {"cutoffs.n is 1.5", "whole number"}},
        BadStudy{"n = 2", "n = 9999999999", "25:5", {"from 1 to 1000000"}},
        BadStudy{"n = 2", "n = \"2\"", "25:5", {"must be a number"}},
        BadStudy{"n = 2", "incl0 = 0.9", "25:9", {"incl0 is 0.9, above incl 0.85"}},
        BadStudy{
            "type = \"conservative\"", "type = \"complex\"", "28:8", {"one of conservative, parsimonious"}},
        BadStudy{"type = \"conservative\"",
                 "type = \"intermediate\"",
                 "28:8",
                 {"the intermediate solution needs directional expectations", "expect = { ENT = \"present\" }"}},
        BadStudy{"type = \"conservative\"",
                 "expect = { ENTE = \"present\" }",
                 "28:12",
                 {"unknown condition 'ENTE' in solution.expect", "did you mean 'ENT'?"}},
        BadStudy{"type = \"conservative\"",
                 "expect = { OUT = \"present\" }",
                 "28:12",
                 {"unknown condition 'OUT'", "the conditions are ENT, ABC"}},
        BadStudy{"type = \"conservative\"",
                 "expect = { ENT = \"presnt\" }",
                 "28:18",
                 {"one of present, absent, none", "did you mean 'present'?"}},
        BadStudy{"type = \"conservative\"", "expect = { ENT = 1 }", "28:18", {"must be a text"}},
        BadStudy{"type = \"conservative\"", "expect = \"ENT\"", "28:10", {"must be a table"}},
        BadStudy{"type = \"conservative\"", "models = \"every\"", "28:10", {"one of fewest, all"}},
        BadStudy{"type = \"conservative\"", "exclude = \"ENT\"", "28:11", {"must be a list"}},
        BadStudy{"type = \"conservative\"", "exclude = []", "28:11", {"empty list"}},
        BadStudy{"type = \"conservative\"",
                 "exclude = [\"ENT\", \"ABD\"]",
                 "28:19",
                 {"unknown condition 'ABD' in the expression 'ABD'", "did you mean 'ABC'?"}},
        BadStudy{"type = \"conservative\"", "exclude = [\"ENT + \"]", "28:12", {"ends where a condition is expected"}},
        BadStudy{"type = \"conservative\"",
                 "exclude = [\"011\"]",
                 "28:12",
                 {"the configuration '011' has 3 digits", "ENT, ABC", "write 2 digits"}},
        BadStudy{"type = \"conservative\"", "exclude = [3]", "28:12", {"must be a text"}},
        BadStudy{"type = \"conservative\"",
                 "necessary = [\"ENT*~ENT\"]",
                 "28:14",
                 {"'ENT' occurs twice in the path 'ENT*~ENT'"}},
        BadStudy{"type = \"conservative\"", "necessary = [\"10\"]", "28:14", {"unknown condition '10'"}},
        BadStudy{"ENT*~ABC", "ENT*~ABD", "31:8", {"unknown condition 'ABD'", "did you mean 'ABC'?"}},
        BadStudy{"ENT*~ABC",
                 "ent",
                 "31:8",
                 {"unknown condition 'ent'", "upper and lower case", "did you mean 'ENT'?"}},
        BadStudy{"ENT*~ABC", "ENT + ABC", "31:8", {"'+'", "one conjunction"}},
        BadStudy{"ENT*~ABC", "ENT*OUT", "31:8", {"unknown condition 'OUT'"}},
        BadStudy{"ENT*~ABC", " ", "31:8", {"paths.main is empty"}},
        BadStudy{"main =", "\"main path\" =", "31:1", {"'main path' cannot be the name of a path"}},
        BadStudy{"main =", "main__ENT =", "31:1", {"cannot be the name of a path"}},
        BadStudy{"main =", "crossover =", "31:1", {"cannot be the name of a path"}},
        BadStudy{"main = \"ENT*~ABC\"", "main = \"ENT\"\nmain = \"ABC\"", "32:8", {"not valid TOML"}},
        BadStudy{"main = \"ENT*~ABC\"", "main = [\"ENT\"]", "31:8", {"must be a text"}}));

INSTANTIATE_TEST_SUITE_P(
    Sweeps, StudyErrors,
    testing::Values(
        BadStudy{"\"grid\"",
                 "\"sobol\"",
                 "33:1",
                 {"has no 'samples'", "samples = 100000"}},
        BadStudy{"\"grid\"", "\"sobol\"\nsamples = 0", "35:11", {"whole number from 1 to 1000000000"}},
        BadStudy{"\"grid\"", "\"random\"\nsamples = 10\nseed = -1", "36:8", {"whole number from 0"}},
        BadStudy{"\"grid\"", "\"gird\"", "34:10", {"did you mean 'grid'?"}},
        BadStudy{"design = \"grid\"", "seed = 7", "34:1", {"'seed' is not available"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.conditions]\ncandidates = [\"ETN\"]", "46:15",
                 {"unknown condition", "did you mean"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.conditions]\ncandidates = [\"ENT\", \"ENT\"]", "46:22",
                 {"a second 'ENT'"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.conditions]\nsize = 9", "46:8",
                 {"sweep.conditions.size is 9", "from 1 to"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.conditions]\nsize = { from = 2, to = 1 }", "46:8",
                 {"from 2 down to 1"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.cases]\nleave_out = 0", "46:13",
                 {"leave_out"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.cases]\nseed = 3", "45:8",
                 {"varies no cases"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.cases]\nleave_out = 1\nseed = 3", "47:1",
                 {"a seed without anything drawn"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.cases]\nbootstrap = 5\nsample = 3", "47:1",
                 {"a sample of nothing"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.linked]\ncrossover = [0]", "46:1",
                 {"the crossover anchor of ENT moves by itself and with others"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.linked]\nsets = [\"ABC\"]", "46:9",
                 {"the set ABC has no anchors to move"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.linked]\nsets = [\"ENT\"]", "45:8",
                 {"moves no anchors"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"", "[sweep.outcome]\nnegate = true", "46:10",
                 {"negate = [false, true]"}},
        BadStudy{"\"parsimonious\"]",
                 "\"intermediate\"]",
                 "43:25",
                 {"the intermediate solution needs directional expectations"}},
        BadStudy{"\"parsimonious\"]", "\"parsimonous\"]", "43:25", {"did you mean 'parsimonious'?"}},
        BadStudy{"[\"conservative\", \"parsimonious\"]", "[]", "43:8", {"empty list"}},
        BadStudy{"[sweep.anchors.ENT]",
                 "[sweep.anchors.ABC]",
                 "36:16",
                 {"ABC has no anchors to vary", "threshold"}},
        BadStudy{"[18, 22]", "[]", "37:13", {"empty list"}},
        BadStudy{"[18, 22]", "18", "37:13", {"is no axis", "write [18]"}},
        BadStudy{"[18, 22]", "[18, \"22\"]", "37:18", {"sweep.anchors.ENT.crossover[2] must be a number"}},
        BadStudy{"[18, 22]", "[18, inf]", "37:18", {"finite"}},
        BadStudy{"[18, 22]",
                 "[5, 35]",
                 "37:1",
                 {"no combination of the anchors of ENT is in order", "exclusion 30"}},
        BadStudy{"[18, 22]", "{}", "37:13", {"is no axis", "says nothing"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22, by = 1 }", "37:13", {"mixes"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22 }", "37:13", {"has no 'step'"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22, step = 0 }", "37:42", {"above 0"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22, step = -1 }", "37:42", {"above 0"}},
        BadStudy{"[18, 22]", "{ from = 22, to = 18, step = 1 }", "37:13", {"swap"}},
        BadStudy{
            "[18, 22]", "{ from = 18, to = 22, step = 1e-5 }", "37:13", {"400001 values", "at most 100000"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22, step = 1e-320 }", "37:13", {"at most 100000"}},
        BadStudy{"[18, 22]", "{ from = 1e15, to = 1000000000000010, step = 1 }", "37:13", {"too small"}},
        BadStudy{"[18, 22]", "{ around = 20, by = 1, steps = 0 }", "37:44", {"whole number"}},
        BadStudy{"[18, 22]", "{ around = 20, by = 0, steps = 1 }", "37:33", {"above 0"}},
        BadStudy{"[18, 22]", "{ around = 20, by = 1, steps = 50000 }", "37:13", {"100001 values"}},
        BadStudy{"[18, 22]", "{ around = 1e308, by = 1e308, steps = 2 }", "37:13", {"finite"}},
        BadStudy{"incl = [0.8, 0.9]",
                 "incl = [0.8, 9]",
                 "40:14",
                 {"sweep.cutoffs.incl[2] is 9", "between 0 and 1"}},
        BadStudy{"incl = [0.8, 0.9]", "pri = { from = 0.5, to = 1.1, step = 0.1 }", "40:7", {"contains 1.1"}},
        BadStudy{"incl = [0.8, 0.9]", "n = [1, 1.5]", "40:9", {"whole number"}},
        BadStudy{"incl = [0.8, 0.9]", "n = [0]", "40:6", {"whole number"}},
        BadStudy{"incl = [0.8, 0.9]", "n = { from = 1, to = 2, step = 0.5 }", "40:5", {"contains 1.5"}},
        BadStudy{"incl = [0.8, 0.9]", "n = { around = 1, by = 1, steps = 1 }", "40:5", {"contains 0"}},
        BadStudy{"survival = \"always\"",
                 "survival = \"sometimes\"",
                 "46:12",
                 {"one of automatic, always, never"}},
        BadStudy{"survival = \"always\"", "limit_mib = 0", "46:13", {"above 0"}}));

/// What is wrong with axes that change a study as a whole; each stands in place of [sweep.columns], in
/// line 45.
BadStudy slices(const char* table, const char* where, std::vector<const char*> fragments) {
    return {"[sweep.columns]\nsurvival = \"always\"", table, where, std::move(fragments)};
}

INSTANTIATE_TEST_SUITE_P(
    Slices, StudyErrors,
    testing::Values(
        slices("[sweep.outcome]\nsets = [\"OUT\", \"ENT\"]", "46:16",
               {"unknown set 'ENT' in sweep.outcome.sets", "the sets are OUT"}),
        slices("[sweep.outcome]\nsets = []", "46:8", {"empty list"}),
        slices("[sweep.outcome]", "45:8", {"varies nothing", "one outcome"}),
        slices("[outcomes.OUT]\ncolumn = \"z\"\ncalibrate = \"none\"", "45:11", {"a second set 'OUT'"}),
        slices("[outcomes.ENT]\ncolumn = \"z\"\ncalibrate = \"none\"", "45:11", {"a second set 'ENT'"}),
        slices("[outcomes.A__B]\ncolumn = \"z\"\ncalibrate = \"none\"", "45:11",
               {"cannot be the name of a set"}),
        slices("[outcomes.TWO]\ncolumn = \"z\"", "45:1", {"[outcomes.TWO] is not calibrated"}),
        slices("[outcomes.TWO]\nname = \"z\"", "46:1", {"unknown key 'name' in [outcomes.TWO]"}),
        slices("[outcomes.TWO]\ncolumn = \"z\"\ncalibrate = \"none\"\n[sweep.anchors.TWO]\ncrossover = [1]",
               "48:16", {"the anchors of TWO cannot vary by themselves", "[sweep.linked]"}),
        slices("[outcomes.TWO]\ncolumn = \"z\"\ncalibrate = \"none\"\n[sweep.anchors.OUT]\ncrossover = "
               "[2]\n[sweep.outcome]\nsets = [\"TWO\"]",
               "51:8", {"no scenario explains OUT", "add \"OUT\""}),
        slices("[sweep.calibration]", "45:8", {"varies nothing", "neither calibrate nor ties"}),
        slices("[sweep.calibration]\nties = [\"largest\"]", "46:1",
               {"no set whose ties could rank otherwise"}),
        slices("[sweep.calibration]\ncalibrate = [\"logistic\", \"liner\"]", "46:26",
               {"did you mean 'linear'?"}),
        slices("[sweep.calibration]\ncalibrate = [\"crisp\"]", "46:14", {"one of logistic, linear"}),
        slices("[sweep.calibration]\ncalibrate = \"linear\"", "46:13",
               {"calibrate = [\"logistic\", \"linear\"]"}),
        slices("[sweep.noise]\nsize = { ENT = 1 }", "45:1", {"has no 'draws'"}),
        slices("[sweep.noise]\ndraws = 10", "45:1", {"has no 'size'"}),
        slices("[sweep.noise]\ndraws = 0\nsize = { ENT = 1 }", "46:9", {"whole number"}),
        slices("[sweep.noise]\ndraws = 10\nsize = {}", "47:8", {"no set has noise"}),
        slices("[sweep.noise]\ndraws = 10\nsize = { ENT = -1 }", "47:16",
               {"sweep.noise.size.ENT is -1", "above 0"}),
        slices("[sweep.noise]\ndraws = 10\nsize = { ETN = 1 }", "47:10",
               {"unknown set 'ETN'", "did you mean 'ENT'?"}),
        slices("[outcomes.TWO]\ncolumn = \"z\"\ncalibrate = \"none\"\n[sweep.noise]\ndraws = 10\nsize = { "
               "TWO = 1 }",
               "50:10", {"noise on TWO", "memberships already"}),
        slices("[sweep.noise]\ndraws = 10\nshape = \"gauss\"\nsize = { ENT = 1 }", "47:9",
               {"one of normal, uniform"}),
        slices("[sweep.noise]\ndraws = 10\nseed = 0.5\nsize = { ENT = 1 }", "47:8",
               {"sweep.noise.seed is 0.5", "whole number"}),
        slices("[sweep.noise]\ndraws = 10\nsizes = { ENT = 1 }", "47:1", {"did you mean 'size'?"})));

INSTANTIATE_TEST_SUITE_P(
    Percent, StudyErrors,
    testing::Values(
        BadStudy{"[18, 22]",
                 "{ around = 20, by = \"5\", steps = 1 }",
                 "37:33",
                 {"sweep.anchors.ENT.crossover.by is a text without a percent sign", "\"5 %\""}},
        BadStudy{"[18, 22]",
                 "{ around = 20, by = \"%\", steps = 1 }",
                 "37:33",
                 {"no number before its percent sign"}},
        BadStudy{"[18, 22]", "{ around = 20, by = \"five %\", steps = 1 }", "37:33", {"no number"}},
        BadStudy{"[18, 22]", "{ around = 20, by = \"5 5%\", steps = 1 }", "37:33", {"no number"}},
        BadStudy{"[18, 22]", "{ around = 20, by = \"5 %%\", steps = 1 }", "37:33", {"no number"}},
        BadStudy{"[18, 22]", "{ around = 20, by = \"nan %\", steps = 1 }", "37:33", {"no number"}},
        BadStudy{
            "[18, 22]", "{ around = 20, by = \"-5 %\", steps = 1 }", "37:33", {"is -5 percent", "above 0"}},
        BadStudy{"[18, 22]", "{ around = 20, by = \"0%\", steps = 1 }", "37:33", {"above 0"}},
        BadStudy{"[18, 22]",
                 "{ around = 20, by = \" \", steps = 1 }",
                 "37:33",
                 {"sweep.anchors.ENT.crossover.by"}},
        BadStudy{"[18, 22]", "{ from = 18, to = 22, step = \"5 %\" }", "37:42", {"must be a number"}},
        BadStudy{"incl = [0.8, 0.9]",
                 "incl = { around = 0.8, by = \"5 %\", steps = 1 }",
                 "40:29",
                 {"sweep.cutoffs.incl.by is in percent", "only [sweep.anchors.NAME]"}}));

INSTANTIATE_TEST_SUITE_P(
    AnchorSetsAndPresets, StudyErrors,
    testing::Values(
        BadStudy{
            "[sweep.columns]\nsurvival = \"always\"", "[sweep.anchor_sets]", "45:8", {"names no anchors"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.own]\nOUT = { crossover = 1.5 }",
                 "45:20",
                 {"'own' cannot be the name of anchors"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"a,b\"]\nOUT = { crossover = 1.5 }",
                 "45:20",
                 {"'a,b' cannot be the name of anchors", "without commas"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"a=b\"]\nOUT = { crossover = 1.5 }",
                 "45:20",
                 {"cannot be the name"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\" a\"]\nOUT = { crossover = 1.5 }",
                 "45:20",
                 {"cannot be the name"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\n",
                 "45:20",
                 {"the anchors '90/50/10' are those of the study"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOTU = { crossover = 1.5 }",
                 "46:1",
                 {"unknown set 'OTU'", "did you mean 'OUT'?"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nABC = { crossover = 1.5 }",
                 "46:1",
                 {"the set ABC has no anchors"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nENT = { crossover = 1.5 }",
                 "46:1",
                 {"the anchors of ENT move by themselves and with others"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOUT = {}",
                 "46:7",
                 {"it replaces no anchor"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOUT = { crossover = 2.0000000000001 }",
                 "45:20",
                 {"the anchors '90/50/10' are those of the study", "counts as a choice of its own"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.a]\nOUT = { crossover = 1.5 }\n[sweep.anchor_sets.b]\nOUT = { crossover = 1.6 }\n"
                 "[sweep.anchor_sets.c]\nOUT = { crossover = 1.5 }",
                 "49:20",
                 {"the anchors 'c' are those of 'a'"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOUT = 3",
                 "46:7",
                 {"must be a table"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOUT = { crossover = \"1\" }",
                 "46:21",
                 {"must be a number"}},
        BadStudy{"[sweep.columns]\nsurvival = \"always\"",
                 "[sweep.anchor_sets.\"90/50/10\"]\nOUT = { crosover = 1 }",
                 "46:9",
                 {"did you mean 'crossover'?"}},
        BadStudy{
            "design = \"grid\"", "preset = \"anchors-10\"", "34:10", {"did you mean 'anchors-10-percent'?"}},
        BadStudy{"design = \"grid\"", "preset = []", "34:10", {"empty list"}},
        BadStudy{"design = \"grid\"", "preset = 10", "34:10", {"preset"}},
        BadStudy{"design = \"grid\"",
                 "preset = [\"journal-checks\", \"journal-checks\"]",
                 "34:29",
                 {"a second 'journal-checks'"}},
        BadStudy{"design = \"grid\"", "presets = \"journal-checks\"", "34:1", {"did you mean 'preset'?"}}));

TEST(StudyErrors, ComeWithNoConditions) {
    const std::string conditions =
        base_study.substr(base_study.find("[conditions.ENT]"),
                          base_study.find("[cutoffs]") - base_study.find("[conditions.ENT]"));
    EXPECT_NE(message_of([&] { parse_study(changed(conditions, "\n"), "s"); }).find("has no 'conditions'"),
              std::string::npos);
    EXPECT_NE(message_of([&] {
                  parse_study(changed(conditions, "[conditions]\n"), "s");
              }).find("s:13:1: the study has no"),
              std::string::npos);
}

TEST(StudyErrors, ComeWithNulBytesAndOtherEncodings) {
    EXPECT_NE(message_of([] { parse_study(std::string("a = 1\n\0", 7), "s"); }).find("s:2:1: a NUL byte"),
              std::string::npos);
    EXPECT_NE(message_of([] { parse_study("\xFF\xFE[\0", "s"); }).find("UTF-16"), std::string::npos);
}

TEST(StudyErrors, ComeWithFilesThatCannotBeRead) {
    EXPECT_NE(message_of([] {
                  read_study(testing::TempDir() + "no-such-study.toml");
              }).find("cannot open the study file"),
              std::string::npos);
    EXPECT_NE(message_of([] { read_study(testing::TempDir()); }).find("a folder"), std::string::npos);
    EXPECT_NE(message_of([] { read_study(""); }).find("cannot open"), std::string::npos);
}

}  // namespace
}  // namespace qca::test
