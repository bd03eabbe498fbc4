#include <cstdio>
#include <cstdlib>
#include <string>

#include "host/error.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void require(bool kept, std::string_view promise) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(promise.size()), promise.data());
    std::abort();
}

bool succeeds_or_complains(const std::function<void()>& read, std::string_view where) {
    try {
        read();
    } catch (const InputError& error) {
        const std::string message = error.what();
        require(message.starts_with(where), "a complaint starts with its place: " + message);
        require(message.find(" (") != std::string::npos && message.find(") ") != std::string::npos,
                "a complaint says why, and what to do: " + message);
        return false;
    }
    return true;
}

}  // namespace qca::fuzz
