#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "host/cli/commands.hpp"
#include "host/plan/find_choice.hpp"
#include "host/report/survival_report.hpp"
#include "host/robustness/find_path.hpp"
#include "host/robustness/where_choice.hpp"
#include "host/store/result_file.hpp"

namespace qca {

void add_path_command(CLI::App& program) {
    struct Options {
        std::string file, path, where, format = "text";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "path", "Does this path survive: shares by state and axis value, what kills it, which of its cases stay");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("PATH", options->path, "expression such as 'ENT*~UNI*GDP*POW', or its name in the study file")->required();
    command->add_option("--where", options->where, "only the scenarios with this choice, such as outcome=BRE or incl_cut=0.8");
    command->add_option("--format", options->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command->footer("Shares are of the evaluated scenarios.\nExample: qcasweep path headline.h5 'ENT*~UNI*GDP*POW'");
    command->callback([options] {
        SweepResult result = read_result(options->file);
        std::optional<std::size_t> where;
        if (!options->where.empty()) {
            const AxisValue choice = find_choice(result.axes, options->where, "--where");
            result = where_choice(result, choice);
            where = choice.axis;
        }
        const PathResult& path = find_path(result, options->path);
        fmt::print("{}", options->format == "json"  ? survival_json(result, path, where)
                         : options->format == "csv" ? survival_csv(result, path, where)
                                                    : survival_text(result, path, where));
    });
}

}  // namespace qca
