#include "host/report/recover_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace qca {
namespace {

std::string rank_name(bool best_is_smallest, const std::string& ties) {
    return fmt::format("rank (best {}, {})", best_is_smallest ? "smallest" : "largest", ties);
}

}  // namespace

std::string transform_name(const Transform& transform) {
    if (!transform) return "raw values";
    return rank_name(transform->best_is_smallest, fmt::format("ties {}", ties_names[static_cast<std::size_t>(transform->ties)]));
}

std::string variant_name(const Variant& variant) {
    const auto ranks = std::count_if(variant.transforms.begin(), variant.transforms.end(), [](const Transform& t) { return t.has_value(); });
    std::vector<std::string> names;
    for (const Transform& transform : variant.transforms) {
        const bool all_ties = transform && ranks == static_cast<std::ptrdiff_t>(ties_names.size());
        const std::string name = all_ties ? rank_name(transform->best_is_smallest, "any ties") : transform_name(transform);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " or ") + name;
    return text;
}

std::vector<TableFigures> table_figures(const Published& published, const std::vector<Reproduction>& reproductions) {
    std::vector<TableFigures> tables;
    for (std::size_t i = 0; i < published.cells.size(); ++i) {
        if (tables.empty() || tables.back().table != published.cells[i].table) tables.push_back({published.cells[i].table, 0, 0});
        ++tables.back().figures;
        if (!reproductions[i].reproduced) ++tables.back().lost;
    }
    return tables;
}

TableFigures condition_figures(const Published& published, const std::string& condition, const std::vector<Reproduction>& reproductions) {
    TableFigures figures{condition, 0, 0};
    for (std::size_t i = 0; i < published.cells.size(); ++i) {
        if (published.cells[i].row != condition && published.cells[i].row != "~" + condition) continue;
        ++figures.figures;
        if (!reproductions[i].reproduced) ++figures.lost;
    }
    return figures;
}

}  // namespace qca
