#include "host/cli/clock.hpp"

#include <cstdlib>
#include <ctime>

#include <unistd.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace qca {

namespace {

const char* fixed_epoch() { return std::getenv("SOURCE_DATE_EPOCH"); }

}  // namespace

std::string utc_now() {
    const std::time_t now = fixed_epoch() == nullptr ? std::time(nullptr) : static_cast<std::time_t>(std::atoll(fixed_epoch()));
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

double seconds_to_note(double seconds) { return fixed_epoch() == nullptr ? seconds : 0; }

std::string host_name() {
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace qca
