#include "host/robustness/cutoff_flips.hpp"

#include <algorithm>

#include "host/robustness/first_value.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

std::vector<double> cutoff_flips(const RangeParameter& cutoff, const SearchRange& range, const std::vector<RowSums>& rows) {
    std::vector<double> starts;
    for (const RowSums& row : rows) {
        if (row.n == 0) continue;
        if (cutoff.kind == RangeParameter::Kind::n) {
            if (row.n + 1 <= range.last) starts.push_back(row.n + 1);
            continue;
        }
        const auto statistic = cutoff.kind == RangeParameter::Kind::pri ? RowQuantity::Statistic::pri
                                                                        : RowQuantity::Statistic::inclusion;
        const auto missed = [&](double value) { return !meets({0, statistic, cutoff_bound(value)}, row.sums); };
        if (!missed(range.first) && missed(range.last)) starts.push_back(first_value(range.first, range.last, missed));
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

}  // namespace qca
