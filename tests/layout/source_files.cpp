#include "tests/layout/source_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace qca::test {

namespace fs = std::filesystem;

std::vector<SourceFile> source_files() {
    const fs::path root = QCA_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const char* top : {"host", "kernels"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".hpp" && extension != ".cpp" && extension != ".cu") continue;
            const fs::path name = fs::relative(entry.path(), root);
            std::ifstream stream(entry.path(), std::ios::binary);
            files.push_back({name.generic_string(), name.parent_path().generic_string(),
                             std::string(std::istreambuf_iterator<char>(stream), {})});
        }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

std::vector<Include> includes_of(std::string_view text) {
    static const std::regex pattern(R"(^\s*#\s*include\s*(["<])([^">]+)[">].*)");
    std::vector<Include> includes;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (std::regex_match(line, match, pattern))
            includes.push_back({number, match[2].str(), match[1].str() == "\""});
    }
    return includes;
}

}  // namespace qca::test
