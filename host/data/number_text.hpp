// Numbers as people write them into data files.
#pragma once

#include <optional>
#include <string_view>

namespace qca {

/// Nothing, NA, N/A, NaN (in upper or lower case) or a single dot: the value is missing.
bool is_missing(std::string_view text);

/// How a text is to be read.
struct NumberText {
    enum class Form {
        number,     ///< a decimal number; `mark` is its decimal mark, or 0 without one
        thousands,  ///< separators between groups of digits: 1,234.5 or 1,234,567
        infinite,   ///< inf, infinity
        text        ///< no number
    };
    Form form = Form::text;
    char mark = 0;
    bool may_be_thousands = false;  ///< 12,345: with a decimal comma it is another number than with thousands
};

/// Optional sign, digits with at most one '.' or ',' among them, optional exponent.
NumberText number_text(std::string_view text);

/// The value of a text of Form::number; nothing when it is beyond the range of a double.
std::optional<double> number_value(std::string_view text);

}  // namespace qca
