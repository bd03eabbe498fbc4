// How sets, rows, models and cases are called in a report. Private to the report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/data/study_data.hpp"
#include "host/study/study.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// The conditions, in order.
std::vector<std::string> condition_names(const Study& study);

/// The outcome that is analysed: `INT`, or `~INT` where the study negates it.
std::string outcome_name(const Study& study);

/// `1011`: the row's conditions in order, 1 present, 0 negated.
std::string configuration(std::size_t row, std::size_t conditions);

/// The configurations of some rows, in row order.
std::vector<std::string> configurations(const RowSet& rows, std::size_t conditions);

/// `C1P2`: a pair of a conservative and a parsimonious model, numbered from 1 as the R package QCA does.
std::string pair_name(const CounterfactualPair& pair);

/// `A*~B + C`.
std::string model_expression(const std::vector<Implicant>& paths, const std::vector<std::string>& conditions);

/// The names of the cases with these numbers.
std::vector<std::string> case_names(const std::vector<std::size_t>& cases, const StudyData& data);

}  // namespace qca
