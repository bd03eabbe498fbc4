#include "host/sweep/sweep_simultaneous.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "host/analysis/solution_rules.hpp"
#include "host/sweep/block_sums.hpp"
#include "host/sweep/simultaneous_count.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

namespace {

/// Choices of the outcome that are summed at once: an engine's blocks, and what is kept of them, then stay small.
constexpr std::size_t most_outcomes = 8;

/// How many cutoffs of each kind a row meets for both: from the lowest on, since what meets a cutoff meets every lower one.
struct CutoffsMet {
    int incl = 0, pri = 0, n = 0;
};

/// Combinations of cutoffs, in the unit of a slice's calibrations.
struct RowCounts {
    std::vector<std::vector<std::uint64_t>> by_row;  ///< [row of the problem][inclusion cutoff]
    std::vector<std::uint64_t> any;                  ///< [inclusion cutoff]
};

/// One thread's share of a slice.
class BothOutcomesCounter {
  public:
    BothOutcomesCounter(const SweepProblem& outcome, const SweepProblem& negation, const std::vector<std::uint8_t>& excluded)
        : problem_(outcome), excluded_(excluded), outcome_(outcome), negation_(negation) {
        counts_.by_row.assign(static_cast<std::size_t>(problem_.rows()), std::vector<std::uint64_t>(cutoffs(problem_.cutoffs.incl_cuts)));
        counts_.any.resize(cutoffs(problem_.cutoffs.incl_cuts));
        most_n_.resize(cutoffs(problem_.cutoffs.pri_cuts));
    }

    void count(std::size_t block) {
        outcome_.sum(block);
        negation_.sum(block);
        const Block ranges = outcome_.engine->grid().block(block);
        for (std::size_t a = 0; a < ranges.a.size(); ++a)
            for (std::size_t y = 0; y < ranges.outcome.size(); ++y)
                for (std::size_t lane = 0; lane < ranges.b.size(); ++lane)
                    count_calibration(a, a * ranges.outcome.size() + y, lane);
    }
    const RowCounts& counts() const { return counts_; }
    std::size_t blocks() const { return outcome_.engine->grid().size(); }

  private:
    static std::size_t cutoffs(int n) { return static_cast<std::size_t>(n); }

    void count_calibration(std::size_t a, std::size_t a_and_y, std::size_t lane) {
        const auto rows = static_cast<std::size_t>(problem_.rows());
        met_.clear();
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t of_a = (a * rows + row) * BlockGrid::lanes + lane;
            if (outcome_.n[of_a] == 0 || excluded_[row] != 0) continue;
            const CutoffsMet met = cutoffs_met(of_a, (a_and_y * rows + row) * BlockGrid::lanes + lane);
            if (met.incl == 0 || met.pri == 0 || met.n == 0) continue;
            for (int i = 0; i < met.incl; ++i)
                counts_.by_row[row][cutoffs(i)] += static_cast<std::uint64_t>(met.pri) * static_cast<std::uint64_t>(met.n);
            met_.push_back(met);
        }
        if (!met_.empty()) count_any();
    }

    CutoffsMet cutoffs_met(std::size_t of_a, std::size_t at) const {
        const CutoffChoices& cuts = problem_.cutoffs;
        CutoffsMet met;
        while (met.incl < cuts.incl_cuts && meets_inclusion(outcome_.x[of_a], outcome_.both[at], cuts.incl_bound[met.incl]) &&
               meets_inclusion(negation_.x[of_a], negation_.both[at], cuts.incl_bound[met.incl]))
            ++met.incl;
        if (met.incl == 0) return met;
        while (met.pri < cuts.pri_cuts &&
               meets_pri(outcome_.x[of_a], outcome_.both[at], outcome_.ambiguous[at], cuts.pri_bound[met.pri]) &&
               meets_pri(negation_.x[of_a], negation_.both[at], negation_.ambiguous[at], cuts.pri_bound[met.pri]))
            ++met.pri;
        while (met.n < cuts.n_cuts && outcome_.n[of_a] >= cuts.n_cut[met.n]) ++met.n;
        return met;
    }

    /// Each row has a box of cutoffs; counts their union, inclusion cutoff by inclusion cutoff.
    void count_any() {
        for (std::size_t i = 0; i < counts_.any.size(); ++i) {
            std::fill(most_n_.begin(), most_n_.end(), 0);
            for (const CutoffsMet& met : met_)
                for (int p = 0; p < met.pri && cutoffs(met.incl) > i; ++p) most_n_[cutoffs(p)] = std::max(most_n_[cutoffs(p)], met.n);
            counts_.any[i] += static_cast<std::uint64_t>(std::accumulate(most_n_.begin(), most_n_.end(), std::int64_t{0}));
        }
    }

    const SweepProblem problem_;
    const std::vector<std::uint8_t>& excluded_;
    BlockSums outcome_, negation_;
    std::vector<CutoffsMet> met_;
    std::vector<int> most_n_;
    RowCounts counts_;
};

class SimultaneousSweep {
  public:
    SimultaneousSweep(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew)
        : whole_(study), whole_data_(data), whole_plan_(plan), crew_(crew), count_(plan.incl.size()) {}

    void add_part(const SweepPart& part) {
        const Box& box = whole_plan_.boxes[part.boxes.front()];
        const Slice slice = complete(whole_plan_.slices[part.slice], whole_, whole_data_);
        const Study study = study_of_slice(study_in_box(whole_, whole_plan_, box), slice);
        const StudyData data = data_of_slice(whole_, whole_data_, slice);
        const SweepPlan plan = plan_sweep(study);
        Study negated = study;
        negated.outcome.negate = !study.outcome.negate;
        StudyData data_of_negation = data;
        data_of_negation.summation_order = order_of_summation(data.raw[study.sets() - 1], negated.outcome);
        const SweepTables outcome(study, data, plan, memberships_), negation(negated, data_of_negation, plan, memberships_);

        const int rows = outcome.problem().rows();
        const RowSet negative = rules_of(study).negative | rules_of_negation(study).negative;
        PartContext context;
        std::vector<std::uint8_t> excluded;
        for (int row = 0; row < rows; ++row) {
            RowSet alone;
            alone.insert(row);
            const RowSet moved = outcome.in_study_order(alone);
            int number = 0;
            while (!moved.contains(number)) ++number;
            context.study_row.push_back(static_cast<std::uint32_t>(number));
            excluded.push_back(negative.contains(number));
        }
        for (const SetDefinition& condition : study.conditions) context.conditions.push_back(condition.name);
        context.cutoff = box[whole_plan_.incl_axis];
        for (const std::size_t cutoff : context.cutoff)
            count_.add_evaluated(context.conditions, cutoff, part.evaluated / context.cutoff.size());
        // Solution types, and anchors of conditions that do not take part.
        context.weight = part.evaluated / plan.calibrations / (plan.incl.size() * plan.pri.size() * plan.n.size());
        const auto outcomes = static_cast<std::size_t>(outcome.problem().outcome.choices);
        for (std::size_t first = 0; first < outcomes; first += most_outcomes) {
            const Range choices{first, std::min(first + most_outcomes, outcomes)};
            for (const RowCounts& counts : count(with_outcomes(outcome.problem(), choices), with_outcomes(negation.problem(), choices), excluded))
                add_counts(counts, context);
        }
    }

    SimultaneousResult take() const { return count_.take(); }

  private:
    struct PartContext {
        std::uint64_t weight = 0;              ///< scenarios that share a calibration and cutoffs
        std::vector<std::string> conditions;
        std::vector<std::uint32_t> study_row;  ///< [row of the problem]
        std::vector<std::size_t> cutoff;       ///< [inclusion cutoff of the part] of the whole
    };

    /// Of each thread that had something to do.
    std::vector<RowCounts> count(const SweepProblem& outcome, const SweepProblem& negation, const std::vector<std::uint8_t>& excluded) {
        std::vector<std::unique_ptr<BothOutcomesCounter>> counters(static_cast<std::size_t>(crew_.size()));
        crew_.share(BlockGrid(outcome).size(), [&](int member, std::size_t block) {
            std::unique_ptr<BothOutcomesCounter>& counter = counters[static_cast<std::size_t>(member)];
            if (!counter) counter = std::make_unique<BothOutcomesCounter>(outcome, negation, excluded);
            counter->count(block);
        });
        std::vector<RowCounts> counts;
        for (const auto& counter : counters)
            if (counter) counts.push_back(counter->counts());
        return counts;
    }

    void add_counts(const RowCounts& counts, const PartContext& context) {
        for (std::size_t i = 0; i < counts.any.size(); ++i) count_.add_any(context.cutoff[i], context.weight * counts.any[i]);
        for (std::size_t row = 0; row < counts.by_row.size(); ++row) {
            // The lowest cutoff has most.
            if (counts.by_row[row].front() == 0) continue;
            for (std::size_t i = 0; i < counts.any.size(); ++i)
                count_.add_row(context.conditions, context.study_row[row], context.cutoff[i], context.weight * counts.by_row[row][i]);
        }
    }

    const Study& whole_;
    const StudyData& whole_data_;
    const SweepPlan& whole_plan_;
    Crew& crew_;
    MembershipStore memberships_;
    SimultaneousCount count_;
};

}  // namespace

SimultaneousResult sweep_simultaneous(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    SimultaneousSweep sweep(study, data, plan, crew);
    for (const SweepPart& part : plan.parts)
        if (part.evaluated > 0) sweep.add_part(part);
    return sweep.take();
}

}  // namespace qca
