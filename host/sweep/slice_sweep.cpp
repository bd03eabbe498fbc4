#include "host/sweep/slice_sweep.hpp"

#include <algorithm>

#include "host/sweep/assemble_result.hpp"
#include "host/sweep/evaluate_blocks.hpp"
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

SliceSweep::SliceSweep(const Backend& backend, const ColumnPlan& columns, const SweepOptions& options, ProgressCount& progress)
    : backend_(backend), columns_(columns), options_(options), crew_(options.threads), progress_(progress) {}

SolutionBook& SliceSweep::book_for(const Study& study, const SweepPlan& plan, int conditions) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    if (book_ && conditions_of_book_ == names && options_of_book_ == study.solution && types_of_book_ == plan.types) {
        book_->restart();
        return *book_;
    }
    std::vector<Implicant> paths;
    for (const NamedPath& path : study.paths) paths.push_back(path.implicant);
    book_ = std::make_unique<SolutionBook>(conditions, paths, plan.types, rules_of(study), options_.threads);
    conditions_of_book_ = names;
    options_of_book_ = study.solution;
    types_of_book_ = plan.types;
    return *book_;
}

SweepResult SliceSweep::run(const Study& study, const StudyData& data, std::uint64_t evaluated, const CaseWeights& weights) {
    SweepResult result = run_once(study, data, evaluated, weights, true);
    // Which solutions the census had room for must not depend on what was evaluated before.
    if (!book_->overflowed_with_others()) return result;
    book_.reset();
    return run_once(study, data, evaluated, weights, false);
}

SweepResult SliceSweep::run_once(const Study& study, const StudyData& data, std::uint64_t evaluated, const CaseWeights& weights,
                                 bool is_told) {
    const SweepPlan plan = weights.axis.size() == 0 ? plan_sweep(study) : with_cases(plan_sweep(study), weights.axis);
    const SweepTables tables(study, data, plan, memberships_, weights.weight);
    SweepColumns columns(columns_, study, plan);
    SweepProblem problem = tables.problem();
    problem.columns = columns.views();
    const std::unique_ptr<Engine> engine = make_engine(backend_, problem, options_.threads, options_.precision);
    SolutionBook& book = book_for(study, plan, problem.conditions);

    // Anchors of conditions that do not take part make scenarios without a calibration of their own.
    const std::uint64_t scenarios_each = plan.calibrations == 0 ? 0 : evaluated / plan.calibrations;
    const BlockGrid& grid = engine->grid();
    Chunks chunks(backend_, options_.threads, grid.size());
    while (!chunks.done()) {
        const Range blocks = evaluate_blocks(*engine, tables, book, chunks);
        if (engine->known() > most_known_tables) {
            settle_counts(*engine, book);
            columns.settle_solutions(book, crew_);
            engine->forget();
            book.forget();
        }
        if (!is_told) continue;
        std::uint64_t calibrations = 0;
        for (std::size_t b = blocks.begin; b < blocks.end; ++b) calibrations += grid.calibrations(grid.block(b));
        progress_.add(calibrations, calibrations * scenarios_each, book.solutions().size());
    }
    settle_counts(*engine, book);
    columns.settle_solutions(book, crew_);
    return assemble_result(study, data, plan, tables, *engine, book, std::move(columns), crew_);
}

}  // namespace qca
