#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "host/data/read_csv.hpp"
#include "host/data/read_numbers.hpp"
#include "host/data/study_data.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_file.hpp"

namespace qca {
namespace {

/// A table of cases has kilobytes; what is larger than this was given by mistake.
constexpr std::size_t largest_data_file = std::size_t{1} << 30;

std::size_t find_column(const DataTable& table, const std::string& name, const std::string& used_by) {
    std::vector<std::string> names;
    for (const Field& field : table.header) names.push_back(field.text);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        const std::string why = fmt::format("{} needs it; the columns are {}", used_by, listed(names));
        reject(table.where(table.header.front()), fmt::format("no column '{}'", name), why,
               names.size() == 1 ? "is another separator meant? state separator under [data] of the study"
                                 : did_you_mean(name, names));
    }
    return static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> case_names(const DataTable& table, const std::string& column_name) {
    const std::size_t column = find_column(table, column_name, "data.cases");
    std::vector<std::string> names;
    std::map<std::string, Position> seen;
    for (const std::vector<Field>& row : table.rows) {
        const Field& field = row[column];
        if (field.text.empty()) {
            reject(table.where(field), "a case without a name",
                   fmt::format("column '{}' names the cases", column_name), "fill it in or remove the row");
        }
        const auto [earlier, is_new] = seen.try_emplace(field.text, field.position);
        if (!is_new) {
            reject(table.where(field), fmt::format("a second case '{}'", field.text),
                   fmt::format("the first one is in line {}", earlier->second.line),
                   "give every case a name of its own");
        }
        names.push_back(field.text);
    }
    return names;
}

void check_excluded(const DataTable& table, const std::vector<std::string>& cases, const Study& study) {
    const std::set<std::string> known(cases.begin(), cases.end());
    for (const std::string& name : study.excluded_cases) {
        if (known.contains(name)) continue;
        reject(table.where(table.header.front()), fmt::format("no case '{}'", name),
               fmt::format("data.exclude of {} names it", study.file), did_you_mean(name, cases));
    }
}

std::vector<UsedColumn> used_columns(const DataTable& table, const Study& study) {
    std::vector<UsedColumn> columns;
    for (std::size_t i = 0; i < study.all_sets(); ++i) {
        const SetDefinition& set = study.set(i);
        columns.push_back({find_column(table, set.column, "set " + set.name), "set " + set.name});
    }
    return columns;
}

void check_number_of_cases(const DataTable& table, const StudyData& data) {
    if (data.number_of_cases() >= 1) return;
    reject(table.where(table.header.front()),
           fmt::format("{} of {} cases can take part", data.number_of_cases(), table.rows.size()),
           fmt::format("{} excluded, {} with a missing value{}{}", data.excluded.size(),
                       data.incomplete.size(), data.incomplete.empty() ? "" : ": ", listed(data.incomplete)),
           "a study needs at least 1 complete case");
}

/// What follows from data.values.
void rank_and_order(const Study& study, StudyData& data) {
    data.raw = data.values;
    for (std::size_t set = 0; set < study.sets(); ++set)
        if (study.set(set).ranking) data.raw[set] = rank_values(data.values[set], *study.set(set).ranking);
    data.summation_order = order_of_summation(data.raw[study.sets() - 1], study.outcome);
}

}  // namespace

std::vector<std::size_t> order_of_summation(const std::vector<double>& outcome,
                                            const SetDefinition& definition) {
    const bool falling =
        definition.has_anchors() && definition.anchors.exclusion > definition.anchors.inclusion;
    std::vector<std::size_t> order(outcome.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool from_largest = falling != definition.negate;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return from_largest ? outcome[a] > outcome[b] : outcome[a] < outcome[b];
    });
    return order;
}

StudyData load_study_data(const Study& study) {
    StudyData data;
    data.bytes = read_file(study.data_file, "data file", largest_data_file);
    const DataTable table = read_csv(data.bytes, study.data_file, study.separator);
    const std::vector<std::string> cases = case_names(table, study.case_column);
    check_excluded(table, cases, study);
    const std::vector<UsedColumn> columns = used_columns(table, study);

    std::vector<std::size_t> rows;
    const std::set<std::string> excluded(study.excluded_cases.begin(), study.excluded_cases.end());
    for (std::size_t row = 0; row < cases.size(); ++row) {
        const bool leave_out = excluded.contains(cases[row]);
        if (leave_out) data.excluded.push_back(cases[row]);
        if (!leave_out) rows.push_back(row);
    }
    const auto numbers = read_numbers(table, columns, rows, study.decimal);
    data.values.resize(study.all_sets());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto first_other = numbers.begin() + static_cast<std::ptrdiff_t>(study.sets());
        const bool complete = std::all_of(numbers.begin(), first_other,
                                          [&](const auto& values) { return values[i].has_value(); });
        (complete ? data.cases : data.incomplete).push_back(cases[rows[i]]);
        for (std::size_t set = 0; complete && set < numbers.size(); ++set)
            data.values[set].push_back(numbers[set][i].value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    check_number_of_cases(table, data);
    rank_and_order(study, data);
    return data;
}

StudyData select_data(const Study& study, const StudyData& data, const std::vector<std::size_t>& sets,
                      const std::vector<std::size_t>& cases) {
    StudyData selected;
    selected.incomplete = data.incomplete;
    selected.excluded = data.excluded;
    selected.noise_draw = data.noise_draw;
    for (const std::size_t c : cases) selected.cases.push_back(data.cases[c]);
    for (const std::size_t set : sets) {
        std::vector<double>& values = selected.values.emplace_back();
        for (const std::size_t c : cases) values.push_back(data.values[set][c]);
    }
    rank_and_order(study, selected);
    return selected;
}

}  // namespace qca
