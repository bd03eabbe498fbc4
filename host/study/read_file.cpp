#include "host/study/read_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "host/error.hpp"
#include "host/study/reject.hpp"

namespace qca {

std::string read_file(const std::string& file, const std::string& what, std::size_t most) {
    // Without a line: the complaint is about the path, not about anything in the file.
    const std::string where = file.empty() ? "\"\"" : file;
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        reject(where, "a folder", what + " expected", "give the path of the file in it");
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"),
                                                                 &std::fclose);
    if (!stream) {
        reject(where, "cannot open the " + what, std::generic_category().message(errno), "check the path");
    }
    std::string bytes;
    char block[65536];
    while (const std::size_t read = std::fread(block, 1, sizeof block, stream.get())) {
        bytes.append(block, read);
        if (bytes.size() > most) {
            reject(where, "the " + what + " is too large", fmt::format("more than {} MiB", most >> 20),
                   "check that this is the right file");
        }
    }
    if (std::ferror(stream.get())) {
        throw MachineError(fmt::format("{}: reading the {} failed ({})", where, what,
                                       std::generic_category().message(errno)));
    }
    return bytes;
}

}  // namespace qca
