// The sources of the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qca::test {

struct SourceFile {
    std::string name;    ///< from the root of the repository: host/study/study.hpp
    std::string folder;  ///< host/study
    std::string text;

    bool is_header() const { return name.ends_with(".hpp"); }
};

/// All .hpp, .cpp and .cu files under host/ and kernels/, by name.
std::vector<SourceFile> source_files();

struct Include {
    std::size_t line = 0;
    std::string path;   ///< without the quotes or brackets
    bool ours = false;  ///< in quotes
};

/// The #include lines of a source, in order.
std::vector<Include> includes_of(std::string_view text);

}  // namespace qca::test
