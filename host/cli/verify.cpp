#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "host/cli/commands.hpp"
#include "host/cli/shard_files.hpp"
#include "host/error.hpp"
#include "host/store/journal.hpp"
#include "host/store/result_file.hpp"
#include "host/store/shard_file.hpp"

namespace qca {

namespace {

void verify_run(const RunDirectory& directory) {
    const RunManifest manifest = directory.manifest();
    const std::string identity = identity_hash(manifest.identity);
    std::vector<std::string> bad;
    const auto files = shards_of(directory.folder(), manifest.identity.shards);
    for (const auto& [number, file] : files) {
        try {
            const ShardFile shard = read_shard(file);
            if (shard.header.identity != identity || shard.header.number != number) bad.push_back(file + ": is a shard of another run");
        } catch (const InputError& error) {
            bad.push_back(error.what());
        }
    }
    for (const ShardRange& range : directory.ranges()) {
        const Journal journal = read_journal(directory.journal_file(range));
        for (const std::size_t line : journal.bad_lines)
            bad.push_back(fmt::format("{}:{}: is not as it was written (no matter: the shards themselves count)", directory.journal_file(range), line));
    }
    for (const std::string& what : bad) fmt::print("{}\n", what);
    fmt::print("{}: {} of {} shards are there\n", directory.folder(), files.size(), manifest.identity.shards);
    if (!bad.empty())
        throw InputError(fmt::format("{}: {} damaged (named above) run with --resume evaluates damaged shards again", directory.folder(),
                                     bad.size() == 1 ? "one thing is" : fmt::format("{} things are", bad.size())));
    fmt::print("all of them are sound\n");
}

}  // namespace

void add_verify_command(CLI::App& program) {
    const auto source = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("verify", "Whether a result file, a run directory or a shard is as it was written");
    command->add_option("FILE|DIR", *source, "result file, run directory or shard file")->required();
    command->footer("A result file is read whole and its parts compared; of a run directory every shard's SHA-256 and every line's CRC-32.\n"
                    "Exit status 2 when something is damaged, and says what.\nExample: qcasweep verify headline.h5.run");
    command->callback([source] {
        std::error_code error;
        if (std::filesystem::is_directory(*source, error)) return verify_run(RunDirectory(*source));
        if (std::filesystem::path(*source).filename().string().starts_with("shard-")) read_shard(*source);
        else verify_result(*source);
        fmt::print("{}: is sound\n", *source);
    });
}

}  // namespace qca
