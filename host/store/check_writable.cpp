#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/store/leftovers.hpp"
#include "host/store/result_file.hpp"

namespace qca {

namespace fs = std::filesystem;

void check_writable(const std::string& file) {
    if (file.empty())
        throw InputError("result file: no name given (an empty text names no file) name a file");
    std::error_code error;
    const fs::path absolute = fs::absolute(file);
    const fs::path followed = fs::canonical(absolute, error);  // fails where there is no such file yet
    const fs::path target = error ? absolute : followed;
    if (fs::is_directory(target, error))
        throw InputError(
            fmt::format("{}: cannot be the result file (it is a folder) name a file in it", file));
    if (fs::exists(target, error) && !fs::is_regular_file(target, error))
        throw InputError(fmt::format(
            "{}: cannot be the result file (it exists and is not a regular file) name a file", file));
    const fs::path folder = target.parent_path();
    if (!fs::is_directory(folder, error))
        throw InputError(
            fmt::format("{}: cannot be written (there is no folder {}) make it first, or name another", file,
                        folder.string()));
    // Permissions alone do not tell: a file system can be read-only or full. So a file is really made.
    remove_leftovers(target.string());
    const std::string probe = file_beside(target.string(), "probe");
    const int descriptor = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw MachineError(
            fmt::format("{}: cannot be written ({}) name a file in a folder that you may write to", file,
                        std::generic_category().message(errno)));
    ::close(descriptor);
    ::unlink(probe.c_str());
}

}  // namespace qca
