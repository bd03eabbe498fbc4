#include <algorithm>
#include <numeric>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

void set_flags(H5::DataSet& data, const std::string& meanings) {
    set_attribute(data, "flag_values", std::vector<std::uint8_t>{0, 1});
    set_attribute(data, "flag_meanings", meanings);
}

}  // namespace

void write_census(const LabelledGroup& root, const SweepResult& result) {
    std::vector<std::uint32_t> ids(result.census.size());
    std::iota(ids.begin(), ids.end(), 0);
    std::vector<std::string> expressions;
    std::vector<std::uint64_t> counts;
    std::vector<double> shares;
    std::vector<std::uint32_t> models;
    std::vector<std::uint8_t> ambiguity, capped;
    for (const CensusEntry& entry : result.census) {
        const auto scenarios = std::accumulate(entry.counts.begin(), entry.counts.end(), std::uint64_t{0});
        expressions.push_back(entry.expression);
        counts.insert(counts.end(), entry.counts.begin(), entry.counts.end());
        shares.push_back(static_cast<double>(scenarios) / static_cast<double>(result.counts.evaluated));
        models.push_back(entry.models);
        ambiguity.push_back(entry.models > 1);
        capped.push_back(entry.capped);
    }

    LabelledGroup census = root.subgroup("census");
    H5::DataSet data = census.scale("solution_id", ids);
    set_attribute(data, "long_name", "solution, most frequent first");
    std::vector<std::string> count_scales{"solution_id"};
    const auto types = std::ranges::find(result.axes, solution_type_axis, &Axis::name);
    if (types != result.axes.end()) {
        write_axis(census, *types, types->name);
        count_scales.push_back(types->name);
    }

    data = census.write("expression", {"solution_id"}, expressions);
    set_attribute(data, "long_name", "minimal models, separated by ' | '; empty: no positive row");
    data = census.write("count", count_scales, counts);
    set_attribute(data, "long_name", "scenarios with this solution");
    set_attribute(data, "units", "1");
    data = census.write("share", {"solution_id"}, shares);
    set_attribute(data, "long_name", "share of the evaluated scenarios");
    set_attribute(data, "units", "1");
    data = census.write("models", {"solution_id"}, models);
    set_attribute(data, "long_name", "minimal models of the solution");
    set_attribute(data, "units", "1");
    data = census.write("ambiguity", {"solution_id"}, ambiguity);
    set_attribute(data, "long_name", "model ambiguity");
    set_flags(data, "at_most_one_model several_models");
    data = census.write("capped", {"solution_id"}, capped);
    set_attribute(data, "long_name", "whether the list of models is complete");
    set_flags(data, "complete capped");
    write_census_details(census, result);
    census.list_uses();
}

std::vector<CensusEntry> read_census(const H5::Group& root, const std::vector<Axis>& axes) {
    const H5::Group census = root.openGroup("census");
    const std::vector<std::string> expressions = read_texts(census, "expression");
    const hsize_t size = expressions.size();
    const std::size_t types = solution_types(axes);
    const bool typed = std::ranges::find(axes, solution_type_axis, &Axis::name) != axes.end();
    const auto counts = read_values<std::uint64_t>(census, "count", typed ? Shape{size, types} : Shape{size});
    const auto models = read_values<std::uint32_t>(census, "models", {size});
    const auto capped = read_values<std::uint8_t>(census, "capped", {size});

    std::vector<CensusEntry> entries;
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        const auto first = counts.begin() + static_cast<std::ptrdiff_t>(i * types);
        entries.push_back({expressions[i], models[i], capped[i] != 0,
                           std::vector<std::uint64_t>(first, first + static_cast<std::ptrdiff_t>(types))});
    }
    return entries;
}

}  // namespace qca
