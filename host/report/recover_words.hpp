// How transforms and printed figures are called in reports of a recovery. Private to the report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/recover/recover.hpp"

namespace qca {

/// `rank (best smallest, ties largest)` or `raw values`.
std::string transform_name(const Transform& transform);

/// Transforms that are alike in one name: `rank (best smallest, any ties) or raw values`.
std::string variant_name(const Variant& variant);

/// The printed tables in the order of their files, and how many figures each has.
struct TableFigures {
    std::string table;
    std::size_t figures = 0, lost = 0;
};
std::vector<TableFigures> table_figures(const Published& published, const std::vector<Reproduction>& reproductions);

/// Figures of necessity of one condition that are not reproduced, and how many are printed.
TableFigures condition_figures(const Published& published, const std::string& condition, const std::vector<Reproduction>& reproductions);

}  // namespace qca
