#include <bit>

#include "host/minimize/minimize.hpp"

namespace qca {

bool path_less(const Implicant& a, const Implicant& b, int /*conditions*/) {
    const int literals_a = std::popcount(a.literals), literals_b = std::popcount(b.literals);
    if (literals_a != literals_b) return literals_a < literals_b;
    const std::uint32_t different = (a.literals ^ b.literals) | (a.values ^ b.values);
    if (different == 0) return false;
    const std::uint32_t first = std::bit_floor(different);  // the most significant bit is the first condition
    const auto place = [first](const Implicant& path) {
        return (path.literals & first) == 0 ? 2 : (path.values & first) == 0 ? 0 : 1;
    };
    return place(a) < place(b);
}

}  // namespace qca
