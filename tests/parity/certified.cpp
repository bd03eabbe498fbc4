// Certified precision decides as double precision does, also where statistics meet cutoffs.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/backend/engine.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "tests/parity/random_problem.hpp"
#include "tests/parity/stand_in_device.hpp"
#include "tests/parity/sweep_with.hpp"

namespace qca::parity {
namespace {

/// A random problem with other cutoffs.
class ProblemWithCutoffs {
  public:
    ProblemWithCutoffs(const Shape& shape, std::uint64_t seed) : random_(shape, seed), problem_(random_.problem()) {}

    /// @param incl, pri  any order, repeats are dropped
    void set_cutoffs(std::vector<double> incl, std::vector<double> pri) {
        incl_ = bounds_of(std::move(incl));
        pri_ = bounds_of(std::move(pri));
        axis_sizes_.assign(problem_.axis_size, problem_.axis_size + problem_.axes);
        problem_.cutoffs.incl_bound = incl_.data();
        problem_.cutoffs.pri_bound = pri_.data();
        problem_.cutoffs.incl_cuts = axis_sizes_[static_cast<std::size_t>(problem_.cutoffs.incl_axis)] = static_cast<int>(incl_.size());
        problem_.cutoffs.pri_cuts = axis_sizes_[static_cast<std::size_t>(problem_.cutoffs.pri_axis)] = static_cast<int>(pri_.size());
        problem_.axis_size = axis_sizes_.data();
    }
    const SweepProblem& problem() const { return problem_; }

  private:
    static std::vector<double> bounds_of(std::vector<double> cutoffs) {
        for (double& cutoff : cutoffs) cutoff = cutoff_bound(cutoff);
        std::sort(cutoffs.begin(), cutoffs.end());
        cutoffs.erase(std::unique(cutoffs.begin(), cutoffs.end()), cutoffs.end());
        return cutoffs;
    }

    RandomProblem random_;
    SweepProblem problem_;
    std::vector<double> incl_, pri_;
    std::vector<std::int32_t> axis_sizes_;
};

/// Adds cutoffs on, just below and just above the one that a statistic just meets, up to beyond the certified band.
void surround(double statistic, double denominator, std::vector<double>& cutoffs) {
    const double met = statistic + cutoff_tolerance;
    const double unit = std::ldexp(1.0 / denominator, -26);
    for (const double by : {0.0, 0.3 * unit, unit, 3 * unit, 20 * unit, 70 * unit}) {
        cutoffs.push_back(met - by);
        cutoffs.push_back(met + by);
    }
    cutoffs.push_back(std::nextafter(met, 0.0));
    cutoffs.push_back(std::nextafter(met, 2.0));
    cutoffs.push_back(statistic);
}

/// @param flags_something  whether some calibration must have been too near to a cutoff
void expect_same_sweep(Engine& certified, const SweepProblem& problem, const PlainSweep& by_doubles, bool flags_something) {
    ASSERT_EQ(certified.precision(), Precision::certified);
    const PlainSweep by_wholes = sweep_with(certified, problem, 16, false);
    EXPECT_TRUE(by_wholes.tables == by_doubles.tables);
    EXPECT_TRUE(by_wholes.maps == by_doubles.maps);
    if (flags_something) {
        EXPECT_GT(certified.flagged(), 0u);
    }
}

/// @param block_programs  also the CUDA backend's, run on the host: slowly, thread after thread
void expect_same_sweeps(const SweepProblem& problem, bool flags_something, bool block_programs = true) {
    const std::unique_ptr<Engine> exact = make_cpu_engine(problem, 2, best_simd(), Precision::exact);
    const PlainSweep by_doubles = sweep_with(*exact, problem, 16, false);
    for (const Simd simd : {Simd::baseline, Simd::avx2, Simd::avx512}) {
        if (simd > best_simd()) continue;
        SCOPED_TRACE(simd_names[static_cast<int>(simd)]);
        expect_same_sweep(*make_cpu_engine(problem, 2, simd, Precision::certified), problem, by_doubles, flags_something);
    }
    if (block_programs) {
        SCOPED_TRACE("block program");
        expect_same_sweep(*make_stand_in_engine(problem, Precision::certified, 1, {}), problem, by_doubles, flags_something);
    }
    if (!cuda_device().empty()) {
        SCOPED_TRACE("cuda");
        expect_same_sweep(*make_cuda_engine(problem), problem, by_doubles, flags_something);
    }
}

/// Puts cutoffs on and beside the statistics of one calibration.
/// @param choice  per condition and of the outcome
void surround_statistics(ProblemWithCutoffs& problem, const std::vector<int>& choice, int weighting = 0) {
    std::vector<double> incl, pri;
    const PlainCalibration plain = evaluate_plainly(problem.problem(), choice, weighting);
    for (const RelationSums<double>& sums : plain.sums) {
        if (!(sums.x > 0) || incl.size() > 60) continue;
        surround(inclusion(sums), sums.x, incl);
        if (sums.x > sums.ambiguous) surround(qca::pri(sums), sums.x - sums.ambiguous, pri);
    }
    // A cutoff of at most 1 plus the tolerance, and of at least 0, is what a study can have.
    const auto impossible = [](double cutoff) { return !(cutoff >= 0 && cutoff <= 1); };
    std::erase_if(incl, impossible);
    std::erase_if(pri, impossible);
    incl.push_back(0.0);
    pri.push_back(0.0);
    problem.set_cutoffs(incl, pri);
}

TEST(Certified, CutoffsOnAndBesideStatisticsAreDecidedAsInDouble) {
    for (const int cases : {1, 2, 30, 63, 64, 126, 127, 1000, 10000}) {
        ProblemWithCutoffs problem({cases, {2, 3, 9}, 3, 1, 1, 1, 1, 1, cases > 100 ? 0.0 : 0.1}, static_cast<std::uint64_t>(cases));
        surround_statistics(problem, {1, 2, 8, 1});
        SCOPED_TRACE(cases);
        expect_same_sweeps(problem.problem(), true);
    }
}

TEST(Certified, CutoffsOnAndBesideStatisticsOfFourConditionsAreDecidedAsInDouble) {
    for (const int cases : {20, 30, 63, 64}) {
        ProblemWithCutoffs problem({cases, {2, 3, 2, 9}, 5, 1, 1, 1, 1, 1, 0.1}, 40 + static_cast<std::uint64_t>(cases));
        surround_statistics(problem, {1, 2, 0, 8, 1});
        SCOPED_TRACE(cases);
        expect_same_sweeps(problem.problem(), true);
    }
}

TEST(Certified, CutoffsOnAndBesideStatisticsUnderWeightingsAreDecidedAsInDouble) {
    // Weightings: all cases, 4 that leave a few out, 3 draws, 2 of a quarter of the cases. Whole sums of the first by difference.
    struct Weighted {
        int cases;
        std::vector<int> choices;
    };
    for (const auto& [cases, choices] : {Weighted{20, {2, 2, 2, 9}}, Weighted{63, {2, 2, 2, 9}}, Weighted{64, {2, 2, 2, 9}},
                                         Weighted{30, {2, 2, 9}}, Weighted{150, {2, 9}}, Weighted{40, {1, 1, 2, 1, 2, 1, 9}}})
        for (const int weighting : {0, 2, 6, 9}) {
            Shape shape{cases, choices, 2, 1, 1, 2, 1, 1, cases > 100 ? 0.0 : 0.1};
            shape.left_out = 4;
            shape.drawn = 3;
            shape.few = 2;
            ProblemWithCutoffs problem(shape, 80 + static_cast<std::uint64_t>(cases));
            std::vector<int> choice(choices.size() + 1, 0);
            choice[choices.size() - 1] = 8;
            choice.back() = 1;
            surround_statistics(problem, choice, weighting);
            SCOPED_TRACE(std::to_string(cases) + " cases, weighting " + std::to_string(weighting));
            expect_same_sweeps(problem.problem(), true);
        }
}

TEST(Certified, TiesAndUndefinedPriAreDecidedAsInDouble) {
    for (const double crisp_share : {0.5, 1.0}) {
        ProblemWithCutoffs problem({25, {4, 4, 4, 30}, 20, 1, 1, 2, 1, 1, crisp_share}, 7);
        problem.set_cutoffs({0.0, 0.5, 2.0 / 3, 0.75, 0.8, 1.0}, {0.0, 0.25, 0.5, 1.0});
        expect_same_sweeps(problem.problem(), false);
    }
}

TEST(Certified, MillionsOfRandomCalibrationsAreDecidedAsInDouble) {
    ProblemWithCutoffs four({30, {6, 8, 16, 40}, 40, 1, 1, 1, 1, 1, 0.02}, 11);  // 1,228,800 calibrations
    ProblemWithCutoffs six({40, {2, 2, 4, 4, 8, 16}, 24, 1, 1, 1, 1, 1, 0.02}, 12);
    std::vector<double> incl, pri;
    for (int i = 0; i <= 20; ++i) incl.push_back(0.6 + 0.02 * i);
    for (int i = 0; i < 3; ++i) pri.push_back(0.3 * i);
    for (ProblemWithCutoffs* problem : {&four, &six}) {
        problem->set_cutoffs(incl, pri);
        expect_same_sweeps(problem->problem(), true, false);
    }
}

TEST(Certified, WholeSumsStayWithinTheBand) {
    // One unit a case, and a little for large numbers of cases.
    EXPECT_EQ(whole_band(1), 2 + 3.0 / (1 << 27));
    EXPECT_GT(whole_band(10'000), 10'001);
    EXPECT_LT(whole_band(10'000), 10'004);
    EXPECT_EQ(whole_membership(0.0), 0u);
    EXPECT_EQ(whole_membership(1.0), whole_one);
    EXPECT_EQ(whole_membership(0.5), whole_one / 2);
    EXPECT_LT(std::uint64_t{whole_one} * whole_cases, std::uint64_t{1} << 32);
}

}  // namespace
}  // namespace qca::parity
