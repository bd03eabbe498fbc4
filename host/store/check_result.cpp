#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "host/error.hpp"
#include "host/store/result_parts.hpp"

namespace qca {
namespace {

constexpr std::size_t most_column_axes =
    31;  ///< HDF5 allows 32 dimensions, of which chunked storage keeps one

void require(bool fits, std::string_view what) {
    if (!fits) throw std::invalid_argument(fmt::format("write_result: {}", what));
}

/// Strings in the file end at their first zero byte.
void check_text(const std::string& text, const std::string& where) {
    if (text.find('\0') != std::string::npos) {
        throw InputError(fmt::format("{}: holds a zero byte (not a text) remove it", where));
    }
}

void check_texts(const std::vector<std::string>& texts, const std::string& where) {
    for (const std::string& text : texts) check_text(text, where);
}

/// The scenarios of the axes, or the largest number where there are more than that.
std::size_t scenarios(const std::vector<Axis>& axes) {
    std::size_t product = 1;
    for (const Axis& axis : axes) {
        if (__builtin_mul_overflow(product, axis.size(), &product)) return SIZE_MAX;
    }
    return product;
}

void check_axis(const Axis& axis) {
    require(axis.size() > 0, fmt::format("axis {} has no values", axis.name));
    require(axis.values.empty() || axis.labels.empty(),
            fmt::format("axis {} has values and labels", axis.name));
    require(!axis.own || *axis.own < axis.size(),
            fmt::format("axis {}: own value beyond its end", axis.name));
    check_texts({axis.name, axis.long_name, axis.units}, fmt::format("axis {}", axis.name));
    check_texts(axis.labels, fmt::format("axis {}", axis.name));
    require(axis.edges.empty() || axis.edges.size() == axis.values.size() + 1, fmt::format("axis {}: edges", axis.name));
    if (axis.name != frequency_axis) return;
    for (const double value : axis.values) {
        require(value == std::trunc(value) && std::abs(value) < 2147483648.0,
                fmt::format("axis {} is not of whole numbers", axis.name));
    }
}

template <typename Value>
void check_column(const std::vector<Value>& column, const std::vector<Axis>& axes, const SampleDesign& design, const std::string& name) {
    if (column.empty()) return;
    if (design.stated()) {
        require(column.size() == design.samples, fmt::format("{} has {} values", name, column.size()));
        return;
    }
    if (axes.size() > most_column_axes) {
        throw InputError(
            fmt::format("{}: one value per scenario cannot be stored ({} axes, the file format takes at "
                        "most {}) set the columns of the sweep to \"never\" or vary less",
                        name, axes.size(), most_column_axes));
    }
    require(column.size() == scenarios(axes), fmt::format("{} has {} values", name, column.size()));
}

void check_states(const std::vector<std::uint8_t>& states, const std::string& name) {
    require(std::ranges::all_of(states, [](std::uint8_t state) { return state < survival_states; }), name + ": no survival state");
}

void check_path(const PathResult& path, const std::vector<Axis>& axes, const SampleDesign& design, std::size_t cases) {
    const std::string where = fmt::format("path {}", path.name);
    if (path.name.empty() || path.name.find('/') != std::string::npos) {
        throw InputError(
            fmt::format("{}: cannot name a data set (empty, or '/' in it) rename the path", where));
    }
    check_texts({path.name, path.expression}, where);
    const auto pairs = axis_pairs(axes.size());
    require(path.axis_maps.size() == axes.size(), where + ": axis_maps");
    require(path.single_changes.size() == axes.size(), where + ": single_changes");
    require(path.case_axis_counts.size() == axes.size(), where + ": case_axis_counts");
    require(path.pair_maps.size() == pairs.size(), where + ": pair_maps");
    require(path.case_counts.empty() || path.case_counts.size() == cases, where + ": case_counts");
    check_column(path.survival, axes, design, "survival of " + where);
    check_states(path.survival, "survival of " + where);
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const auto& single = path.single_changes[a];
        const auto& counts = path.case_axis_counts[a];
        require(path.axis_maps[a].size() == axes[a].size(), where + ": axis_maps of " + axes[a].name);
        require(single.empty() || single.size() == axes[a].size(),
                where + ": single_changes of " + axes[a].name);
        check_states(single, where + ": single_changes of " + axes[a].name);
        require(counts.empty() || counts.size() == axes[a].size() * cases,
                where + ": case_axis_counts of " + axes[a].name);
    }
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        const auto [a, b] = pairs[p];
        require(path.pair_maps[p].size() == axes[a].size() * axes[b].size(), where + ": pair_maps");
    }
}

void check_roles(const PathRoles& roles, const SweepResult& result, const std::string& where) {
    const std::size_t wanted = result.census_details.role_type.empty() ? 0 : result.conditions.size();
    require(roles.by_condition.size() == wanted, where + ": roles");
}

void check_details(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    const std::size_t solutions = result.census.size(), types = solution_types(result.axes);
    require(details.path_similarity.size() == solutions * types && details.literal_similarity.size() == solutions * types,
            "census: similarities");
    for (const std::vector<double>* similarity : {&details.path_similarity, &details.literal_similarity})
        require(std::ranges::all_of(*similarity, [](double value) { return value >= 0 && value <= 1; }), "census: a similarity outside [0, 1]");
    require(details.path_number.size() == solutions && details.fewest_literals.size() == solutions &&
                details.most_literals.size() == solutions,
            "census: numbers of paths and literals");
    require(details.model_counts.size() == types, "census: counts by number of models");
    for (const CensusPath& path : details.paths) {
        require(path.exact_all.size() == types && path.exact_some.size() == types, "census: counts of a path");
        check_roles(path.roles, result, "census: path " + path.expression);
        check_text(path.expression, "census");
    }
    require(details.path_roles.size() == (details.role_type.empty() ? 0 : result.paths.size()), "census: roles of the paths");
    for (const PathRoles& roles : details.path_roles) check_roles(roles, result, "census: path of interest");
    for (const SolutionPair& pair : details.pairs)
        require(pair.parsimonious < solutions && pair.other < solutions, "census: a pair names no solution");
    check_texts(details.own, "own solutions");
}

void check_spread(const Spread& spread, const std::vector<Axis>& axes, const std::string& where) {
    const std::size_t places = spread.defined == 0 ? 0 : axes.size();
    for (const std::vector<std::uint32_t>* place : {&spread.minimum_at, &spread.maximum_at}) {
        require(place->size() == places, where + ": places of extremes");
        for (std::size_t a = 0; a < places; ++a)
            require((*place)[a] < axes[a].size() || (*place)[a] == no_position, where + ": an extreme beyond the end of " + axes[a].name);
    }
}

void check_simultaneous(const SweepResult& result) {
    const SimultaneousResult& found = result.simultaneous;
    if (!found.looked) return;
    const auto axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& a) { return a.name == "incl_cut"; });
    require(axis != result.axes.end() && found.any.size() == axis->size() && found.evaluated.size() == axis->size(),
            "simultaneous subsets: counts by inclusion cutoff");
    for (const SimultaneousRow& row : found.rows) {
        check_text(row.row, "simultaneous subsets");
        require(row.counts.size() == found.any.size() && row.evaluated.size() == found.any.size(), "simultaneous subsets: counts of " + row.row);
    }
}

void check_necessity(const SweepResult& result) {
    const std::vector<SetNecessity>& sets = result.necessity.sets;
    for (const SetNecessity& set : sets) {
        const std::string where = "necessity of " + set.set;
        check_text(set.set, where);
        for (const NecessityFor& explained : set.explained) {
            for (const Spread* spread : {&explained.inclN, &explained.RoN, &explained.covN})
                check_spread(*spread, result.axes, where);
            require(explained.axis_maps.size() == result.axes.size(), where + ": axis_maps");
            for (std::size_t a = 0; a < result.axes.size(); ++a) {
                const bool mapped = !sets.front().explained.front().axis_maps[a].empty();
                require(explained.axis_maps[a].size() == (mapped ? result.axes[a].size() : 0),
                        where + ": axis_maps of " + result.axes[a].name);
            }
        }
    }
    for (const SetSkew& set : result.necessity.skew) {
        check_text(set.set, "skew");
        check_spread(set.share, result.axes, "skew of " + set.set);
    }
}

}  // namespace

void check_result(const SweepResult& result) {
    require(!result.design.stated() || result.design.axes.size() == result.axes.size(), "the design does not fit the axes");
    for (const Axis& axis : result.axes) check_axis(axis);
    for (const PathResult& path : result.paths) check_path(path, result.axes, result.design, result.cases.size());
    const std::size_t types = solution_types(result.axes);
    for (const CensusEntry& entry : result.census) {
        require(entry.counts.size() == types, "census: counts do not fit the axis solution_type");
        check_text(entry.expression, "census");
    }
    if (!result.census_details.own.empty()) check_details(result);
    check_necessity(result);
    check_simultaneous(result);
    check_column(result.solution, result.axes, result.design, "solution");
    require(std::ranges::all_of(result.solution,
                                [&](std::uint32_t id) { return id < result.census.size() || id == no_solution_id; }),
            "solution: an id that is not in the census");
    check_column(result.fit_inclS, result.axes, result.design, "fit_inclS");
    check_column(result.fit_PRI, result.axes, result.design, "fit_PRI");
    check_column(result.fit_covS, result.axes, result.design, "fit_covS");
    check_texts(result.cases, "case names");
    check_texts(result.incomplete, "names of incomplete cases");
    check_texts(result.excluded, "names of excluded cases");
    check_texts(result.conditions, "names of conditions");
    check_texts({result.outcome, result.provenance.study_name, result.provenance.study_text,
                 result.provenance.study_resolved},
                "study");
}

}  // namespace qca
