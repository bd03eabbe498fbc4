#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/report/rates_report.hpp"
#include "host/sweep/host_rates.hpp"

namespace qca {

namespace {

void append(std::vector<Rate>& rates, const std::vector<Rate>& more) {
    rates.insert(rates.end(), more.begin(), more.end());
}

}  // namespace

void add_bench_command(CLI::App& program) {
    struct Options {
        std::string format = "text";
        bool quick = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("bench", "How fast this machine is, beside the ceiling of its arithmetic");
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--quick", options->quick, "about a second instead of about ten, and less steady figures");
    command->footer("Rates are per second, on one thread, and on the GPU where there is one.\n"
                    "Example: qcasweep bench --format json");
    command->callback([options] {
        const Patience patience = options->quick ? quick : Patience{};
        const std::vector<Ceiling> ceilings = measure_cpu_ceilings(patience);
        std::vector<Rate> rates = measure_cpu_rates(ceilings, patience);
        append(rates, measure_host_rates(patience));
        append(rates, measure_cuda_rates(ceilings, patience));
        fmt::print("{}", options->format == "json" ? rates_json(ceilings, rates) : rates_text(ceilings, rates));
    });
}

}  // namespace qca
