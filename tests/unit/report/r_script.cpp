#include "host/report/r_script.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qca {
namespace {

SetDefinition set_of(const std::string& name, const std::string& column) {
    SetDefinition set;
    set.name = name;
    set.column = column;
    set.anchors = {25, 14.5, 6};
    return set;
}

/// Conditions A and B, outcome Y; four cases, of which Eva lacks a value and Fox is excluded.
class RScript : public testing::Test {
  protected:
    RScript() {
        study_.data_file = "data/some file.csv";
        study_.case_column = "id";
        study_.conditions = {set_of("A", "a"), set_of("B", "b")};
        study_.outcome = set_of("Y", "y");
        study_.cutoffs = {0.85, 0.5, 2, std::nullopt};
        data_.bytes = "id,a,b,y\nAnna,1,2,3\n";
        data_.cases = {"Anna", "Ben", "Cleo", "Dan"};
        data_.incomplete = {"Eva"};
        data_.excluded = {"Fox"};
    }

    std::string script(const std::vector<std::string>& about = {"about"}) const {
        return r_script(study_, data_, data_, about);
    }
    /// The data of a scenario in which these cases take part.
    StudyData with_cases(const std::vector<std::string>& cases) const {
        StudyData data = data_;
        data.cases = cases;
        return data;
    }
    void expect_line(const std::string& line) const {
        EXPECT_NE(("\n" + script()).find("\n" + line + "\n"), std::string::npos) << line << "\nis not in\n" << script();
    }

    Study study_;
    StudyData data_;
};

TEST(RText, QuotesWhatRWouldRead) {
    EXPECT_EQ(r_string("plain"), R"("plain")");
    EXPECT_EQ(r_string(R"(a "b" \n)"), R"("a \"b\" \\n")");
    EXPECT_EQ(r_string("tab\tline\n"), R"("tab\u0009line\u000a")");
    EXPECT_EQ(r_string("Côte 北 🌍"), R"("C\u00f4te \u5317 \U0001f30d")");
    EXPECT_EQ(r_string("broken \xC3 \xFF"), R"("broken \ufffd \ufffd")");
    EXPECT_EQ(r_string(""), R"("")");
}

TEST(RText, ACommentCannotBeLeft) {
    EXPECT_EQ(r_comment({"one", "", "two\nquit()\rquit()"}), "# one\n#\n# two quit() quit()\n");
}

TEST_F(RScript, StartsWithWhatItIsAbout) {
    EXPECT_TRUE(script({"Scenario 7", "of a study"}).starts_with("# Scenario 7\n# of a study\n"));
    expect_line("library(QCA)");
    expect_line(R"(stopifnot(packageVersion("QCA") >= "3.20"))");
}

TEST_F(RScript, ReadsTheFileAsItIsWritten) {
    expect_line(R"(data.file <- "data/some file.csv")");
    EXPECT_NE(script().find("sep = \",\","), std::string::npos);
    data_.bytes = "id;a;b;y\nAnna;1,5;2;3\n";
    EXPECT_NE(script().find("sep = \";\","), std::string::npos);
    data_.bytes = "id\ta\tb\ty\nAnna\t1\t2\t3\n";
    EXPECT_NE(script().find("sep = \"\\u0009\","), std::string::npos);
    expect_line(R"(number <- function(text) as.numeric(sub(",", ".", text, fixed = TRUE)))");
}

TEST_F(RScript, LeavesOutTheCasesThatTakeNoPart) {
    expect_line(R"(excluded <- c("Fox"))");
    expect_line(R"(raw <- raw[!(raw[["id"]] %in% excluded), , drop = FALSE])");
    expect_line(R"(incomplete <- c("Eva"))");
    expect_line(R"(raw <- raw[!(raw[["id"]] %in% incomplete), , drop = FALSE])");
    expect_line(R"(rownames(raw) <- raw[["id"]])");
    EXPECT_EQ(script().find("left.out"), std::string::npos);
    EXPECT_EQ(script().find("drawn"), std::string::npos);
    data_.incomplete.clear();
    EXPECT_EQ(script().find("incomplete"), std::string::npos);
}

TEST_F(RScript, TakesTheCasesOfTheScenario) {
    const std::string without = r_script(study_, data_, with_cases({"Anna", "Cleo", "Dan"}), {});
    EXPECT_NE(without.find("left.out <- c(\"Ben\")\nraw <- raw[!(raw[[\"id\"]] %in% left.out), , drop = FALSE]\n"),
              std::string::npos)
        << without;
    const std::string drawn = r_script(study_, data_, with_cases({"Anna", "Cleo", "Cleo", "Dan"}), {});
    EXPECT_NE(drawn.find("drawn <- c(\"Anna\", \"Cleo\", \"Cleo\", \"Dan\")\n"
                         "raw <- raw[match(drawn, raw[[\"id\"]]), , drop = FALSE]\n"
                         "rownames(raw) <- make.unique(drawn)\n"),
              std::string::npos)
        << drawn;
}

TEST_F(RScript, NamesColumnsSafely) {
    study_.case_column = "the \"id\"";
    study_.conditions[0].column = "a b; c";
    expect_line(R"(rownames(raw) <- raw[["the \"id\""]])");
    expect_line(R"(values[["A"]] <- number(raw[["a b; c"]]))");
}

TEST_F(RScript, RanksAsTheStudyDoes) {
    study_.conditions[0].ranking = Ranking{true, Ties::largest};
    study_.conditions[1].ranking = Ranking{false, Ties::smallest};
    study_.outcome.ranking = Ranking{false, Ties::average};
    expect_line(R"(values[["A"]] <- rank(number(raw[["a"]]), ties.method = "max"))");
    expect_line(R"(values[["B"]] <- rank(-number(raw[["b"]]), ties.method = "min"))");
    expect_line(R"(values[["Y"]] <- rank(-number(raw[["y"]]), ties.method = "average"))");
}

TEST_F(RScript, HasTheValuesWithNoiseInItself) {
    study_.conditions[1].ranking = Ranking{false, Ties::largest};
    StudyData noisy = data_;
    noisy.noise_draw = 3;
    noisy.values = {{1.25, 2, -1e-7, 1e21}, {5, 6.5, 7, 8}, {1, 2, 3, 4}};
    const std::string text = r_script(study_, data_, noisy, {});
    for (const char* line :
         {"# With noise, draw 3 of the sweep.", "values[[\"A\"]] <- c(1.25, 2, -1e-07, 1e+21)",
          "values[[\"B\"]] <- rank(-c(5, 6.5, 7, 8), ties.method = \"max\")",
          "values[[\"Y\"]] <- c(1, 2, 3, 4)"})
        EXPECT_NE(text.find(std::string("\n") + line + "\n"), std::string::npos) << line << "\nis not in\n"
                                                                                 << text;
    EXPECT_EQ(script().find("noise"), std::string::npos);
}

TEST_F(RScript, CalibratesWithTheScenariosAnchors) {
    study_.conditions[1].method = CalibrationMethod::linear;
    study_.conditions[1].anchors = {-1, 0.1, 1e20};
    study_.outcome.idm = 0.9;
    expect_line(R"(sets[["A"]] <- calibrate(values[["A"]], type = "fuzzy", thresholds = c(e = 25, c = 14.5, i = 6), )"
                R"(logistic = TRUE, idm = 0.95))");
    expect_line(R"(sets[["B"]] <- calibrate(values[["B"]], type = "fuzzy", )"
                R"(thresholds = c(e = -1, c = 0.1, i = 1e+20), logistic = FALSE))");
    expect_line(R"(sets[["Y"]] <- calibrate(values[["Y"]], type = "fuzzy", thresholds = c(e = 25, c = 14.5, i = 6), )"
                R"(logistic = TRUE, idm = 0.9))");
    EXPECT_EQ(script().find("logistic <- function"), std::string::npos);
}

TEST_F(RScript, KeepsMembershipsThatAreNotClamped) {
    study_.conditions[0].clamp = false;
    expect_line(R"(sets[["A"]] <- logistic(values[["A"]], c(e = 25, c = 14.5, i = 6), idm = 0.95))");
    expect_line("logistic <- function(x, thresholds, idm) {");
}

TEST_F(RScript, TakesCodesThresholdsAndMemberships) {
    study_.conditions[0].method = CalibrationMethod::codes;
    study_.conditions[0].codes = {{1, 0}, {2.5, 0.33}, {4, 1}};
    study_.conditions[1].method = CalibrationMethod::crisp;
    study_.conditions[1].threshold = 5.5;
    study_.outcome.method = CalibrationMethod::none;
    expect_line(R"(sets[["A"]] <- c(0, 0.33, 1)[match(values[["A"]], c(1, 2.5, 4))])");
    expect_line(R"(sets[["B"]] <- as.numeric(values[["B"]] >= 5.5))");
    expect_line(R"(sets[["Y"]] <- values[["Y"]])");
}

TEST_F(RScript, CodesTheTruthTable) {
    EXPECT_NE(script().find("tt <- truthTable(sets, outcome = \"Y\", conditions = c(\"A\", \"B\"),\n"
                            "                 incl.cut = 0.85, pri.cut = 0.5, n.cut = 2, show.cases = TRUE)\n"),
              std::string::npos)
        << script();
    study_.cutoffs.incl0 = 0.7;
    study_.outcome.negate = true;
    EXPECT_NE(script().find("outcome = \"~Y\""), std::string::npos);
    EXPECT_NE(script().find("incl.cut = c(0.85, 0.7),"), std::string::npos);
}

TEST_F(RScript, MinimisesByTheScenariosType) {
    expect_line("# The conservative solution.");
    expect_line(R"(    print(minimize(tt, include = "", details = TRUE)))");
    study_.solution_type = SolutionType::parsimonious;
    expect_line("# The parsimonious solution.");
    expect_line(R"(    print(minimize(tt, include = "?", details = TRUE)))");
    study_.solution_type = SolutionType::intermediate;
    study_.solution.expected = Implicant{0b11, 0b10};
    expect_line(R"(    print(minimize(tt, include = "?", dir.exp = c("1", "0"), details = TRUE)))");
    study_.solution.expected = Implicant{0b01, 0b01};
    study_.solution.models = ModelChoice::all;
    expect_line(R"(    print(minimize(tt, include = "?", dir.exp = c("-", "1"), all.sol = TRUE, details = TRUE)))");
}

TEST_F(RScript, ExcludesRowsAsTheStudyDoes) {
    EXPECT_EQ(script().find("exclude = "), std::string::npos);
    NamedRows never{"01", {}, true}, remainder{"A*~B", {}, false}, claim{"A", {}, false};
    never.rows.insert(1);
    remainder.rows.insert(2);
    claim.rows.insert(2);
    claim.rows.insert(3);
    study_.solution.exclude = {never, remainder};
    study_.solution.necessary = {claim};
    expect_line("# Excluded: 01");
    expect_line("# Excluded where a remainder: A*~B");
    expect_line("# Excluded where a remainder: without A, which is claimed necessary");
    expect_line("out <- union(c(2), setdiff(c(1, 2, 3), coded))");
    EXPECT_NE(script().find("n.cut = 2, exclude = out, show.cases = TRUE)"), std::string::npos);
}

}  // namespace
}  // namespace qca
