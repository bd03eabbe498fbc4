#include "host/store/leftovers.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace qca {

namespace fs = std::filesystem;

namespace {

std::string host() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

bool is_gone(std::string_view process) {
    pid_t number = 0;
    const auto [end, error] = std::from_chars(process.data(), process.data() + process.size(), number);
    if (error != std::errc() || end != process.data() + process.size() || number <= 0) return false;
    return ::kill(number, 0) != 0 && errno == ESRCH;
}

}  // namespace

std::string file_beside(const std::string& file, std::string_view kind) { return fmt::format("{}.{}-{}-{}", file, kind, host(), ::getpid()); }

void remove_leftovers(const std::string& file) {
    const fs::path path(file);
    std::error_code error;
    for (fs::directory_iterator entry(path.has_parent_path() ? path.parent_path() : fs::path("."), error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        for (const char* kind : {"tmp", "probe"}) {
            const std::string begin = fmt::format("{}.{}-{}-", path.filename().string(), kind, host());
            std::error_code ignored;
            if (name.starts_with(begin) && is_gone(std::string_view(name).substr(begin.size()))) fs::remove(entry->path(), ignored);
        }
    }
}

}  // namespace qca
