#include "host/report/rates_report.hpp"

#include <fmt/format.h>

#include "host/report/text_table.hpp"

namespace qca {

namespace {

/// Four digits at most, with the letter of a thousand (k), million (M), billion (G) or trillion (T).
std::string short_number(double value) {
    int thousands = 0;
    for (; value >= 999.5 && thousands < 4; ++thousands) value /= 1000;
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f}{}", value, decimals, std::string_view(" kMGT").substr(thousands, 1));
}

std::string size_text(int size) { return size == 0 ? "-" : fmt::format("{}", size); }

}  // namespace

std::string rates_text(const std::vector<Ceiling>& ceilings, const std::vector<Rate>& rates) {
    TextTable tops({"backend", "ceiling", "pairs/s"}, "llr");
    for (const Ceiling& ceiling : ceilings) tops.add({ceiling.backend, ceiling.what, short_number(ceiling.per_second)});
    TextTable table({"backend", "threads", "what", "policy", "N", "k", "choices", "rate/s", "% of ceiling"}, "lrllrrrrr");
    for (const Rate& rate : rates)
        table.add({rate.backend, fmt::format("{}", rate.threads), rate.what, rate.policy, size_text(rate.cases),
                   size_text(rate.conditions), size_text(rate.choices), short_number(rate.per_second),
                   table_number(100 * rate.share_of_ceiling, 1)});
    return fmt::format(
        "{}\n{}\nN cases, k conditions, choices of anchors of each set that is varied. The ceiling is that of as many\n"
        "cores as threads: a min and an add for every case, row and sum; rows without cases are not summed, which\n"
        "may save more than all else costs.\n",
        tops.text(), table.text());
}

}  // namespace qca
