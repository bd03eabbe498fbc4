#include "tests/golden/r_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "host/study/read_study.hpp"

namespace qca::test {
namespace {

const std::filesystem::path data_folder = std::filesystem::path(QCA_SOURCE_DIR) / "tests/golden/data";

std::string set_text(const std::string& table, const std::string& name, const Json& anchors) {
    std::string text = fmt::format("[{}]\n{}column = \"{}\"\n", table,
                                   table == "outcome" ? fmt::format("name = \"{}\"\n", name) : "", name);
    if (!anchors.contains(name)) return text + "calibrate = \"none\"\n";
    const auto value = [&](int i) { return anchors[name][i].get<double>(); };
    return text + fmt::format("anchors = {{ exclusion = {}, crossover = {}, inclusion = {} }}\n", value(0),
                              value(1), value(2));
}

std::string expectations_text(const Json& conditions, const Json& expectations) {
    std::string text;
    for (std::size_t c = 0; c < conditions.size(); ++c) {
        const Json& value = expectations[c];
        const std::string expectation = value.is_string() ? value.get<std::string>() : value.dump();
        text += fmt::format("{}{} = \"{}\"", c == 0 ? "" : ", ", conditions[c].get<std::string>(),
                            expectation == "1"   ? "present"
                            : expectation == "0" ? "absent"
                                                 : "none");
    }
    return fmt::format("[solution]\ntype = \"intermediate\"\nexpect = {{ {} }}\n", text);
}

}  // namespace

std::vector<std::string> r_results(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder / folder))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

Json read_r_result(const std::string& folder, const std::string& name) {
    std::ifstream file(data_folder / folder / (name + ".json"));
    return Json::parse(file);
}

bool has_expectations(const Json& result) {
    return result.contains("dir_exp") && !result["dir_exp"].empty();
}

Study study_of(const Json& result, const std::string& folder, const std::string& name) {
    const Json& anchors = result["anchors"];
    std::string text =
        fmt::format("[study]\nname = \"{0}\"\n[data]\nfile = \"{0}.csv\"\ncases = \"CASE\"\n", name);
    text += set_text("outcome", result["outcome"].get<std::string>(), anchors);
    for (const std::string condition : result["conditions"])
        text += set_text("conditions." + condition, condition, anchors);
    text += fmt::format("[cutoffs]\nincl = {}\npri = {}\nn = {}\n", result["incl_cut"].get<double>(),
                        result["pri_cut"].get<double>(), result["n_cut"].get<int>());
    if (has_expectations(result)) text += expectations_text(result["conditions"], result["dir_exp"]);
    return parse_study(text, (data_folder / folder / (name + ".toml")).string());
}

}  // namespace qca::test
