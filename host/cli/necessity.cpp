#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/report/necessity_report.hpp"
#include "host/store/result_file.hpp"

namespace qca {

void add_necessity_command(CLI::App& program) {
    struct Options {
        std::string file, format = "text";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "necessity", "Which sets stay necessary: inclN, RoN, covN over all scenarios, what moves them, and skew");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->footer("Shares are of the evaluated scenarios in which a set takes part; inclN, RoN and covN lie in [0, 1].\n"
                    "Example: qcasweep necessity headline.h5");
    command->callback([options] {
        const SweepResult result = read_result(options->file);
        fmt::print("{}", options->format == "json"  ? necessity_json(result)
                         : options->format == "csv" ? necessity_csv(result)
                                                    : necessity_text(result));
    });
}

}  // namespace qca
