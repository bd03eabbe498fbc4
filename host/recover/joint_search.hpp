// The joint candidates of all sets that reproduce the printed figures best.
#pragma once

#include <cstddef>
#include <vector>

#include "host/recover/box_search.hpp"
#include "host/recover/search_space.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

struct JointSearch {
    std::size_t fewest_lost = 0;     ///< no joint candidate loses fewer printed figures
    bool complete = false;           ///< `blocks` are all; false: the work was spent before
    std::vector<JointBlock> blocks;  ///< those that lose at most fewest_lost + within; by lost figures, then outcome
};

/// Asks for 0 lost figures, then for 1, ..., until there are joint candidates that lose no more. For each number the necessity of each condition
/// leaves some candidates of the outcome and, for these, some of every condition; the truth table then is asked about their combinations.
/// @param spaces  the conditions, then the outcome
/// @param within  look also for those that lose so many more
JointSearch search_jointly(const Published& published, const std::vector<SetSpace>& spaces, std::size_t within, SearchWork& work, Crew& crew);

}  // namespace qca
