// A study of configs with other lines, in a folder of its own.
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

class StudyFile {
  public:
    /// @param name     of the folder
    /// @param study    of configs, without .toml
    /// @param changes  lines of the study, and what stands in their place
    StudyFile(const std::string& name, const std::string& study, const std::vector<std::pair<std::string, std::string>>& changes)
        : folder_(std::filesystem::temp_directory_path() / ("qcasweep-bench-" + name)) {
        std::filesystem::create_directories(folder_);
        std::string text = read_study(QCA_SOURCE_DIR "/configs/" + study + ".toml").text;
        for (const auto& [line, other] : changes) replace(text, line, other);
        replace(text, "file = \"khanal2024.csv\"", "file = \"" QCA_SOURCE_DIR "/configs/khanal2024.csv\"");
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(this->study().c_str(), "wb"), std::fclose);
        if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size())
            throw std::runtime_error(this->study() + ": cannot be written");
    }
    ~StudyFile() { std::filesystem::remove_all(folder_); }
    StudyFile(const StudyFile&) = delete;
    StudyFile& operator=(const StudyFile&) = delete;

    std::string study() const { return (folder_ / "study.toml").string(); }
    std::string result() const { return (folder_ / "result.h5").string(); }
    /// The command that sweeps it.
    std::string command(int threads) const {
        return QCA_PROGRAM " run " + study() + " -o " + result() + " --progress none --threads " + std::to_string(threads);
    }

  private:
    static void replace(std::string& text, const std::string& part, const std::string& by) {
        const std::size_t at = text.find(part);
        if (at == std::string::npos) throw std::runtime_error("the study has no line " + part);
        text.replace(at, part.size(), by);
    }

    const std::filesystem::path folder_;
};

}  // namespace qca::bench
