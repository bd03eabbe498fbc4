#include "host/data/read_numbers.hpp"

#include <fmt/format.h>

#include "host/data/number_text.hpp"

namespace qca {
namespace {

constexpr const char* missing_values = "missing values are empty, NA, N/A, NaN or a single dot";

/// Looks at every number once and finds out that all have the same decimal mark.
class DecimalMark {
  public:
    DecimalMark(const DataTable& table, std::optional<char> stated) : table_(table), stated_(stated) {}

    void see(const Field& field, const NumberText& number) {
        if (number.mark == 0) return;
        if (stated_ && number.mark != *stated_) {
            reject(table_.where(field), fmt::format("'{}' has a decimal mark '{}'", field.text, number.mark),
                   fmt::format("data.decimal of the study is \"{}\"", *stated_),
                   "correct the number or data.decimal");
        }
        const Field*& first = number.mark == '.' ? first_point_ : first_comma_;
        if (!first) first = &field;
        if (first_point_ && first_comma_)
            reject_mixed(field, number.mark == '.' ? *first_comma_ : *first_point_);
        if (number.mark == ',' && !number.may_be_thousands) sure_of_comma_ = true;
    }

    void conclude() const {
        if (!first_comma_ || sure_of_comma_ || stated_) return;
        reject(table_.where(*first_comma_), fmt::format("'{}' can be read in two ways", first_comma_->text),
               "with a decimal comma or with a separator of thousands",
               "write decimal = \",\" under [data] of the study, or remove the separators");
    }

  private:
    [[noreturn]] void reject_mixed(const Field& field, const Field& earlier) const {
        reject(
            table_.where(field),
            fmt::format("'{}' has another decimal mark than '{}'", field.text, earlier.text),
            fmt::format("that stands in line {}; thousands separators are not read", earlier.position.line),
            "write all numbers with a decimal point, or all with a decimal comma");
    }

    const DataTable& table_;
    std::optional<char> stated_;
    const Field* first_point_ = nullptr;
    const Field* first_comma_ = nullptr;
    bool sure_of_comma_ = false;
};

void check_form(const DataTable& table, const Field& field, const NumberText& number,
                const UsedColumn& column) {
    const std::string user =
        fmt::format("column '{}' is used by {}", table.header[column.column].text, column.used_by);
    switch (number.form) {
        case NumberText::Form::number:
            return;
        case NumberText::Form::thousands:
            reject(table.where(field), fmt::format("'{}' has thousands separators", field.text), user,
                   "write the number without them");
        case NumberText::Form::infinite:
            reject(table.where(field), fmt::format("'{}' is infinite", field.text), user,
                   "write a finite number or NA");
        case NumberText::Form::text:
            reject(table.where(field), fmt::format("'{}' is no number", field.text), user,
                   fmt::format("correct it; {}", missing_values));
    }
}

std::optional<double> value_of(const DataTable& table, const Field& field) {
    if (is_missing(field.text)) return std::nullopt;
    const std::optional<double> value = number_value(field.text);
    if (!value) {
        reject(table.where(field), fmt::format("'{}' is beyond the range of numbers", field.text),
               "at most about 1.8e308, and not nearer to 0 than 2.2e-308", "use another unit");
    }
    return value;
}

}  // namespace

std::vector<std::vector<std::optional<double>>> read_numbers(const DataTable& table,
                                                             const std::vector<UsedColumn>& columns,
                                                             const std::vector<std::size_t>& rows,
                                                             std::optional<char> decimal) {
    DecimalMark mark(table, decimal);
    for (const std::size_t row : rows) {
        for (const UsedColumn& column : columns) {
            const Field& field = table.rows[row][column.column];
            if (is_missing(field.text)) continue;
            const NumberText number = number_text(field.text);
            check_form(table, field, number, column);
            mark.see(field, number);
        }
    }
    mark.conclude();
    std::vector<std::vector<std::optional<double>>> values;
    for (const UsedColumn& column : columns) {
        auto& numbers = values.emplace_back();
        for (const std::size_t row : rows) numbers.push_back(value_of(table, table.rows[row][column.column]));
    }
    return values;
}

}  // namespace qca
