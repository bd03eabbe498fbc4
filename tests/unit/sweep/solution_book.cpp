#include "host/sweep/solution_book.hpp"

#include <gtest/gtest.h>

#include "kernels/math/survival.hpp"

namespace qca {
namespace {

RowSet rows_of(std::initializer_list<int> numbers) {
    RowSet rows;
    for (const int row : numbers) rows.insert(row);
    return rows;
}

const std::vector<SolutionType> every_type{SolutionType::conservative, SolutionType::parsimonious,
                                           SolutionType::intermediate};

/// Three conditions; 110 is positive, 100, 101 and 111 are remainders: the parsimonious solution is A.
const CodedTable table{rows_of({0b110}), rows_of({0b110, 0b000, 0b001, 0b010, 0b011})};
const Implicant a{0b100, 0b100}, a_b{0b110, 0b110}, all_three{0b111, 0b110};

SolutionRules expecting_b_and_c() {
    SolutionRules rules;
    rules.expected = {0b011, 0b011};
    return rules;
}

/// The paths of the first model of each type.
std::vector<std::vector<Implicant>> paths_of(const SolutionBook& book, std::size_t number) {
    std::vector<std::vector<Implicant>> paths;
    for (std::size_t type = 0; type < every_type.size(); ++type)
        paths.push_back(book.solutions()[book.solution_of(number, type)].models.paths);
    return paths;
}

TEST(SolutionBook, DecidesEveryTypeOfSolution) {
    SolutionBook book(3, {a_b}, every_type, expecting_b_and_c());
    const std::vector<std::uint64_t> states = book.decide({table});
    EXPECT_EQ(paths_of(book, 0), (std::vector<std::vector<Implicant>>{{all_three}, {a}, {a_b}}));
    ASSERT_EQ(states.size(), 1u);
    EXPECT_EQ(states[0] & 0xff, static_cast<std::uint64_t>(Survival::narrowed));
    EXPECT_EQ(states[0] >> 8 & 0xff, static_cast<std::uint64_t>(Survival::absorbed));
    EXPECT_EQ(states[0] >> 16 & 0xff, static_cast<std::uint64_t>(Survival::exact_all));
    EXPECT_EQ(book.met(), 3u);
}

TEST(SolutionBook, CodesExcludedRowsZero) {
    SolutionRules rules = expecting_b_and_c();
    rules.not_assumed = rows_of({0b111, 0b110});
    SolutionBook book(3, {a_b}, every_type, rules);
    book.decide({table});
    const Implicant a_not_c{0b101, 0b100};
    EXPECT_EQ(paths_of(book, 0), (std::vector<std::vector<Implicant>>{{all_three}, {a_not_c}, {all_three}}))
        << "110 is observed, so it is positive all the same";
    rules.negative = rows_of({0b110});
    SolutionBook none(3, {a_b}, every_type, rules);
    none.decide({table});
    EXPECT_EQ(paths_of(none, 0), (std::vector<std::vector<Implicant>>{{}, {}, {}}));
}

TEST(SolutionBook, DecidesWhatIsTheSameOnlyOnce) {
    SolutionRules rules = expecting_b_and_c();
    rules.not_assumed = rows_of({0b100, 0b101, 0b111});
    SolutionBook book(3, {a_b}, every_type, rules);
    book.decide({table, {table.positive, RowSet::all(3)}});
    EXPECT_EQ(book.met(), 1u) << "nothing may be assumed, so all types and both tables agree";
    EXPECT_EQ(book.solutions().size(), 1u);
}

TEST(SolutionBook, KnowsAllModelsWhereTheyAreAskedFor) {
    const RowSet ring = RowSet::all(3) - rows_of({0b000, 0b111});
    SolutionRules rules;
    for (const auto& [covers, models] : {std::pair{Covers::fewest, 2u}, std::pair{Covers::irredundant, 5u}}) {
        rules.covers = covers;
        SolutionBook book(3, {a_b}, every_type, rules);
        book.decide({{ring, RowSet::all(3)}});
        EXPECT_EQ(book.solutions()[book.solution_of(0, 0)].models.models.size(), models);
    }
}

TEST(SolutionBook, CountsScenariosByTheirModelsAlsoOutsideTheCensus) {
    const RowSet ring = RowSet::all(3) - rows_of({0b000, 0b111});
    for (const std::size_t most : {std::size_t{10}, std::size_t{1}}) {
        BookLimits limits;
        limits.solutions = most;
        SolutionBook book(3, {a_b}, {SolutionType::conservative}, {}, 1, limits);
        book.decide({{ring, RowSet::all(3)}, {{}, RowSet::all(3)}, table});
        book.count({5, 7, 11});
        EXPECT_EQ(book.model_counts(), (std::vector<ModelClassCounts>{{7, 11, 5, 0}})) << most;
        EXPECT_EQ(book.overflow_scenarios(), most == 1 ? 16u : 0u) << "the one without a model came first";
        book.restart();
        EXPECT_EQ(book.model_counts(), (std::vector<ModelClassCounts>{{}}));
    }
}

TEST(SolutionBook, PairsTheParsimoniousWithTheIntermediateSolution) {
    SolutionBook book(3, {a_b}, every_type, expecting_b_and_c());
    EXPECT_EQ(book.paired_type(), SolutionType::intermediate);
    book.decide({table, {{}, RowSet::all(3)}});
    book.count({5, 7});
    EXPECT_EQ(book.pairs().size(), 2u);
    for (const SolutionPair& pair : book.pairs()) {
        const std::size_t number = pair.count == 5 ? 0 : 1;
        EXPECT_EQ(pair.parsimonious, book.solution_of(number, 1));
        EXPECT_EQ(pair.other, book.solution_of(number, 2));
    }
    EXPECT_EQ(SolutionBook(3, {}, {SolutionType::conservative, SolutionType::parsimonious}, {}).paired_type(), SolutionType::conservative);
    EXPECT_FALSE(SolutionBook(3, {}, {SolutionType::conservative, SolutionType::intermediate}, {}).paired_type());
    EXPECT_FALSE(SolutionBook(3, {}, {SolutionType::parsimonious}, {}).paired_type());
}

TEST(SolutionBook, CountsPairsBeyondTheLimitTogether) {
    for (const bool of_solutions : {false, true}) {
        BookLimits limits;
        (of_solutions ? limits.solutions : limits.pairs) = 1;
        SolutionBook book(3, {a_b}, every_type, expecting_b_and_c(), 1, limits);
        book.decide({{{}, RowSet::all(3)}, table});
        book.count({5, 7});
        ASSERT_EQ(book.pairs().size(), 1u);
        EXPECT_EQ(book.pairs()[0].count, 5u);
        EXPECT_EQ(book.unlisted_pairs(), 7u);
    }
}

}  // namespace
}  // namespace qca
