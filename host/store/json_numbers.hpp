// Numbers in JSON that nobody vouches for.
#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

namespace qca {

/// A whole number from 0 to 2^64 - 1. The JSON library by itself takes -1 and 1e300, too, and makes something of them.
/// @throws nlohmann::json::exception for anything else
inline std::uint64_t whole_number(const nlohmann::json& value) {
    if (!value.is_number_unsigned()) throw nlohmann::json::type_error::create(302, value.dump() + " is no whole number from 0 on", &value);
    return value.get<std::uint64_t>();
}

}  // namespace qca
