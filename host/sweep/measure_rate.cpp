#include "host/sweep/measure_rate.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include "host/error.hpp"
#include "host/sweep/evaluate_blocks.hpp"
#include "host/sweep/merge_slices.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/part_runner.hpp"
#include "host/sweep/sample_necessity.hpp"
#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

constexpr double warm_up_seconds = 0.1;
constexpr double measured_seconds = 0.4;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Samples a second, of the first ones.
double sample_rate(const Study& study, const StudyData& data) {
    Study some = study;
    some.sweep.columns = {ColumnChoice::never, ColumnChoice::never, false, study.sweep.columns.limit_mib};
    Crew crew(0);
    const auto run = [&](const SweepPlan& plan) {
        ProgressCount progress(plan, {});
        sweep_samples(some, data, plan, {}, choose_backend(BackendChoice::automatic), {}, progress);
        sample_necessity(some, data, plan, crew);
    };
    double rate = 0;
    for (std::uint64_t samples = std::uint64_t{1} << 12; samples <= study.sweep.sampling.samples; samples *= 4) {
        some.sweep.sampling.samples = samples;
        const SweepPlan plan = plan_sweep(some, data.cases);
        const auto start = std::chrono::steady_clock::now();
        run(plan);
        const double seconds = seconds_since(start);
        rate = static_cast<double>(samples) / seconds;
        if (seconds > measured_seconds) break;
    }
    if (rate > 0) return rate;
    const auto start = std::chrono::steady_clock::now();
    run(plan_sweep(some, data.cases));
    return static_cast<double>(study.sweep.sampling.samples) / seconds_since(start);
}

/// Slices differ little in their rate: the study as it stands stands for all, or as many of its conditions as a slice has
/// where they are too many.
Slice measured_slice(const Study& study, const StudyData& data) {
    Slice slice = own_slice(study, data.cases.size());
    if (can_be_analysed(study)) return slice;
    const SweepPlan plan = plan_sweep(study, data.cases);
    slice.conditions = std::max_element(plan.slices.begin(), plan.slices.end(), [](const Slice& a, const Slice& b) {
                           return a.conditions.size() < b.conditions.size();
                       })->conditions;
    return slice;
}

/// Scenarios of a part from which on what every part costs, however small, is of no account.
constexpr std::uint64_t large_part = std::uint64_t{1} << 25;

/// Whether a sweep is one of many parts, each over before its threads are warm.
bool has_small_parts(const SweepPlan& plan) {
    return plan.parts.size() > 1 && std::all_of(plan.parts.begin(), plan.parts.end(),
                                                [](const SweepPart& part) { return part.evaluated < large_part; });
}

/// Calibrations a second of parts from all over the sweep, evaluated and merged as a run does it.
double part_rate(const Study& study, const StudyData& data, const SweepPlan& plan) {
    const Backend backend = choose_backend(BackendChoice::automatic);
    const std::vector<PartGroup> groups = group_parts(study, plan, can_weight({}, {}));
    ProgressCount progress(plan, {});
    Crew crew(0);
    SliceMerge merge(plan, {}, study.paths, data.cases.size());
    PartRunner runner(study, data, plan, {}, backend, {}, progress, crew);
    const std::size_t at_once = 16 * static_cast<std::size_t>(crew.size());
    const std::size_t batches = (groups.size() + at_once - 1) / at_once;
    const auto start = std::chrono::steady_clock::now();
    double done = 0, seconds = 0, warm_done = 0, warm_seconds = 0;
    for (std::size_t batch = 0; batch < batches && seconds < warm_up_seconds + measured_seconds; ++batch) {
        std::vector<PartGroup> some;  // every so many-th, so that each batch is like the whole
        for (std::size_t number = batch; number < groups.size(); number += batches) {
            some.push_back(groups[number]);
            for (const std::size_t part : groups[number]) done += static_cast<double>(plan.parts[part].calibrations);
        }
        runner.run(some, [&](FoundParts found) { merge.add(found.slice, found.boxes, std::move(found.result), found.weightings); });
        seconds = seconds_since(start);
        if (warm_done == 0 && seconds >= warm_up_seconds && batch + 1 < batches) {
            warm_done = done;
            warm_seconds = seconds;
        }
    }
    return done > warm_done ? (done - warm_done) / (seconds - warm_seconds) : done / seconds;
}

}  // namespace

double measure_rate(const Study& study, const StudyData& data) try {
    Study with_paths = study;
    with_paths.paths = paths_of_interest(study, data);
    if (study.sweep.sampling.stated()) return sample_rate(with_paths, data);
    if (const SweepPlan whole = plan_sweep(with_paths, data.cases); whole.calibrations > 0 && has_small_parts(whole))
        return part_rate(with_paths, data, whole);
    const Slice slice = measured_slice(study, data);
    const Study followed = study_of_slice(with_paths, slice);
    const SweepPlan plan = plan_sweep(followed);
    if (plan.calibrations == 0) return 0;
    const SweepTables tables(followed, data_of_slice(study, data, slice), plan, MembershipStore{});
    const Backend backend = choose_backend(BackendChoice::automatic);
    const std::unique_ptr<Engine> engine = make_engine(backend, tables.problem(), 0, Precision::certified);
    std::vector<Implicant> paths;
    for (const NamedPath& path : followed.paths) paths.push_back(path.implicant);
    SolutionBook book(tables.problem().conditions, paths, plan.types, rules_of(followed), 0);

    const BlockGrid& grid = engine->grid();
    const auto start = std::chrono::steady_clock::now();
    double done = 0, seconds = 0;            // of all blocks
    double warm_done = 0, warm_seconds = 0;  // of the first ones
    Chunks chunks(backend, 0, grid.size());
    while (!chunks.done() && seconds < warm_up_seconds + measured_seconds) {
        const Range blocks = evaluate_blocks(*engine, tables, book, chunks);
        for (std::size_t b = blocks.begin; b < blocks.end; ++b) done += static_cast<double>(grid.calibrations(grid.block(b)));
        seconds = seconds_since(start);
        if (warm_done == 0 && seconds >= warm_up_seconds && !chunks.done()) {
            warm_done = done;
            warm_seconds = seconds;
        }
    }
    return done > warm_done ? (done - warm_done) / (seconds - warm_seconds) : done / seconds;
} catch (const std::bad_alloc&) {
    throw MachineError("plan: out of memory (the tables of anchors do not fit) shorten the axes");
}

}  // namespace qca
