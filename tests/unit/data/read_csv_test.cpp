#include "host/data/read_csv.hpp"

#include <gtest/gtest.h>

#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

using Texts = std::vector<std::vector<std::string>>;

Texts texts_of(const DataTable& table) {
    Texts texts(1);
    for (const Field& field : table.header) texts[0].push_back(field.text);
    for (const auto& row : table.rows) {
        texts.emplace_back();
        for (const Field& field : row) texts.back().push_back(field.text);
    }
    return texts;
}

Texts read(std::string_view text, std::optional<char> separator = {}) {
    return texts_of(read_csv(text, "d.csv", separator));
}

const Texts two_by_two{{"a", "b"}, {"1", "2"}};

TEST(ReadCsv, ReadsEveryLineEndAndSeparator) {
    for (const char* text :
         {"a,b\n1,2\n", "a,b\n1,2", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\r1,2", "a;b\n1;2\n", "a\tb\n1\t2\n",
          "\xEF\xBB\xBF"
          "a,b\n1,2\n",
          "\n\r\n  \na,b\n\n1,2\n\n\n", " a , b \n 1\t,2 \n", "\"a\",\"b\"\n\"1\",\"2\"\n",
          " \"a\" ,b\n\" 1 \",2\n", "a,b\n1,2\n,\n , \n"}) {
        EXPECT_EQ(read(text), two_by_two) << text;
    }
}

TEST(ReadCsv, ReadsQuotedFields) {
    EXPECT_EQ(read("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n"), (Texts{{"a", "b"}, {"x, \"y\"\nz", ""}}));
    EXPECT_EQ(read("a,b\n\"x\r\ny\",5\"\n"), (Texts{{"a", "b"}, {"x\r\ny", "5\""}}));
    EXPECT_EQ(read("a\tb\n1\t\n"), (Texts{{"a", "b"}, {"1", ""}}));
}

TEST(ReadCsv, DetectsTheSeparatorInTheHeaderOutsideQuotes) {
    EXPECT_EQ(read_csv("\"a, b, c\";d\n1;2\n", "d", {}).separator, ';');
    EXPECT_EQ(read_csv("a, b;c;d\n1;2;3\n", "d", {}).separator, ';');
    EXPECT_EQ(read_csv("a,b;c\n1;2\n", "d", {}).separator, ';');
    EXPECT_EQ(read_csv("a,b\tc\td\n1\t2\t3\n", "d", {}).separator, '\t');
    EXPECT_EQ(read_csv("\n\na;b\n1;2\n", "d", {}).separator, ';');
    EXPECT_EQ(read_csv("a,b\n1;2;3,4;5\n", "d", {}).separator, ',') << "only the header counts";
}

TEST(ReadCsv, TakesTheStatedSeparator) {
    EXPECT_EQ(read("a;b,c\n1;2,3\n", ','), (Texts{{"a;b", "c"}, {"1;2", "3"}}));
}

TEST(ReadCsv, KnowsWhereFieldsStand) {
    const DataTable table = read_csv("\xEF\xBB\xBFä,b\r\n\"x\ny\" , é2\rz,3\n", "d.csv", {});
    EXPECT_EQ(table.where(table.header[1]), "d.csv:1:3");
    EXPECT_EQ(table.where(table.rows[0][0]), "d.csv:2:1");
    EXPECT_EQ(table.where(table.rows[0][1]), "d.csv:3:6");
    EXPECT_EQ(table.where(table.rows[1][0]), "d.csv:4:1");
    EXPECT_EQ(table.where(table.rows[1][1]), "d.csv:4:3");
}

TEST(ReadCsv, RefusesBrokenFilesWithTheirPlace) {
    const std::vector<std::pair<std::string, std::string>> bad{
        {"", "d.csv:1:1: no data"},
        {"\xEF\xBB\xBF\n\n", "d.csv:1:1: no data"},
        {"a,b\n", "d.csv:1:1: no rows"},
        {"a,b\n,\n", "d.csv:1:1: no rows"},
        {"a,b\n1,2\n3\n", "d.csv:3:1: this row has 1 field, the header has 2"},
        {"a,b\n1,2,3\n", "d.csv:2:5: this row has 3 fields, the header has 2 (fields are separated by ',')"},
        {"a;b\n1,5;2;3\n", "d.csv:2:7: this row has 3 fields"},
        {"a,b,a\n1,2,3\n", "d.csv:1:5: a second column 'a' (the first one starts at column 1 of line 1)"},
        {"a,,b\n1,2,3\n", "d.csv:1:3: a column without a name"},
        {"\"\",b\n1,2\n", "d.csv:1:1: a column without a name"},
        {"a,b\n1,\"2\n3,4\n", "d.csv:2:3: a quote that is never closed"},
        {"a,b\n1,\"2\"\"", "d.csv:2:3: a quote that is never closed"},
        {"a,b\n1,\"2\"x\n", "d.csv:2:6: text after a closing quote"},
        {"a,b\nx\xE4,2\n",
         "d.csv:2:2: not UTF-8 (looks like Latin-1 or Windows-1252) save the file as UTF-8"},
        {std::string("a,b\n1,\0\n", 8), "d.csv:2:3: a NUL byte"},
        {"\xFF\xFE"
         "a",
         "d.csv:1:1: not UTF-8 (looks like UTF-16)"},
    };
    for (const auto& [text, start] : bad) {
        const std::string message = message_of([&] { read(text); });
        EXPECT_TRUE(message.starts_with(start)) << message;
    }
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

TEST(ReadCsv, RefusesTooManyColumnsWhereTheyBegin) {
    std::string widest = "c0";
    for (std::size_t i = 1; i < most_columns; ++i) widest += ",c" + std::to_string(i);
    const std::string row = "1" + repeated(",1", most_columns - 1);
    EXPECT_EQ(read_csv(widest + "\n" + row + "\n", "d.csv", {}).rows[0].size(), most_columns);
    const std::string said = " a line of too many fields (a data file has at most 16384 columns) ";
    EXPECT_TRUE(message_of([&] { read(widest + ",x\n" + row + ",1\n"); }).starts_with("d.csv:1:" + std::to_string(widest.size() + 2) + ":" + said));
    EXPECT_TRUE(message_of([&] { read("a,b\n1" + repeated(",", 3'000'000)); }).starts_with("d.csv:2:16386:" + said)) << "not all are read first";
    EXPECT_TRUE(message_of([&] { read(repeated(",", 3'000'000)); }).starts_with("d.csv:1:16385:" + said));
}

TEST(ReadCsv, RefusesTooManyRowsAndFields) {
    const std::string rows = "a\n" + repeated("1\n\n", most_rows);
    EXPECT_EQ(read_csv(rows, "d.csv", {}).rows.size(), most_rows) << "blank lines do not count";
    EXPECT_TRUE(message_of([&] { read(rows + "1\n"); }).starts_with("d.csv:2000002:1: a row too many (a data file has at most 1000000 rows) "));
    std::string header = "c0", row = "1";
    for (std::size_t i = 1; i < 10'001; ++i) header += ",c" + std::to_string(i);
    row += repeated(",1", 10'000) + "\n";
    EXPECT_TRUE(message_of([&] { read(header + "\n" + repeated(row, 1000)); })
                    .starts_with("d.csv:1001:1: too many rows of 10001 columns (a data file has at most 10000000 fields) "));
}

}  // namespace
}  // namespace qca::test
