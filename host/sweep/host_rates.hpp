// How fast the host's part of a sweep is, and a whole run.
#pragma once

#include <vector>

#include "kernels/measure/rates.hpp"

namespace qca {

/// CPU backend, one thread, on made-up data. Nothing here has a ceiling.
/// - tables: minimising distinct tables of k = 4 and k = 6, conservative and parsimonious (the policy);
/// - run: scenarios of a run_sweep() from start to end, with 20 x 3 cutoffs and all maps; where `threads` is
///   above 1, on so many threads, too.
/// @param threads  at least 1
std::vector<Rate> measure_host_rates(Patience patience = {}, int threads = 1);

}  // namespace qca
