#include "host/store/read_bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "host/error.hpp"

namespace qca {

namespace {

class OpenFile {
  public:
    explicit OpenFile(const std::string& file) : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int number() const { return number_; }

  private:
    int number_;
};

}  // namespace

std::string read_bytes(const std::string& file) {
    const OpenFile open(file);
    if (open.number() < 0 && (errno == ENOENT || errno == ENOTDIR))
        throw InputError(fmt::format("{}: cannot be opened ({}) check the name", file, std::generic_category().message(errno)));
    if (open.number() < 0)
        throw MachineError(fmt::format("{}: cannot be opened ({}) check its permissions", file, std::generic_category().message(errno)));
    std::string bytes;
    std::array<char, std::size_t{1} << 16> piece{};
    for (;;) {
        const ssize_t count = ::read(open.number(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            throw MachineError(fmt::format("{}: cannot be read ({}) check the disk", file, std::generic_category().message(errno)));
        if (count == 0) return bytes;
        bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace qca
