#include "host/data/read_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "host/study/utf8.hpp"

namespace qca {
namespace {

/// Takes records off a text one by one, counting lines and columns.
class CsvReader {
  public:
    CsvReader(std::string_view text, const std::string& file, char separator)
        : text_(text), file_(file), separator_(separator) {}

    bool at_end() const { return at_ == text_.size(); }

    std::vector<Field> read_record() {
        std::vector<Field> record;
        do {
            if (record.size() == most_columns)
                refuse(position_, "a line of too many fields", fmt::format("a data file has at most {} columns", most_columns),
                       "check that this is the right file; leave out columns that the study does not use");
            record.push_back(read_field());
        } while (take_separator());
        take_line_end();
        return record;
    }

  private:
    [[noreturn]] void refuse(const Position& position, std::string_view problem, std::string_view why,
                             std::string_view suggestion) const {
        reject(where_in(file_, position), problem, why, suggestion);
    }

    char current() const { return text_[at_]; }
    bool at_line_end() const { return at_end() || current() == '\n' || current() == '\r'; }
    bool at_blank() const {
        return !at_end() && current() != separator_ && (current() == ' ' || current() == '\t');
    }

    void advance() {
        const bool line_ends = current() == '\n' || (current() == '\r' && text_.substr(at_ + 1, 1) != "\n");
        ++at_;
        if (line_ends) {
            position_ = {position_.line + 1, 1};
        } else if (at_end() || starts_character(current())) {
            ++position_.column;
        }
    }

    Field read_field() {
        while (at_blank()) advance();
        return !at_end() && current() == '"' ? read_quoted() : read_plain();
    }

    Field read_plain() {
        Field field{{}, position_};
        const std::size_t start = at_;
        while (!at_line_end() && current() != separator_) advance();
        field.text = text_.substr(start, at_ - start);
        while (!field.text.empty() && (field.text.back() == ' ' || field.text.back() == '\t'))
            field.text.pop_back();
        return field;
    }

    Field read_quoted() {
        Field field{{}, position_};
        advance();
        for (;; advance()) {
            if (at_end()) {
                refuse(field.position, "a quote that is never closed",
                       "the field runs to the end of the file",
                       "close it, or double a quote that belongs to the text: \"\"");
            }
            if (current() == '"') {
                advance();
                if (at_end() || current() != '"') break;
            }
            field.text += current();
        }
        while (at_blank()) advance();
        if (!at_line_end() && current() != separator_) {
            refuse(position_, "text after a closing quote", "a field is quoted as a whole or not at all",
                   "double a quote that belongs to the text: \"\"");
        }
        const std::size_t first = field.text.find_first_not_of(" \t\r\n");
        const std::size_t last = field.text.find_last_not_of(" \t\r\n");
        field.text = first == std::string::npos ? std::string() : field.text.substr(first, last - first + 1);
        return field;
    }

    bool take_separator() {
        if (at_end() || current() != separator_) return false;
        advance();
        return true;
    }

    void take_line_end() {
        if (at_end()) return;
        if (text_.substr(at_, 2) == "\r\n") advance();
        advance();
    }

    std::string_view text_;
    const std::string& file_;
    char separator_;
    std::size_t at_ = 0;
    Position position_;
};

bool is_blank(const std::vector<Field>& record) {
    return std::all_of(record.begin(), record.end(), [](const Field& field) { return field.text.empty(); });
}

/// The separator that occurs most often outside quotes in the first line that is not blank; of equals the
/// first of tab, semicolon, comma, because a comma also occurs inside names and decimal numbers.
char detected_separator(std::string_view text) {
    const std::size_t start = std::min(text.find_first_not_of(" \t\r\n,;"), text.size());
    const std::size_t line_start = text.find_last_of("\r\n", start);
    text.remove_prefix(start == text.size() || line_start == std::string_view::npos ? 0 : line_start + 1);
    std::map<char, int> counts;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r')) break;
        if (!quoted) ++counts[c];
    }
    char most = ',';
    for (const char candidate : {';', '\t'}) {
        if (counts[candidate] >= counts[most] && counts[candidate] > 0) most = candidate;
    }
    return most;
}

void check_header(const DataTable& table) {
    std::map<std::string, Position> seen;
    for (const Field& field : table.header) {
        if (field.text.empty()) {
            reject(table.where(field), "a column without a name",
                   "columns are found by the names in the first line", "name it, or remove the column");
        }
        const auto [earlier, is_new] = seen.try_emplace(field.text, field.position);
        if (!is_new) {
            reject(table.where(field), fmt::format("a second column '{}'", field.text),
                   fmt::format("the first one starts at column {} of line {}", earlier->second.column,
                               earlier->second.line),
                   "rename one of them");
        }
    }
}

void check_length(const DataTable& table, const std::vector<Field>& row) {
    if (row.size() == table.header.size()) return;
    // A surplus field is the first wrong one; of a short row, the place after its end is.
    const Field& wrong = row.size() > table.header.size() ? row[table.header.size()] : row.back();
    const char* separator = table.separator == '\t' ? "tab" : table.separator == ';' ? "';'" : "','";
    reject(table.where(wrong),
           fmt::format("this row has {} {}, the header has {}", row.size(),
                       row.size() == 1 ? "field" : "fields", table.header.size()),
           fmt::format("fields are separated by {}", separator),
           "put fields that contain the separator (such as numbers with a decimal comma) into quotes");
}

/// Before a row is added.
void check_size(const DataTable& table, const std::vector<Field>& row) {
    if (table.rows.size() == most_rows)
        reject(table.where(row.front()), "a row too many", fmt::format("a data file has at most {} rows", most_rows),
               "check that this is the right file; leave out rows that are no cases");
    if ((table.rows.size() + 1) * table.header.size() > most_fields)
        reject(table.where(row.front()), fmt::format("too many rows of {} columns", table.header.size()),
               fmt::format("a data file has at most {} fields", most_fields),
               "check that this is the right file; leave out columns that the study does not use");
}

}  // namespace

DataTable read_csv(std::string_view text, const std::string& file, std::optional<char> separator) {
    text = without_mark(text);
    require_utf8(text, file);
    DataTable table;
    table.file = file;
    table.separator = separator ? *separator : detected_separator(text);
    CsvReader reader(text, file, table.separator);
    while (!reader.at_end()) {
        std::vector<Field> record = reader.read_record();
        if (is_blank(record)) continue;
        if (table.header.empty()) {
            table.header = std::move(record);
            check_header(table);
        } else {
            check_length(table, record);
            check_size(table, record);
            table.rows.push_back(std::move(record));
        }
    }
    if (table.header.empty()) {
        reject(where_in(file, {}), "no data", "the file is empty",
               "the first line names the columns, then a line per case");
    }
    if (table.rows.empty()) {
        reject(table.where(table.header.front()), "no rows", "there is nothing below the header",
               "add a line per case");
    }
    return table;
}

}  // namespace qca
