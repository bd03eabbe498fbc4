#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include <unistd.h>

#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/report/survival_report.hpp"
#include "host/store/result_file.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

std::string utc_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

std::string host_name() {
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

void add_run_command(CLI::App& program) {
    struct Options {
        std::string study, output, backend = "auto", precision = "certified", progress = "auto";
        int threads = 0;
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
    command->footer("Example: qcasweep run configs/khanal2024-headline.toml -o headline.h5 --threads 2");
    command->callback([options] {
        const Study as_read = read_study(options->study);
        const StudyData data = load_study_data(as_read);
        const Study study = with_presets(as_read, data);
        std::string output = options->output;
        if (output.empty())
            output = (std::filesystem::is_directory("results") ? "results/" : "") + study.name + ".h5";
        SweepOptions sweep;
        sweep.backend = options->backend == "cpu"    ? BackendChoice::cpu
                        : options->backend == "cuda" ? BackendChoice::cuda
                                                     : BackendChoice::automatic;
        sweep.threads = options->threads;
        sweep.precision = options->precision == "exact" ? Precision::exact : Precision::certified;
        sweep.progress = progress_reporter(options->progress);
        check_writable(output);
        // A study that cannot be run is refused before anything is said about how it runs.
        const SweepPlan plan = plan_sweep(study, data.cases);
        check_slices(study, data, plan);
        plan_columns(study, plan);
        const Backend backend = choose_backend(sweep.backend);
        if (options->progress != "json" && options->progress != "none") {
            for (const std::string& note : study.notes) fmt::print(stderr, "note: {}\n", note);
            fmt::print(stderr, "backend: {} ({})\n", backend.name, backend.device);
        }
        const std::string started = utc_now();
        SweepResult result = run_sweep(study, data, sweep);
        result.provenance.started = started;
        result.provenance.finished = utc_now();
        result.provenance.host = host_name();
        result.provenance.study_sha256 = sha256(study.text);
        result.provenance.data_sha256 = sha256(data.bytes);
        write_result(result, output);
        fmt::print("{}\nresult file: {}\n", survival_summary(result), output);
    });
}

}  // namespace qca
