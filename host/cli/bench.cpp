#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/report/rates_report.hpp"
#include "host/sweep/host_rates.hpp"
#include "host/sweep/run_sweep.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

namespace {

void append(std::vector<Rate>& rates, const std::vector<Rate>& more) {
    rates.insert(rates.end(), more.begin(), more.end());
}

}  // namespace

void add_bench_command(CLI::App& program) {
    struct Options {
        std::string format = "text", backend = "auto";
        int threads = 1;
        bool quick = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("bench", "How fast this machine is, beside the ceiling of its arithmetic");
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_option("--backend", options->backend, "auto: the CPU, and the GPU where there is one")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "CPU threads of scenarios and run, beside one thread; 0: all")
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
    command->add_flag("--quick", options->quick, "about a second instead of about ten, and less steady figures");
    command->footer("Rates are per second.\n"
                    "Example: qcasweep bench --format json");
    command->callback([options] {
        const Patience patience = options->quick ? quick : Patience{};
        const bool cpu = options->backend != "cuda";
        // Says why where there is none.
        if (!cpu) choose_backend(BackendChoice::cuda);
        const int threads = threads_to_use(options->threads);
        const std::vector<Ceiling> ceilings = cpu ? measure_cpu_ceilings(patience) : std::vector<Ceiling>{};
        std::vector<Rate> rates;
        if (cpu) append(rates, measure_cpu_rates(ceilings, patience, threads));
        if (cpu) append(rates, measure_host_rates(patience, threads));
        if (options->backend != "cpu") append(rates, measure_cuda_rates(ceilings, patience));
        fmt::print("{}", options->format == "json" ? rates_json(ceilings, rates) : rates_text(ceilings, rates));
    });
}

}  // namespace qca
