#include "host/cli/result_study.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "host/store/result_file.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_file.hpp"
#include "host/study/read_study.hpp"
#include "host/study/reject.hpp"

namespace qca {

bool is_result_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string start(8, '\0');
    return stream.read(start.data(), 8) && start == "\x89HDF\r\n\x1a\n";
}

Study study_without_data(const SweepResult& result, const std::string& file) {
    const Provenance& from = result.provenance;
    Study study = parse_study(from.study_text, from.study_file);
    study.paths.clear();
    for (const PathResult& path : result.paths)
        study.paths.push_back({path.name, path.expression, parse_path(path.expression, result.conditions, file)});
    study.data_file = from.data_file;
    return study;
}

Study study_of_result(const SweepResult& result, const std::string& file, const std::string& data) {
    Study study = study_without_data(result, file);
    if (!data.empty()) study.data_file = data;
    if (data.empty() && !std::filesystem::exists(study.data_file))
        reject(file, fmt::format("its data are not found in '{}'", study.data_file), "the run read them from there",
               "name the file with --data");
    return study;
}

StudyData data_of_result(const SweepResult& result, const Study& study, const std::string& file) {
    constexpr std::size_t largest_data_file = std::size_t{1} << 30;
    const std::string digest = sha256(read_file(study.data_file, "data file", largest_data_file));
    if (digest != result.provenance.data_sha256)
        reject(study.data_file, fmt::format("these are not the data of {}", file),
               fmt::format("SHA-256 {}, of the run's data {}", digest, result.provenance.data_sha256),
               "name the file that was read with --data, or repeat the run");
    return load_study_data(study);
}

}  // namespace qca
