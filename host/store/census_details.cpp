#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "host/store/result_parts.hpp"
#include "host/sweep/similarity_spread.hpp"

namespace qca {
namespace {

constexpr const char* condition_scale = "condition";
constexpr const char* role_scale = "role";

std::string pair_name(const std::string& type) { return "pair_" + type; }

/// [item][cell] in one row.
template <typename Item, typename Cells>
std::vector<std::uint64_t> flat(const std::vector<Item>& items, const Cells& cells) {
    std::vector<std::uint64_t> values;
    for (const Item& item : items) {
        const auto& of_item = cells(item);
        values.insert(values.end(), of_item.begin(), of_item.end());
    }
    return values;
}

std::vector<std::uint64_t> flat_roles(const PathRoles& roles) {
    return flat(roles.by_condition, [](const RoleCounts& counts) -> const RoleCounts& { return counts; });
}

template <std::size_t size>
std::vector<std::array<std::uint64_t, size>> cells(const std::vector<std::uint64_t>& values) {
    std::vector<std::array<std::uint64_t, size>> result(values.size() / size);
    for (std::size_t i = 0; i < values.size(); ++i) result[i / size][i % size] = values[i];
    return result;
}

std::vector<std::string> texts(const auto& names) { return {names.begin(), names.end()}; }

const Axis* outcomes_of(const std::vector<Axis>& axes) {
    const auto axis = std::ranges::find(axes, outcome_axis, &Axis::name);
    return axis == axes.end() ? nullptr : &*axis;
}

bool typed(const std::vector<Axis>& axes) { return std::ranges::find(axes, solution_type_axis, &Axis::name) != axes.end(); }

/// Scales of a data set by solution type, and the sizes of such a shape.
std::vector<std::string> by_type(std::vector<std::string> before, const std::vector<Axis>& axes, std::vector<std::string> after = {}) {
    if (typed(axes)) before.emplace_back(solution_type_axis);
    before.insert(before.end(), after.begin(), after.end());
    return before;
}
Shape by_type(Shape before, const std::vector<Axis>& axes, const Shape& after = {}) {
    if (typed(axes)) before.push_back(solution_types(axes));
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

void describe(H5::DataSet data, const std::string& long_name) {
    set_attribute(data, "long_name", long_name);
    set_attribute(data, "units", "1");
}

/// What follows from the similarities of the solutions and their counts.
struct Spread {
    std::vector<std::uint64_t> counts, equal;
    std::vector<double> mean;
};
Spread spread_of(const std::vector<CensusEntry>& census, const std::vector<double>& similarity, std::size_t types) {
    Spread spread;
    for (const SimilaritySpread& of_type : similarity_spread(census, similarity, types)) {
        spread.counts.insert(spread.counts.end(), of_type.counts.begin(), of_type.counts.end());
        spread.equal.push_back(of_type.equal);
        spread.mean.push_back(of_type.mean);
    }
    return spread;
}

void write_similarity(LabelledGroup& group, const SweepResult& result, const std::string& of, const std::vector<double>& similarity) {
    const Spread spread = spread_of(result.census, similarity, solution_types(result.axes));
    describe(group.write(of + "_similarity", by_type({"solution_id"}, result.axes), similarity),
             fmt::format("Jaccard similarity of the {}s to those of the study's own solution", of));
    describe(group.write(of + "_similarity_mean", by_type(std::vector<std::string>{}, result.axes), spread.mean),
             fmt::format("mean similarity of the {}s over the scenarios of the census", of));
    describe(group.write(of + "_similarity_counts", by_type(std::vector<std::string>{}, result.axes, {"similarity_bin"}), spread.counts),
             fmt::format("scenarios by similarity of the {}s", of));
    describe(group.write(of + "_similarity_equal", by_type(std::vector<std::string>{}, result.axes), spread.equal),
             fmt::format("scenarios with the same {}s as the study's own solution", of));
}

/// What is derived in the file must follow from what it is derived from.
std::vector<double> read_similarity(const H5::Group& group, const std::vector<Axis>& axes, const std::vector<CensusEntry>& census,
                                    const std::string& of) {
    const auto similarity = read_values<double>(group, of + "_similarity", by_type(Shape{census.size()}, axes));
    for (const double value : similarity)
        if (!(value >= 0 && value <= 1)) throw H5::DataSetIException(of + "_similarity", "has a value outside [0, 1]");
    const Spread spread = spread_of(census, similarity, solution_types(axes));
    const auto mean = read_values<double>(group, of + "_similarity_mean", by_type(Shape{}, axes));
    if (read_values<std::uint64_t>(group, of + "_similarity_counts", by_type(Shape{}, axes, {similarity_bins})) != spread.counts ||
        read_values<std::uint64_t>(group, of + "_similarity_equal", by_type(Shape{}, axes)) != spread.equal ||
        std::memcmp(mean.data(), spread.mean.data(), mean.size() * sizeof(double)) != 0)
        throw H5::DataSetIException(of + "_similarity", "does not fit its mean and counts");
    return similarity;
}

void write_paths(LabelledGroup& group, const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    std::vector<std::string> expressions;
    for (const CensusPath& path : details.paths) expressions.push_back(path.expression);
    H5::DataSet data = group.scale("census_path", expressions);
    set_attribute(data, "long_name", "path of some solution, most frequent first");
    describe(group.write("path_exact_all", by_type({"census_path"}, result.axes),
                         flat(details.paths, [](const CensusPath& path) -> const auto& { return path.exact_all; })),
             "scenarios in which it is a path of every minimal model");
    describe(group.write("path_exact_some", by_type({"census_path"}, result.axes),
                         flat(details.paths, [](const CensusPath& path) -> const auto& { return path.exact_some; })),
             "scenarios in which it is a path of some minimal models, not of all");
    if (details.role_type.empty()) return;
    data = group.scale(condition_scale, result.conditions);
    set_attribute(data, "long_name", "condition");
    data = group.scale(role_scale, texts(role_names));
    set_attribute(data, "long_name", "what a literal of a path is in the parsimonious solution");
    std::vector<std::uint64_t> counts, uncontained;
    for (const CensusPath& path : details.paths) {
        const std::vector<std::uint64_t> of_path = flat_roles(path.roles);
        counts.insert(counts.end(), of_path.begin(), of_path.end());
        uncontained.push_back(path.roles.uncontained);
    }
    describe(group.write("path_roles", {"census_path", condition_scale, role_scale}, counts),
             fmt::format("scenarios by role of each literal of the path, in the {} solution", details.role_type));
    describe(group.write("path_uncontained", {"census_path"}, uncontained),
             "scenarios in which no path of some parsimonious model contains it");
}

void read_paths(const H5::Group& group, const std::vector<Axis>& axes, std::size_t conditions, CensusDetails& details) {
    const std::vector<std::string> expressions = read_texts(group, "census_path");
    const std::size_t size = expressions.size(), types = solution_types(axes), roles = conditions * literal_roles;
    const auto every = read_values<std::uint64_t>(group, "path_exact_all", by_type(Shape{size}, axes));
    const auto some = read_values<std::uint64_t>(group, "path_exact_some", by_type(Shape{size}, axes));
    std::vector<RoleCounts> counts;
    std::vector<std::uint64_t> uncontained;
    if (!details.role_type.empty()) {
        counts = cells<literal_roles>(read_values<std::uint64_t>(group, "path_roles", {size, conditions, literal_roles}));
        uncontained = read_values<std::uint64_t>(group, "path_uncontained", {size});
    }
    for (std::size_t p = 0; p < size; ++p) {
        CensusPath& path = details.paths.emplace_back();
        path.expression = expressions[p];
        path.exact_all.assign(every.begin() + static_cast<std::ptrdiff_t>(p * types), every.begin() + static_cast<std::ptrdiff_t>((p + 1) * types));
        path.exact_some.assign(some.begin() + static_cast<std::ptrdiff_t>(p * types), some.begin() + static_cast<std::ptrdiff_t>((p + 1) * types));
        if (uncontained.empty()) continue;
        path.roles.uncontained = uncontained[p];
        path.roles.by_condition.assign(counts.begin() + static_cast<std::ptrdiff_t>(p * roles / literal_roles),
                                       counts.begin() + static_cast<std::ptrdiff_t>((p + 1) * roles / literal_roles));
    }
}

void write_pairs(LabelledGroup& group, const CensusDetails& details) {
    if (details.role_type.empty()) return;
    std::vector<std::uint32_t> ids(details.pairs.size()), parsimonious, other;
    std::iota(ids.begin(), ids.end(), 0);
    std::vector<std::uint64_t> counts;
    for (const SolutionPair& pair : details.pairs) {
        parsimonious.push_back(pair.parsimonious);
        other.push_back(pair.other);
        counts.push_back(pair.count);
    }
    H5::DataSet data = group.scale("solution_pair", ids);
    set_attribute(data, "long_name", "solutions of two types in scenarios that are equal but for the type, most frequent first");
    describe(group.write("pair_parsimonious", {"solution_pair"}, parsimonious), "solution_id of the parsimonious solution");
    describe(group.write(pair_name(details.role_type), {"solution_pair"}, other),
             fmt::format("solution_id of the {} solution", details.role_type));
    describe(group.write("pair_count", {"solution_pair"}, counts), "scenarios of either type");
}

void read_pairs(const H5::Group& group, std::size_t solutions, CensusDetails& details) {
    if (details.role_type.empty()) return;
    const Shape shape = shape_of(group.openDataSet("solution_pair"));
    const auto parsimonious = read_values<std::uint32_t>(group, "pair_parsimonious", shape);
    const auto other = read_values<std::uint32_t>(group, pair_name(details.role_type), shape);
    const auto counts = read_values<std::uint64_t>(group, "pair_count", shape);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (parsimonious[i] >= solutions || other[i] >= solutions) throw H5::DataSetIException("solution_pair", "names no solution");
        details.pairs.push_back({parsimonious[i], other[i], counts[i]});
    }
}

void read_path_roles(const H5::Group& root, const std::vector<PathResult>& paths, std::size_t conditions, CensusDetails& details) {
    if (details.role_type.empty()) return;
    for (const PathResult& path : paths) {
        const std::string name = "core_" + path.name;
        const H5::DataSet data = root.openDataSet(name);
        details.path_roles.push_back({cells<literal_roles>(read_values<std::uint64_t>(root, name, {conditions, literal_roles})),
                                      number_attribute<std::uint64_t>(data, "uncontained")});
    }
}

}  // namespace

void write_census_details(LabelledGroup& group, const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    if (details.own.empty()) return;
    set_attribute(group.object(), "paths_not_listed", details.unlisted_paths);
    set_attribute(group.object(), "pairs_not_listed", details.unlisted_pairs);
    set_attribute(group.object(), "paired_type", details.role_type);
    std::vector<std::string> outcome_scale;
    if (const Axis* outcomes = outcomes_of(result.axes)) {
        write_axis(group, *outcomes, outcomes->name);
        outcome_scale.push_back(outcomes->name);
        std::vector<std::uint32_t> positions;
        for (const CensusEntry& entry : result.census) positions.push_back(entry.outcome);
        describe(group.write("solution_outcome", {"solution_id"}, positions), "position of its outcome on the scale outcome");
    }
    H5::DataSet data = group.write("own_solution", by_type(outcome_scale, result.axes), details.own);
    set_attribute(data, "long_name", "solution under the study's own choices");
    describe(group.write("paths", {"solution_id"}, details.path_number), "different paths in all its models");
    describe(group.write("fewest_literals", {"solution_id"}, details.fewest_literals), "literals of its shortest path");
    describe(group.write("most_literals", {"solution_id"}, details.most_literals), "literals of its longest path");

    std::vector<double> edges;
    for (std::size_t bin = 0; bin < similarity_bins; ++bin) edges.push_back(static_cast<double>(bin) / similarity_bins);
    data = group.scale("similarity_bin", edges);
    set_attribute(data, "long_name", "smallest similarity of the bin; the last one includes 1");
    set_attribute(data, "units", "1");
    write_similarity(group, result, "path", details.path_similarity);
    write_similarity(group, result, "literal", details.literal_similarity);

    data = group.scale("model_number", texts(model_class_names));
    set_attribute(data, "long_name", "minimal models of a scenario");
    describe(group.write("model_counts", by_type(std::vector<std::string>{}, result.axes, {"model_number"}),
                         flat(details.model_counts, [](const ModelClassCounts& counts) -> const auto& { return counts; })),
             "scenarios by number of minimal models");
    write_paths(group, result);
    write_pairs(group, details);
}

CensusDetails read_census_details(const H5::Group& root, const std::vector<Axis>& axes, std::size_t conditions,
                                  const std::vector<PathResult>& paths, std::vector<CensusEntry>& census) {
    const H5::Group group = root.openGroup("census");
    CensusDetails details;
    if (!group.attrExists("paired_type")) return details;
    const Axis* const outcomes = outcomes_of(axes);
    details.unlisted_paths = number_attribute<std::uint64_t>(group, "paths_not_listed");
    details.unlisted_pairs = number_attribute<std::uint64_t>(group, "pairs_not_listed");
    details.role_type = text_attribute(group, "paired_type");
    if (outcomes != nullptr) {
        const auto positions = read_values<std::uint32_t>(group, "solution_outcome", {census.size()});
        for (std::size_t s = 0; s < census.size(); ++s) {
            if (positions[s] >= outcomes->size()) throw H5::DataSetIException("solution_outcome", "names no outcome");
            census[s].outcome = positions[s];
        }
    }
    details.own = read_texts(group, "own_solution", by_type(outcomes == nullptr ? Shape{} : Shape{outcomes->size()}, axes));
    details.path_number = read_values<std::uint32_t>(group, "paths", {census.size()});
    details.fewest_literals = read_values<std::uint32_t>(group, "fewest_literals", {census.size()});
    details.most_literals = read_values<std::uint32_t>(group, "most_literals", {census.size()});
    details.path_similarity = read_similarity(group, axes, census, "path");
    details.literal_similarity = read_similarity(group, axes, census, "literal");
    details.model_counts = cells<model_classes>(read_values<std::uint64_t>(group, "model_counts", by_type(Shape{}, axes, {model_classes})));
    read_paths(group, axes, conditions, details);
    read_pairs(group, census.size(), details);
    read_path_roles(root, paths, conditions, details);
    return details;
}

void write_path_roles(LabelledGroup& root, const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    if (details.path_roles.empty()) return;
    H5::DataSet data = root.scale(condition_scale, result.conditions);
    set_attribute(data, "long_name", "condition");
    data = root.scale(role_scale, texts(role_names));
    set_attribute(data, "long_name", "what a literal of a path is in the parsimonious solution");
    for (std::size_t p = 0; p < result.paths.size(); ++p) {
        const PathResult& path = result.paths[p];
        data = root.write("core_" + path.name, {condition_scale, role_scale}, flat_roles(details.path_roles[p]));
        describe(data, fmt::format("scenarios by role of each literal of {}, in the {} solution", path.name, details.role_type));
        set_attribute(data, "path", path.expression);
        set_attribute(data, "uncontained", details.path_roles[p].uncontained);
    }
}

}  // namespace qca
