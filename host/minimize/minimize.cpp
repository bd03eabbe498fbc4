#include "host/minimize/minimize.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <type_traits>

#include "host/minimize/cover_list.hpp"
#include "host/minimize/cover_search.hpp"
#include "host/minimize/cover_table.hpp"
#include "host/minimize/irredundant_search.hpp"
#include "host/minimize/prime_list.hpp"
#include "kernels/stage/expand_primes.hpp"

namespace qca {
namespace {

template <int Words>
using WordCount = std::integral_constant<int, Words>;

/// Calls visit with the number of words for that many conditions as a compile-time constant.
template <class Visit>
auto with_words(int conditions, Visit visit) {
    if (conditions < 1 || conditions > max_conditions)
        throw std::invalid_argument("minimize: the number of conditions must be 1 to 8");
    if (conditions <= 6) return visit(WordCount<1>{});
    if (conditions == 7) return visit(WordCount<2>{});
    return visit(WordCount<4>{});
}

/// The low words of a row set.
template <int Words>
BitWords<Words> low_words(const RowSet& rows) {
    BitWords<Words> low{};
    for (int w = 0; w < Words; ++w) low.word[w] = rows.word[w];
    return low;
}

/// The prime implicants that matter, and the rows that still leave a choice. Filled, not returned: it is
/// large and mostly unused, and a table takes well under a microsecond.
template <int Words>
struct Choices {
    explicit Choices(int conditions) : primes(conditions) {}

    PrimeList<Words> primes;  ///< essential ones, and all that cover an open row
    int essentials = 0;
    std::array<std::uint16_t, 64 * Words> essential;  ///< keys
    int rows = 0;  ///< positive rows that no essential prime implicant covers
    std::array<BitWords<Words>, 64 * Words> dashes;  ///< [open row] its prime implicants
    /// Their keys, one row after the other.
    std::array<std::uint16_t, 64 * Words * most_primes_of_row(most_conditions(Words))> key;
};

template <int Words>
void find_choices(int conditions, const BitWords<Words>& positive, const BitWords<Words>& dont_care,
                  Choices<Words>& found) {
    const BitWords<Words> negative = every_row<Words>(conditions) - (positive | dont_care);
    std::array<std::uint8_t, 64 * Words> row;
    BitWords<Words> open = positive;
    int rows = 0;
    for_each_left(open, [&](int r) {
        const BitWords<Words> dashes = prime_dashes(conditions, negative, r);
        const int first = first_of(dashes);
        if (after(dashes, first).empty()) {
            // The only one for this row is in every model.
            found.essential[found.essentials++] = found.primes.add(first, r);
            open = open - cube_rows<Words>(conditions, first, r);
        } else {
            row[rows] = static_cast<std::uint8_t>(r);
            found.dashes[rows++] = dashes;
        }
    });
    int keys = 0;
    for (int i = 0; i < rows; ++i) {
        if (!open.contains(row[i])) continue;
        found.dashes[i].for_each([&](int dashes) { found.key[keys++] = found.primes.add(dashes, row[i]); });
        found.dashes[found.rows++] = found.dashes[i];
    }
    found.primes.number();
}

/// The models as sets of prime implicants (in path order, as numbers) -> ModelSet.
template <int Words, int PrimeWords>
ModelSet model_set(const PrimeList<Words>& primes, const CoverList<PrimeWords>& models, std::size_t cap) {
    const std::size_t listed = std::min(models.size(), cap);
    ModelSet result;
    result.capped = models.size() > cap;
    BitWords<PrimeWords> used{};
    for (std::size_t m = 0; m < listed; ++m) used = used | models[m];
    result.paths.reserve(count_of(used));
    std::array<std::uint16_t, 64 * PrimeWords> position;
    used.for_each([&](int p) {
        position[p] = static_cast<std::uint16_t>(result.paths.size());
        result.paths.push_back(primes.implicant(p));
    });
    result.models.reserve(listed);
    std::array<std::uint16_t, 64 * PrimeWords> model;
    for (std::size_t m = 0; m < listed; ++m) {
        int size = 0;
        models[m].for_each([&](int p) { model[size++] = position[p]; });
        result.models.emplace_back(model.begin(), model.begin() + size);
    }
    return result;
}

/// The only model of a table: all prime implicants.
template <int Words>
ModelSet only_model(const PrimeList<Words>& primes) {
    ModelSet result;
    result.paths.reserve(primes.size());
    auto& model = result.models.emplace_back(primes.size());
    for (int p = 0; p < primes.size(); ++p) {
        model[p] = static_cast<std::uint16_t>(p);
        result.paths.push_back(primes.implicant(p));
    }
    return result;
}

/// Appends the smallest covers of some rows and returns their number of columns. The rows are renumbered to
/// fit as few words as they can.
template <int RowWords, int ColumnWords>
int append_smallest(const CoverTable<RowWords, ColumnWords>& table, const BitWords<RowWords>& rows,
                    CoverList<ColumnWords>& list) {
    if constexpr (RowWords > 1 && ColumnWords <= 4)
        if (count_of(rows) <= 32 * RowWords) {
            const SortedCoverTable<RowWords / 2, ColumnWords> half(table, rows);
            return append_smallest(half, half.all_rows(), list);
        }
    const SortedCoverTable<RowWords, ColumnWords> sorted(table, rows);
    return CoverSearch<RowWords, ColumnWords>(sorted, list).append_smallest();
}

/// Fills `covers` with the covers that have the fewest columns.
template <int RowWords, int ColumnWords>
void append_fewest(const CoverTable<RowWords, ColumnWords>& table, CoverList<ColumnWords>& covers) {
    const BitWords<ColumnWords> all = table.all_columns();
    BitWords<RowWords> rows = table.undominated(table.all_rows(), all), hard{};
    while (!rows.empty()) {
        const BitWords<RowWords> part = table.connected(rows, all);
        const BitWords<ColumnWords> single = table.sufficient(part, all);
        if (single.empty())
            hard = hard | part;
        else
            covers.add_part(single);
        rows = rows - part;
    }
    if (!hard.empty()) covers.add_part(0, append_smallest(table, hard, covers));
    covers.unite(0, 0);
}

/// Fills `covers` with those from which no column can be left out, those with fewer columns first.
template <int RowWords, int ColumnWords>
void append_irredundant(const CoverTable<RowWords, ColumnWords>& table, CoverList<ColumnWords>& covers) {
    const SortedCoverTable<RowWords, ColumnWords> sorted(table,
                                                         table.undominated(table.all_rows(), table.all_columns()));
    IrredundantSearch<RowWords, ColumnWords> search(sorted, covers);
    if (search.append_all()) return;
    append_fewest(table, covers);
    search.append_larger(count_of(covers[0]));
}

template <int RowWords, int ColumnWords, int Words>
ModelSet choose_models(const Choices<Words>& choices, std::size_t cap, Covers which) {
    const PrimeList<Words>& primes = choices.primes;
    CoverTable<RowWords, ColumnWords> table(choices.rows, primes.size());
    const std::uint16_t* key = choices.key.data();
    for (int r = 0; r < choices.rows; ++r)
        choices.dashes[r].for_each([&](int) { table.insert(r, primes.number_of(*key++)); });

    CoverList<ColumnWords> covers(cap < SIZE_MAX ? cap + 1 : cap);  // one more says that there are more
    if (which == Covers::fewest)
        append_fewest(table, covers);
    else
        append_irredundant(table, covers);
    for (int e = 0; e < choices.essentials; ++e) covers.insert(primes.number_of(choices.essential[e]), 0);
    return model_set(primes, covers, cap);
}

template <int Words>
ModelSet minimize_words(int conditions, const BitWords<Words>& positive, const BitWords<Words>& dont_care,
                        std::size_t cap, Covers which) {
    Choices<Words> choices(conditions);
    find_choices(conditions, positive, dont_care, choices);
    if (choices.rows == 0) return only_model(choices.primes);
    const int rows = choices.rows, columns = choices.primes.size();
    if (rows <= 64 && columns <= 64) return choose_models<1, 1>(choices, cap, which);
    if (rows <= 64 && columns <= 128) return choose_models<1, 2>(choices, cap, which);
    if (rows <= 64 && columns <= 256) return choose_models<1, 4>(choices, cap, which);
    if constexpr (Words > 1) {
        if (rows <= 128 && columns <= 128) return choose_models<2, 2>(choices, cap, which);
        if (columns <= 256) return choose_models<4, 4>(choices, cap, which);
        return choose_models<4, (most_primes(max_conditions) + 63) / 64>(choices, cap, which);
    }
    throw std::logic_error("minimize: more prime implicants than there can be");
}

}  // namespace

std::vector<Implicant> prime_implicants(int conditions, const RowSet& positive, const RowSet& dont_care) {
    return with_words(conditions, [&](auto words) {
        constexpr int Words = words;
        const auto rows = low_words<Words>(positive);
        const BitWords<Words> negative = every_row<Words>(conditions) - (rows | low_words<Words>(dont_care));
        PrimeList<Words> primes(conditions);
        rows.for_each([&](int row) {
            prime_dashes(conditions, negative, row).for_each([&](int dashes) { primes.add(dashes, row); });
        });
        primes.number();
        std::vector<Implicant> result;
        result.reserve(primes.size());
        for (int p = 0; p < primes.size(); ++p) result.push_back(primes.implicant(p));
        return result;
    });
}

ModelSet minimize(int conditions, const RowSet& positive, const RowSet& dont_care, std::size_t cap,
                  Covers covers) {
    if (positive.empty()) return {};
    if (cap == 0) throw std::invalid_argument("minimize: cap must be at least 1");
    return with_words(conditions, [&](auto words) {
        constexpr int Words = words;
        return minimize_words(conditions, low_words<Words>(positive), low_words<Words>(dont_care), cap,
                              covers);
    });
}

}  // namespace qca
