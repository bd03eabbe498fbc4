// Texts that exclude scenarios from a sweep.
#include "host/study/exclusion.hpp"

#include "tests/unit/study/base_study.hpp"
#include "host/study/read_study.hpp"

namespace qca::test {
namespace {

TEST(Exclusion, ReadsComparisonsJoinedByAnd) {
    const Exclusion read = parse_exclusion(" GDP_crossover<13.50 and incl_cut >= +.9 ", "s.toml:1:1");
    EXPECT_EQ(read.text, "GDP_crossover < 13.5 and incl_cut >= 0.9");
    ASSERT_EQ(read.comparisons.size(), 2u);
    EXPECT_EQ(read.comparisons[0], (AxisComparison{"GDP_crossover", Comparison::below, {13.5}, {}}));
    EXPECT_EQ(read.comparisons[1], (AxisComparison{"incl_cut", Comparison::at_least, {0.9}, {}}));
}

TEST(Exclusion, ReadsNamesAndLists) {
    const Exclusion read =
        parse_exclusion("cases != \"without A's, B\" and conditions in ['A,B','C'] and n_cut in [ 1 ,2 ]", "s.toml:1:1");
    EXPECT_EQ(read.text, "cases != \"without A's, B\" and conditions in ['A,B', 'C'] and n_cut in [1, 2]");
    EXPECT_EQ(read.comparisons[0], (AxisComparison{"cases", Comparison::unequal, {}, {"without A's, B"}}));
    EXPECT_EQ(read.comparisons[1], (AxisComparison{"conditions", Comparison::one_of, {}, {"A,B", "C"}}));
    EXPECT_EQ(parse_exclusion(read.text, "elsewhere"), read);
}

TEST(Exclusion, SaysWhatIsWrong) {
    const std::pair<const char*, const char*> wrong[] = {
        {"GDP_crossover", "ends where <, <=, >, >=, ==, != or in is expected"},
        {"GDP_crossover <", "ends where a number or a name in quotes is expected"},
        {"GDP_crossover = 13", "write =="},
        {"GDP_crossover < 13 incl_cut > 0.9", "'incl_cut' in the exclusion"},
        {"GDP_crossover < 13 and", "ends where the name of an axis is expected"},
        {"GDP_crossover < 13 or incl_cut > 0.9", "'or' in the exclusion"},
        {"solution_type == parsimonious", "write 'parsimonious' in quotes"},
        {"solution_type == 'parsimonious", "has no end"},
        {"solution_type < 'parsimonious'", "names have no order"},
        {"n_cut in 1", "'1' in the exclusion 'n_cut in 1' where [ is expected"},
        {"n_cut in [1", "where , or ] is expected"},
        {"n_cut in []", "where a number or a name in quotes is expected"},
        {"n_cut in [1, 'A']", "numbers beside names"},
        {"13 < GDP_crossover", "where the name of an axis is expected"},
        {"GDP_crossover < 13,5", "',5' in the exclusion"},
        {"GDP_crossover < 1e999", "a number or a name in quotes"},
        {"GDP_crossover < 13x", "'13x' in the exclusion"},
    };
    for (const auto& [text, said] : wrong) {
        SCOPED_TRACE(text);
        const std::string message = message_of([&] { parse_exclusion(text, "s.toml:3:4"); });
        EXPECT_TRUE(message.starts_with("s.toml:3:4: ")) << text << ": " << message;
        EXPECT_TRUE(is_complaint(message, "s.toml")) << message;
        EXPECT_NE(message.find(said), std::string::npos) << text << ": " << message;
    }
}

TEST(Exclusion, IsReadFromAndWrittenToStudies) {
    const std::string text = changed("design = \"grid\"", "exclude = [\"ENT_crossover == 18\",\n  \"incl_cut>0.85 and solution_type=='parsimonious'\"]");
    const Study study = parse_study(text, "s.toml");
    ASSERT_EQ(study.sweep.exclude.size(), 2u);
    EXPECT_EQ(study.sweep.exclude[1].where, "s.toml:35:3");
    const Study again = parse_study(resolved_study(study), "s.toml");
    EXPECT_EQ(again.sweep, study.sweep);
    EXPECT_NE(resolved_study(study).find("exclude = [\"ENT_crossover == 18\", \"incl_cut > 0.85 and solution_type == 'parsimonious'\"]"),
              std::string::npos);
}

}  // namespace
}  // namespace qca::test
