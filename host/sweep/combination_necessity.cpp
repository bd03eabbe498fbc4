#include "host/sweep/combination_necessity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "host/analysis/necessity.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"

namespace qca {

namespace {

constexpr std::size_t lanes = 64;  ///< combinations of X's conditions side by side
constexpr std::size_t most_tasks = 2048;

using LaneSums = std::array<double, lanes>;

/// One thread's work on a problem.
class CombinationWorker {
  public:
    explicit CombinationWorker(const NecessityProblem& problem)
        : problem_(problem), involved_(problem.involved()), x_(problem.cases() * lanes), choice_(involved_.size() * lanes) {
        for (const std::size_t condition : involved_) found_.by_choice.emplace_back(problem.conditions[condition].choices);
        found_.by_choice.emplace_back(problem.outcome.choices);
    }

    /// Combinations [first, last) of X's conditions, with every choice of Y. @return the statistics; counts() has the rest
    std::array<CombinationSpread, 3> evaluate(std::size_t first, std::size_t last) {
        spreads_ = {};
        for (std::size_t at = first; at < last; at += lanes) evaluate_lanes(at, std::min(lanes, last - at));
        return spreads_;
    }

    const CombinationNecessity& counts() const { return found_; }

  private:
    void evaluate_lanes(std::size_t first, std::size_t size) {
        for (std::size_t lane = 0; lane < size; ++lane) fill(first + lane, lane);
        if (size == lanes) sum_set<lanes>(size);
        else sum_set<0>(size);
        lane_counts_ = {};
        for (std::size_t y = 0; y < problem_.outcome.choices; ++y) {
            const double* const outcome = problem_.outcome.membership + y * problem_.cases();
            if (size == lanes) sum_both<lanes>(size, outcome);
            else sum_both<0>(size, outcome);
            double of_outcome = 0;
            for (std::size_t i = 0; i < problem_.cases(); ++i) of_outcome += outcome[i];
            for (std::size_t lane = 0; lane < size; ++lane)
                count({set_[lane], of_outcome, both_[lane], out_[lane], not_both_[lane]}, first + lane, lane, y);
        }
        for (std::size_t lane = 0; lane < size; ++lane)
            for (std::size_t d = 0; d < involved_.size(); ++d)
                for (std::size_t s = 0; s < necessity_states; ++s)
                    found_.by_choice[d][choice_[d * lanes + lane]][s] += lane_counts_[lane][s];
    }

    /// Writes the memberships of a combination of X's conditions to its lane.
    void fill(std::size_t combination, std::size_t lane) {
        const std::size_t cases = problem_.cases();
        for (std::size_t d = involved_.size(); d-- > 0;) {
            const std::size_t choices = problem_.conditions[involved_[d]].choices;
            choice_[d * lanes + lane] = combination % choices;
            combination /= choices;
        }
        const auto k = static_cast<int>(problem_.conditions.size());
        for (std::size_t i = 0; i < cases; ++i) {
            double in_sum = 0;
            for (const Implicant& path : problem_.paths) {
                double in_path = 1;
                for (std::size_t d = 0; d < involved_.size(); ++d) {
                    const std::uint32_t bit = condition_bit(static_cast<int>(involved_[d]), k);
                    if ((path.literals & bit) == 0) continue;
                    const double x = problem_.conditions[involved_[d]].membership[choice_[d * lanes + lane] * cases + problem_.order[i]];
                    in_path = smaller(in_path, (path.values & bit) != 0 ? x : 1.0 - x);
                }
                in_sum = larger(in_sum, in_path);
            }
            x_[i * lanes + lane] = in_sum;
        }
    }

    /// @tparam Fixed  number of lanes where it is known, for the compiler to vectorise; else 0
    template <std::size_t Fixed>
    void sum_set(std::size_t size) {
        const std::size_t n = Fixed == 0 ? size : Fixed;
        LaneSums in{}, out{};
        for (std::size_t i = 0; i < problem_.cases(); ++i) {
            const double* const x = x_.data() + i * lanes;
            for (std::size_t lane = 0; lane < n; ++lane) {
                in[lane] += x[lane];
                out[lane] += 1.0 - x[lane];
            }
        }
        set_ = in;
        out_ = out;
    }

    template <std::size_t Fixed>
    void sum_both(std::size_t size, const double* outcome) {
        const std::size_t n = Fixed == 0 ? size : Fixed;
        LaneSums both{}, not_both{};
        for (std::size_t i = 0; i < problem_.cases(); ++i) {
            const double* const x = x_.data() + i * lanes;
            const double y = outcome[i];
            for (std::size_t lane = 0; lane < n; ++lane) {
                const double in_both = smaller(x[lane], y);
                both[lane] += in_both;
                not_both[lane] += 1.0 - in_both;
            }
        }
        both_ = both;
        not_both_ = not_both;
    }

    void count(const NecessitySums& sums, std::size_t combination, std::size_t lane, std::size_t y) {
        const std::uint64_t at = combination * problem_.outcome.choices + y;
        const double incl = necessity_inclusion(sums);
        spreads_[0].add(incl, at);
        spreads_[1].add(necessity_relevance(sums), at);
        spreads_[2].add(necessity_coverage(sums), at);
        const NecessityState state = std::isnan(incl)                                              ? NecessityState::undefined
                                     : meets_inclusion(sums.y, sums.both, problem_.bound) ? NecessityState::at_cutoff
                                                                                          : NecessityState::below;
        const auto s = static_cast<std::size_t>(state);
        ++found_.total[s];
        ++found_.by_choice.back()[y][s];
        ++lane_counts_[lane][s];
    }

    const NecessityProblem& problem_;
    const std::vector<std::size_t> involved_;
    std::vector<double> x_;            // [case in the order of the sums][lane]
    std::vector<std::size_t> choice_;  // [involved condition][lane]
    LaneSums set_, out_, both_, not_both_;
    std::array<NecessityCounts, lanes> lane_counts_;
    std::array<CombinationSpread, 3> spreads_;
    CombinationNecessity found_;
};

void add(NecessityCounts& sum, const NecessityCounts& counts) {
    for (std::size_t s = 0; s < necessity_states; ++s) sum[s] += counts[s];
}

}  // namespace

std::vector<std::size_t> NecessityProblem::involved() const {
    std::uint32_t literals = 0;
    for (const Implicant& path : paths) literals |= path.literals;
    std::vector<std::size_t> numbers;
    for (std::size_t c = 0; c < conditions.size(); ++c)
        if ((literals & condition_bit(static_cast<int>(c), static_cast<int>(conditions.size()))) != 0) numbers.push_back(c);
    return numbers;
}

void CombinationSpread::add(double value, std::uint64_t at, std::uint64_t times) {
    if (std::isnan(value)) return;
    if (defined == 0 || value < minimum || (value == minimum && at < minimum_at)) {
        minimum = value;
        minimum_at = at;
    }
    if (defined == 0 || value > maximum || (value == maximum && at < maximum_at)) {
        maximum = value;
        maximum_at = at;
    }
    sum += value * static_cast<double>(times);
    defined += times;
}

void CombinationSpread::add(const CombinationSpread& other) {
    if (other.defined == 0) return;
    if (defined == 0) {
        *this = other;
        return;
    }
    if (other.minimum < minimum || (other.minimum == minimum && other.minimum_at < minimum_at)) {
        minimum = other.minimum;
        minimum_at = other.minimum_at;
    }
    if (other.maximum > maximum || (other.maximum == maximum && other.maximum_at < maximum_at)) {
        maximum = other.maximum;
        maximum_at = other.maximum_at;
    }
    sum += other.sum;
    defined += other.defined;
}

CombinationNecessity combination_necessity(const NecessityProblem& problem, Crew* crew) {
    std::size_t combinations = 1;
    for (const std::size_t condition : problem.involved()) combinations *= problem.conditions[condition].choices;
    // Tasks do not depend on the threads, and neither does the order in which their sums are added.
    const std::size_t rounds = (combinations + lanes - 1) / lanes;
    const std::size_t per_task = lanes * ((rounds + most_tasks - 1) / most_tasks);
    const std::size_t tasks = (combinations + per_task - 1) / per_task;
    const bool alone = crew == nullptr || tasks == 1;
    std::vector<CombinationWorker> workers(alone ? 1 : static_cast<std::size_t>(crew->size()), CombinationWorker(problem));
    std::vector<std::array<CombinationSpread, 3>> spreads(tasks);
    const auto work = [&](int member, std::size_t task) {
        spreads[task] = workers[static_cast<std::size_t>(member)].evaluate(task * per_task,
                                                                           std::min((task + 1) * per_task, combinations));
    };
    if (alone)
        for (std::size_t task = 0; task < tasks; ++task) work(0, task);
    else
        crew->share(tasks, work);

    CombinationNecessity result = workers.front().counts();
    for (std::size_t w = 1; w < workers.size(); ++w) {
        const CombinationNecessity& other = workers[w].counts();
        add(result.total, other.total);
        for (std::size_t d = 0; d < result.by_choice.size(); ++d)
            for (std::size_t c = 0; c < result.by_choice[d].size(); ++c) add(result.by_choice[d][c], other.by_choice[d][c]);
    }
    for (const auto& [inclN, RoN, covN] : spreads) {
        result.inclN.add(inclN);
        result.RoN.add(RoN);
        result.covN.add(covN);
    }
    return result;
}

}  // namespace qca
