#include "host/study/exclusion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "host/study/reject.hpp"

namespace qca {
namespace {

/// In the order of Comparison.
constexpr std::array<std::string_view, 7> signs{"<", "<=", ">", ">=", "==", "!=", "in"};
constexpr const char* example = "write comparisons such as GDP_crossover < 13 and incl_cut > 0.9";

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string quoted(const std::string& name) {
    const char quote = name.find('\'') == std::string::npos ? '\'' : '"';
    return quote + name + quote;
}

std::string text_of(const AxisComparison& comparison) {
    std::vector<std::string> values;
    for (const double number : comparison.numbers) values.push_back(fmt::format("{}", number));
    for (const std::string& name : comparison.names) values.push_back(quoted(name));
    const std::string value = comparison.comparison == Comparison::one_of
                                  ? fmt::format("[{}]", fmt::join(values, ", "))
                                  : values.front();
    return fmt::format("{} {} {}", comparison.axis, signs[static_cast<std::size_t>(comparison.comparison)], value);
}

class ExclusionReader {
  public:
    ExclusionReader(std::string_view text, const std::string& where) : text_(text), where_(where) {}

    Exclusion read() {
        Exclusion exclusion;
        exclusion.where = where_;
        for (;;) {
            exclusion.comparisons.push_back(read_comparison());
            exclusion.text += (exclusion.text.empty() ? "" : " and ") + text_of(exclusion.comparisons.back());
            skip_blanks();
            if (at_ == text_.size()) return exclusion;
            if (read_word() != "and") refuse_here("'and' or the end");
        }
    }

  private:
    [[noreturn]] void refuse(const std::string& problem, std::string_view why, std::string_view suggestion) const {
        reject(where_, problem, why, suggestion);
    }

    /// Complains about what stands where `expected` ought to.
    [[noreturn]] void refuse_here(std::string_view expected) const {
        std::string_view rest = text_.substr(std::min(begin_of_token_, text_.size()));
        rest = rest.substr(0, rest.find_first_of(" \t"));
        refuse(rest.empty() ? fmt::format("the exclusion '{}' ends where {} is expected", text_, expected)
                            : fmt::format("'{}' in the exclusion '{}' where {} is expected", rest, text_, expected),
               "an exclusion compares axes with values, joined by 'and'", example);
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
        begin_of_token_ = at_;
    }

    std::string_view read_word() {
        skip_blanks();
        while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
        return text_.substr(begin_of_token_, at_ - begin_of_token_);
    }

    bool next_is(char c) {
        skip_blanks();
        return at_ < text_.size() && text_[at_] == c;
    }

    Comparison read_sign() {
        skip_blanks();
        const std::string_view rest = text_.substr(at_);
        // The longest that fits: <= before <.
        for (const Comparison comparison : {Comparison::at_most, Comparison::at_least, Comparison::equal, Comparison::unequal,
                                            Comparison::below, Comparison::above}) {
            const std::string_view sign = signs[static_cast<std::size_t>(comparison)];
            if (!rest.starts_with(sign)) continue;
            at_ += sign.size();
            return comparison;
        }
        if (rest.starts_with("="))
            refuse(fmt::format("'=' in the exclusion '{}'", text_), "a value is compared by ==", "write ==");
        if (read_word() != "in") refuse_here("<, <=, >, >=, ==, != or in");
        return Comparison::one_of;
    }

    void read_name(AxisComparison& comparison) {
        const std::size_t end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos)
            refuse(fmt::format("a name in the exclusion '{}' has no end", text_), "it stands between two quotes",
                   "close it with another quote");
        comparison.names.emplace_back(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
    }

    void read_number(AxisComparison& comparison) {
        double number = 0;
        // from_chars knows no plus sign, which TOML and people do.
        const char* begin = text_.data() + at_ + (text_[at_] == '+' ? 1 : 0);
        const auto [stop, error] = std::from_chars(begin, text_.data() + text_.size(), number);
        if (error != std::errc() || !std::isfinite(number)) refuse_value();
        at_ = static_cast<std::size_t>(stop - text_.data());
        if (at_ < text_.size() && is_name_character(text_[at_])) refuse_value();
        comparison.numbers.push_back(number == 0 ? 0.0 : number);
    }

    [[noreturn]] void refuse_value() const {
        std::string_view rest = text_.substr(begin_of_token_);
        rest = rest.substr(0, rest.find_first_of(" \t,]"));
        if (!rest.empty() && is_name_character(rest.front()) && !is_digit(rest.front()))
            refuse(fmt::format("'{}' in the exclusion '{}' is no number", rest, text_), "names stand in quotes",
                   fmt::format("write '{}' in quotes, or a number with a decimal point", rest));
        refuse_here("a number or a name in quotes");
    }

    void read_value(AxisComparison& comparison) {
        skip_blanks();
        if (at_ == text_.size()) refuse_here("a number or a name in quotes");
        if (text_[at_] == '\'' || text_[at_] == '"') read_name(comparison);
        else read_number(comparison);
        if (!comparison.numbers.empty() && !comparison.names.empty())
            refuse(fmt::format("numbers beside names in the exclusion '{}'", text_),
                   "an axis has either numbers or names", example);
    }

    AxisComparison read_comparison() {
        AxisComparison comparison;
        comparison.axis = read_word();
        if (comparison.axis.empty() || is_digit(comparison.axis.front())) refuse_here("the name of an axis");
        comparison.comparison = read_sign();
        if (comparison.comparison == Comparison::one_of) {
            if (!next_is('[')) refuse_here("[");
            do {
                ++at_;
                read_value(comparison);
            } while (next_is(','));
            if (!next_is(']')) refuse_here(", or ]");
            ++at_;
        } else {
            read_value(comparison);
        }
        const bool ordered = comparison.comparison < Comparison::equal;
        if (ordered && !comparison.names.empty())
            refuse(fmt::format("'{}' in the exclusion '{}'", text_of(comparison), text_), "names have no order",
                   "compare them by ==, != or in [ … ]");
        return comparison;
    }

    std::string_view text_;
    const std::string& where_;
    std::size_t at_ = 0, begin_of_token_ = 0;
};

}  // namespace

Exclusion parse_exclusion(std::string_view text, const std::string& where) {
    return ExclusionReader(text, where).read();
}

}  // namespace qca
