#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/result_study.hpp"
#include "host/data/expand_presets.hpp"
#include "host/report/protocol_report.hpp"
#include "host/robustness/protocol.hpp"
#include "host/store/result_file.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

struct ProtocolCommand {
    std::string file, initial, data, models = "all", format = "text", progress = "auto";
    std::vector<std::string> tests;
    bool sweep = false;
    int threads = 0;
};

NamedExpression expression_of(const Study& study, const std::string& text, const char* option) {
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    const std::vector<Implicant> paths = parse_sum(text, conditions, fmt::format("{}: {}", study.file, option));
    return {to_expression(paths, conditions), paths};
}

ProtocolRequest request_of(const Study& study, const ProtocolCommand& command, bool of_result) {
    ProtocolRequest request;
    request.initial = study.protocol.initial;
    if (!command.initial.empty()) request.initial = expression_of(study, command.initial, "--initial");
    request.tests = study.protocol.tests;
    for (std::size_t next = 1; const std::string& test : command.tests) {
        const auto taken = [&](const std::string& name) {
            return std::any_of(request.tests.begin(), request.tests.end(), [&](const TestAnalysis& t) { return t.name == name; });
        };
        while (taken(fmt::format("T{}", next))) ++next;
        TestAnalysis analysis;
        analysis.name = fmt::format("T{}", next);
        analysis.solution = expression_of(study, test, "--test");
        request.tests.push_back(std::move(analysis));
    }
    request.sweep = command.sweep || of_result;
    if (request.sweep && !of_result && !study.sweep.stated)
        reject(study.file, "the study has no sweep", "--sweep takes all its scenarios as test solutions",
               "add [sweep], or name test solutions with --test or in [protocol.tests]");
    request.models = command.models == "all" ? TestModels::all : TestModels::first;
    request.threads = command.threads;
    return request;
}

void print_protocol(const ProtocolCommand& command) {
    Study study;
    StudyData data;
    const bool of_result = is_result_file(command.file);
    if (of_result) {
        const SweepResult result = read_result(command.file);
        study = study_of_result(result, command.file, command.data);
        data = data_of_result(result, study, command.file);
    } else {
        study = read_study(command.file);
        if (!command.data.empty()) study.data_file = command.data;
        data = load_study_data(study);
    }
    study = with_presets(study, data);
    ProtocolRequest request = request_of(study, command, of_result);
    request.progress = step_reporter(command.progress);
    const Protocol protocol = robustness_protocol(study, data, request);
    request.progress = {};  // the line goes
    fmt::print("{}", command.format == "json"  ? protocol_json(study, data, protocol)
                     : command.format == "csv" ? protocol_csv(study, data, protocol)
                                               : protocol_text(study, data, protocol));
}

}  // namespace

void add_protocol_command(CLI::App& program) {
    const auto options = std::make_shared<ProtocolCommand>();
    CLI::App* command = program.add_subcommand(
        "protocol", "The robustness test protocol: the solution against test solutions, named ones or all of a sweep");
    command->add_option("FILE", options->file,
                        "study file (TOML); or result file of a run, whose scenarios then all are test solutions")
        ->required();
    command->add_option("--test", options->tests, "a test solution on the study's own calibration, such as 'A*B + ~C'; may be repeated, "
                        "beside those of [protocol.tests]")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--initial", options->initial, "the initial solution; else [protocol] initial, else the first model of the study's own solution");
    command->add_flag("--sweep", options->sweep, "all scenarios of the study's sweep are test solutions, too");
    command->add_option("--models", options->models, "which models are tested where an analysis has several: all or first")
        ->check(CLI::IsMember({"all", "first"}))
        ->capture_default_str();
    command->add_option("--data", options->data, "the data file, where it is not in its place");
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    add_progress_option(*command, options->progress);
    command->footer("Memberships and measures lie in [0, 1], but for RF_cons, which can be above 1, and RCC_Rank, 1 to 4.\n"
                    "Example: qcasweep protocol configs/khanal2024-intensity.toml --test 'ENT*GDP*POW'");
    command->callback([options] { print_protocol(*options); });
}

}  // namespace qca
