#include "host/recover/read_published.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/data/number_text.hpp"
#include "host/data/read_csv.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_file.hpp"

namespace qca {
namespace {

constexpr std::size_t largest_table = std::size_t{1} << 24;
/// What two roundings of one figure may differ by, beside half a unit of its last digit.
constexpr double rounding = 1e-9;

const std::vector<std::string> necessity_columns{"condition", "inclN", "RoN", "covN"};
const std::vector<std::string> row_columns{"OUT", "n", "incl", "PRI", "cases"};

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Reads one file into the cells of all.
class TableReader {
  public:
    TableReader(Published& published, const DataTable& table, const Study& study, const std::vector<std::string>& cases)
        : published_(published), table_(table), cases_(cases), name_(std::filesystem::path(table.file).stem().string()) {
        for (const SetDefinition& condition : study.conditions) conditions_.push_back(condition.name);
        for (const Field& field : table.header) header_.push_back(field.text);
    }

    void read() {
        const bool necessity = holds(header_, "condition");
        const bool truth = std::all_of(conditions_.begin(), conditions_.end(), [&](const auto& c) { return holds(header_, c); });
        if (!necessity && !truth) {
            reject(table_.where(table_.header.front()), "neither a necessity table nor a truth table",
                   fmt::format("the header has {}", listed(header_)),
                   fmt::format("write condition,inclN,RoN,covN or {},OUT,n,incl,PRI,cases", fmt::join(conditions_, ",")));
        }
        check_columns(necessity);
        find_decimals(necessity ? std::vector<std::string>{"inclN", "RoN", "covN"} : std::vector<std::string>{"incl", "PRI"});
        for (const std::vector<Field>& row : table_.rows) necessity ? read_necessity(row) : read_row(row);
    }

  private:
    void check_columns(bool necessity) const {
        std::vector<std::string> known = necessity ? necessity_columns : conditions_;
        if (!necessity) known.insert(known.end(), row_columns.begin(), row_columns.end());
        for (const Field& field : table_.header)
            if (!holds(known, field.text)) {
                reject(table_.where(field), fmt::format("unknown column '{}'", field.text),
                       fmt::format("a {} has {}", necessity ? "necessity table" : "truth table of this study", listed(known)),
                       did_you_mean(field.text, known));
            }
    }

    const Field* field(const std::vector<Field>& row, const std::string& column) const {
        const auto found = std::find(header_.begin(), header_.end(), column);
        return found == header_.end() ? nullptr : &row[static_cast<std::size_t>(found - header_.begin())];
    }

    static bool empty(const Field& field) { return is_missing(field.text) || field.text == "-"; }

    void find_decimals(const std::vector<std::string>& columns) {
        for (const std::vector<Field>& row : table_.rows)
            for (const std::string& column : columns) {
                const Field* const cell = field(row, column);
                const std::size_t mark = cell && !empty(*cell) ? cell->text.find_first_of(".,") : std::string::npos;
                if (mark != std::string::npos) decimals_ = std::max(decimals_, cell->text.size() - mark - 1);
            }
    }

    std::size_t add(const std::string& row, const std::string& column, const Field& field, double value, double tolerance) {
        published_.cells.push_back({name_, row, column, field.text, value, tolerance, table_.where(field)});
        return published_.cells.size() - 1;
    }

    double number(const Field& field, const char* what) const {
        const bool plain = field.text.find_first_of("eE") == std::string::npos && number_text(field.text).form == NumberText::Form::number;
        const std::optional<double> value = plain ? number_value(field.text) : std::nullopt;
        if (!value) {
            reject(table_.where(field), fmt::format("'{}' is no number", field.text), fmt::format("{} is printed here", what),
                   "correct it, or leave the cell empty where the figure cannot be read");
        }
        return *value;
    }

    std::size_t fit(const std::string& row, const char* column, const std::vector<Field>& fields) {
        const Field* const cell = field(fields, column);
        if (!cell || empty(*cell)) return not_printed;
        const double value = number(*cell, column);
        if (value < 0 || value > 1)
            reject(table_.where(*cell), fmt::format("{} is {}", column, cell->text), "it lies in [0, 1]", "correct the cell");
        return add(row, column, *cell, value, 0.5 * std::pow(10.0, -static_cast<double>(decimals_)) + rounding);
    }

    std::size_t find_condition(const Field& field, const std::string& name) const {
        const auto found = std::find(conditions_.begin(), conditions_.end(), name);
        if (found != conditions_.end()) return static_cast<std::size_t>(found - conditions_.begin());
        reject(table_.where(field), fmt::format("no condition '{}'", name),
               fmt::format("a row is a condition or its negation; the study has {}", listed(conditions_)), did_you_mean(name, conditions_));
    }

    void read_necessity(const std::vector<Field>& fields) {
        const Field& label = *field(fields, "condition");
        PrintedNecessity row;
        row.negated = label.text.starts_with('~');
        row.condition = find_condition(label, label.text.substr(row.negated ? 1 : 0));
        for (const PrintedNecessity& other : published_.necessity)
            if (other.condition == row.condition && other.negated == row.negated) reject_second(label, label.text);
        row.inclN = fit(label.text, "inclN", fields);
        row.RoN = fit(label.text, "RoN", fields);
        row.covN = fit(label.text, "covN", fields);
        published_.necessity.push_back(row);
    }

    [[noreturn]] void reject_second(const Field& field, const std::string& row) const {
        reject(table_.where(field), fmt::format("a second row {}", row), "every row of the printed tables counts once", "remove one of them");
    }

    void read_row(const std::vector<Field>& fields) {
        PrintedRow row;
        std::string name;
        for (const std::string& condition : conditions_) {
            const Field& cell = *field(fields, condition);
            if (cell.text != "0" && cell.text != "1") {
                reject(table_.where(cell), fmt::format("'{}' is neither 0 nor 1", cell.text),
                       fmt::format("column {} says whether the condition is present in the row", condition), "write 1 or 0");
            }
            row.row = 2 * row.row + (cell.text == "1" ? 1 : 0);
            name += cell.text;
        }
        for (const PrintedRow& other : published_.rows)
            if (other.row == row.row) reject_second(*field(fields, conditions_.front()), name);
        row.incl = fit(name, "incl", fields);
        row.pri = fit(name, "PRI", fields);
        read_n(row, name, fields);
        read_cases(row, name, fields);
        published_.rows.push_back(row);
    }

    void read_n(PrintedRow& row, const std::string& name, const std::vector<Field>& fields) {
        const Field* const cell = field(fields, "n");
        if (!cell || empty(*cell)) return;
        const double value = number(*cell, "n");
        if (value < 0 || value != std::floor(value))
            reject(table_.where(*cell), fmt::format("n is {}", cell->text), "it is a number of cases", "write a whole number");
        row.n = add(name, "n", *cell, value, rounding);
    }

    void read_cases(PrintedRow& row, const std::string& name, const std::vector<Field>& fields) {
        row.members.assign(cases_.size(), 0);
        const Field* const cell = field(fields, "cases");
        if (!cell || empty(*cell)) return;
        row.cases = add(name, "cases", *cell, std::numeric_limits<double>::quiet_NaN(), 0);
        const char separator = cell->text.find(';') != std::string::npos ? ';' : ',';
        for (std::size_t at = 0; at <= cell->text.size();) {
            const std::size_t end = std::min(cell->text.find(separator, at), cell->text.size());
            std::string one = cell->text.substr(at, end - at);
            at = end + 1;
            one.erase(0, std::min(one.find_first_not_of(" \t\r\n"), one.size()));
            one.erase(one.find_last_not_of(" \t\r\n") + 1);
            if (one.empty()) continue;
            const auto found = std::find(cases_.begin(), cases_.end(), one);
            if (found != cases_.end()) {
                row.members[static_cast<std::size_t>(found - cases_.begin())] = 1;
                continue;
            }
            row.all_cases_known = false;
            published_.notes.push_back(fmt::format("{}: no case '{}' takes part ({}): this list cannot be reproduced", table_.where(*cell), one,
                                                   did_you_mean(one, cases_)));
        }
    }

    Published& published_;
    const DataTable& table_;
    const std::vector<std::string>& cases_;
    std::string name_;
    std::vector<std::string> conditions_, header_;
    std::size_t decimals_ = 0;
};

}  // namespace

void add_published(Published& published, std::string_view text, const std::string& file, const Study& study,
                   const std::vector<std::string>& cases) {
    const DataTable table = read_csv(text, file, std::nullopt);
    const std::size_t before = published.cells.size();
    TableReader(published, table, study, cases).read();
    if (published.cells.size() == before)
        reject(table.where(table.header.front()), "no printed figure", "all cells are empty, or no column has figures", "copy the printed table");
}

Published read_published(const std::vector<std::string>& files, const Study& study, const std::vector<std::string>& cases) {
    Published published;
    for (const std::string& file : files)
        add_published(published, read_file(file, "published table", largest_table), file, study, cases);
    return published;
}

}  // namespace qca
