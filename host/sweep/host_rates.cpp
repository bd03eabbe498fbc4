#include "host/sweep/host_rates.hpp"

#include <cstdint>
#include <random>
#include <string>

#include "host/minimize/minimize.hpp"
#include "host/sweep/made_up_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "kernels/measure/stopwatch.hpp"

namespace qca {

namespace {

struct Table {
    RowSet positive, dont_care;
};

/// Tables as narrow sweeps have them: a few positive rows, the rest of the observed ones negative.
std::vector<Table> made_up_tables(int k, bool parsimonious, std::size_t size) {
    std::mt19937_64 random(1);
    const std::uint64_t observed = k <= 4 ? 70 : 35;  // percent of the rows
    std::vector<Table> tables(size);
    for (Table& table : tables)
        for (int row = 0; row < (1 << k); ++row) {
            const std::uint64_t draw = random() % 100;
            if (draw < observed / 4)
                table.positive.insert(row);
            else if (draw >= observed && parsimonious)
                table.dont_care.insert(row);
        }
    return tables;
}

Rate tables_rate(int k, bool parsimonious, Patience patience) {
    const std::vector<Table> tables = made_up_tables(k, parsimonious, 1000);
    volatile std::size_t models = 0;  // so that minimising is not left out
    const double found = best_rate(static_cast<double>(tables.size()), patience, [&] {
        for (const Table& table : tables)
            models = models + minimize(k, table.positive, table.dont_care).models.size();
    });
    Rate rate{"cpu", 1, "tables", parsimonious ? "parsimonious" : "conservative"};
    rate.conditions = k;
    rate.per_second = found;
    return rate;
}

Rate run_rate(int cases, int conditions, int varied, Patience patience, int threads) {
    const bench::MadeUpStudy made = bench::made_up_study(cases, conditions, varied);
    SweepOptions options;
    options.backend = BackendChoice::cpu;
    options.threads = threads;
    SweepResult result = run_sweep(made.study, made.data, options);
    Rate rate{"cpu", threads, "run", result.provenance.precision, cases, conditions, bench::MadeUpStudy::choices};
    rate.per_second = best_rate(static_cast<double>(result.counts.evaluated), patience,
                                [&] { result = run_sweep(made.study, made.data, options); });
    return rate;
}

}  // namespace

std::vector<Rate> measure_host_rates(Patience patience, int threads) {
    std::vector<Rate> rates;
    for (const int k : {4, 6})
        for (const bool parsimonious : {false, true}) rates.push_back(tables_rate(k, parsimonious, patience));
    struct Run {
        int cases, conditions, varied;
    };
    // So many sets are varied that a run takes about 0.1 s.
    std::vector<Run> runs{{30, 4, 4}, {30, 8, 3}, {1000, 6, 2}};
    if (patience.seconds <= quick.seconds) runs = {{30, 4, 2}};
    for (const Run& run : runs)
        for (const int t : threads > 1 ? std::vector<int>{1, threads} : std::vector<int>{1})
            rates.push_back(run_rate(run.cases, run.conditions, run.varied, patience, t));
    return rates;
}

}  // namespace qca
