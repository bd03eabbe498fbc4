#include <gtest/gtest.h>

#include "host/error.hpp"
#include "host/recover/cell_ranges.hpp"
#include "host/recover/read_published.hpp"
#include "host/study/read_study.hpp"

namespace qca::test {
namespace {

const Study& study() {
    static const Study read = parse_study(
        "[study]\nname = \"s\"\n[data]\nfile = \"s.csv\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\ncolumn = \"Y\"\ncalibrate = \"none\"\n"
        "[conditions.ENT]\ncolumn = \"a\"\ncalibrate = \"none\"\n[conditions.GDP]\ncolumn = \"b\"\ncalibrate = \"none\"\n[cutoffs]\nincl = 0.8\n"
        "[solution]\ntype = \"conservative\"\n",
        "s.toml");
    return read;
}

Published read(const std::string& text) {
    Published published;
    add_published(published, text, "printed.csv", study(), {"Anhui", "Hebei", "Inner Mongolia"});
    return published;
}

std::string complaint(const std::string& text) {
    try {
        read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "no complaint";
}

void expect_complaint(const std::string& text, const std::string& said) {
    const std::string message = complaint(text);
    EXPECT_NE(message.find(said), std::string::npos) << message;
}

TEST(ReadPublished, KnowsANecessityTableByItsHeader) {
    const Published published = read("condition,covN,inclN\n~GDP,0.5,\nENT,NA,0.25\n");
    ASSERT_EQ(published.necessity.size(), 2u);
    EXPECT_EQ(published.necessity[0].condition, 1u);
    EXPECT_TRUE(published.necessity[0].negated);
    EXPECT_EQ(published.necessity[0].inclN, not_printed);
    EXPECT_EQ(published.necessity[0].RoN, not_printed);
    EXPECT_EQ(published.cells[published.necessity[0].covN].value, 0.5);
    EXPECT_EQ(published.cells[published.necessity[1].inclN].where, "printed.csv:3:8");
    EXPECT_EQ(published.cells.size(), 2u);
    EXPECT_TRUE(published.rows.empty());
}

TEST(ReadPublished, KnowsATruthTableByTheConditions) {
    const Published published = read("GDP,ENT,OUT,n,incl,PRI,cases\n0,1,1,2,0.9,0.85,Hebei; Inner Mongolia\n1,0,?,0,-,-,\n");
    ASSERT_EQ(published.rows.size(), 2u);
    EXPECT_EQ(published.rows[0].row, 2u);  // the study's order: ENT, GDP
    EXPECT_EQ(published.rows[0].members, (std::vector<char>{0, 1, 1}));
    EXPECT_TRUE(published.rows[0].all_cases_known);
    EXPECT_EQ(published.cells[published.rows[0].n].value, 2);
    EXPECT_EQ(published.cells[published.rows[0].pri].row, "10");
    EXPECT_EQ(published.rows[1].incl, not_printed);
    EXPECT_EQ(published.rows[1].cases, not_printed);
    EXPECT_EQ(published.cells.size(), 5u);
}

TEST(ReadPublished, EveryFitHasTheDecimalsOfTheLongest) {
    const Published published = read("condition,inclN,covN\nENT,0.96,0.981\nGDP,1,0.5\n");
    for (const PrintedCell& cell : published.cells) EXPECT_NEAR(cell.tolerance, 0.0005 + 1e-9, 1e-12) << cell.text;
    EXPECT_NEAR(read("condition,inclN\nENT,0.96\nGDP,1\n").cells[1].tolerance, 0.005 + 1e-9, 1e-12);
    EXPECT_NEAR(read("condition;inclN\nENT;0,96\nGDP;1,0\n").cells[0].value, 0.96, 1e-15);
    EXPECT_NEAR(read("ENT,GDP,n,incl\n1,1,3,0.95\n").cells[1].tolerance, 1e-9, 1e-15);  // n is exact
}

TEST(ReadPublished, AHalfMayHaveBeenRoundedEitherWay) {
    const PrintedCell cell = read("condition,inclN\nENT,0.123\n").cells[0];
    const auto fits = [&](double value) { return FigureRange{value, value}.must_be(cell); };
    EXPECT_TRUE(fits(0.1225));
    EXPECT_TRUE(fits(0.1235));
    EXPECT_FALSE(fits(0.12249));
    EXPECT_FALSE(fits(0.12351));
}

TEST(ReadPublished, ANameThatTakesNoPartIsNoted) {
    const Published published = read("ENT,GDP,cases\n1,1,Anhui;Hebe\n");
    EXPECT_FALSE(published.rows[0].all_cases_known);
    ASSERT_EQ(published.notes.size(), 1u);
    EXPECT_NE(published.notes[0].find("printed.csv:2:5: no case 'Hebe'"), std::string::npos) << published.notes[0];
    EXPECT_NE(published.notes[0].find("'Hebei'"), std::string::npos) << published.notes[0];
}

TEST(ReadPublished, SaysWhereATableIsWrong) {
    expect_complaint("a,b\n1,2\n", "printed.csv:1:1: neither a necessity table nor a truth table (the header has a, b)");
    expect_complaint("condition,inclN,RonN\nENT,1,1\n", "printed.csv:1:17: unknown column 'RonN'");
    expect_complaint("ENT,GDP,incl,PRI,raw\n1,1,1,1,1\n", "printed.csv:1:18: unknown column 'raw'");
    expect_complaint("condition,inclN\nENTS,0.5\n", "printed.csv:2:1: no condition 'ENTS'");
    expect_complaint("condition,inclN\nENT,1.5\n", "printed.csv:2:5: inclN is 1.5");
    expect_complaint("condition,inclN\nENT,many\n", "printed.csv:2:5: 'many' is no number");
    expect_complaint("condition,inclN\nENT,5e-1\n", "printed.csv:2:5: '5e-1' is no number");
    expect_complaint("condition,inclN\nENT,0.5\nENT,0.6\n", "printed.csv:3:1: a second row ENT");
    expect_complaint("ENT,GDP,n\n1,2,3\n", "printed.csv:2:3: '2' is neither 0 nor 1");
    expect_complaint("ENT,GDP,n\n1,1,0.5\n", "printed.csv:2:5: n is 0.5");
    expect_complaint("ENT,GDP,n\n1,1,1\n1,1,1\n", "printed.csv:3:1: a second row 11");
    expect_complaint("ENT,GDP,OUT\n1,1,1\n", "printed.csv:1:1: no printed figure");
}

}  // namespace
}  // namespace qca::test
