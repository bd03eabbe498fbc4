#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/report/census_report.hpp"
#include "host/store/result_file.hpp"

namespace qca {

void add_census_command(CLI::App& program) {
    struct Options {
        std::string file, format = "text";
        std::size_t most = 10;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "census", "What solutions a sweep has: how like the study's own, how ambiguous, with which paths, which conditions are core");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->add_option("--most", options->most, "solutions and paths that the text lists; json and csv have all")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->footer("Shares are of the evaluated scenarios of a solution type.\nExample: qcasweep census headline.h5 --most 20");
    command->callback([options] {
        const SweepResult result = read_result(options->file);
        fmt::print("{}", options->format == "json"  ? census_json(result)
                         : options->format == "csv" ? census_csv(result)
                                                    : census_text(result, options->most));
    });
}

}  // namespace qca
