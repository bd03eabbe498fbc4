#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <system_error>

#include "host/cli/commands.hpp"
#include "host/cli/machine_room.hpp"
#include "host/cli/result_name.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/report/plan_report.hpp"
#include "host/report/slurm_script.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/shard_list.hpp"
#include "host/sweep/slice_study.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

namespace {

namespace fs = std::filesystem;

struct PlannedRun {
    Study study;
    SweepPlan plan;
    ColumnPlan columns;
    std::string output;
    std::uint64_t shard_size = 1;
    int threads = 1;
    double rate = 0;  ///< calibrations (of a design: samples) a second
    RunForecast forecast;
    MachineRoom room;
    std::vector<std::string> warnings;
};

/// As a whole number where that is exact.
nlohmann::ordered_json whole(double bytes) {
    return bytes < 9e15 ? nlohmann::ordered_json(static_cast<std::uint64_t>(bytes)) : nlohmann::ordered_json(bytes);
}

nlohmann::ordered_json whole(const std::optional<double>& bytes) { return bytes ? whole(*bytes) : nlohmann::ordered_json(); }

std::string plan_json(const PlannedRun& run) {
    const SweepPlan& plan = run.plan;
    nlohmann::ordered_json json{{"study", run.study.name}, {"design", design_names[static_cast<std::size_t>(plan.design.design)]}};
    for (const Axis& axis : plan.axes) json["axes"].push_back({{"name", axis.name}, {"size", axis.size()}});
    json["scenarios"] = plan.scenarios;
    json["scenarios_to_evaluate"] = plan.evaluated;
    json["calibrations"] = plan.calibrations;
    json["calibrations_per_second"] = run.rate;
    json["seconds"] = run.forecast.seconds;
    json["shards"] = run.forecast.shards;
    json["shard_size"] = run.shard_size;
    json["result_bytes"] = whole(std::ceil(run.forecast.result_bytes));
    json["shard_bytes"] = whole(std::ceil(run.forecast.shard_bytes));
    json["memory_bytes"] = whole(std::ceil(run.forecast.memory_bytes));
    json["disk_free_bytes"] = whole(run.room.disk);
    json["memory_available_bytes"] = whole(run.room.memory);
    json["warnings"] = run.warnings;
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// As many parts as make each about an hour of this machine's.
std::uint64_t usual_parts(double seconds) { return static_cast<std::uint64_t>(std::clamp(std::ceil(seconds / 3600), 2.0, 1000.0)); }

std::string absolute(const std::string& file) { return fs::absolute(file).lexically_normal().string(); }

std::string slurm_text(const PlannedRun& run, std::uint64_t parts) {
    constexpr double mebibyte = 1024 * 1024, memory_step = 256, shards_of_part = 4, spare_minutes = 10;
    SlurmArray array;
    array.name = run.study.name;
    std::error_code error;
    const fs::path itself = fs::read_symlink("/proc/self/exe", error);
    array.program = error ? "qcasweep" : itself.string();
    array.study = absolute(run.study.file);
    array.output = absolute(run.output);
    array.parts = parts == 0 ? usual_parts(run.forecast.seconds) : parts;
    // A part of few shards would be longer than the others by one.
    const std::uint64_t all = run.plan.design.stated() ? run.plan.scenarios : run.plan.calibrations;
    const auto of_part = static_cast<std::uint64_t>(static_cast<double>(all) / (shards_of_part * static_cast<double>(array.parts)));
    array.shard_size = std::clamp<std::uint64_t>(of_part, 1, run.shard_size);
    array.threads = static_cast<std::uint64_t>(run.threads);
    array.mebibytes = static_cast<std::uint64_t>(memory_step * std::ceil(1.25 * run.forecast.memory_bytes / mebibyte / memory_step));
    array.minutes = static_cast<std::uint64_t>(std::ceil(1.5 * run.forecast.seconds / static_cast<double>(array.parts) / 60 + spare_minutes));
    return slurm_script(array);
}

}  // namespace

void add_plan_command(CLI::App& program) {
    struct Options {
        std::string study, output, format = "text";
        std::uint64_t slurm = 0;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("plan", "What a run would do, without running: axes, scenarios, bytes, time");
    command->add_option("STUDY", options->study, "study file (TOML)")->required();
    command->add_option("-o,--output", options->output, "result file that the run is to write, whose disk counts; the default is that of run");
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
    CLI::Option* const slurm = command->add_option("--slurm", options->slurm,
                                                   "print a script instead, which submits the run to Slurm as a job array of N tasks and a job "
                                                   "that merges them; the default are tasks of about an hour");
    slurm->expected(0, 1)->type_name("[N]")->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}));
    command->footer("Times are in seconds on this machine, sizes in MiB (of --format json in bytes). What will not fit the disk, the memory or a\n"
                    "night (12 h) is said on stderr.\nExample: qcasweep plan configs/khanal2024-headline.toml");
    command->callback([options, slurm] {
        PlannedRun run;
        run.study = read_study(options->study);
        const StudyData data = load_study_data(run.study);
        run.study = with_presets(run.study, data);
        run.study.paths = paths_of_interest(run.study, data);
        run.plan = plan_sweep(run.study, data.cases);
        check_slices(run.study, data, run.plan);
        run.columns = plan_columns(run.study, run.plan);
        run.output = result_name(options->output, run.study);
        run.threads = threads_to_use(0);
        run.shard_size = usual_shard_size(run.plan, run.study.conditions.size(), data.cases.size(), run.threads);
        run.rate = measure_rate(run.study, data);
        run.forecast = forecast_run(run.study, run.plan, run.columns, data.cases.size(), run.shard_size, run.threads, run.rate);
        run.room = machine_room(run.output);
        run.warnings = misfits(run.forecast, run.room, run.output);
        for (const std::string& warning : run.warnings) fmt::print(stderr, "warning: {}\n", warning);
        if (slurm->count() > 0) fmt::print("{}", slurm_text(run, options->slurm));
        else if (options->format == "json") fmt::print("{}", plan_json(run));
        else fmt::print("{}{}", plan_text(run.study, run.plan, run.columns, run.rate), forecast_text(run.forecast));
    });
}

}  // namespace qca
