// A result as tidy CSV files, one table a file.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// One table of an export. UTF-8, comma, quotes where needed (RFC 4180), LF, one line of names first; undefined numbers are empty.
struct CsvTable {
    using Sink = std::function<void(std::string_view)>;

    std::string file;                      ///< `maps.csv`
    std::function<void(const Sink&)> rows;  ///< hands all lines to the sink, in pieces; the result has to live until then
};

/// The tables of a result, in the order of this list; those in brackets only where the result holds what they need.
///
///     axes.csv        axis,long_name,units,position,value,own           one line a value; own is 1 at the study's own choice
///     totals.csv      path,expression,own,state,count                   scenarios of each path in each state
///     maps.csv        path,axis,value,state,count
///     pair_maps.csv   path,axis_a,value_a,axis_b,value_b,state,count    for every pair of axes
///     cases.csv       path,case,count                                   scenarios in which the path is exact and the case is in it
///     census.csv      as `qcasweep census --format csv`
///     [necessity.csv] as `qcasweep necessity --format csv`
///     [scenarios.csv] id, the value on every axis, [survival_PATH, ...], [solution], [inclS,PRI,covS]   one line a scenario
///
/// The id of a scenario is its number in C order, as `qcasweep rerun` takes it. Samples of a design have no values there, for their
/// coordinates are drawn, not listed: scenarios.csv is left out.
std::vector<CsvTable> export_tables(const SweepResult& result);

}  // namespace qca
