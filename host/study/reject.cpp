#include "host/study/reject.hpp"

#include <fmt/format.h>

#include "host/error.hpp"

namespace qca {

std::string where_in(const std::string& file, const Position& position) {
    return fmt::format("{}:{}:{}", file, position.line, position.column);
}

void reject(const std::string& where, std::string_view problem, std::string_view why,
            std::string_view suggestion) {
    throw InputError(fmt::format("{}: {} ({}) {}", where, problem, why, suggestion));
}

}  // namespace qca
