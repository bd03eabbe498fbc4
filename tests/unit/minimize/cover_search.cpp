#include "host/minimize/cover_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace qca {
namespace {

using Cover = std::vector<int>;

/// Rows as lists of the columns that cover them.
using Candidates = std::vector<std::vector<int>>;

/// `parts` tables side by side, without a column in common; the columns of the parts alternate. Every row has
/// two or three candidates.
Candidates random_table(int rows, int columns, int parts, std::mt19937& random) {
    Candidates table;
    for (int r = 0; r < rows; ++r) {
        const int part = r % parts;
        std::vector<int> able;
        for (int i = 0; i < (r % 3 == 0 ? 3 : 2); ++i)
            able.push_back(part +
                           parts * static_cast<int>(random() % static_cast<unsigned>(columns / parts)));
        table.push_back(able);
    }
    return table;
}

/// Every cover of exactly `size` columns: some candidate of the first open row must be in it.
void list_covers(const Candidates& table, int size, Cover& chosen, std::vector<Cover>& found) {
    const auto covered = [&](const std::vector<int>& able) {
        return std::any_of(able.begin(), able.end(),
                           [&](int c) { return std::find(chosen.begin(), chosen.end(), c) != chosen.end(); });
    };
    const auto open = std::find_if_not(table.begin(), table.end(), covered);
    if (open == table.end()) {
        if (size != 0) return;
        found.push_back(chosen);
        std::sort(found.back().begin(), found.back().end());
        return;
    }
    if (size == 0) return;
    for (const int c : *open) {
        chosen.push_back(c);
        list_covers(table, size - 1, chosen, found);
        chosen.pop_back();
    }
}

std::vector<Cover> smallest_covers(const Candidates& table) {
    std::vector<Cover> found;
    for (int size = 0; found.empty(); ++size) {
        Cover chosen;
        list_covers(table, size, chosen, found);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

template <int RowWords, int ColumnWords>
std::vector<Cover> searched_covers(const Candidates& candidates, int columns, std::size_t limit) {
    CoverTable<RowWords, ColumnWords> table(static_cast<int>(candidates.size()), columns);
    for (std::size_t r = 0; r < candidates.size(); ++r)
        for (const int c : candidates[r]) table.insert(static_cast<int>(r), c);
    const SortedCoverTable<RowWords, ColumnWords> sorted(table, table.all_rows());
    CoverList<ColumnWords> list(limit);
    const int size = CoverSearch<RowWords, ColumnWords>(sorted, list).append_smallest();
    std::vector<Cover> covers(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].for_each([&](int c) { covers[i].push_back(c); });
        EXPECT_EQ(static_cast<int>(covers[i].size()), size);
    }
    return covers;
}

struct Shape {
    int rows, columns, parts;
};

class CoverSearchOf : public testing::TestWithParam<Shape> {};

TEST_P(CoverSearchOf, RandomTablesFindsEverySmallestCoverInOrder) {
    const auto [rows, columns, parts] = GetParam();
    std::mt19937 random(7);
    for (int t = 0; t < 12; ++t) {
        SCOPED_TRACE(t);
        const Candidates table = random_table(rows, columns, parts, random);
        const std::vector<Cover> expected = smallest_covers(table);
        for (const std::size_t limit : {std::size_t{1}, expected.size() / 2 + 1, expected.size(), SIZE_MAX}) {
            const std::vector<Cover> first(
                expected.begin(),
                expected.begin() + static_cast<std::ptrdiff_t>(std::min(limit, expected.size())));
            ASSERT_EQ((searched_covers<1, 1>(table, columns, limit)), first) << limit;
            ASSERT_EQ((searched_covers<2, 4>(table, columns, limit)), first) << limit;
        }
    }
}

std::string name_of(const testing::TestParamInfo<Shape>& shape) {
    return std::to_string(shape.param.rows) + "rows" + std::to_string(shape.param.columns) + "columns" +
           std::to_string(shape.param.parts) + "parts";
}

// The last ones are large enough for bounds by prices.
INSTANTIATE_TEST_SUITE_P(Shapes, CoverSearchOf,
                         testing::Values(Shape{3, 6, 1}, Shape{8, 8, 1}, Shape{12, 12, 3}, Shape{20, 14, 1},
                                         Shape{24, 24, 2}, Shape{36, 22, 1}, Shape{40, 24, 1},
                                         Shape{42, 30, 2}),
                         name_of);

}  // namespace
}  // namespace qca
