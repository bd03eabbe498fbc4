#include "host/robustness/retention.hpp"

#include <algorithm>

namespace qca {

std::string to_text(Ways ways) {
    std::string digits;
    do digits += static_cast<char>('0' + static_cast<int>(ways % 10));
    while ((ways /= 10) != 0);
    return {digits.rbegin(), digits.rend()};
}

std::optional<Ways> choose(std::size_t n, std::size_t k) {
    if (k > n) return Ways{0};
    Ways ways = 1;
    for (std::size_t i = 1; i <= std::min(k, n - k); ++i) {
        const Ways factor = n - std::min(k, n - k) + i;
        if (ways > ~Ways{0} / factor) return std::nullopt;
        ways = ways * factor / i;
    }
    return ways;
}

bool all_crisp(const Memberships& memberships) {
    for (const std::vector<double>& set : memberships.set)
        for (const double m : set)
            if (m != 0 && m != 1) return false;
    return true;
}

}  // namespace qca
