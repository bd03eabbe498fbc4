#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/report/plan_report.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

void add_plan_command(CLI::App& program) {
    const auto file = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("plan", "What a run would do, without running: axes, scenarios, bytes, time");
    command->add_option("STUDY", *file, "study file (TOML)")->required();
    command->footer("Times are in seconds on this machine, sizes in MiB.\nExample: qcasweep plan configs/khanal2024-headline.toml");
    command->callback([file] {
        Study study = read_study(*file);
        const StudyData data = load_study_data(study);
        study = with_presets(study, data);
        study.paths = paths_of_interest(study, data);
        const SweepPlan plan = plan_sweep(study, data.cases);
        check_slices(study, data, plan);
        fmt::print("{}", plan_text(study, plan, plan_columns(study, plan), measure_rate(study, data)));
    });
}

}  // namespace qca
