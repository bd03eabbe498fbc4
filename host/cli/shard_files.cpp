#include "host/cli/shard_files.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/store/shard_file.hpp"

namespace qca {

namespace fs = std::filesystem;

RunDirectory directory_of(const std::string& source) {
    std::error_code error;
    if (fs::is_directory(source, error)) return RunDirectory(source);
    const std::string folder = fs::path(source).parent_path().string();
    return RunDirectory(folder.empty() ? "." : folder);
}

std::map<std::uint64_t, std::string> shards_of(const std::string& source, std::uint64_t shards) {
    std::error_code error;
    std::map<std::uint64_t, std::string> files;
    if (!fs::is_directory(source, error)) {
        const ShardHeader header = read_shard_header(source);
        if (header.number >= shards)
            throw InputError(fmt::format("{}: is shard {} of a run that has {} (it belongs to another one) leave it out", source, header.number + 1,
                                         shards));
        files.emplace(header.number, source);
        return files;
    }
    const RunDirectory directory(source);
    for (std::uint64_t number = 0; number < shards; ++number)
        if (fs::exists(directory.shard_file(number), error)) files.emplace(number, directory.shard_file(number));
    return files;
}

std::string ranges_text(const std::vector<std::uint64_t>& numbers) {
    std::string text;
    for (std::size_t first = 0; first < numbers.size();) {
        std::size_t last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        text += fmt::format("{}{}", text.empty() ? "" : ", ", numbers[first] + 1);
        if (last > first) text += fmt::format("-{}", numbers[last] + 1);
        first = last + 1;
    }
    return text;
}

}  // namespace qca
