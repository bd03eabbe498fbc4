#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/data/study_data.hpp"
#include "host/report/chance_report.hpp"
#include "host/robustness/chance.hpp"
#include "host/study/read_study.hpp"
#include "host/study/study_path.hpp"

namespace qca {

void add_chance_command(CLI::App& program) {
    struct Options {
        std::string study, margins = "both", format = "text", progress = "auto";
        std::vector<std::string> paths;
        ChanceOptions chance;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "chance", "Could the solution be there by chance: permutation tests, random data, and how many changed cases it survives");
    command->add_option("STUDY", options->study, "study file (TOML)")->required();
    command->add_option("--path", options->paths,
                        "a path to test, by expression or by its name in the study file; may be repeated; else those of the first model")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--permutations", options->chance.permutations.permutations,
                        "random permutations of the outcome, and random data sets of each kind")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1000000000000}))
        ->capture_default_str();
    command->add_option("--exact", options->chance.permutations.exact,
                        "arrangements up to so many are all looked at, instead of random ones; the limit on ways to change cases of fuzzy sets")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1000000000000}))
        ->capture_default_str();
    command->add_option("--seed", options->chance.permutations.seed, "of the random numbers")->capture_default_str();
    command->add_option("--margins", options->margins,
                        "of random data: outcome (its memberships permuted over the cases), sets (each set permuted by itself), both or none")
        ->check(CLI::IsMember({"both", "outcome", "sets", "none"}))
        ->capture_default_str();
    command->add_option("--changes", options->chance.changes, "most cases that are deleted or recoded; 0: none")
        ->check(CLI::Range(0, 1000000))
        ->capture_default_str();
    command->add_option("--threads", options->chance.threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    add_progress_option(*command, options->progress);
    command->footer("Consistency, p and shares lie in [0, 1]; they do not depend on the number of threads.\n"
                    "Example: qcasweep chance configs/khanal2024-intensity.toml --path 'ENT*~UNI*GDP*POW'");
    command->callback([options] {
        const Study study = read_study(options->study);
        ChanceOptions chance = options->chance;
        for (const std::string& path : options->paths) chance.paths.push_back(study_path(study, path));
        chance.data_sets = chance.permutations.permutations;
        if (options->margins == "outcome") chance.margins = {RandomMargins::outcome};
        if (options->margins == "sets") chance.margins = {RandomMargins::sets};
        if (options->margins == "none") chance.margins.clear();
        const StudyData data = load_study_data(study);
        chance.progress = step_reporter(options->progress);
        const Chance found = chance_of_solution(study, data, chance);
        chance.progress = {};  // the line goes
        fmt::print("{}", options->format == "json"  ? chance_json(study, data, chance, found)
                         : options->format == "csv" ? chance_csv(study, data, chance, found)
                                                    : chance_text(study, data, chance, found));
    });
}

}  // namespace qca
