#include "host/robustness/random_data.hpp"

#include <algorithm>

#include "host/robustness/permutations.hpp"

namespace qca {

namespace {

constexpr std::uint64_t drawn_at_once = 1 << 14;
constexpr std::size_t piece = 256;

/// Permutations [first, first + size) of a set. @return [permutation * cases + case]
std::vector<double> permuted(const std::vector<double>& set, std::uint64_t seed, std::uint64_t stream, std::uint64_t first, std::size_t size,
                             Crew& crew) {
    std::vector<double> out(size * set.size());
    crew.share((size + piece - 1) / piece, [&](int, std::size_t at) {
        for (std::size_t i = at * piece; i < std::min((at + 1) * piece, size); ++i) {
            double* const to = out.data() + i * set.size();
            std::copy(set.begin(), set.end(), to);
            shuffle(to, set.size(), 1, permutation_random(seed, stream, first + i));
        }
    });
    return out;
}

}  // namespace

VerdictCounts analyse_random_data(const ListedTables& tables, VerdictBook& book, RandomMargins margins, std::uint64_t data_sets,
                                  std::uint64_t seed, Crew& crew, const StepReport& report) {
    StepCount progress("random data sets", data_sets, report);
    VerdictCounts counts(book.paths());
    const std::size_t conditions = tables.conditions();
    for (std::uint64_t first = 0; first < data_sets; first += drawn_at_once) {
        ChangedMemberships changed;
        changed.size = static_cast<std::size_t>(std::min(drawn_at_once, data_sets - first));
        changed.outcome = permuted(tables.set(conditions), seed, 0, first, changed.size, crew);
        if (margins == RandomMargins::sets)
            for (std::size_t c = 0; c < conditions; ++c)
                changed.conditions.push_back(permuted(tables.set(c), seed, 1 + c, first, changed.size, crew));
        tables.count(changed, book, counts);
        progress.add(changed.size);
    }
    return counts;
}

}  // namespace qca
