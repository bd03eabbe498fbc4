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

/// Reads literal after literal; `*` between them is required.
class PathReader {
  public:
    PathReader(std::string_view text, const std::vector<std::string>& conditions, const std::string& where)
        : text_(text), conditions_(conditions), where_(where) {}

    Implicant read() {
        skip_blanks();
        if (at_ == text_.size()) refuse("an empty path", "a path has at least one condition");
        for (;;) {
            read_literal();
            skip_blanks();
            if (at_ == text_.size()) return path_;
            if (text_[at_] != '*') refuse_character();
            ++at_;
            skip_blanks();
        }
    }

  private:
    [[noreturn]] void refuse(const std::string& problem, const std::string& why) const {
        refuse(problem, why, "write a conjunction such as A*~B");
    }

    [[noreturn]] void refuse(const std::string& problem, const std::string& why,
                             const std::string& suggestion) const {
        reject(where_, problem, why, suggestion);
    }

    [[noreturn]] void refuse_character() const {
        if (text_[at_] == '+') {
            refuse(fmt::format("'+' in the path '{}'", text_), "a path is one conjunction",
                   "make each side of + a path of its own");
        }
        std::size_t end = at_ + 1;  // one whole character: its bytes belong together
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
        refuse(fmt::format("'{}' in the path '{}' where * or the end is expected",
                           text_.substr(at_, end - at_), text_),
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
            refuse(fmt::format("the path '{}' ends where a condition is expected", text_),
                   "after * and ~ comes the name of a condition");
        }
        add(name, negated);
    }

    void add(std::string_view name, bool negated) {
        const auto found = std::find(conditions_.begin(), conditions_.end(), name);
        if (found == conditions_.end()) {
            refuse(fmt::format("unknown condition '{}' in the path '{}'", name, text_),
                   fmt::format("the conditions are {}; upper and lower case differ", listed(conditions_)),
                   did_you_mean(name, conditions_));
        }
        const std::uint32_t bit = condition_bit(static_cast<int>(found - conditions_.begin()),
                                                static_cast<int>(conditions_.size()));
        if ((path_.literals & bit) != 0) {
            const bool both_forms = ((path_.values & bit) == 0) != negated;
            refuse(fmt::format("'{}' occurs twice in the path '{}'", name, text_),
                   both_forms ? "no case is both in a set and in its negation" : "once is enough",
                   "remove one of them");
        }
        path_.literals |= bit;
        if (!negated) path_.values |= bit;
    }

    std::string_view text_;
    const std::vector<std::string>& conditions_;
    const std::string& where_;
    std::size_t at_ = 0;
    Implicant path_;
};

}  // namespace

Implicant parse_path(std::string_view expression, const std::vector<std::string>& conditions,
                     const std::string& where) {
    return PathReader(expression, conditions, where).read();
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

}  // namespace qca
