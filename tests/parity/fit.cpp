// The fit engines of all SIMD variants against add_case(), one calibration at a time: bit for bit.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "kernels/backend/fit_engine.hpp"
#include "kernels/stage/fit_solutions.hpp"

namespace qca::parity {
namespace {

/// Sets with made-up memberships. The first choices of every set are extreme: all cases out, all at 0.5, all in.
class FitProblem {
  public:
    FitProblem(int conditions, int cases, std::uint64_t seed) : random_(seed) {
        for (int s = 0; s <= conditions; ++s) {
            const int choices = 4 + static_cast<int>(random_() % 9);
            std::vector<double>& table = tables_.emplace_back();
            for (int choice = 0; choice < choices; ++choice)
                for (int c = 0; c < cases; ++c) table.push_back(choice < 3 ? 0.5 * choice : membership());
            SetChoices set;
            set.choices = choices;
            sets_.push_back(set);
        }
        for (std::size_t s = 0; s < sets_.size(); ++s) sets_[s].membership = tables_[s].data();
        problem_.cases = cases;
        problem_.conditions = conditions;
        problem_.condition = sets_.data();
        problem_.outcome = sets_.back();
    }
    FitProblem(const FitProblem&) = delete;
    FitProblem& operator=(const FitProblem&) = delete;

    const SweepProblem& problem() const { return problem_; }
    const SetChoices& set(std::size_t s) const { return sets_[s]; }

    std::vector<Implicant> model(int paths) {
        std::vector<Implicant> model;
        const std::uint32_t rows = 1u << problem_.conditions;
        for (int p = 0; p < paths; ++p) {
            // Both few and many literals; now and then none, the constant 1.
            auto literals = static_cast<std::uint32_t>(random_() % rows);
            if (p % 2 != 0) literals |= static_cast<std::uint32_t>(random_() % rows);
            model.push_back({literals, static_cast<std::uint32_t>(random_()) & literals});
        }
        return model;
    }

    /// [set][calibration]: in order, all alike, or at random.
    std::vector<std::int32_t> calibrations(std::size_t size, int order) {
        std::vector<std::int32_t> choice(sets_.size() * size);
        for (std::size_t i = 0; i < size; ++i) {
            std::size_t rest = i + 7;
            for (std::size_t s = sets_.size(); s-- > 0;) {
                const auto choices = static_cast<std::size_t>(sets_[s].choices);
                choice[s * size + i] = static_cast<std::int32_t>(order == 0   ? rest % choices
                                                                 : order == 1 ? s % choices
                                                                              : random_() % choices);
                rest /= choices;
            }
        }
        return choice;
    }

  private:
    double membership() {
        const double crisp[] = {0.0, 0.5, 1.0};
        const double drawn = std::uniform_real_distribution<double>()(random_);
        return random_() % 8 == 0 ? crisp[random_() % 3] : drawn;
    }

    std::mt19937_64 random_;
    std::vector<std::vector<double>> tables_;
    std::vector<SetChoices> sets_;  // conditions, then the outcome
    SweepProblem problem_;
};

struct Fit {
    double inclusion, pri, coverage;
};

Fit fit_plainly(const FitProblem& made, const std::vector<Implicant>& model, const std::vector<std::int32_t>& choice,
                std::size_t size, std::size_t calibration) {
    const SweepProblem& p = made.problem();
    const auto sets = static_cast<std::size_t>(p.conditions) + 1;
    std::vector<double> memberships(sets);
    ModelSums<double> sums;
    for (int c = 0; c < p.cases; ++c) {
        for (std::size_t s = 0; s < sets; ++s)
            memberships[s] = made.set(s).membership[choice[s * size + calibration] * p.cases + c];
        add_case<double>(model.data(), static_cast<int>(model.size()), memberships.data(), p.conditions,
                         memberships.back(), sums, nullptr, nullptr);
    }
    return {inclusion(sums.model), pri(sums.model), coverage(sums.model, sums.outcome)};
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

class FitEngines : public ::testing::TestWithParam<Simd> {};

TEST_P(FitEngines, AreAddCaseBitForBit) {
    constexpr double poison = -7.25;
    const std::size_t sizes[] = {1, 2, 3, 7, 8, 9, 13, 31, 64, 255, 256, 257, 600};
    std::size_t turn = 0, without_inclusion = 0, without_pri_alone = 0, without_coverage = 0;
    for (int conditions = 1; conditions <= max_conditions; ++conditions)
        for (const int cases : {1, 2, 3, 30, 63, 64, 65, 131}) {
            FitProblem made(conditions, cases, 100 * turn + 1);
            const auto engine = make_cpu_fit_engine(made.problem(), GetParam());
            for (int paths = 1; paths <= 8; ++paths, ++turn) {
                const std::vector<Implicant> model = made.model(paths);
                const std::size_t size = sizes[turn % std::size(sizes)];
                const std::vector<std::int32_t> choice = made.calibrations(size, static_cast<int>(turn % 3));
                // One more than is asked for: it must stay as it is.
                std::vector<double> incl(size + 1, poison), pri(size + 1, poison), cov(size + 1, poison);
                engine->fit(model.data(), paths, {choice.data(), size}, {incl.data(), pri.data(), cov.data()});
                for (std::size_t i = 0; i < size; ++i) {
                    const Fit plain = fit_plainly(made, model, choice, size, i);
                    const std::string where = ": k " + std::to_string(conditions) + ", cases " + std::to_string(cases) +
                                              ", paths " + std::to_string(paths) + ", calibration " +
                                              std::to_string(i) + " of " + std::to_string(size);
                    ASSERT_EQ(bits(incl[i]), bits(plain.inclusion)) << incl[i] << ", " << plain.inclusion << where;
                    ASSERT_EQ(bits(pri[i]), bits(plain.pri)) << pri[i] << ", " << plain.pri << where;
                    ASSERT_EQ(bits(cov[i]), bits(plain.coverage)) << cov[i] << ", " << plain.coverage << where;
                    without_inclusion += std::isnan(plain.inclusion);
                    without_pri_alone += std::isnan(plain.pri) && !std::isnan(plain.inclusion);
                    without_coverage += std::isnan(plain.coverage);
                }
                for (const double after : {incl[size], pri[size], cov[size]}) ASSERT_EQ(after, poison);
            }
        }
    EXPECT_GT(without_inclusion, 0u) << "a model without members was never met";
    EXPECT_GT(without_pri_alone, 0u) << "a PRI of 0/0 was never met";
    EXPECT_GT(without_coverage, 0u) << "an outcome without members was never met";
}

TEST_P(FitEngines, AnEmptyListIsLeftAlone) {
    FitProblem made(3, 30, 5);
    const std::vector<Implicant> model = made.model(2);
    make_cpu_fit_engine(made.problem(), GetParam())->fit(model.data(), 2, {}, {});
}

std::vector<Simd> variants() {
    std::vector<Simd> all;
    for (const Simd simd : {Simd::baseline, Simd::avx2, Simd::avx512})
        if (simd <= best_simd()) all.push_back(simd);
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, FitEngines, ::testing::ValuesIn(variants()), [](const auto& variant) {
    return std::string(simd_names[static_cast<int>(variant.param)]);
});

}  // namespace
}  // namespace qca::parity
