#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/data/number_text.hpp"
#include "host/error.hpp"
#include "host/recover/read_published.hpp"
#include "host/recover/recover.hpp"
#include "host/report/recover_report.hpp"
#include "host/study/read_study.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

struct RecoverCommand {
    std::string study, grid = "steps", transforms = "all", format = "text", progress = "auto";
    std::vector<std::string> published, steps;
    RecoverOptions recover;
};

/// `0.5` for all ranks, or `GDP=500` for one set.
void add_step(const Study& study, const std::string& text, SpaceOptions& space) {
    const std::size_t equals = text.find('=');
    const std::string number = equals == std::string::npos ? text : text.substr(equals + 1);
    const std::optional<double> step = number_text(number).form == NumberText::Form::number ? number_value(number) : std::nullopt;
    if (!step || !(*step > 0))
        reject(fmt::format("{}: --step", study.file), fmt::format("'{}' is no step", text), "it is a number above 0, for ranks or for a named set",
               "write 0.5, or GDP=500");
    if (equals == std::string::npos)
        space.rank_step = *step;
    else
        space.steps.emplace_back(text.substr(0, equals), *step);
}

void print_recovery(const RecoverCommand& command) {
    if (command.published.empty())
        throw InputError("recover: no printed table given (there is nothing to reproduce) name one: --published TABLE.csv");
    const Study study = read_study(command.study);
    RecoverOptions options = command.recover;
    options.space.grid = command.grid == "steps" ? AnchorGrid::steps : command.grid == "data" ? AnchorGrid::data : AnchorGrid::sweep;
    options.space.transforms = command.transforms == "all"    ? TransformChoice::all
                               : command.transforms == "ties" ? TransformChoice::ties
                                                              : TransformChoice::own;
    for (const std::string& step : command.steps) add_step(study, step, options.space);
    const StudyData data = load_study_data(study);
    const Published published = read_published(command.published, study, data.cases);
    options.progress = step_reporter(command.progress);
    const Recovery recovery = recover(study, data, published, options);
    options.progress = {};  // the line goes
    fmt::print("{}", command.format == "json"  ? recover_json(study, data, published, recovery)
                     : command.format == "csv" ? recover_csv(study, data, published, recovery)
                                               : recover_text(study, data, published, recovery));
}

}  // namespace

void add_recover_command(CLI::App& program) {
    const auto options = std::make_shared<RecoverCommand>();
    CLI::App* command = program.add_subcommand(
        "recover", "Which anchors, tie rules and transforms reproduce printed tables to their decimals, and which figures are misprints");
    command->add_option("STUDY", options->study, "study file (TOML): data, sets and calibration as the publication states them")->required();
    command->add_option("--published", options->published,
                        "printed table of the study's outcome, at least one (CSV with the header condition,inclN,RoN,covN, or with the conditions and n,incl,PRI,cases); "
                        "may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_flag("--outcome", options->recover.space.search_outcome, "search the outcome's anchors, too; else it is as in the study");
    command->add_option("--fix", options->recover.space.fixed, "a condition that is calibrated as in the study; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--grid", options->grid, "anchors tried: steps over the range of the values, data (values and their middles), or sweep ([sweep.anchors])")
        ->check(CLI::IsMember({"steps", "data", "sweep"}))
        ->capture_default_str();
    command->add_option("--step", options->steps, "of the steps: 0.5 for ranks, GDP=500 for one set; else half the least distance of two values, at most 64 steps")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--transforms", options->transforms, "all (ranks with each tie rule, and raw values), ties (of sets that the study ranks), or own")
        ->check(CLI::IsMember({"all", "ties", "own"}))
        ->capture_default_str();
    command->add_option("--within", options->recover.within, "list also candidates that reproduce so many figures fewer than the best")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_option("--top", options->recover.top, "joint candidates listed")->check(CLI::Range(1, 10000))->capture_default_str();
    command->add_option("--limit", options->recover.limit, "boxes of joint candidates that are bounded at most")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1000000000000}))
        ->capture_default_str();
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--threads", options->recover.threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    add_progress_option(*command, options->progress);
    command->footer("Anchors in the units of the raw values, or ranks. A figure is reproduced within half a unit of its last printed digit.\n"
                    "Example: qcasweep recover configs/khanal2024-diffusion-stated.toml --published tests/golden/data/khanal2024/necessity_a5_diffusion_as_printed.csv");
    command->callback([options] { print_recovery(*options); });
}

}  // namespace qca
