// How every complaint about the user's input reads.
#pragma once

#include <string>
#include <string_view>

namespace qca {

/// Line and column of a character, both from 1; columns count characters, not bytes.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// `file:line:column`, the start of a message.
std::string where_in(const std::string& file, const Position& position);

/// Throws InputError with the message `where: problem (why) suggestion`.
[[noreturn]] void reject(const std::string& where, std::string_view problem, std::string_view why,
                         std::string_view suggestion);

}  // namespace qca
