#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <unistd.h>

#include "host/cli/commands.hpp"
#include "host/error.hpp"
#include "host/report/export_csv.hpp"
#include "host/report/scenarios_csv.hpp"
#include "host/store/result_file.hpp"

namespace qca {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw MachineError(fmt::format("{}: cannot be written ({}) check the folder and the free space", file.string(), why));
}

/// The file appears under its name only when it is whole; what is left of one that could not be written is removed.
void write_table(const CsvTable& table, const fs::path& target) {
    const fs::path temporary = fmt::format("{}.tmp-{}", target.string(), ::getpid());
    const auto close = [](std::FILE* file) { std::fclose(file); };
    std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(temporary.c_str(), "wbx"), close);
    if (!file) refuse(target, std::generic_category().message(errno));
    try {
        table.rows([&](std::string_view text) {
            if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) refuse(target, std::generic_category().message(errno));
        });
        if (std::fflush(file.get()) != 0 || ::fsync(::fileno(file.get())) != 0) refuse(target, std::generic_category().message(errno));
        std::error_code error;
        fs::rename(temporary, target, error);
        if (error) refuse(target, error.message());
    } catch (...) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        throw;
    }
}

/// Makes the folder, and looks whether it may be written into.
void prepare_folder(const fs::path& folder, bool force) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        throw InputError(fmt::format("{}: is no folder (the tables go into one) name another", folder.string()));
    fs::create_directories(folder, error);
    if (error) refuse(folder, error.message());
    if (!force && !fs::is_empty(folder, error))
        throw InputError(fmt::format("{}: is not empty (tables there would be replaced) name a new folder, or add --force", folder.string()));
}

}  // namespace

void add_export_command(CLI::App& program) {
    struct Options {
        std::string file, folder;
        bool force = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("export", "A result file as tidy CSV tables: axes, maps, cases, census, necessity, scenarios");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("-o,--output", options->folder, "folder for the tables; made when it is not there")->required();
    command->add_flag("--force", options->force, "write into a folder that is not empty, and replace tables there");
    command->footer("Counts are scenarios. scenarios.csv is written where the file stores columns of a grid.\n"
                    "Example: qcasweep export small.h5 -o small-tables");
    command->callback([options] {
        const SweepResult result = read_result(options->file);
        prepare_folder(options->folder, options->force);
        for (const CsvTable& table : export_tables(result)) {
            write_table(table, fs::path(options->folder) / table.file);
            fmt::print("{}\n", (fs::path(options->folder) / table.file).string());
        }
        if (!has_scenarios(result))
            fmt::print(stderr, "note: scenarios.csv is left out ({})\n",
                       result.design.stated() ? "values of samples are drawn, not listed: they are in the result file"
                                              : "the run stored no columns: see [sweep.columns]");
    });
}

}  // namespace qca
