#include "host/robustness/permutations.hpp"

#include <algorithm>

namespace qca {

namespace {

__extension__ using Wide = unsigned __int128;

/// How often each of the sorted values occurs.
std::vector<std::uint64_t> multiplicities(const std::vector<double>& sorted) {
    std::vector<std::uint64_t> counts;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || sorted[i] != sorted[i - 1]) counts.push_back(0);
        ++counts.back();
    }
    return counts;
}

/// The multinomial coefficient, grown a binomial coefficient at a time, each factor dividing without a rest.
std::optional<std::uint64_t> arrangements_of(const std::vector<std::uint64_t>& counts, std::uint64_t most) {
    Wide number = 1;
    std::uint64_t placed = 0;
    for (const std::uint64_t count : counts)
        for (std::uint64_t i = 1; i <= count; ++i) {
            number = number * ++placed / i;
            if (number > most) return std::nullopt;
        }
    return static_cast<std::uint64_t>(number);
}

}  // namespace

std::optional<std::uint64_t> arrangements(const std::vector<double>& values, std::uint64_t most) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    return arrangements_of(multiplicities(sorted), most);
}

std::vector<double> arrangement(std::vector<double> values, std::uint64_t number) {
    std::sort(values.begin(), values.end());
    std::vector<std::uint64_t> counts = multiplicities(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    std::uint64_t places = 0;
    for (const std::uint64_t count : counts) places += count;
    std::uint64_t left = *arrangements_of(counts, ~std::uint64_t{0});
    std::vector<double> out;
    for (; places > 0; --places)
        for (std::size_t v = 0; v < counts.size(); ++v) {
            // So many of what is left begin with this value.
            const auto begin = static_cast<std::uint64_t>(static_cast<Wide>(left) * counts[v] / places);
            if (number < begin) {
                out.push_back(values[v]);
                --counts[v];
                left = begin;
                break;
            }
            number -= begin;
        }
    return out;
}

}  // namespace qca
