#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/data/study_data.hpp"
#include "host/report/ranges_report.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/study/read_study.hpp"
#include "host/study/study_path.hpp"

namespace qca {

void add_ranges_command(CLI::App& program) {
    struct Options {
        std::string study, path, format = "text";
        RangeOptions ranges;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "ranges", "How far each anchor and cutoff can be moved, alone, until the solution (or a path's fate) changes: exactly");
    command->add_option("STUDY", options->study, "study file (TOML)")->required();
    command->add_option("--path", options->path, "ranges of this path's survival: an expression, or its name in the study file");
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--reach", options->ranges.reach,
                        "how far anchors are searched beyond the data and the other anchors, in distances from exclusion to inclusion")
        ->check(CLI::Range(0.0, 100.0))
        ->capture_default_str();
    command->add_option("--threads", options->ranges.threads, "CPU threads; 0: all")
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
    command->footer("Anchors in the units of the raw values (ranks of ranked sets), cutoffs in [0, 1] and cases.\n"
                    "Example: qcasweep ranges configs/khanal2024-intensity.toml --path 'ENT*~UNI*GDP*POW'");
    command->callback([options] {
        const Study study = read_study(options->study);
        RangeOptions ranges = options->ranges;
        if (!options->path.empty()) ranges.path = study_path(study, options->path);
        const StudyData data = load_study_data(study);
        const FlipRanges found = flip_ranges(study, data, ranges);
        fmt::print("{}", options->format == "json"  ? ranges_json(study, data, found)
                         : options->format == "csv" ? ranges_csv(study, data, found)
                                                    : ranges_text(study, data, found));
    });
}

}  // namespace qca
