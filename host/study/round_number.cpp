#include "host/study/round_number.hpp"

#include <charconv>
#include <string>

#include <fmt/format.h>

namespace qca {

double rounded_to_12_digits(double value) {
    const std::string digits = fmt::format("{:.12g}", value);
    double rounded = value;
    std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
    return rounded;
}

}  // namespace qca
