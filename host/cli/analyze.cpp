#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/analysis/analysis.hpp"
#include "host/cli/commands.hpp"
#include "host/data/study_data.hpp"
#include "host/error.hpp"
#include "host/report/analysis_report.hpp"
#include "host/study/read_study.hpp"

namespace qca {

void add_analyze_command(CLI::App& program) {
    struct Options {
        std::string study, format = "text";
        bool show_template = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "analyze", "One fsQCA analysis as the study file states it: calibrated data, necessity, truth table, solutions");
    command->add_option("STUDY", options->study, "study file (TOML)");
    command->add_option("--format", options->format, "text, or json with full double precision")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--template", options->show_template, "print a commented study file to start from, and stop");
    command->footer("Memberships, inclusion, PRI and coverage lie in [0, 1].\nExample: qcasweep analyze configs/khanal2024-intensity.toml");
    command->callback([options] {
        if (options->show_template) {
            fmt::print("{}", study_template());
            return;
        }
        if (options->study.empty())
            throw InputError("analyze: no study file given (a TOML file is needed) start from: qcasweep analyze --template");
        const Study study = read_study(options->study);
        const StudyData data = load_study_data(study);
        const Analysis analysis = analyze(study, data);
        fmt::print("{}", options->format == "json" ? analysis_json(study, data, analysis)
                                                   : analysis_text(study, data, analysis));
    });
}

}  // namespace qca
