#include "host/study/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

namespace qca {
namespace {

constexpr std::size_t longest_list = 12;
/// Longer names are compared by their beginnings: the distance takes time quadratic in the length.
constexpr std::size_t longest_compared = 200;

char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Typing errors between two names, counted double so that a wrong case can count half.
std::size_t typing_errors(std::string_view a, std::string_view b) {
    a = a.substr(0, longest_compared);
    b = b.substr(0, longest_compared);
    std::vector<std::size_t> before_previous, previous(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = 2 * j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = 2 * i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            const bool same_letter = lower_case(a[i - 1]) == lower_case(b[j - 1]);
            const std::size_t replace = same ? 0 : same_letter ? 1 : 2;
            current[j] = std::min({previous[j] + 2, current[j - 1] + 2, previous[j - 1] + replace});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before_previous[j - 2] + 2);
            }
        }
        before_previous = previous;
        previous = current;
    }
    return previous[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
    const auto nearest = std::min_element(candidates.begin(), candidates.end(),
                                          [&](const std::string& a, const std::string& b) {
                                              return typing_errors(name, a) < typing_errors(name, b);
                                          });
    return nearest == candidates.end() ? std::string() : *nearest;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
    return candidates.empty() ? std::string()
                              : fmt::format("did you mean '{}'?", nearest_name(name, candidates));
}

std::string listed(const std::vector<std::string>& names) {
    if (names.size() <= longest_list) return fmt::format("{}", fmt::join(names, ", "));
    return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + longest_list, ", "),
                       names.size() - longest_list);
}

}  // namespace qca
