#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "host/cli/commands.hpp"
#include "host/cli/merge_shards.hpp"
#include "host/cli/prepared_run.hpp"
#include "host/cli/shard_files.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/error.hpp"
#include "host/report/survival_report.hpp"
#include "host/store/result_file.hpp"
#include "host/store/run_directory.hpp"
#include "host/study/read_study.hpp"

namespace qca {

namespace {

/// The manifest that all shards share, and the file of each shard.
struct Found {
    RunManifest manifest;
    std::string where;
    std::map<std::uint64_t, std::string> files;
};

Found find(const std::vector<std::string>& sources) {
    Found found;
    for (const std::string& source : sources) {
        const RunDirectory directory = directory_of(source);
        const RunManifest manifest = directory.manifest();
        if (found.where.empty()) {
            found.manifest = manifest;
            found.where = directory.folder();
        }
        const std::vector<std::string> other = differences(found.manifest.identity, manifest.identity);
        if (!other.empty())
            throw InputError(fmt::format("{}: is no part of the run in {} ({}) merge shards of one run", directory.folder(), found.where,
                                         fmt::join(other, "; ")));
        for (const auto& [number, file] : shards_of(source, manifest.identity.shards)) found.files.emplace(number, file);
    }
    return found;
}

void require_all(const Found& found) {
    const std::uint64_t shards = found.manifest.identity.shards;
    std::vector<std::uint64_t> missing;
    for (std::uint64_t number = 0; number < shards; ++number)
        if (!found.files.contains(number)) missing.push_back(number);
    if (missing.empty()) return;
    throw InputError(fmt::format("{}: {} of {} shards are missing: {} (what is there is not the whole) run these parts, then merge again",
                                 found.where, missing.size(), shards, ranges_text(missing)));
}

}  // namespace

void add_merge_command(CLI::App& program) {
    struct Options {
        std::vector<std::string> sources;
        std::string output, study;
        int threads = 0;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("merge", "The shards of one run, evaluated in several parts, into its result file");
    command->add_option("DIR|FILE", options->sources, "run directories, or shard files in them")->required();
    command->add_option("-o,--output", options->output, "result file; the default is the one that the run was to write");
    command->add_option("--study", options->study, "study file, where it lies elsewhere than when the run began");
    command->add_option("--threads", options->threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    command->footer("Shards are read again and checked. The run directories stay.\nExample: qcasweep merge headline.h5.run -o headline.h5");
    command->callback([options] {
        const Found found = find(options->sources);
        require_all(found);
        const std::string output = options->output.empty() ? found.manifest.output : options->output;
        check_writable(output);
        const Study as_read = read_study(options->study.empty() ? found.manifest.study_file : options->study);
        const StudyData data = load_study_data(as_read);
        const RunIdentity& identity = found.manifest.identity;
        if (sha256(as_read.text) != identity.study_sha256 || sha256(data.bytes) != identity.data_sha256)
            throw InputError(fmt::format("{}: the study or its data have changed since {} was begun (the shards say nothing about them now) "
                                         "name the former files by --study",
                                         as_read.file, found.where));
        PreparedRun run = prepare_run(with_presets(as_read, data), data, identity.precision, identity.shard_size);
        const std::vector<std::string> other = differences(identity, run.identity);
        if (!other.empty()) throw InputError(fmt::format("{}: cannot be merged ({}) use what it was begun with", found.where, fmt::join(other, "; ")));
        run.study.file = found.manifest.study_named;
        run.study.data_file = found.manifest.data_named;
        std::vector<std::string> files;
        for (const auto& [number, file] : found.files) files.push_back(file);
        const SweepResult result = merge_shards(run, files, options->threads);
        write_result(result, output);
        fmt::print("{}\nresult file: {}\n", survival_summary(result), output);
    });
}

}  // namespace qca
