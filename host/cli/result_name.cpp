#include "host/cli/result_name.hpp"

#include <filesystem>

namespace qca {

std::string result_name(const std::string& stated, const Study& study) {
    if (!stated.empty()) return stated;
    return (std::filesystem::is_directory("results") ? "results/" : "") + study.name + ".h5";
}

}  // namespace qca
