// Rates of the stages and of the whole run, on one thread, beside the ceiling of this machine measured in the same
// run. items_per_second is calibrations, tables or models; `of_ceiling` is the share of the ceiling's calibrations
// when every row is summed (observed rows alone may do better than 1).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "host/minimize/minimize.hpp"
#include "host/sweep/made_up_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/fit_engine.hpp"
#include "kernels/measure/made_up_fits.hpp"
#include "kernels/measure/made_up_points.hpp"
#include "kernels/measure/made_up_sweep.hpp"
#include "kernels/stage/fit_solutions.hpp"

namespace qca::bench {
namespace {

constexpr Size sizes[] = {{30, 4, 8, 4}, {30, 8, 8, 4}, {1000, 6, 8, 2}, {10000, 8, 8, 2}};
constexpr const char* size_names[] = {"N30_k4", "N30_k8", "N1000_k6", "N10000_k8"};

std::size_t add_minima(Precision precision, std::size_t rounds) {
    return precision == Precision::exact ? add_minima_at_full_speed(best_simd(), rounds)
                                         : add_whole_minima_at_full_speed(best_simd(), rounds);
}

/// Pairs of min + add per second, of doubles or of the whole numbers of certified precision, by this machine's widest SIMD
/// variant.
double measured_ceiling(Precision precision) {
    static const auto best_of = [](Precision measured) {
        double most = 0;
        for (int repeat = 0; repeat < 20; ++repeat) {
            const auto start = std::chrono::steady_clock::now();
            const std::size_t pairs = add_minima(measured, 1 << 20);
            const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
            most = std::max(most, static_cast<double>(pairs) / seconds.count());
        }
        return most;
    };
    static const double best[] = {best_of(Precision::exact), best_of(Precision::certified)};
    return best[static_cast<int>(precision)];
}

void set_rate(benchmark::State& state, double items_per_round, double pairs_per_item, Precision precision = Precision::exact) {
    const auto items = static_cast<double>(state.iterations()) * items_per_round;
    state.SetItemsProcessed(static_cast<std::int64_t>(items));
    if (pairs_per_item > 0)
        state.counters["of_ceiling"] =
            benchmark::Counter(items * pairs_per_item / measured_ceiling(precision), benchmark::Counter::kIsRate);
}

void ceiling(benchmark::State& state) {
    const auto precision = static_cast<Precision>(state.range(0));
    std::size_t pairs = 0;
    for (auto _ : state) pairs += add_minima(precision, 1 << 18);
    state.SetItemsProcessed(static_cast<std::int64_t>(pairs));
    state.SetLabel(std::string(precision == Precision::exact ? "double, " : "int32, ") + simd_names[static_cast<int>(best_simd())]);
}
BENCHMARK(ceiling)->DenseRange(0, 1);

std::size_t blocks_of(const BlockGrid& grid, int cases) { return std::min<std::size_t>(grid.size(), cases > 100 ? 2 : 64); }

double calibrations_of(const BlockGrid& grid, std::size_t blocks) {
    std::size_t calibrations = 0;
    for (std::size_t b = 0; b < blocks; ++b) calibrations += grid.calibrations(grid.block(b));
    return static_cast<double>(calibrations);
}

/// Arguments: size, precision (0 exact, 1 certified).
void evaluate_rows(benchmark::State& state) {
    const MadeUpSweep sweep(sizes[state.range(0)]);
    const auto precision = static_cast<Precision>(state.range(1));
    const auto engine = make_cpu_engine(sweep.problem(), 1, best_simd(), precision);
    const std::size_t blocks = blocks_of(engine->grid(), sweep.problem().cases);
    for (auto _ : state)
        for (std::size_t b = 0; b < blocks; ++b) engine->row_sums(b, {});
    set_rate(state, calibrations_of(engine->grid(), blocks), pairs_per_calibration(sweep.problem()), precision);
    state.SetLabel(std::string(size_names[state.range(0)]) + " " + precision_names[state.range(1)]);
}
BENCHMARK(evaluate_rows)->ArgsProduct({{0, 1, 2, 3}, {0, 1}});

/// How the cost grows with the cases and with the rows. Arguments: cases, conditions. ns_per_row_and_case: of the rows that
/// some case of a calibration belongs to, on average.
void evaluate_rows_scaled(benchmark::State& state) {
    const auto cases = static_cast<int>(state.range(0)), conditions = static_cast<int>(state.range(1));
    const MadeUpSweep sweep({cases, conditions, 8, std::min(conditions, 4)});
    const SweepProblem& p = sweep.problem();
    const auto engine = make_cpu_engine(p, 1);
    const BlockGrid& grid = engine->grid();
    std::vector<std::int32_t> n(grid.block(0).a.size() * static_cast<std::size_t>(p.rows()) * BlockGrid::lanes);
    RowSumsOut counts;
    counts.n = n.data();
    engine->row_sums(0, counts);
    const auto observed = static_cast<double>(n.size() - static_cast<std::size_t>(std::count(n.begin(), n.end(), 0))) /
                          static_cast<double>(grid.block(0).a.size() * grid.block(0).b.size());
    const std::size_t blocks = std::min<std::size_t>(grid.size(), cases > 100 ? 4 : 32);
    const double calibrations = calibrations_of(grid, blocks);
    for (auto _ : state)
        for (std::size_t b = 0; b < blocks; ++b) engine->row_sums(b, {});
    set_rate(state, calibrations, 0);
    state.counters["observed_rows"] = observed;
    state.counters["ns_per_row_and_case"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * calibrations * observed * cases * 1e-9,
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(evaluate_rows_scaled)
    ->Args({30, 4})->Args({100, 4})->Args({300, 4})->Args({1000, 4})->Args({3000, 4})->Args({10000, 4})
    ->Args({30, 5})->Args({30, 6})->Args({30, 7})->Args({30, 8})->Args({100, 8})->Args({1000, 8});

/// Some blocks of a grid whose tables are all known.
class KnownGrid {
  public:
    KnownGrid(const Size& size, Precision precision) : sweep_(size), engine_(make_cpu_engine(sweep_.problem(), 1, best_simd(), precision)) {
        blocks_ = blocks_of(engine_->grid(), sweep_.problem().cases);
        const TableSpan unknown = engine_->evaluate(0, blocks_);
        std::vector<std::uint64_t> states(unknown.size * static_cast<std::size_t>(sweep_.problem().state_words()));
        for (std::size_t t = 0; t < unknown.size; ++t) states[t] = unknown.first[t].positive.word[0] * 7 % 5;
        engine_->learn(unknown, states.data());
        engine_->settle();
    }
    void evaluate() {
        benchmark::DoNotOptimize(engine_->evaluate(0, blocks_).size);
        engine_->settle();
    }
    double calibrations() const { return calibrations_of(engine_->grid(), blocks_); }
    double pairs() const { return pairs_per_calibration(sweep_.problem()); }
    std::uint64_t flagged() const { return engine_->flagged(); }

  private:
    MadeUpSweep sweep_;
    std::unique_ptr<Engine> engine_;
    std::size_t blocks_;
};

template <class Work>
double seconds_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// evaluate_rows and, for 20 x 3 cutoffs, classify_rows, the search for every table and all counts; tables known.
void evaluate_classify_count(benchmark::State& state) {
    const auto precision = static_cast<Precision>(state.range(1));
    KnownGrid grid(sizes[state.range(0)], precision);
    for (auto _ : state) grid.evaluate();
    const double calibrations = grid.calibrations();
    set_rate(state, calibrations, grid.pairs(), precision);
    state.counters["flagged"] = static_cast<double>(grid.flagged()) / (calibrations * static_cast<double>(state.iterations() + 1));
    state.SetLabel(std::string(size_names[state.range(0)]) + " " + precision_names[state.range(1)]);
}
BENCHMARK(evaluate_classify_count)->ArgsProduct({{0, 1, 2, 3}, {0, 1}});

/// Random points, their tables known: sums, cutoffs, the search for every table. Arguments: size, precision; 1: every point
/// resamples the cases. Measured in turns with grids with one pair of cutoffs, so that a calibration is a scenario there, too:
/// of_grid is the rate as a share of that of a grid that varies the outcome, so that scenarios share sums;
/// of_grid_of_one_outcome, of a grid where each has its own.
void points(benchmark::State& state) {
    const Size& of_grid = sizes[state.range(0)];
    Size size = of_grid;
    size.choices = size.cases > 100 ? 64 : 512;
    size.varied = size.conditions;
    MadeUpPoints made(size, size.cases > 1000 ? 256 : size.cases > 100 ? 4096 : 1 << 16);
    if (state.range(2) != 0) made.resample(200);
    const auto precision = static_cast<Precision>(state.range(1));
    const auto engine = make_cpu_point_engine(made.problem(), 1, best_simd(), precision);
    engine->learn(engine->evaluate(made.list()));
    // So many calibrations that a grid's work for a block as a whole is shared by many.
    Size grid_size = of_grid;
    grid_size.varied = 4;
    grid_size.incl_cuts = grid_size.pri_cuts = 1;
    KnownGrid grid(grid_size, precision);
    grid_size.choices = 16;
    grid_size.varies_outcome = false;
    KnownGrid grid_of_one_outcome(grid_size, precision);
    std::vector<std::uint32_t> table(made.list().size);
    double in_points = 0, in_grid = 0, in_grid_of_one_outcome = 0;
    for (auto _ : state) {
        const double seconds = seconds_of([&] {
            benchmark::DoNotOptimize(engine->evaluate(made.list()).size);
            engine->numbers(table.data());
        });
        in_grid += seconds_of([&] { grid.evaluate(); });
        in_grid_of_one_outcome += seconds_of([&] { grid_of_one_outcome.evaluate(); });
        in_points += seconds;
        state.SetIterationTime(seconds);
    }
    set_rate(state, static_cast<double>(table.size()), made.pairs_per_point(), precision);
    const auto rounds = static_cast<double>(state.iterations());
    const double rate = rounds * static_cast<double>(table.size()) / in_points;
    const auto compare = [&](const std::string& name, const KnownGrid& with, double seconds) {
        const double grid_rate = rounds * with.calibrations() / seconds;
        state.counters[name + "_points_per_second"] = grid_rate;
        state.counters["of_" + name] = rate / grid_rate;
    };
    compare("grid", grid, in_grid);
    compare("grid_of_one_outcome", grid_of_one_outcome, in_grid_of_one_outcome);
    state.counters["tables"] = static_cast<double>(engine->known());
    state.SetLabel(std::string(size_names[state.range(0)]) + " " + precision_names[state.range(1)] +
                   (state.range(2) != 0 ? ", resampled" : ""));
}
BENCHMARK(points)->ArgsProduct({{0, 1, 2, 3}, {0, 1}, {0}})->Args({0, 1, 1})->Args({2, 1, 1})->UseManualTime();

/// Tables as narrow sweeps have them: a few positive rows, the rest of the observed ones negative.
void minimise(benchmark::State& state) {
    const auto k = static_cast<int>(state.range(0));
    const bool parsimonious = state.range(1) != 0;
    std::mt19937_64 random(1);
    std::vector<RowSet> positive(1000), dont_care(1000);
    for (std::size_t t = 0; t < positive.size(); ++t)
        for (int row = 0; row < (1 << k); ++row) {
            const std::uint64_t draw = random() % 100, observed = k <= 4 ? 70 : k <= 6 ? 35 : 10;
            if (draw < observed / 4) positive[t].insert(row);
            else if (draw >= observed && parsimonious) dont_care[t].insert(row);
        }
    std::size_t t = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(minimize(k, positive[t], dont_care[t]).models.size());
        t = (t + 1) % positive.size();
    }
    set_rate(state, 1, 0);
    state.SetLabel(parsimonious ? "parsimonious" : "conservative");
}
BENCHMARK(minimise)->ArgsProduct({{4, 6, 8}, {0, 1}});

/// inclS, PRI and covS of a model for many calibrations. Arguments: size, SIMD variant, one calibration in so many.
void fit(benchmark::State& state) {
    const MadeUpSweep sweep(sizes[state.range(0)]);
    const SweepProblem& p = sweep.problem();
    const auto simd = static_cast<Simd>(state.range(1));
    if (simd > best_simd()) return state.SkipWithError("this machine cannot run the variant");
    const TwoPaths model(p.conditions);
    const std::vector<std::int32_t> choice = calibrations_to_fit(p, static_cast<std::uint64_t>(state.range(2)));
    const std::size_t size = choice.size() / (static_cast<std::size_t>(p.conditions) + 1);
    const auto engine = make_cpu_fit_engine(p, simd);
    std::vector<double> inclusion(size), pri(size), coverage(size);
    for (auto _ : state) {
        engine->fit(model.path, 2, {choice.data(), size}, {inclusion.data(), pri.data(), coverage.data()});
        benchmark::ClobberMemory();
    }
    set_rate(state, static_cast<double>(size), TwoPaths::pairs(p));
    state.SetLabel(std::string(size_names[state.range(0)]) + ", " + simd_names[static_cast<int>(simd)]);
}
BENCHMARK(fit)->ArgsProduct({{0, 1, 2}, {0, 1, 2}, {1, 16}});

/// One calibration and case at a time. Arguments: size; 0: what fit() computes, 1: for the paths, too, with covU.
void fit_one_by_one(benchmark::State& state) {
    const MadeUpSweep sweep(sizes[state.range(0)]);
    const SweepProblem& p = sweep.problem();
    const bool with_paths = state.range(1) != 0;
    const int k = p.conditions;
    const TwoPaths model(k);
    std::vector<double> cases(static_cast<std::size_t>(p.cases) * static_cast<std::size_t>(k));
    for (int c = 0; c < p.cases; ++c)
        for (int s = 0; s < k; ++s) cases[static_cast<std::size_t>(c * k + s)] = p.condition[s].membership[c];
    for (auto _ : state) {
        ModelSums<double> sums;
        RelationSums<double> path_sums[2];
        double without[2] = {};
        for (int c = 0; c < p.cases; ++c)
            add_case<double>(model.path, 2, cases.data() + c * k, k, p.outcome.membership[c], sums,
                             with_paths ? path_sums : nullptr, with_paths ? without : nullptr);
        benchmark::DoNotOptimize(sums);
        benchmark::DoNotOptimize(path_sums);
        benchmark::DoNotOptimize(without);
    }
    set_rate(state, 1, with_paths ? 0 : TwoPaths::pairs(p));
    state.SetLabel(std::string(size_names[state.range(0)]) + (with_paths ? ", paths and covU" : ""));
}
BENCHMARK(fit_one_by_one)->ArgsProduct({{0, 1, 2}, {0, 1}});

/// The whole run from a study in memory to the result: calibration, sweep with 20 x 3 cutoffs, minimising, maps.
void run(benchmark::State& state) {
    const int which = static_cast<int>(state.range(0));
    const MadeUpStudy made = which == 0   ? made_up_study(30, 4, 4)
                             : which == 1 ? made_up_study(30, 8, 3)
                                          : made_up_study(1000, 6, 2);
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = 1;
    SweepResult result;
    for (auto _ : state) result = run_sweep(made.study, made.data, options);
    const SweepCounts& counts = result.counts;
    set_rate(state, static_cast<double>(counts.calibrations), 0);
    state.counters["scenarios"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * static_cast<double>(counts.evaluated), benchmark::Counter::kIsRate);
    state.counters["tables"] = static_cast<double>(result.provenance.distinct_tables);
    state.SetLabel(size_names[which]);
}
BENCHMARK(run)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

/// A sweep whose cases or conditions are varied, and one of the same size, or about, in which only anchors are.
struct SliceSweepSize {
    const char* name;
    int cases, conditions, varied, plain_varied;
    ConditionSubsets subsets;
    CaseChanges changes;
};
const SliceSweepSize slice_sweeps[] = {
    {"subsets of 3 to 6, N30_k8", 30, 8, 2, 3, {{0, 1, 2, 3, 4, 5, 6, 7}, 3, 6}, {}},
    {"leave one out, N30_k4", 30, 4, 2, 3, {}, {{1}, 0, 0, 1}},
    {"leave one out, few calibrations, N30_k4", 30, 4, 0, 3, {}, {{1}, 0, 0, 1}},
    {"leave one or two out, N30_k4", 30, 4, 1, 3, {}, {{1, 2}, 0, 0, 1}},
    {"bootstrap 200, N30_k4", 30, 4, 2, 3, {}, {{}, 0, 200, 1}},
    {"leave one out, N1000_k4", 1000, 4, 1, 3, {}, {{1}, 0, 0, 1}},
    {"leave one out, N1000_k6", 1000, 6, 1, 2, {}, {{1}, 0, 0, 1}},
    {"bootstrap 200, N1000_k6", 1000, 6, 1, 2, {}, {{}, 0, 200, 1}},
};

/// Of the processor, which the one thread has for itself when nothing else runs.
double seconds_of(const MadeUpStudy& made, const SweepOptions& options, SweepCounts& counts) {
    const std::clock_t start = std::clock();
    counts = run_sweep(made.study, made.data, options).counts;
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// The whole run of sweeps with slices. of_plain: the rate of scenarios, as a share of what a sweep over anchors alone of the
/// same data and cutoffs has; of_alone: as a share of the rate when every slice is swept alone. All measured in the same round.
void run_slices(benchmark::State& state) {
    const SliceSweepSize& size = slice_sweeps[state.range(0)];
    MadeUpStudy made = made_up_study(size.cases, size.conditions, size.varied);
    made.study.sweep.conditions = size.subsets;
    made.study.sweep.cases = size.changes;
    const MadeUpStudy plain = made_up_study(size.cases, size.conditions, size.plain_varied);
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = 1;
    SweepOptions alone = options;
    alone.weightings = false;
    SweepCounts counts, of_plain, of_alone;
    double seconds = 0, plain_seconds = 0, alone_seconds = 0;
    for (auto _ : state) {
        plain_seconds += seconds_of(plain, options, of_plain);
        alone_seconds += seconds_of(made, alone, of_alone);
        const double round = seconds_of(made, options, counts);
        seconds += round;
        state.SetIterationTime(round);
    }
    const auto rounds = static_cast<double>(state.iterations());
    const double calibrations = rounds * static_cast<double>(counts.calibrations) / seconds;
    state.counters["calibrations_per_second"] = calibrations;
    state.counters["scenarios_per_second"] = rounds * static_cast<double>(counts.evaluated) / seconds;
    state.counters["of_plain"] = calibrations / (rounds * static_cast<double>(of_plain.calibrations) / plain_seconds);
    state.counters["alone_scenarios_per_second"] = rounds * static_cast<double>(of_alone.evaluated) / alone_seconds;
    state.counters["of_alone"] = alone_seconds / seconds;
    state.SetLabel(size.name);
}
BENCHMARK(run_slices)->DenseRange(0, 7)->Unit(benchmark::kMillisecond)->UseManualTime();

}  // namespace
}  // namespace qca::bench

BENCHMARK_MAIN();
