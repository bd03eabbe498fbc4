// The headline study with other axes, in a folder of its own.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "host/study/read_study.hpp"

namespace qca::bench {

class HeadlineFile {
  public:
    /// @param name     of the folder
    /// @param changes  lines of the study, and what stands in their place
    HeadlineFile(const std::string& name, const std::vector<std::pair<std::string, std::string>>& changes)
        : folder_(std::filesystem::temp_directory_path() / ("qcasweep-bench-" + name)) {
        std::filesystem::create_directories(folder_);
        std::string text = read_study(QCA_SOURCE_DIR "/configs/khanal2024-headline.toml").text;
        for (const auto& [line, other] : changes) replace(text, line, other);
        replace(text, "file = \"khanal2024.csv\"", "file = \"" QCA_SOURCE_DIR "/configs/khanal2024.csv\"");
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(study().c_str(), "wb"), std::fclose);
        if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size())
            throw std::runtime_error(study() + ": cannot be written");
    }
    ~HeadlineFile() { std::filesystem::remove_all(folder_); }
    HeadlineFile(const HeadlineFile&) = delete;
    HeadlineFile& operator=(const HeadlineFile&) = delete;

    std::string study() const { return (folder_ / "study.toml").string(); }
    std::string result() const { return (folder_ / "result.h5").string(); }

  private:
    static void replace(std::string& text, const std::string& part, const std::string& by) {
        const std::size_t at = text.find(part);
        if (at == std::string::npos) throw std::runtime_error("the headline study has no line " + part);
        text.replace(at, part.size(), by);
    }

    const std::filesystem::path folder_;
};

}  // namespace qca::bench
