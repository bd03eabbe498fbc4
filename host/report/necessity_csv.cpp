#include <array>

#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/necessity_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/simultaneous_report.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

/// @param set  set and what is explained, as two cells
std::string spread_rows(const std::vector<Axis>& axes, const std::string& set, const char* statistic, const Spread& spread) {
    std::string rows;
    const std::array values{std::pair{"own", spread.own}, std::pair{"min", spread.minimum}, std::pair{"max", spread.maximum},
                            std::pair{"mean", spread.mean}};
    for (const auto& [kind, value] : values) rows += fmt::format("{},{},{},,{},,\n", kind, set, statistic, number_cell(value));
    for (const auto& [kind, at] : {std::pair{"min_at", &spread.minimum_at}, std::pair{"max_at", &spread.maximum_at}})
        for (std::size_t a = 0; a < at->size(); ++a)
            if ((*at)[a] != no_position)
                rows += fmt::format("{},{},{},{},{},,\n", kind, set, statistic, quoted(axes[a].name),
                                    quoted(axis_value(axes[a], (*at)[a])));
    return rows;
}

/// @param choice  axis and value, as two cells
std::string count_rows(const char* kind, const std::string& set, const std::string& choice, const NecessityCounts& counts) {
    std::string rows;
    for (std::size_t s = 0; s < necessity_states; ++s)
        rows += fmt::format("{},{},{},{},{},{}\n", kind, set, necessity_state_names[s], choice, counts[s],
                            number_cell(share(counts[s], counts[0] + counts[1] + counts[2])));
    return rows;
}

std::string set_rows(const std::vector<Axis>& axes, const SetNecessity& set, std::size_t explained) {
    const NecessityFor& of = set.explained[explained];
    const std::string cells = quoted(set.set) + "," + explained_names[explained];
    std::string rows = count_rows("total", cells, ",", of.total);
    rows += spread_rows(axes, cells, "inclN", of.inclN) + spread_rows(axes, cells, "RoN", of.RoN) +
            spread_rows(axes, cells, "covN", of.covN);
    for (std::size_t a = 0; a < of.axis_maps.size(); ++a)
        for (std::size_t v = 0; v < of.axis_maps[a].size(); ++v)
            rows += count_rows("axis", cells, quoted(axes[a].name) + "," + quoted(axis_value(axes[a], v)), of.axis_maps[a][v]);
    return rows;
}

}  // namespace

std::string necessity_csv(const SweepResult& result) {
    std::string text = "kind,set,explained,statistic,axis,value,count,share\n";
    for (std::size_t explained = 0; explained < explained_names.size(); ++explained)
        for (const SetNecessity& set : result.necessity.sets) text += set_rows(result.axes, set, explained);
    for (const SetSkew& set : result.necessity.skew) {
        const std::string cells = quoted(set.set) + ",";
        const std::uint64_t balanced = set.scenarios - set.skewed;
        text += fmt::format("skew,{},skewed,,,{},{}\n", cells, set.skewed, number_cell(share(set.skewed, set.scenarios)));
        text += fmt::format("skew,{},balanced,,,{},{}\n", cells, balanced, number_cell(share(balanced, set.scenarios)));
        text += spread_rows(result.axes, cells, "share_in", set.share);
    }
    return text + simultaneous_csv(result);
}

}  // namespace qca
