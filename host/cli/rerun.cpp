#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "host/analysis/analysis.hpp"
#include "host/build_info.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/result_study.hpp"
#include "host/data/expand_presets.hpp"
#include "host/data/study_data.hpp"
#include "host/error.hpp"
#include "host/report/analysis_report.hpp"
#include "host/report/r_script.hpp"
#include "host/report/scenario_report.hpp"
#include "host/store/result_file.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/sample_scenario.hpp"

namespace qca {

namespace {

struct RerunOptions {
    std::string file, scenario, data, format = "text";
    bool r = false;
};

/// What the file says of a scenario must be what is found again.
void compare_with_file(const SweepResult& result, const SweepPlan& plan, const Scenario& scenario,
                       const std::vector<Survival>& states) {
    const std::optional<std::uint64_t> id = scenario.samples > 0 ? scenario.sample : scenario_id(plan, scenario.at);
    for (std::size_t p = 0; id && p < states.size(); ++p) {
        if (result.paths[p].survival.empty()) continue;
        const auto stored = static_cast<Survival>(result.paths[p].survival[*id]);
        if (stored == states[p]) continue;
        throw MachineError(fmt::format(
            "scenario {}: path {} is {} in the file and {} here (written by version {}, commit {}) repeat the run", *id,
            result.paths[p].name, survival_names[static_cast<std::size_t>(stored)],
            survival_names[static_cast<std::size_t>(states[p])], result.provenance.version, result.provenance.commit));
    }
}

std::string script_of(const Study& study, const StudyData& data, const SweepPlan& plan, const Scenario& scenario,
                      const SweepResult& result) {
    std::vector<std::string> about = scenario_lines(study, plan, scenario);
    if (!study.title.empty()) about.insert(about.begin() + 1, study.title);
    about.push_back(fmt::format("Study file {}, data {} (SHA-256 {})", study.file, study.data_file,
                                result.provenance.data_sha256));
    about.push_back(fmt::format("Written by qcasweep {} (commit {})", build_info().version, build_info().commit));
    return scenario.is_evaluated() ? r_script(scenario.study, data, scenario.data, about)
                                   : r_comment(about);
}

/// @param study  with the sweep that `plan` is of
void print_scenario(const RerunOptions& options, const SweepResult& result, const Study& study, const StudyData& data,
                    const SweepPlan& plan, const Scenario& scenario);

void rerun(const RerunOptions& options) {
    const SweepResult result = read_result(options.file);
    const Study as_read = study_of_result(result, options.file, options.data);
    const StudyData data = data_of_result(result, as_read, options.file);
    const Study study = with_presets(as_read, data);
    const SweepPlan plan = plan_sweep(study, data.cases);
    if (plan.axes != result.axes || plan.design != result.design)
        reject(options.file, "its axes are not those of its study",
               fmt::format("it was written by version {}, commit {}", result.provenance.version,
                           result.provenance.commit),
               "use the version that wrote it, or repeat the run");
    if (plan.design.stated()) {
        const SamplePoint point = find_sample(study, data, plan, options.scenario);
        print_scenario(options, result, point.study, data, point.plan, scenario_of(point, data));
    } else {
        print_scenario(options, result, study, data, plan,
                       scenario_at(study, data, plan, find_scenario(plan, options.scenario)));
    }
}

void print_scenario(const RerunOptions& options, const SweepResult& result, const Study& study, const StudyData& data,
                    const SweepPlan& plan, const Scenario& scenario) {
    if (options.r) {
        fmt::print("{}", script_of(study, data, plan, scenario, result));
        return;
    }
    const std::vector<Survival> states = path_states(scenario);
    compare_with_file(result, plan, scenario, states);
    const bool json = options.format == "json";
    std::string analysis;
    if (scenario.is_evaluated()) {
        const Analysis again = analyze(scenario.study, scenario.data);
        analysis = json ? analysis_json(scenario.study, scenario.data, again)
                        : analysis_text(scenario.study, scenario.data, again);
    }
    fmt::print("{}", json ? scenario_json(study, plan, scenario, analysis, states)
                          : scenario_text(study, plan, scenario) + analysis + path_states_text(scenario, states));
}

}  // namespace

void add_rerun_command(CLI::App& program) {
    const auto options = std::make_shared<RerunOptions>();
    CLI::App* command =
        program.add_subcommand("rerun", "One scenario of a sweep again in full, here or as a script for R");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("SCENARIO", options->scenario,
                        "number of the scenario (from 0, the last axis fastest) or sample, own for the study's own, or choices "
                        "such as GDP_crossover=12.5,incl_cut=0.8; the study's own on axes that are not named")
        ->required();
    command->add_flag("--r", options->r, "print a script for R that repeats it from the raw data with the package QCA");
    command->add_option("--data", options->data, "the study's data file, where it is not in the place of the run");
    command->add_option("--format", options->format, "text, or json with full double precision")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->footer("Memberships, inclusion, PRI and coverage lie in [0, 1]. A scenario whose anchors are out of order, "
                    "or that the study excludes, is skipped.\nExample: qcasweep rerun headline.h5 GDP_crossover=12.5,incl_cut=0.8 --r");
    command->callback([options] { rerun(*options); });
}

}  // namespace qca
