#include "host/study/sampling.hpp"

#include "host/study/round_number.hpp"

namespace qca {

double middle_of_part(const ValueRange& range, std::uint64_t part, std::uint64_t parts) {
    const double share = (2 * static_cast<double>(part) + 1) / (2 * static_cast<double>(parts));
    return rounded_to_12_digits(range.from + (range.to - range.from) * share);
}

}  // namespace qca
