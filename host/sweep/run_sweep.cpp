#include "host/sweep/run_sweep.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/study/expression.hpp"
#include "host/sweep/assemble_result.hpp"
#include "host/sweep/evaluate_blocks.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_columns.hpp"
#include "host/sweep/sweep_tables.hpp"

namespace qca {

namespace {

/// Tables that an engine keeps apart; past it they are counted, forgotten and met anew.
constexpr std::size_t most_known_tables = std::size_t{1} << 20;

/// Moves the engine's counts per table into the book, which knows what the tables mean.
void settle_counts(Engine& engine, SolutionBook& book) {
    std::vector<std::uint64_t> counts(engine.known());
    engine.take_counts(counts.data());
    book.count(counts);
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
    if (!study.paths.empty()) return study.paths;
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

SweepResult run_sweep(const Study& own_study, const StudyData& data, const SweepOptions& options) try {
    const auto started = std::chrono::steady_clock::now();
    Study study = own_study;
    study.paths = paths_of_interest(own_study, data);
    const SweepPlan plan = plan_sweep(study);
    const SweepTables tables(study, data, plan);
    const Backend backend = choose_backend(options.backend);

    SweepColumns columns(plan_columns(study, plan), study, plan);
    SweepProblem problem = tables.problem();
    problem.columns = columns.views();
    const std::unique_ptr<Engine> engine = make_engine(backend, problem, options.threads, options.precision);
    std::vector<Implicant> paths;
    for (const NamedPath& path : study.paths) paths.push_back(path.implicant);
    SolutionBook book(problem.conditions, paths, plan.types, openmp_threads(options.threads));

    SweepProgress progress;
    progress.calibrations = plan.calibrations;
    progress.scenarios = plan.evaluated;
    const BlockGrid& grid = engine->grid();
    ChunkSize chunk(backend, options.threads);
    for (std::size_t first = 0, last = 0; first < grid.size(); first = last) {
        last = std::min(first + chunk.blocks(), grid.size());
        chunk.learn(evaluate_blocks(*engine, tables, book, {first, last}));
        if (engine->known() > most_known_tables) {
            settle_counts(*engine, book);
            columns.settle_solutions(book);
            engine->forget();
            book.forget();
        }
        for (std::size_t b = first; b < last; ++b) progress.calibrations_done += grid.calibrations(grid.block(b));
        progress.scenarios_done = progress.calibrations_done * plan.cutoff_combinations();
        progress.distinct_solutions = book.solutions().size();
        progress.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        if (options.progress) options.progress(progress);
    }
    settle_counts(*engine, book);
    columns.settle_solutions(book);

    SweepResult result = assemble_result(study, data, plan, tables, *engine, book, std::move(columns));
    result.provenance.precision = precision_names[static_cast<int>(engine->precision())];
    result.provenance.flagged = engine->flagged();
    result.provenance.backend = backend.name;
    result.provenance.device = backend.device;
    result.provenance.threads =
        backend.name == "cpu" ? static_cast<std::uint64_t>(openmp_threads(options.threads)) : 0;
    result.provenance.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
} catch (const std::bad_alloc&) {
    throw MachineError("run: out of memory (the tables of anchors or the columns do not fit) shorten the axes, or set "
                       "[sweep.columns] to \"never\"");
}

}  // namespace qca
