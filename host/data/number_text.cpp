#include "host/data/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace qca {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

/// 1 to 3 digits, the first of them not 0, then groups of a mark and 3 digits, whose mark is the same.
bool is_grouped(std::string_view digits) {
    const std::size_t lead = count_digits(digits);
    if (lead < 1 || lead > 3 || digits[0] == '0' || lead == digits.size()) return false;
    const char mark = digits[lead];
    for (digits.remove_prefix(lead); !digits.empty(); digits.remove_prefix(4)) {
        if (digits[0] != mark || count_digits(digits.substr(1, 3)) != 3) return false;
    }
    return true;
}

/// Digits with several marks that are those of thousands: 1,234,567 or 1,234.5.
bool is_thousands(std::string_view digits) {
    const std::size_t last = digits.find_last_of(".,");
    if (is_grouped(digits)) return true;
    return digits.find(digits[last]) == last &&
           count_digits(digits.substr(last + 1)) == digits.size() - last - 1 &&
           is_grouped(digits.substr(0, last));
}

}  // namespace

bool is_missing(std::string_view text) {
    const std::array<std::string_view, 5> missing{"", "na", "n/a", "nan", "."};
    return std::find(missing.begin(), missing.end(), lower_case(text)) != missing.end();
}

NumberText number_text(std::string_view text) {
    using Form = NumberText::Form;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    if (const std::string lower = lower_case(text); lower == "inf" || lower == "infinity")
        return {Form::infinite};
    const auto end_of_digits = std::find_if_not(text.begin(), text.end(),
                                                [](char c) { return is_digit(c) || c == '.' || c == ','; });
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end_of_digits - text.begin()));
    std::string_view exponent = text.substr(digits.size());
    if (std::none_of(digits.begin(), digits.end(), is_digit)) return {};
    if (!exponent.empty()) {
        if (exponent[0] != 'e' && exponent[0] != 'E') return {};
        exponent.remove_prefix(1);
        if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-')) exponent.remove_prefix(1);
        if (exponent.empty() || count_digits(exponent) != exponent.size()) return {};
    }
    const std::size_t mark = digits.find_first_of(".,");
    if (mark == std::string_view::npos) return {Form::number};
    if (digits.find_first_of(".,", mark + 1) != std::string_view::npos) {
        return is_thousands(digits) ? NumberText{Form::thousands} : NumberText{};
    }
    return {Form::number, digits[mark], is_grouped(digits)};
}

std::optional<double> number_value(std::string_view text) {
    std::string plain(text.starts_with('+') ? text.substr(1) : text);
    std::replace(plain.begin(), plain.end(), ',', '.');
    double value = 0;
    const auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc() || stop != plain.data() + plain.size()) return std::nullopt;
    return value + 0.0;  // -0 is 0
}

}  // namespace qca
