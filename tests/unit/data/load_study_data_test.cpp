#include <gtest/gtest.h>

#include <cmath>

#include "host/data/study_data.hpp"
#include "tests/unit/data/data_files.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

using Names = std::vector<std::string>;
using Values = std::vector<double>;
using Order = std::vector<std::size_t>;

TEST(LoadStudyData, TakesTheColumnsOfTheStudy) {
    const std::string text = "y,note,id,b,a\n1,x,A,2,3\n4,\"1,5\",B,5,6\n";
    const StudyData data = load(text);
    EXPECT_EQ(data.cases, (Names{"A", "B"}));
    EXPECT_EQ(data.raw, (std::vector<Values>{{3, 6}, {2, 5}, {1, 4}}));
    EXPECT_TRUE(data.incomplete.empty());
    EXPECT_TRUE(data.excluded.empty());
    EXPECT_EQ(data.bytes, text);
}

TEST(LoadStudyData, LeavesOutIncompleteAndExcludedCases) {
    Study study = study_of(
        temporary_file("id,a,b,y,z\nA,1,NA,3,\nB,1,2,3,\nC,text,,inf,\nD,4,5,6,\nE,.,1,n/a,\nF,7,8,9,\n"));
    study.excluded_cases = {"F", "C"};
    const StudyData data = load_study_data(study);
    EXPECT_EQ(data.cases, (Names{"B", "D"}));
    EXPECT_EQ(data.incomplete, (Names{"A", "E"}));
    EXPECT_EQ(data.excluded, (Names{"C", "F"}));
    EXPECT_EQ(data.raw, (std::vector<Values>{{1, 4}, {2, 5}, {3, 6}}));
}

TEST(LoadStudyData, KeepsCasesThatLackOnlyAnotherOutcome) {
    Study study =
        test::study_of(test::temporary_file("id,a,b,y,z\nA,1,2,3,4\nB,1,,3,4\nC,1,2,3,\nD,1,2,,4\n"));
    study.other_outcomes.push_back(study.outcome);
    study.other_outcomes[0].name = "Z";
    study.other_outcomes[0].column = "z";
    const StudyData data = load_study_data(study);
    EXPECT_EQ(data.cases, (std::vector<std::string>{"A", "C"}));
    EXPECT_EQ(data.incomplete, (std::vector<std::string>{"B", "D"}));
    ASSERT_EQ(data.values.size(), 4u);
    EXPECT_EQ(data.values[3][0], 4);
    EXPECT_TRUE(std::isnan(data.values[3][1]));
    study.other_outcomes[0].column = "w";
    const std::string message = message_of([&] { load_study_data(study); });
    EXPECT_NE(message.find("no column 'w' (set Z needs it"), std::string::npos) << message;
}

TEST(LoadStudyData, RanksAmongTheCasesThatTakePart) {
    Study study = study_of(temporary_file("id,a,b,y\nA,1,1,1\nB,2,1,2\nC,3,1,\nD,4,1,4\nE,5,1,5\n"));
    study.excluded_cases = {"A"};
    study.conditions[0].ranking = Ranking{false, Ties::largest};
    study.outcome.ranking = Ranking{true, Ties::largest};
    const StudyData data = load_study_data(study);
    EXPECT_EQ(data.raw[0], (Values{3, 2, 1}));
    EXPECT_EQ(data.raw[2], (Values{1, 2, 3}));
}

TEST(LoadStudyData, DetectsTheDecimalMark) {
    const std::vector<Values> expected{{1.5, 2}, {0.25, 1000}, {3, 4}};
    EXPECT_EQ(load("id,a,b,y\nA,1.5,.25,3\nB,2,1e3,4\n").raw, expected);
    EXPECT_EQ(load("id;a;b;y\nA;1,5;0,25;3\nB;2;1000;4\n").raw, expected);
    EXPECT_EQ(load("id\ta\tb\ty\nA\t1,5\t,25\t3\nB\t2\t1e3\t4\n").raw, expected);
    EXPECT_EQ(load("id,a,b,y\nA,\"1,5\",\"0,25\",3\nB,2,1000,4\n").raw, expected);
    EXPECT_EQ(load("id;a;b;y;note\nA;1,5;0,25;3;1.25\nB;2;1000;4;1,2,3\n").raw, expected)
        << "other columns do not matter";
}

TEST(LoadStudyData, TakesTheStatedDecimalMark) {
    Study study = study_of(temporary_file("id;a;b;y\nA;1,250;2;3\nB;2;3;4\n"));
    study.decimal = ',';
    EXPECT_EQ(load_study_data(study).raw[0], (Values{1.25, 2}));
    study.decimal = '.';
    const std::string message = message_of([&] { load_study_data(study); });
    EXPECT_NE(message.find(":2:3: '1,250' has a decimal mark ',' (data.decimal of the study is \".\")"),
              std::string::npos)
        << message;
}

TEST(LoadStudyData, ReadsCommasThatAreSurelyDecimalTogetherWithOthers) {
    EXPECT_EQ(load("id;a;b;y\nA;1,250;0,5;3\nB;2;3;4\n").raw[0], (Values{1.25, 2}));
}

TEST(LoadStudyData, OrdersSumsFromOutOfTheOutcomeToInIt) {
    Study study = study_of(temporary_file("id,a,b,y\nA,1,1,5\nB,2,1,2\nC,3,1,5\nD,4,1,1\n"));
    EXPECT_EQ(load_study_data(study).summation_order, (Order{3, 1, 0, 2}));
    study.outcome.negate = true;
    EXPECT_EQ(load_study_data(study).summation_order, (Order{0, 2, 1, 3}));
    study.outcome.anchors = {3, 2, 1};
    EXPECT_EQ(load_study_data(study).summation_order, (Order{3, 1, 0, 2}));
    study.outcome.negate = false;
    EXPECT_EQ(load_study_data(study).summation_order, (Order{0, 2, 1, 3}));
    study.outcome.ranking = Ranking{true, Ties::largest};
    EXPECT_EQ(load_study_data(study).summation_order, (Order{0, 2, 1, 3}));
    study.outcome.ranking =
        Ranking{false, Ties::largest};  // rank 1 is the largest: falling anchors start at rank 4
    EXPECT_EQ(load_study_data(study).summation_order, (Order{3, 1, 0, 2}));
}

TEST(LoadStudyData, RefusesBadDataWithItsPlace) {
    const std::vector<std::pair<const char*, const char*>> bad{
        {"id,a,b,yy\nA,1,2,3\nB,1,2,3\n",
         ":1:1: no column 'y' (set Y needs it; the columns are id, a, b, yy) did you mean"},
        {"case,a,b,y\nA,1,2,3\nB,1,2,3\n", ":1:1: no column 'id' (data.cases needs it"},
        {"id|a|b|y\nA|1|2|3\n", "separator under [data]"},
        {"id,a,b,y\nA,1,2,3\nA,1,2,3\n", ":3:1: a second case 'A' (the first one is in line 2)"},
        {"id,a,b,y\nA,1,2,3\n\" \",1,2,3\n", ":3:1: a case without a name"},
        {"id,a,b,y\nA,1,2,3\nB,1,x,3\n",
         ":3:5: 'x' is no number (column 'b' is used by set X2) correct it; missing"},
        {"id,a,b,y\nA,1,2,3\nB,1,2 000,3\n", ":3:5: '2 000' is no number"},
        {"id,a,b,y\nA,1,2,3\nB,1,-inf,3\n", ":3:5: '-inf' is infinite"},
        {"id,a,b,y\nA,1,2,3\nB,1,1e999,3\n", ":3:5: '1e999' is beyond the range of numbers"},
        {"id;a;b;y\nA;1;1,234.5;3\nB;1;2;3\n",
         ":2:5: '1,234.5' has thousands separators (column 'b' is used by set X2)"},
        {"id;a;b;y\nA;1,5;2;3\nB;1;2.5;3\n",
         ":3:5: '2.5' has another decimal mark than '1,5' (that stands in line 2;"},
        {"id;a;b;y\nA;1.5;2;3\nB;1;2,5;3\n", ":3:5: '2,5' has another decimal mark than '1.5'"},
        {"id;a;b;y\nA;1;12,345;3\nB;1;2;3\n", ":2:5: '12,345' can be read in two ways"},
        {"id,a,b,y\nA,1,2,\nB,1,,3\n",
         ":1:1: 0 of 2 cases can take part (0 excluded, 2 with a missing value: A, B)"},
        {"id,a,b,y\nA,1,2\n", ":2:5: this row has 3 fields"},
    };
    for (const auto& [text, fragment] : bad) {
        const std::string message = message_of([&] { load(text); });
        EXPECT_NE(message.find(".csv"), std::string::npos) << message;
        EXPECT_NE(message.find(fragment), std::string::npos) << "'" << fragment << "' is not in: " << message;
    }
}

TEST(LoadStudyData, RefusesUnknownExcludedCases) {
    Study study = study_of(temporary_file("id,a,b,y\nTibet,1,2,3\nAnhui,1,2,3\nBeijing,1,2,4\n"));
    study.excluded_cases = {"Tibett"};
    const std::string message = message_of([&] { load_study_data(study); });
    EXPECT_NE(message.find(":1:1: no case 'Tibett' (data.exclude of s.toml names it) did you mean 'Tibet'?"),
              std::string::npos)
        << message;
}

TEST(LoadStudyData, RefusesFilesThatCannotBeRead) {
    EXPECT_NE(message_of([] {
                  load_study_data(study_of(testing::TempDir() + "no-such-file.csv"));
              }).find("cannot open the data file"),
              std::string::npos);
    EXPECT_NE(message_of([] { load_study_data(study_of(testing::TempDir())); }).find("a folder"),
              std::string::npos);
}

}  // namespace
}  // namespace qca::test
