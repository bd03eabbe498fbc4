#include "host/study/check_toml_text.hpp"

#include <fmt/format.h>

#include "host/study/utf8.hpp"

namespace qca {
namespace {

/// The parser's tables are destroyed by recursion, one level for each part of a key.
constexpr int most_key_parts = 32;

enum class Inside { nothing, comment, basic_string, literal_string, long_basic_string, long_literal_string };

bool ends_at_quote(Inside inside, char quote) {
    return quote == '"' ? inside == Inside::basic_string || inside == Inside::long_basic_string
                        : inside == Inside::literal_string || inside == Inside::long_literal_string;
}

bool is_long(Inside inside) {
    return inside == Inside::long_basic_string || inside == Inside::long_literal_string;
}

/// Walks through a document, keeping track of strings and comments just well enough to say what is outside
/// them.
class TextCheck {
  public:
    TextCheck(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    void run() {
        while (at_ < text_.size()) step();
    }

  private:
    [[noreturn]] void refuse(std::string_view problem, std::string_view why,
                             std::string_view suggestion) const {
        reject(where_in(file_, position_of(text_, at_)), problem, why, suggestion);
    }

    void step() {
        const char c = text_[at_];
        refuse_control_character(c);
        if (c == '\n') {
            if (!is_long(inside_)) inside_ = Inside::nothing;
            dots_ = 0;
            ++at_;
        } else if (inside_ == Inside::nothing) {
            step_outside(c);
        } else {
            step_inside(c);
        }
    }

    void refuse_control_character(char c) const {
        if (c == '\r' && text_.substr(at_ + 1, 1) != "\n") {
            refuse("a lone carriage return", "TOML lines end with LF or CR LF",
                   "save the file with Unix line ends");
        }
        const bool control = (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7F';
        if (control) {
            refuse(fmt::format("a control character U+{:04X}", static_cast<int>(c)), "TOML allows none",
                   "remove it; in a text write \\uXXXX");
        }
    }

    void step_outside(char c) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            refuse("a character beyond ASCII outside of quotes",
                   "TOML allows it in quoted texts and comments only",
                   "put the text into straight quotes: \"…\"");
        }
        if (c == '.') {
            if (++dots_ >= most_key_parts)
                refuse("a key of too many parts", "a study file needs 4", "use fewer dots");
        } else if (c == ',' || c == '=' || c == '[' || c == ']' || c == '{' || c == '}') {
            dots_ = 0;
        }
        if (c == '#') inside_ = Inside::comment;
        if (c != '"' && c != '\'') {
            ++at_;
            return;
        }
        const bool three = text_.substr(at_, 3) == std::string(3, c);
        if (c == '"') inside_ = three ? Inside::long_basic_string : Inside::basic_string;
        if (c == '\'') inside_ = three ? Inside::long_literal_string : Inside::literal_string;
        at_ += three ? 3 : 1;
    }

    void step_inside(char c) {
        const bool escapes = inside_ == Inside::basic_string || inside_ == Inside::long_basic_string;
        if (c == '\\' && escapes && at_ + 1 < text_.size() &&
            (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) {
            at_ += 2;
        } else if ((c == '"' || c == '\'') && ends_at_quote(inside_, c)) {
            close(c);
        } else {
            ++at_;
        }
    }

    /// One quote ends a short string; three end a long one, which may have one or two more as its last
    /// characters.
    void close(char quote) {
        std::size_t quotes = 0;
        while (at_ + quotes < text_.size() && text_[at_ + quotes] == quote && quotes < 5) ++quotes;
        if (!is_long(inside_)) {
            inside_ = Inside::nothing;
            ++at_;
        } else {
            if (quotes >= 3) inside_ = Inside::nothing;
            at_ += quotes;
        }
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    int dots_ = 0;
    Inside inside_ = Inside::nothing;
};

}  // namespace

void check_toml_text(std::string_view text, const std::string& file) {
    require_utf8(text, file);
    TextCheck(text, file).run();
}

}  // namespace qca
