#include "host/sweep/run_sweep.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include <fmt/format.h>

#include "host/build_info.hpp"
#include "host/data/expand_presets.hpp"
#include "host/error.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/explain_census.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_parts.hpp"
#include "host/sweep/sample_necessity.hpp"
#include "host/sweep/sample_simultaneous.hpp"
#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/slice_sweep.hpp"
#include "host/sweep/sweep_necessity.hpp"
#include "host/sweep/sweep_simultaneous.hpp"

namespace qca {

namespace {

/// The study as the parts of a sweep see it: with its paths of interest.
Study with_paths(const Study& study, const StudyData& data) {
    Study followed = study;
    followed.paths = paths_of_interest(study, data);
    return followed;
}

void describe(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan) {
    result.outcome = (study.outcome.negate ? "~" : "") + study.outcome.name;
    for (const SetDefinition& condition : study.conditions) result.conditions.push_back(condition.name);
    result.cases = data.cases;
    result.incomplete = data.incomplete;
    result.excluded = data.excluded;
    result.axes = plan.axes;
    result.design = plan.design;
    result.counts.scenarios = plan.scenarios;
    if (!plan.design.stated()) {  // else the sweep knows what was skipped and excluded
        result.counts.evaluated = plan.evaluated;
        result.counts.skipped = plan.scenarios - plan.evaluated;
        result.counts.excluded = plan.excluded;
    }

    const BuildInfo build = build_info();
    result.provenance.study_name = study.name;
    result.provenance.study_file = study.file;
    result.provenance.study_text = study.text;
    result.provenance.study_resolved = resolved_study(study);
    result.provenance.data_file = study.data_file;
    result.provenance.version = build.version;
    result.provenance.commit = build.commit;
    result.provenance.compiler = build.compiler;
}

/// What the paths are under the study's own choices, and under those with one changed.
void judge_own_choices(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan) {
    const auto changes = single_changes(study, data, plan);
    const std::vector<Survival> own = own_states(study, data, plan);
    for (std::size_t p = 0; p < study.paths.size(); ++p) {
        result.paths[p].own = own[p];
        result.paths[p].single_changes = changes[p];
    }
}

}  // namespace

ColumnPlan plan_columns(const Study& study, const SweepPlan& plan) {
    const ColumnOptions& options = study.sweep.columns;
    const double scenarios = static_cast<double>(plan.scenarios);
    const double survival_bytes = scenarios * static_cast<double>(std::max<std::size_t>(1, study.paths.size()));
    const double solution_bytes = 4 * scenarios, fit_bytes = 12 * scenarios;
    const double limit = options.limit_mib * 1024 * 1024;
    double asked = options.fits ? fit_bytes : 0;
    if (options.survival == ColumnChoice::always) asked += survival_bytes;
    if (options.solution == ColumnChoice::always) asked += solution_bytes;
    if (asked > limit)
        throw InputError(fmt::format("{}: [sweep.columns]: the columns asked for take {:.0f} MiB (limit_mib is {:g}) "
                                     "raise limit_mib, ask for fewer columns or shorten the axes",
                                     study.file, asked / 1024 / 1024, options.limit_mib));
    ColumnPlan columns;
    columns.fits = options.fits;
    columns.survival = options.survival == ColumnChoice::always;
    columns.solution = options.solution == ColumnChoice::always;
    // What is left of the limit goes to survival first: it answers more questions a byte.
    if (options.survival == ColumnChoice::automatic && asked + survival_bytes <= limit) {
        columns.survival = true;
        asked += survival_bytes;
    }
    if (options.solution == ColumnChoice::automatic && asked + solution_bytes <= limit) {
        columns.solution = true;
        asked += solution_bytes;
    }
    columns.bytes = static_cast<std::uint64_t>(asked);
    return columns;
}

std::vector<NamedPath> paths_of_interest(const Study& study, const StudyData& data) {
    if (!study.paths.empty() || !can_be_analysed(study)) return study.paths;
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    const ModelSet models = models_of_study(study, data);
    std::vector<NamedPath> paths;
    if (models.models.empty()) return paths;
    for (const std::uint16_t path : models.models.front()) {
        const Implicant& implicant = models.paths[path];
        if (implicant.literals == 0) continue;
        paths.push_back({fmt::format("path_{}", paths.size() + 1), to_expression(implicant, names), implicant});
    }
    return paths;
}

Backend choose_backend(BackendChoice choice) {
    std::string why;
    const std::string device = choice == BackendChoice::cpu ? std::string() : cuda_device(&why);
    if (!device.empty()) return {"cuda", device};
    if (choice == BackendChoice::cuda)
        throw MachineError("backend cuda: cannot be used (" + why + ") use --backend cpu, or auto");
    return {"cpu", std::string("x86-64, ") + simd_names[static_cast<int>(best_simd())]};
}

SweepResult run_plan(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns, const SweepOptions& options) {
    const auto started = std::chrono::steady_clock::now();
    require_sample_memory(study, plan, columns);
    const Backend backend = choose_backend(options.backend);
    ProgressCount progress(plan, options.progress);
    Crew crew(options.threads);
    const bool in_one_go = plan.slice_axes == 0 && plan.excluded == 0;
    SweepResult result = plan.design.stated() ? sweep_samples(study, data, plan, columns, backend, options)
                         : in_one_go          ? SliceSweep(backend, columns, options, progress).run(study, data, plan.evaluated)
                                              : run_parts(study, data, plan, columns, backend, options, progress, crew);
    describe(result, study, data, plan);
    judge_own_choices(result, study, data, plan);
    // The solutions are explained beside the study's own.
    result.census_details = can_be_analysed(study) ? explain_census(result, own_solutions(study, data, plan)) : CensusDetails{};
    // A Saltelli design serves indices of importance alone.
    if (!plan.design.stated()) result.necessity = sweep_necessity(study, data, plan, crew);
    else if (plan.design.matrices.empty()) result.necessity = sample_necessity(study, data, plan, crew);
    if (study.sweep.simultaneous)
        result.simultaneous = plan.design.stated() ? sample_simultaneous(study, data, plan, crew) : sweep_simultaneous(study, data, plan, crew);
    result.provenance.backend = backend.name;
    result.provenance.device = backend.device;
    result.provenance.threads = backend.name == "cpu" ? static_cast<std::uint64_t>(threads_to_use(options.threads)) : 0;
    result.provenance.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
}

SweepResult run_sweep(const Study& own_study, const StudyData& data, const SweepOptions& options) try {
    const Study study = with_paths(with_presets(own_study, data), data);
    const SweepPlan plan = plan_sweep(study, data.cases);
    check_slices(study, data, plan);
    return run_plan(study, data, plan, plan_columns(study, plan), options);
} catch (const std::bad_alloc&) {
    throw MachineError("run: out of memory (the tables of anchors or the columns do not fit) shorten the axes, or set "
                       "[sweep.columns] to \"never\"");
}

}  // namespace qca
