#include "host/minimize/minimize.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/minimize/cover_search.hpp"
#include "host/minimize/cover_table.hpp"
#include "host/minimize/prime_list.hpp"

namespace qca {
namespace {

/// Calls visit with the number of words for that many conditions as a compile-time constant.
template <class Visit>
auto with_words(int conditions, Visit visit) {
    if (conditions < 1 || conditions > max_conditions)
        throw std::invalid_argument("minimize: the number of conditions must be 1 to 8");
    if (conditions <= 6) return visit(std::integral_constant<int, 1>{});
    if (conditions == 7) return visit(std::integral_constant<int, 2>{});
    return visit(std::integral_constant<int, 4>{});
}

/// The models as sets of prime implicants (in path order, as numbers) -> ModelSet.
template <int Words, int PrimeWords>
ModelSet model_set(int conditions, const PrimeList<Words>& primes, const CoverList<PrimeWords>& models) {
    BitWords<PrimeWords> used{};
    for (const auto& model : models.covers) used = used | model;
    ModelSet result;
    result.capped = models.capped;
    result.paths.reserve(used.size());
    std::array<std::uint16_t, PrimeList<Words>::capacity> position;
    used.for_each([&](int p) {
        position[p] = static_cast<std::uint16_t>(result.paths.size());
        result.paths.push_back(primes.cube[p].implicant(conditions));
    });
    const int size = models.covers.front().size();
    result.models.reserve(models.covers.size());
    for (const auto& model : models.covers) {
        auto& paths = result.models.emplace_back();
        paths.reserve(size);
        model.for_each([&](int p) { paths.push_back(position[p]); });
    }
    return result;
}

/// The models of a table whose prime implicants, as a set of numbers, fit PrimeWords words.
template <int Words, int PrimeWords>
ModelSet choose_models(int conditions, const BitWords<Words>& positive, const PrimeList<Words>& primes,
                       std::size_t cap) {
    std::array<BitWords<Words>, PrimeList<Words>::capacity> covers;  // positive rows
    BitWords<Words> once{}, again{};
    for (int p = 0; p < primes.size; ++p) {
        covers[p] = positive & cube_rows<Words>(conditions, primes.cube[p].dashes(), primes.cube[p].value());
        again = again | (once & covers[p]);
        once = once | covers[p];
    }
    // A row that only one prime implicant covers makes it a path of every model.
    const BitWords<Words> single = once - again;
    BitWords<PrimeWords> essential{};
    BitWords<Words> rest = positive;
    for (int p = 0; p < primes.size; ++p)
        if (!(covers[p] & single).empty()) {
            essential.insert(p);
            rest = rest - covers[p];
        }
    if (rest.empty()) return model_set(conditions, primes, CoverList<PrimeWords>{{essential}, false});

    const CoverTable<Words, PrimeWords> table(rest, primes.size, covers.data());
    CoverList<PrimeWords> models = CoverSearch<Words, PrimeWords>(table).smallest_covers(cap);
    for (auto& model : models.covers) model = model | essential;
    return model_set(conditions, primes, models);
}

template <int Words>
ModelSet minimize_words(int conditions, const BitWords<Words>& positive, const BitWords<Words>& dont_care,
                        std::size_t cap) {
    constexpr int few = Words == 1 ? 1 : 4, many = (PrimeList<Words>::capacity + 63) / 64;
    PrimeList<Words> primes;
    list_primes(conditions, positive, dont_care, primes);
    return primes.size <= 64 * few ? choose_models<Words, few>(conditions, positive, primes, cap)
                                   : choose_models<Words, many>(conditions, positive, primes, cap);
}

}  // namespace

std::vector<Implicant> prime_implicants(int conditions, const RowSet& positive, const RowSet& dont_care) {
    return with_words(conditions, [&](auto words) {
        constexpr int Words = words;
        PrimeList<Words> primes;
        list_primes(conditions, low_words<Words>(positive), low_words<Words>(dont_care), primes);
        std::vector<Implicant> result;
        result.reserve(primes.size);
        for (int p = 0; p < primes.size; ++p) result.push_back(primes.cube[p].implicant(conditions));
        return result;
    });
}

ModelSet minimize(int conditions, const RowSet& positive, const RowSet& dont_care, std::size_t cap) {
    if (positive.empty()) return {};
    if (cap == 0) throw std::invalid_argument("minimize: cap must be at least 1");
    return with_words(conditions, [&](auto words) {
        constexpr int Words = words;
        return minimize_words(conditions, low_words<Words>(positive), low_words<Words>(dont_care), cap);
    });
}

}  // namespace qca
