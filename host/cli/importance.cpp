#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/result_study.hpp"
#include "host/report/importance_report.hpp"
#include "host/robustness/find_path.hpp"
#include "host/robustness/importance.hpp"
#include "host/store/result_file.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/study/reject.hpp"
#include "host/study/study_path.hpp"

namespace qca {

namespace {

struct ImportanceCommand {
    std::string file, path, data, box = "dies", format = "text", backend = "auto", progress = "auto";
    ImportanceOptions options;
};

/// The study, followed for one path if one is named.
Importance of_study(const ImportanceCommand& command) {
    Study study = read_study(command.file);
    if (!command.data.empty()) study.data_file = command.data;
    const StudyData data = load_study_data(study);
    if (!command.path.empty()) {
        std::vector<std::string> conditions;
        for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
        const Implicant path = study_path(study, command.path);
        std::string name = "path_1";
        for (const NamedPath& named : study.paths)
            if (named.implicant == path) name = named.name;
        study.paths = {{name, to_expression(path, conditions), path}};
    }
    return importance_of_study(study, data, command.options);
}

Importance of_result(const ImportanceCommand& command, const CLI::App& used) {
    for (const char* const option : {"--points", "--bootstrap", "--backend", "--data"})
        if (used.count(option) > 0)
            reject(command.file, fmt::format("{} beside a result file", option), "its scenarios are there already", "leave it out, or give the study file");
    const SweepResult result = read_result(command.file);
    std::vector<const PathResult*> paths;
    if (!command.path.empty()) paths.push_back(&find_path(result, command.path));
    else
        for (const PathResult& path : result.paths) paths.push_back(&path);
    return importance_of_result(result, command.file, paths, command.options);
}

}  // namespace

void add_importance_command(CLI::App& program) {
    const auto options = std::make_shared<ImportanceCommand>();
    CLI::App* command = program.add_subcommand(
        "importance", "Which choices matter: Sobol and PAWN indices, exact variance shares of a grid, the boxes of choices in which a path dies");
    command->add_option("FILE", options->file, "study file (TOML): draws from its sweep; or result file of a run: takes its scenarios")->required();
    command->add_option("--path", options->path, "expression such as 'ENT*~UNI*GDP*POW', or its name in the study file; else all paths of interest");
    command->add_option("--points", options->options.points, "base points of the design for a study; powers of two suit")
        ->check(CLI::Range(std::uint64_t{16}, std::uint64_t{1} << 24))
        ->capture_default_str();
    command->add_option("--seed", options->options.seed, "of design, bootstrap and dummies")->capture_default_str();
    command->add_option("--bootstrap", options->options.replicates, "replicates for the intervals of Sobol indices")
        ->check(CLI::Range(std::size_t{10}, std::size_t{100000}))
        ->capture_default_str();
    command->add_option("--box", options->box, "boxes of choices in which the path dies, or survives")
        ->check(CLI::IsMember({"dies", "survives"}))
        ->capture_default_str();
    command->add_option("--density", options->options.boxes.density, "share of such scenarios from which on a box is good")
        ->check(CLI::Range(0.01, 1.0))
        ->capture_default_str();
    command->add_option("--support", options->options.boxes.support, "share of all scenarios that a box has at least")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--boxes", options->options.boxes.boxes, "boxes at most")->check(CLI::Range(0, 100))->capture_default_str();
    command->add_option("--data", options->data, "the data file, where it is not in its place");
    command->add_option("--backend", options->backend, "auto takes a usable GPU, else the CPU")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--threads", options->options.sweep.threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    add_progress_option(*command, options->progress);
    command->footer("A study is evaluated base points x (choices + 2) times, the result of a run not at all.\n"
                    "Example: qcasweep importance configs/khanal2024-sobol.toml --path 'ENT*~UNI*GDP*POW'");
    command->callback([options, command] {
        options->options.sweep.backend = options->backend == "cpu"    ? BackendChoice::cpu
                                         : options->backend == "cuda" ? BackendChoice::cuda
                                                                      : BackendChoice::automatic;
        options->options.progress = step_reporter(options->progress);
        options->options.surviving = options->box == "survives";
        const Importance importance = is_result_file(options->file) ? of_result(*options, *command) : of_study(*options);
        options->options.progress = {};  // the line goes
        fmt::print("{}", options->format == "json"  ? importance_json(importance, options->options)
                         : options->format == "csv" ? importance_csv(importance)
                                                    : importance_text(importance, options->options));
    });
}

}  // namespace qca
