#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/data/study_data.hpp"
#include "host/report/worst_report.hpp"
#include "host/robustness/worst_shift.hpp"
#include "host/study/read_study.hpp"
#include "host/study/study_path.hpp"

namespace qca {

void add_worst_command(CLI::App& program) {
    struct Options {
        std::string study, path, format = "text", progress = "auto";
        WorstOptions worst;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "worst", "The smallest shift of all anchors at once that loses a path (or changes the solution): proved and found bounds");
    command->add_option("STUDY", options->study, "study file (TOML)")->required();
    command->add_option("--path", options->path, "the path that is to be lost: an expression, or its name in the study file; else the solution changes");
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--reach", options->worst.reach, "longer shifts are not looked at, in distances from exclusion to inclusion")
        ->check(CLI::Range(1e-6, 100.0))
        ->capture_default_str();
    command->add_option("--boxes", options->worst.boxes, "most boxes of anchors looked at for the proof, in each norm; more bring the bounds closer")
        ->check(CLI::Range(1, 1'000'000'000))
        ->capture_default_str();
    command->add_option("--seed", options->worst.seed, "seed of the search for short shifts")->capture_default_str();
    command->add_option("--threads", options->worst.threads, "CPU threads for the ranges it starts from; 0: all")
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
    add_progress_option(*command, options->progress);
    command->footer("Shifts in units of each set's distance from the exclusion to the inclusion anchor.\n"
                    "Example: qcasweep worst configs/khanal2024-intensity.toml --path 'ENT*~UNI*GDP*POW'");
    command->callback([options] {
        const Study study = read_study(options->study);
        WorstOptions asked = options->worst;
        if (!options->path.empty()) asked.path = study_path(study, options->path);
        const StudyData data = load_study_data(study);
        asked.progress = step_reporter(options->progress);
        const WorstShift found = worst_shift(study, data, asked);
        asked.progress = {};  // the line goes
        fmt::print("{}", options->format == "json"  ? worst_json(study, data, found)
                         : options->format == "csv" ? worst_csv(study, data, found)
                                                    : worst_text(study, data, found));
    });
}

}  // namespace qca
