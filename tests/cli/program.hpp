// Runs the program as its users do.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace qca::test {

struct Finished {
    int status = -1;  ///< exit status; -1 when the program did not end by itself
    std::string out, err;
};

/// Runs `program` (found by its path) to its end; its input is empty.
/// @param folder  in which it works
Finished run(const std::string& program, const std::vector<std::string>& arguments,
             const std::filesystem::path& folder);

/// Runs qcasweep.
Finished run_qcasweep(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

/// An empty folder of the running test's own.
std::filesystem::path fresh_folder();

void write_file(const std::filesystem::path& file, const std::string& bytes);
std::string read_file(const std::filesystem::path& file);

/// Names of what lies in a folder.
std::set<std::string> names_in(const std::filesystem::path& folder);

/// `text` with the first occurrence of `from` replaced. @throws std::logic_error when there is none
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace qca::test
