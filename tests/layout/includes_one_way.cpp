// Who may use whom: main -> cli -> {sweep, robustness, report} -> {study, data, plan, minimize, analysis,
// store}
// -> kernels. The linker sees calls between folders; this sees headers, too.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/layout/source_files.hpp"

namespace qca {
namespace {

using test::Include;
using test::SourceFile;

/// What each folder may include besides itself: folders (with all below them), or single headers.
const std::map<std::string, std::vector<std::string>>& allowed() {
    static const std::map<std::string, std::vector<std::string>> rules{
        {"kernels", {"kernels/math"}},  // the headers that all of kernels share
        {"kernels/math", {"kernels/portability.hpp"}},
        {"kernels/stage", {"kernels/math", "kernels/portability.hpp", "kernels/views.hpp"}},
        {"kernels/backend",
         {"kernels/math", "kernels/stage", "kernels/portability.hpp", "kernels/views.hpp"}},
        {"kernels/backend/cpu",
         {"kernels/backend", "kernels/math", "kernels/stage", "kernels/portability.hpp",
          "kernels/views.hpp"}},
        {"kernels/backend/cuda",
         {"kernels/backend", "kernels/math", "kernels/stage", "kernels/portability.hpp",
          "kernels/views.hpp"}},
        {"kernels/measure",
         {"kernels/backend", "kernels/math", "kernels/stage", "kernels/portability.hpp",
          "kernels/views.hpp"}},
        {"host", {"host/cli/program.hpp", "host/build_info.hpp"}},  // main.cpp and build_info.cpp
        {"host/study", {"host/error.hpp", "kernels"}},
        {"host/data", {"host/study", "host/error.hpp", "kernels"}},
        {"host/plan", {"host/study", "host/error.hpp", "kernels"}},
        {"host/minimize", {"kernels"}},
        {"host/analysis", {"host/study", "host/data", "host/minimize", "host/error.hpp", "kernels"}},
        {"host/sweep",
         {"host/plan", "host/study", "host/data", "host/minimize", "host/analysis", "host/build_info.hpp",
          "host/error.hpp", "kernels"}},
        // A result file is written from plain data: of the sweep the store knows its outcome, not how it
        // runs, and what follows from that outcome.
        {"host/store",
         {"host/sweep/sweep_result.hpp", "host/sweep/shard_result.hpp", "host/sweep/similarity_spread.hpp", "host/plan/axis.hpp", "host/plan/most_shards.hpp",
          "host/plan/sample_design.hpp", "host/error.hpp", "kernels"}},
        {"host/robustness",
         {"host/sweep", "host/plan", "host/study", "host/data", "host/minimize", "host/analysis",
          "host/error.hpp", "host/step_progress.hpp", "kernels"}},
        {"host/recover", {"host/study", "host/data", "host/analysis", "host/error.hpp", "host/step_progress.hpp", "kernels"}},
        {"host/report",
         {"host/robustness", "host/recover", "host/sweep", "host/store", "host/plan", "host/study", "host/data",
          "host/minimize", "host/analysis", "host/build_info.hpp", "host/error.hpp", "host/step_progress.hpp", "kernels"}},
        {"host/appendix",
         {"host/report", "host/robustness", "host/sweep", "host/plan", "host/study", "host/data", "host/minimize", "host/analysis",
          "host/build_info.hpp", "host/error.hpp", "host/step_progress.hpp", "kernels"}},
        {"host/cli", {"host", "kernels"}},
    };
    return rules;
}

/// Libraries that only one folder knows.
struct Monopoly {
    const char* prefix;
    const char* folder;
};
constexpr Monopoly monopolies[] = {
    {"toml++", "host/study"},
    {"hdf5", "host/store"},
    {"H5", "host/store"},
    {"CLI/", "host/cli"},
    {"cuda", "kernels/backend/cuda"},
    {"thrust", "kernels/backend/cuda"},
    {"cub", "kernels/backend/cuda"},
};

/// Whether `path` is `part` or lies in the folder `part`.
bool within(std::string_view path, std::string_view part) {
    return path.starts_with(part) && (path.size() == part.size() || path[part.size()] == '/');
}

/// What is wrong with an #include line of a file, "" when nothing is.
std::string complaint(const std::string& folder, const Include& include) {
    if (!include.ours) {
        for (const Monopoly& monopoly : monopolies)
            if (include.path.starts_with(monopoly.prefix) && folder != monopoly.folder)
                return fmt::format("<{}> belongs to {}", include.path, monopoly.folder);
        return "";
    }
    if (!within(include.path, "host") && !within(include.path, "kernels"))
        return fmt::format("\"{}\" does not start at the root of the repository", include.path);
    const std::string included_folder = include.path.substr(0, include.path.rfind('/'));
    if (included_folder == folder) return "";
    const auto rule = allowed().find(folder);
    if (rule == allowed().end()) return "the folder has no rule in tests/layout/includes_one_way.cpp";
    const auto& parts = rule->second;
    const bool fine =
        std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return within(include.path, part); });
    return fine ? "" : fmt::format("{} must not use \"{}\"", folder, include.path);
}

TEST(Includes, GoOneWay) {
    const std::vector<SourceFile> files = test::source_files();
    ASSERT_GT(files.size(), 100u) << "the sources were not found";
    std::size_t seen = 0;
    for (const SourceFile& file : files)
        for (const Include& include : test::includes_of(file.text)) {
            EXPECT_EQ(complaint(file.folder, include), "") << file.name << ":" << include.line;
            ++seen;
        }
    EXPECT_GT(seen, 500u) << "the #include lines were not understood";
}

TEST(Includes, AWrongOneIsNoticed) {
    EXPECT_NE(complaint("kernels/math", {1, "kernels/stage/fit_solutions.hpp", true}), "");
    EXPECT_NE(complaint("kernels/stage", {1, "kernels/backend/buffer.hpp", true}), "");
    EXPECT_NE(complaint("kernels/backend", {1, "host/error.hpp", true}), "");
    EXPECT_NE(complaint("kernels/backend", {1, "kernels/measure/rates.hpp", true}), "");
    EXPECT_NE(complaint("kernels/measure", {1, "host/minimize/minimize.hpp", true}), "");
    EXPECT_NE(complaint("host/study", {1, "host/data/study_data.hpp", true}), "");
    EXPECT_NE(complaint("host/minimize", {1, "host/study/study.hpp", true}), "");
    EXPECT_NE(complaint("host/store", {1, "host/sweep/run_sweep.hpp", true}), "");
    EXPECT_NE(complaint("host/report", {1, "host/cli/program.hpp", true}), "");
    EXPECT_NE(complaint("host/study", {1, "read_study.hpp", true}), "");
    EXPECT_NE(complaint("host/report", {1, "CLI/CLI.hpp", false}), "");
    EXPECT_NE(complaint("host/data", {1, "toml++/toml.h", false}), "");
    EXPECT_NE(complaint("host/sweep", {1, "H5Cpp.h", false}), "");
    EXPECT_NE(complaint("kernels/backend", {1, "cuda_runtime.h", false}), "");
    EXPECT_NE(complaint("host/sweep", {1, "thrust/sort.h", false}), "");
    EXPECT_NE(complaint("host/a_new_folder", {1, "host/error.hpp", true}), "");
    EXPECT_EQ(complaint("host/store", {1, "host/sweep/sweep_result.hpp", true}), "");
    EXPECT_EQ(complaint("host/study", {1, "toml++/toml.h", false}), "");
}

TEST(Includes, OnlyOneFileAsksWhichCompilerReadsIt) {
    std::size_t asking = 0;
    for (const SourceFile& file : test::source_files())
        for (const char* macro : {"__CUDACC__", "__CUDA_ARCH__"}) {
            if (file.text.find(macro) == std::string::npos) continue;
            ++asking;
            EXPECT_EQ(file.name, "kernels/portability.hpp") << "asks for " << macro;
        }
    EXPECT_EQ(asking, 2u);
}

}  // namespace
}  // namespace qca
