#include <algorithm>
#include <numeric>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

constexpr const char* group_name = "simultaneous";
constexpr const char* row_scale = "row";
constexpr const char* cutoff_axis = "incl_cut";

std::size_t inclusion_cutoffs(const std::vector<Axis>& axes) {
    const auto axis = std::ranges::find(axes, cutoff_axis, &Axis::name);
    return axis == axes.end() ? 0 : axis->size();
}

std::vector<std::uint64_t> shared_out(std::uint64_t scenarios, std::size_t cutoffs) {
    return std::vector<std::uint64_t>(cutoffs, scenarios / std::max<std::size_t>(1, cutoffs));
}

}  // namespace

void write_simultaneous(const LabelledGroup& root, const SweepResult& result) {
    if (!result.simultaneous.looked) return;
    LabelledGroup group = root.subgroup(group_name);
    const std::vector<SimultaneousRow>& rows = result.simultaneous.rows;
    std::vector<std::string> names;
    std::vector<std::uint64_t> scenarios, counts, evaluated;
    std::vector<double> shares;
    for (const SimultaneousRow& row : rows) {
        const auto count = std::accumulate(row.counts.begin(), row.counts.end(), std::uint64_t{0});
        names.push_back(row.row);
        scenarios.push_back(row.scenarios);
        counts.insert(counts.end(), row.counts.begin(), row.counts.end());
        evaluated.insert(evaluated.end(), row.evaluated.begin(), row.evaluated.end());
        shares.push_back(static_cast<double>(count) / static_cast<double>(row.scenarios));
    }
    const auto describe = [](H5::DataSet data, const std::string& long_name) {
        set_attribute(data, "long_name", long_name);
        set_attribute(data, "units", "1");
    };
    H5::DataSet data = group.scale(row_scale, names);
    set_attribute(data, "long_name", "row of the truth table, most frequent first");
    const Axis& cutoff = *std::ranges::find(result.axes, cutoff_axis, &Axis::name);
    write_axis(group, cutoff, cutoff.name);
    describe(group.write("any", {cutoff_axis}, result.simultaneous.any), "scenarios with a row coded 1 for the outcome and for its negation");
    describe(group.write("evaluated", {cutoff_axis}, result.simultaneous.evaluated), "evaluated scenarios");
    describe(group.write("scenarios", {row_scale}, scenarios), "evaluated scenarios whose truth table has the row");
    describe(group.write("count", {row_scale, cutoff_axis}, counts), "scenarios in which the row is coded 1 for both");
    describe(group.write("row_evaluated", {row_scale, cutoff_axis}, evaluated), "evaluated scenarios whose truth table has the row");
    describe(group.write("share", {row_scale}, shares), "count over all inclusion cutoffs / scenarios");
    group.list_uses();
}

SimultaneousResult read_simultaneous(const H5::Group& root, const std::vector<Axis>& axes, std::uint64_t evaluated) {
    SimultaneousResult result;
    if (!root.nameExists(group_name)) return result;
    const H5::Group group = root.openGroup(group_name);
    const std::size_t cutoffs = inclusion_cutoffs(axes);
    result.looked = true;
    result.any = read_values<std::uint64_t>(group, "any", {cutoffs});
    // Earlier versions had grids alone, all of whose cutoffs have as many scenarios.
    const bool by_cutoff = group.nameExists("evaluated");
    result.evaluated = by_cutoff ? read_values<std::uint64_t>(group, "evaluated", {cutoffs}) : shared_out(evaluated, cutoffs);
    const std::vector<std::string> names = read_texts(group, row_scale);
    const auto scenarios = read_values<std::uint64_t>(group, "scenarios", {names.size()});
    const auto counts = read_values<std::uint64_t>(group, "count", {names.size(), cutoffs});
    std::vector<std::uint64_t> of_rows;
    if (by_cutoff) of_rows = read_values<std::uint64_t>(group, "row_evaluated", {names.size(), cutoffs});
    const auto row_of = [&](const std::vector<std::uint64_t>& values, std::size_t row) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(row * cutoffs);
        return std::vector<std::uint64_t>(first, first + static_cast<std::ptrdiff_t>(cutoffs));
    };
    for (std::size_t i = 0; i < names.size(); ++i)
        result.rows.push_back({names[i], scenarios[i], row_of(counts, i), by_cutoff ? row_of(of_rows, i) : shared_out(scenarios[i], cutoffs)});
    return result;
}

}  // namespace qca
