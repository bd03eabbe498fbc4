#include "kernels/measure/rates.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "kernels/backend/engine.hpp"
#include "kernels/backend/fit_engine.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/measure/made_up_fits.hpp"
#include "kernels/measure/made_up_points.hpp"
#include "kernels/measure/made_up_sweep.hpp"
#include "kernels/measure/stopwatch.hpp"

namespace qca {

namespace {

using bench::MadeUpSweep;
using bench::Size;

constexpr int incl_cuts = 20, pri_cuts = 15;
constexpr Size cpu_sizes[] = {{30, 4, 8, 4, incl_cuts, pri_cuts},
                              {30, 8, 8, 4, incl_cuts, pri_cuts},
                              {1000, 6, 8, 2, incl_cuts, pri_cuts}};
constexpr Size cuda_sizes[] = {{30, 4, 32, 4, incl_cuts, pri_cuts},
                               {30, 8, 8, 8, incl_cuts, pri_cuts},
                               {1000, 6, 8, 6, incl_cuts, pri_cuts}};
constexpr const char* double_pairs = "float64 min+add";
constexpr const char* whole_pairs = "int32 min+add";

double ceiling_of(const std::vector<Ceiling>& ceilings, const std::string& backend, const std::string& what) {
    for (const Ceiling& ceiling : ceilings)
        if (ceiling.backend == backend && ceiling.what == what) return ceiling.per_second;
    return std::numeric_limits<double>::quiet_NaN();
}

const char* pairs_of(Precision precision) { return precision == Precision::exact ? double_pairs : whole_pairs; }

double calibrations_of(const BlockGrid& grid, std::size_t blocks) {
    std::size_t calibrations = 0;
    for (std::size_t b = 0; b < blocks; ++b) calibrations += grid.calibrations(grid.block(b));
    return static_cast<double>(calibrations);
}

/// Evaluates blocks [first, last) and gives every unknown table a state.
void learn_tables(Engine& engine, std::size_t first, std::size_t last) {
    const TableSpan unknown = engine.evaluate(first, last);
    std::vector<std::uint64_t> states(unknown.size);
    for (std::size_t t = 0; t < unknown.size; ++t) states[t] = unknown.first[t].positive.word[0] * 7 % 5;
    engine.learn(unknown, states.data());
    engine.settle();
}

/// Memberships in every set and in its negation: [set][choice][case].
struct Literals {
    std::vector<std::vector<double>> present, absent;
    explicit Literals(const SweepProblem& p) {
        for (int s = 0; s < p.conditions; ++s) {
            const SetChoices& set = p.condition[s];
            present.emplace_back(set.membership, set.membership + set.choices * p.cases);
            absent.push_back(present.back());
            for (double& membership : absent.back()) membership = 1 - membership;
        }
    }
};

/// Sums of all rows of some calibrations, one row and case at a time, as one would write it down. The compiler knows
/// the number of conditions and unrolls the innermost loop.
template <int Conditions>
double sum_plainly(const SweepProblem& p, const Literals& literals, int calibrations) {
    double total = 0;
    for (int i = 0; i < calibrations; ++i) {
        const double* outcome = p.outcome.membership + i % p.outcome.choices * p.cases;
        for (int row = 0; row < 1 << Conditions; ++row) {
            const double* literal[Conditions];
            for (int s = Conditions - 1, rest = i; s >= 0; --s) {
                const bool present = (row >> (Conditions - 1 - s) & 1) != 0;
                const auto set = static_cast<std::size_t>(s);
                literal[s] = (present ? literals.present : literals.absent)[set].data() +
                             rest % p.condition[s].choices * p.cases;
                rest /= p.condition[s].choices;
            }
            RelationSums<double> sums;
            for (int c = 0; c < p.cases; ++c) {
                double membership = literal[0][c];
                QCA_UNROLL for (int s = 1; s < Conditions; ++s) membership = smaller(membership, literal[s][c]);
                sums.add(membership, outcome[c]);
            }
            total += sums.x + sums.both + sums.ambiguous;
        }
    }
    return total;
}

/// Measures the same sweep by several means.
class Bench {
  public:
    Bench(const std::vector<Ceiling>& ceilings, Patience patience, std::string backend, const Size& size)
        : ceilings_(ceilings), patience_(patience), backend_(std::move(backend)), size_(size), sweep_(size) {}

    /// One calibration, row and case at a time.
    Rate plain_loop() const {
        const SweepProblem& p = sweep_.problem();
        // About as much work in every size.
        const int calibrations = std::max(4, (1 << 20) / (p.cases * p.rows()));
        const Literals literals(p);
        volatile double kept = 0;  // so that the sums are not left out
        const auto sum_rows = [&] {
            kept = p.conditions == 4   ? sum_plainly<4>(p, literals, calibrations)
                   : p.conditions == 6 ? sum_plainly<6>(p, literals, calibrations)
                                       : sum_plainly<8>(p, literals, calibrations);
        };
        return rate("calibrations", "plain loop", double_pairs, best_rate(calibrations, patience_, sum_rows), 1);
    }

    Rate row_sums(Precision precision) const {
        const auto engine = make_cpu_engine(sweep_.problem(), 1, best_simd(), precision);
        const std::size_t blocks = std::min<std::size_t>(engine->grid().size(), 64);
        const double found = best_rate(calibrations_of(engine->grid(), blocks), patience_, [&] {
            for (std::size_t b = 0; b < blocks; ++b) engine->row_sums(b, {});
        });
        return rate("calibrations", precision_names[static_cast<int>(precision)], pairs_of(precision), found, 1);
    }

    Rate cpu_scenarios(Precision precision, int threads) const {
        const auto engine = make_cpu_engine(sweep_.problem(), threads, best_simd(), precision);
        // Several times as many blocks as threads, so that no thread waits long for the last one.
        const std::size_t blocks = std::min<std::size_t>(engine->grid().size(), 16 * static_cast<std::size_t>(threads));
        learn_tables(*engine, 0, blocks);
        return scenarios(*engine, blocks, precision, threads);
    }

    /// Points with choices and cutoffs of their own, their tables known.
    Rate points(Precision precision) const {
        Size size = size_;
        size.varied = size.conditions;
        const bench::MadeUpPoints made(size, size.cases > 100 ? 512 : 1 << 14);
        const auto engine = make_cpu_point_engine(made.problem(), 1, best_simd(), precision);
        engine->learn(engine->evaluate(made.list()));
        std::vector<std::uint32_t> table(made.list().size);
        const double found = best_rate(static_cast<double>(table.size()), patience_, [&] {
            engine->evaluate(made.list());
            engine->numbers(table.data());
        });
        Rate of_points = rate("points", precision_names[static_cast<int>(precision)], pairs_of(precision), found, 1);
        of_points.share_of_ceiling = found * made.pairs_per_point() / ceiling_of(ceilings_, backend_, pairs_of(precision));
        return of_points;
    }

    /// inclS, PRI and covS of one model.
    Rate solutions() const {
        const SweepProblem& p = sweep_.problem();
        const bench::TwoPaths model(p.conditions);
        const std::vector<std::int32_t> choice = bench::calibrations_to_fit(p, 1);
        const std::size_t size = choice.size() / (static_cast<std::size_t>(p.conditions) + 1);
        const auto engine = make_cpu_fit_engine(p);
        std::vector<double> inclusion(size), pri(size), coverage(size);
        const double found = best_rate(static_cast<double>(size), patience_, [&] {
            engine->fit(model.path, 2, {choice.data(), size}, {inclusion.data(), pri.data(), coverage.data()});
        });
        Rate fitted = rate("solutions", "exact", double_pairs, found, 1);
        fitted.share_of_ceiling = found * bench::TwoPaths::pairs(p) / ceiling_of(ceilings_, backend_, double_pairs);
        return fitted;
    }

    /// So many blocks that evaluating them takes a while, if the sweep has them and their tables are not too many.
    Rate cuda_scenarios(Precision precision) const {
        const auto engine = make_cuda_engine(sweep_.problem(), precision);
        std::size_t blocks = 0, next = std::min<std::size_t>(engine->grid().size(), 4);
        for (double seconds = 0; blocks < next && seconds < patience_.seconds / 5 && engine->known() < 1000000;) {
            learn_tables(*engine, blocks, next);
            blocks = next;
            seconds = seconds_of([&] {
                engine->evaluate(0, blocks);
                engine->settle();
            });
            next = std::min(engine->grid().size(), blocks * 2);
        }
        return scenarios(*engine, blocks, engine->precision(), 1);
    }

  private:
    /// Blocks [0, blocks) again, their tables known.
    Rate scenarios(Engine& engine, std::size_t blocks, Precision precision, int threads) const {
        const double found = best_rate(calibrations_of(engine.grid(), blocks), patience_, [&] {
            engine.evaluate(0, blocks);
            engine.settle();
        });
        const int cutoffs = sweep_.problem().cutoffs.combinations();
        return rate(cutoffs == 1 ? "calibrations" : "scenarios", precision_names[static_cast<int>(precision)],
                    pairs_of(precision), found, cutoffs, threads);
    }

    Rate rate(const char* what, const char* policy, const char* pairs, double calibrations, int scenarios_each,
              int threads = 1) const {
        const double needed = calibrations * bench::pairs_per_calibration(sweep_.problem());
        return {backend_,         threads,     what,
                policy,           size_.cases, size_.conditions,
                size_.choices,    calibrations * scenarios_each,
                needed / (threads * ceiling_of(ceilings_, backend_, pairs))};
    }

    const std::vector<Ceiling>& ceilings_;
    Patience patience_;
    std::string backend_;
    Size size_;
    MadeUpSweep sweep_;
};

}  // namespace

std::vector<Ceiling> measure_cpu_ceilings(Patience patience) {
    constexpr std::size_t rounds = 1 << 18;
    const auto measured = [&](const char* what, const auto& add_minima) {
        const auto pairs = static_cast<double>(add_minima(best_simd(), rounds));
        return Ceiling{"cpu", what, best_rate(pairs, patience, [&] { add_minima(best_simd(), rounds); })};
    };
    return {measured(whole_pairs, add_whole_minima_at_full_speed), measured(double_pairs, add_minima_at_full_speed)};
}

std::vector<Rate> measure_cpu_rates(const std::vector<Ceiling>& ceilings, Patience patience, int threads) {
    std::vector<Rate> rates;
    for (const Size& size : cpu_sizes) {
        const Bench bench(ceilings, patience, "cpu", size);
        rates.push_back(bench.plain_loop());
        for (const Precision precision : {Precision::exact, Precision::certified}) {
            rates.push_back(bench.row_sums(precision));
            rates.push_back(bench.cpu_scenarios(precision, 1));
            if (threads > 1) rates.push_back(bench.cpu_scenarios(precision, threads));
            rates.push_back(bench.points(precision));
        }
        rates.push_back(bench.solutions());
    }
    return rates;
}

std::vector<Rate> measure_cuda_rates(const std::vector<Ceiling>& ceilings, Patience patience) {
    std::vector<Rate> rates;
    if (cuda_device().empty()) return rates;
    for (const Size& size : cuda_sizes) {
        Size one_cutoff = size;
        one_cutoff.incl_cuts = one_cutoff.pri_cuts = 1;
        const Bench calibrations(ceilings, patience, "cuda", one_cutoff), scenarios(ceilings, patience, "cuda", size);
        for (const Precision precision : {Precision::exact, Precision::certified}) {
            rates.push_back(calibrations.cuda_scenarios(precision));
            rates.push_back(scenarios.cuda_scenarios(precision));
        }
    }
    return rates;
}

}  // namespace qca
