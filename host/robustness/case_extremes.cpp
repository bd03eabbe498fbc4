#include "host/robustness/case_extremes.hpp"

#include <utility>

namespace qca {

void CaseExtremes::add(const CaseExtremes& other) {
    for (std::size_t c = 0; c < least.size(); ++c) {
        if (std::pair(other.least[c], other.least_place[c]) < std::pair(least[c], least_place[c])) {
            least[c] = other.least[c];
            least_from[c] = other.least_from[c];
            least_place[c] = other.least_place[c];
        }
        if (std::pair(-other.most[c], other.most_place[c]) < std::pair(-most[c], most_place[c])) {
            most[c] = other.most[c];
            most_from[c] = other.most_from[c];
            most_place[c] = other.most_place[c];
        }
    }
}

}  // namespace qca
