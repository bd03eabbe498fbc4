#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/report/result_info.hpp"
#include "host/store/result_file.hpp"

namespace qca {

void add_info_command(CLI::App& program) {
    const auto file = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("info", "Where a result file comes from and what is in it");
    command->add_option("FILE", *file, "result file of a run")->required();
    command->footer("Example: qcasweep info headline.h5");
    command->callback([file] { fmt::print("{}", info_text(read_result(*file))); });
}

}  // namespace qca
