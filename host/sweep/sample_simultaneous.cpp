#include "host/sweep/sample_simultaneous.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/analysis/solution_rules.hpp"
#include "host/sweep/point_tables.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/simultaneous_count.hpp"

namespace qca {

namespace {

constexpr std::size_t most_known_tables = std::size_t{1} << 20;

/// The truth tables of points, for one of the two outcomes.
class CodedPoints {
  public:
    CodedPoints(const Study& study, const StudyData& data, const std::vector<std::vector<Anchors>>& anchors, int threads,
                RememberedMemberships& memberships)
        : tables_(study, data, anchors, memberships), engine_(make_cpu_point_engine(tables_.problem(), threads)) {}

    /// @return [point] number among known()
    std::vector<std::uint32_t> numbers(const SamplePoints& points) {
        if (engine_->known() > most_known_tables) {
            engine_->forget();
            known_.clear();
        }
        const TableSpan unknown = engine_->evaluate(points.list());
        for (std::size_t i = 0; i < unknown.size; ++i) known_.push_back(unknown.first[i].positive);
        engine_->learn(unknown);
        std::vector<std::uint32_t> number(points.size());
        engine_->numbers(number.data());
        return number;
    }

    /// Rows coded 1, table by table.
    const std::vector<RowSet>& known() const { return known_; }

  private:
    PointTables tables_;
    std::unique_ptr<PointEngine> engine_;
    std::vector<RowSet> known_;
};

/// The samples of one slice.
class SliceCounter {
  public:
    SliceCounter(const SampleSlice& slice, int threads, RememberedMemberships& memberships)
        : outcome_(slice.study, slice.data, slice.anchors(), threads, memberships), negation_(negation_of(slice, threads, memberships)),
          negative_(rules_of(slice.study).negative | rules_of_negation(slice.study).negative) {
        for (const SetDefinition& condition : slice.study.conditions) conditions_.push_back(condition.name);
    }

    /// @param cutoffs  [sample of the piece] position on the axis of inclusion cutoffs
    void add(const SamplePoints& points, const std::uint32_t* cutoffs, std::size_t values, SimultaneousCount& count) {
        const std::vector<std::uint32_t> outcome = outcome_.numbers(points), negation = negation_.numbers(points);
        std::vector<std::uint64_t> evaluated(values);
        std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> pairs;
        for (std::size_t p = 0; p < points.size(); ++p) {
            std::vector<std::uint64_t>& of_pair = pairs[std::uint64_t{outcome[p]} << 32 | negation[p]];
            of_pair.resize(values);
            ++of_pair[cutoffs[points.at[p]]];
            ++evaluated[cutoffs[points.at[p]]];
        }
        for (std::size_t cutoff = 0; cutoff < values; ++cutoff)
            if (evaluated[cutoff] > 0) count.add_evaluated(conditions_, cutoff, evaluated[cutoff]);
        for (const auto& [pair, scenarios] : pairs) {
            const RowSet both = (outcome_.known()[pair >> 32] & negation_.known()[pair & 0xFFFFFFFFu]) - negative_;
            if (both.empty()) continue;
            for (std::size_t cutoff = 0; cutoff < values; ++cutoff) {
                if (scenarios[cutoff] == 0) continue;
                count.add_any(cutoff, scenarios[cutoff]);
                for (int row = 0; row < 1 << conditions_.size(); ++row)
                    if (both.contains(row)) count.add_row(conditions_, static_cast<std::uint32_t>(row), cutoff, scenarios[cutoff]);
            }
        }
    }

  private:
    static CodedPoints negation_of(const SampleSlice& slice, int threads, RememberedMemberships& memberships) {
        Study study = slice.study;
        study.outcome.negate = !study.outcome.negate;
        StudyData data = slice.data;
        data.summation_order = order_of_summation(data.raw[study.sets() - 1], study.outcome);
        return {study, data, slice.anchors(), threads, memberships};
    }

    CodedPoints outcome_, negation_;
    RowSet negative_;
    std::vector<std::string> conditions_;
};

}  // namespace

SimultaneousResult sample_simultaneous(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    const SampleOrder order = order_samples(plan, Sampler(plan.design));
    const SampleSlices slices(study, data, plan, order, crew);
    const std::size_t values = plan.axes[plan.incl_axis].size();
    SimultaneousCount count(values);
    RememberedMemberships memberships;  // those of conditions serve the outcome and its negation
    for (std::size_t number = 0; number < plan.slices.size(); ++number) {
        if (slices.begin(number) == slices.begin(number + 1)) continue;
        const SampleSlice slice = slices.slice(number);
        if (!slice.in_order) continue;
        SliceCounter counter(slice, crew.size(), memberships);
        for (std::size_t first = slices.begin(number); first < slices.begin(number + 1); first += SampleSlices::piece_size) {
            const SamplePiece piece = slices.piece(first, slices.begin(number + 1));
            counter.add(slices.points(piece, slice), piece.on_axis(plan.incl_axis), values, count);
        }
    }
    return count.take();
}

}  // namespace qca
