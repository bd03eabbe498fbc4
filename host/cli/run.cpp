#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "host/build_info.hpp"
#include "host/cli/clock.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/machine_room.hpp"
#include "host/cli/prepared_run.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/result_name.hpp"
#include "host/cli/run_shards.hpp"
#include "host/cli/shard_range.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/error.hpp"
#include "host/report/survival_report.hpp"
#include "host/store/result_file.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/forecast.hpp"
#include "host/sweep/measure_rate.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/shard_list.hpp"
#include "host/sweep/slice_study.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

namespace {

void write_in_one_go(const Study& study, const StudyData& data, const SweepOptions& sweep, const std::string& output) {
    const std::string started = utc_now();
    SweepResult result = run_sweep(study, data, sweep);
    result.provenance.started = started;
    result.provenance.finished = utc_now();
    result.provenance.seconds = seconds_to_note(result.provenance.seconds);
    result.provenance.host = host_name();
    result.provenance.study_sha256 = sha256(study.text);
    result.provenance.data_sha256 = sha256(data.bytes);
    write_result(result, output);
    fmt::print("{}\nresult file: {}\n", survival_summary(result), output);
}

/// Whether a result file is of this very study, data and program: then nothing is left to go on with.
bool is_finished(const std::string& output, const Study& study, const StudyData& data) {
    std::error_code error;
    if (run_directory_of(output).exists() || !std::filesystem::exists(output, error)) return false;
    try {
        const Provenance there = read_result(output).provenance;
        const BuildInfo build = build_info();
        return there.study_sha256 == sha256(study.text) && there.data_sha256 == sha256(data.bytes) && there.version == build.version &&
               there.commit == build.commit;
    } catch (const InputError&) {
        return false;  // no result: it is replaced by one
    }
}

/// Bytes that a run directory has already.
double bytes_in(const RunDirectory& directory) {
    double bytes = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory.folder(), error), end; !error && entry != end; entry.increment(error)) {
        const std::uintmax_t size = entry->file_size(error);
        if (!error) bytes += static_cast<double>(size);
    }
    return bytes;
}

/// What does not fit this machine or a night is said before it is tried. To measure how long a run takes is worth its time only where
/// that may be hours.
void warn(const Study& as_read, const StudyData& data, const SweepPlan& plan, std::uint64_t size, const std::string& output,
          const SweepOptions& sweep, const Backend& backend, const ShardRange& range, bool as_json) {
    constexpr double hour = 3600;
    const Study study = with_paths(as_read, data);
    const int threads = threads_to_use(sweep.threads);
    double rate = 0;
    if (least_seconds(plan, study.conditions.size(), data.cases.size(), threads) > hour * static_cast<double>(range.parts)) {
        rate = measure_rate(study, data) * static_cast<double>(range.parts);
        if (backend.name == "cpu") rate *= static_cast<double>(threads) / threads_to_use(0);
    }
    const RunForecast forecast = forecast_run(study, plan, plan_columns(study, plan), data.cases.size(), size, threads, rate);
    for (const std::string& warning : misfits(forecast, machine_room(output), output, bytes_in(run_directory_of(output)))) {
        if (as_json) fmt::print(stderr, "{}\n", nlohmann::ordered_json{{"warning", warning}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        else fmt::print(stderr, "warning: {}\n", warning);
    }
}

void run_in_shards(const PreparedRun& run, const ShardedRun& how) {
    const SweepResult result = run_shards(run, how);
    if (how.range.is_whole()) {
        fmt::print("{}\nresult file: {}\n", survival_summary(result), how.output);
        return;
    }
    const std::uint64_t shards = run.list.shards.size(), begin = how.range.begin(shards), end = how.range.end(shards);
    const std::string folder = run_directory_of(how.output).folder();
    if (begin == end)
        fmt::print("part {} of {} has no shard to evaluate: there are {} (--shard-size makes them smaller)\n", how.range.part,
                   how.range.parts, shards);
    else fmt::print("part {} of {}: shards {} to {} of {} lie in {}\n", how.range.part, how.range.parts, begin + 1, end, shards, folder);
    fmt::print("when all parts are done: qcasweep merge {} -o {}\n", folder, how.output);
}

}  // namespace

void add_run_command(CLI::App& program) {
    struct Options {
        std::string study, output, backend = "auto", precision = "certified", progress = "auto", shard;
        int threads = 0;
        std::uint64_t shard_size = 0;
        bool resume = false, keep_shards = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("run", "Evaluate every scenario of the study's sweep into one HDF5 file");
    command->add_option("STUDY", options->study, "study file (TOML)")->required();
    command->add_option("-o,--output", options->output, "result file; the default is the study's name with .h5, in results/ when there is such a folder");
    command->add_option("--backend", options->backend, "auto takes a usable GPU, else the CPU")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    command->add_option("--precision", options->precision,
                        "sums in double (exact), or in whole numbers wherever they decide as doubles do; the result is the same")
        ->check(CLI::IsMember({"exact", "certified"}))
        ->capture_default_str();
    add_progress_option(*command, options->progress);
    command->add_flag("--resume", options->resume, "go on with a run that was interrupted; a finished one is left as it is");
    command->add_option("--shard", options->shard,
                        "part i/N of the shards, i from 1, for `qcasweep merge`; auto, the default where they are set: from "
                        "SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT; 1/1: the whole run");
    command->add_option("--shard-size", options->shard_size,
                        "calibrations (of a design: samples) that are saved together; the default is some seconds of work, 0")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 62));
    command->add_flag("--keep-shards", options->keep_shards, "leave the run directory FILE.run when the result file is written");
    command->footer("A run of more than one shard saves each in FILE.run. SIGINT or SIGTERM: the shard in work is finished and saved (exit\n"
                    "status 75), a second one ends at once; SIGUSR1: says how far it is and goes on. SOURCE_DATE_EPOCH: the time to write down.\n"
                    "Example: qcasweep run configs/khanal2024-headline.toml -o headline.h5 --threads 2");
    command->callback([options] {
        const Study as_read = read_study(options->study);
        const StudyData data = load_study_data(as_read);
        const Study study = with_presets(as_read, data);
        const std::string output = result_name(options->output, study);
        SweepOptions sweep;
        sweep.backend = options->backend == "cpu"    ? BackendChoice::cpu
                        : options->backend == "cuda" ? BackendChoice::cuda
                                                     : BackendChoice::automatic;
        sweep.threads = options->threads;
        sweep.precision = options->precision == "exact" ? Precision::exact : Precision::certified;
        sweep.progress = progress_reporter(options->progress);
        check_writable(output);
        // A study that cannot be run is refused before anything is said about how it runs.
        const std::optional<ShardRange> range = shard_range(options->shard);
        const SweepPlan plan = plan_sweep(study, data.cases);
        check_slices(study, data, plan);
        plan_columns(study, plan);
        const Backend backend = choose_backend(sweep.backend);
        if (options->progress != "json" && options->progress != "none") {
            for (const std::string& note : study.notes) fmt::print(stderr, "note: {}\n", note);
            fmt::print(stderr, "backend: {} ({})\n", backend.name, backend.device);
        }
        const RunDirectory directory = run_directory_of(output);
        directory.remove_finished();
        if (options->resume && !range && is_finished(output, study, data)) {
            fmt::print("result file: {} is finished already\n", output);
            return;
        }
        // Those who share a run must cut it alike, whatever machines they have.
        const int threads = range ? threads_of_part : threads_to_use(sweep.threads);
        const std::uint64_t size =
            options->shard_size > 0 ? options->shard_size : usual_shard_size(plan, study.conditions.size(), data.cases.size(), threads);
        warn(study, data, plan, size, output, sweep, backend, range.value_or(ShardRange{}), options->progress == "json");
        if (is_one_shard(plan, size) && !range && !options->keep_shards && !directory.exists()) return write_in_one_go(study, data, sweep, output);
        // A run that is there goes on as it was begun.
        const bool is_begun = options->shard_size == 0 && directory.exists();
        run_in_shards(prepare_run(study, data, options->precision, is_begun ? directory.manifest().identity.shard_size : size),
                      {output, range.value_or(ShardRange{}), options->resume, options->keep_shards, sweep});
    });
}

}  // namespace qca
