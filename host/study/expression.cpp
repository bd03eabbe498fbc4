#include "host/study/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "host/study/nearest_name.hpp"
#include "host/study/reject.hpp"

namespace qca {
namespace {

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

enum class Form { path, sum };

/// Reads literal after literal; `*` between them is required, or `+` in a sum.
class ExpressionReader {
  public:
    ExpressionReader(std::string_view text, Form form, const std::vector<std::string>& conditions,
                     const std::string& where)
        : text_(text), form_(form), noun_(form == Form::path ? "path" : "expression"), conditions_(conditions),
          where_(where) {}

    /// The paths of a sum; one where the form is a path.
    std::vector<Implicant> read() {
        skip_blanks();
        if (at_ == text_.size()) {
            if (form_ == Form::path) refuse("an empty path", "a path has at least one condition");
            refuse("an empty expression", "it has at least one condition");
        }
        std::vector<Implicant> paths;
        for (;;) {
            read_literal();
            skip_blanks();
            const bool more = at_ < text_.size();
            if (!more || (form_ == Form::sum && text_[at_] == '+')) {
                paths.push_back(path_);
                path_ = {};
            } else if (text_[at_] != '*') {
                refuse_character();
            }
            if (!more) return paths;
            ++at_;
            skip_blanks();
        }
    }

  private:
    [[noreturn]] void refuse(const std::string& problem, const std::string& why) const {
        refuse(problem, why,
               form_ == Form::path ? "write a conjunction such as A*~B" : "write an expression such as A*~B + C");
    }

    [[noreturn]] void refuse(const std::string& problem, const std::string& why,
                             const std::string& suggestion) const {
        reject(where_, problem, why, suggestion);
    }

    [[noreturn]] void refuse_character() const {
        if (text_[at_] == '+' && form_ == Form::path) {
            refuse(fmt::format("'+' in the path '{}'", text_), "a path is one conjunction",
                   "make each side of + a path of its own");
        }
        std::size_t end = at_ + 1;  // one whole character: its bytes belong together
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
        refuse(fmt::format("'{}' in the {} '{}' where {} or the end is expected", text_.substr(at_, end - at_),
                           noun_, text_, form_ == Form::path ? "*" : "*, +"),
               "conditions are joined by *, and ~ stands before a negated one");
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }

    void read_literal() {
        const bool negated = at_ < text_.size() && text_[at_] == '~';
        if (negated) {
            ++at_;
            skip_blanks();
        }
        const std::size_t start = at_;
        while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
        const std::string_view name = text_.substr(start, at_ - start);
        if (name.empty()) {
            if (at_ < text_.size()) refuse_character();
            refuse(fmt::format("the {} '{}' ends where a condition is expected", noun_, text_),
                   form_ == Form::path ? "after * and ~ comes the name of a condition"
                                       : "after *, + and ~ comes the name of a condition");
        }
        add(name, negated);
    }

    void add(std::string_view name, bool negated) {
        const auto found = std::find(conditions_.begin(), conditions_.end(), name);
        if (found == conditions_.end()) {
            refuse(fmt::format("unknown condition '{}' in the {} '{}'", name, noun_, text_),
                   fmt::format("the conditions are {}; upper and lower case differ", listed(conditions_)),
                   did_you_mean(name, conditions_));
        }
        const std::uint32_t bit = condition_bit(static_cast<int>(found - conditions_.begin()),
                                                static_cast<int>(conditions_.size()));
        if ((path_.literals & bit) != 0) {
            const bool both_forms = ((path_.values & bit) == 0) != negated;
            refuse(fmt::format("'{}' occurs twice in the path '{}'", name, product()),
                   both_forms ? "no case is both in a set and in its negation" : "once is enough",
                   "remove one of them");
        }
        path_.literals |= bit;
        if (!negated) path_.values |= bit;
    }

    /// The path that is being read, of all that stands between two `+`.
    std::string_view product() const {
        const std::size_t before = at_ == 0 ? std::string_view::npos : text_.rfind('+', at_ - 1);
        const std::size_t first = before == std::string_view::npos ? 0 : before + 1;
        std::string_view between = text_.substr(first, text_.find('+', first) - first);
        between.remove_prefix(between.find_first_not_of(" \t"));
        return between.substr(0, between.find_last_not_of(" \t") + 1);
    }

    std::string_view text_;
    Form form_;
    const char* noun_;
    const std::vector<std::string>& conditions_;
    const std::string& where_;
    std::size_t at_ = 0;
    Implicant path_;
};

}  // namespace

Implicant parse_path(std::string_view expression, const std::vector<std::string>& conditions,
                     const std::string& where) {
    return ExpressionReader(expression, Form::path, conditions, where).read().front();
}

std::vector<Implicant> parse_sum(std::string_view expression, const std::vector<std::string>& conditions,
                                 const std::string& where) {
    return ExpressionReader(expression, Form::sum, conditions, where).read();
}

bool is_configuration(std::string_view text) {
    return !text.empty() && text.find_first_not_of("01") == std::string_view::npos;
}

Implicant parse_configuration(std::string_view digits, const std::vector<std::string>& conditions,
                              const std::string& where) {
    if (digits.size() != conditions.size()) {
        reject(where, fmt::format("the configuration '{}' has {} digits", digits, digits.size()),
               fmt::format("it has one for each condition, in the order {}: 1 present, 0 negated",
                           listed(conditions)),
               fmt::format("write {} digits, or an expression", conditions.size()));
    }
    Implicant row{(std::uint32_t{1} << conditions.size()) - 1, 0};
    for (const char digit : digits) row.values = 2 * row.values + (digit == '1' ? 1 : 0);
    return row;
}

std::string to_expression(const Implicant& path, const std::vector<std::string>& conditions) {
    std::string text;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const std::uint32_t bit = condition_bit(static_cast<int>(i), static_cast<int>(conditions.size()));
        if ((path.literals & bit) == 0) continue;
        if (!text.empty()) text += '*';
        if ((path.values & bit) == 0) text += '~';
        text += conditions[i];
    }
    return text.empty() ? "1" : text;
}

std::string to_expression(const std::vector<Implicant>& paths, const std::vector<std::string>& conditions) {
    std::string text;
    for (const Implicant& path : paths) text += (text.empty() ? "" : " + ") + to_expression(path, conditions);
    return text;
}

}  // namespace qca
