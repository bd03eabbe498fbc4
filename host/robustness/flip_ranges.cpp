#include "host/robustness/flip_ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/analysis/row_code.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/error.hpp"
#include "host/robustness/cutoff_flips.hpp"
#include "host/robustness/flip_candidates.hpp"
#include "host/robustness/path_case_changes.hpp"
#include "host/robustness/row_changes.hpp"
#include "host/robustness/state_of_rows.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {
namespace {

/// The models that follow from the codes of the rows, each set of codes minimised once.
class Solver {
  public:
    Solver(const Study& study, const std::vector<std::uint32_t>& rows, const std::optional<Implicant>& path)
        : study_(study),
          rules_(rules_of(study)),
          rows_(rows),
          path_(path) {}

    /// @param codes  of the rows; all others are remainders
    const RangeState& state(const std::string& codes) {
        const auto [at, is_new] = known_.try_emplace(codes);
        if (is_new) at->second = state_of(codes);
        return at->second;
    }

  private:
    RangeState state_of(const std::string& codes) const {
        std::vector<TableRow> table(std::size_t{1} << study_.conditions.size());
        for (std::size_t row = 0; row < rows_.size(); ++row) table[rows_[row]].out = codes[row];
        return state_of_rows(study_, rules_, coded_rows(table, rules_), path_);
    }

    const Study& study_;
    SolutionRules rules_;
    const std::vector<std::uint32_t>& rows_;
    std::optional<Implicant> path_;
    std::map<std::string, RangeState> known_;
};

/// The truth table at any value of one parameter.
class MovedTable {
  public:
    MovedTable(const RangeParameter& parameter, const Study& study, const StudyData& data,
               const Memberships& memberships)
        : parameter_(parameter),
          study_(study),
          own_(memberships.set[moving_set(parameter, study)]),
          rows_(memberships, moving_set(parameter, study)) {
        if (parameter.is_anchor()) set_.emplace(parameter, study, data);
    }

    RowsAt at(double value) const {
        RowsAt table{{}, own_, study_.cutoffs};
        if (set_)
            table.moving = set_->memberships(value);
        else
            table.cutoffs = study_with(study_, parameter_, value).cutoffs;
        for (std::size_t row = 0; row < rows_.rows().size(); ++row) table.rows.push_back(rows_.sums(row, table.moving));
        return table;
    }

    FlipCandidates candidates(const SearchRange& range) const {
        if (set_) return flip_candidates(*set_, rows_, range, study_.cutoffs);
        return {cutoff_flips(parameter_, range, at(value_of(parameter_, study_)).rows), {}};
    }

    const MovingRows& rows() const { return rows_; }
    const std::optional<MovingSet>& set() const { return set_; }

  private:
    /// Where a cutoff moves, the outcome stays what it is.
    static std::size_t moving_set(const RangeParameter& parameter, const Study& study) {
        return parameter.is_anchor() ? parameter.set : study.conditions.size();
    }

    const RangeParameter& parameter_;
    const Study& study_;
    std::vector<double> own_;
    MovingRows rows_;
    std::optional<MovingSet> set_;
};

std::string codes_of(const RowsAt& table) {
    std::string codes;
    for (const RowSums& row : table.rows) codes += decide_row(row.n, row.sums, table.cutoffs).out();
    return codes;
}

/// A range with its states, not yet numbered.
struct Measured {
    ParameterRange range;
    std::vector<RangeState> states;  ///< of the intervals
};

/// The stretches between candidates, those with the same state together.
Measured intervals_of(const RangeParameter& parameter, const SearchRange& searched, const std::vector<double>& starts,
                      const MovedTable& table, Solver& solver) {
    Measured measured;
    std::vector<RangeInterval>& intervals = measured.range.intervals;
    for (std::size_t i = 0; i <= starts.size(); ++i) {
        const double first = i == 0 ? searched.first : starts[i - 1];
        const double last = i == starts.size() ? searched.last : value_before(parameter, starts[i]);
        const double inside = parameter.is_whole() ? first : first + (last - first) / 2;
        const RangeState& state = solver.state(codes_of(table.at(inside)));
        if (!intervals.empty() && measured.states.back() == state) {
            intervals.back().last = last;
        } else {
            intervals.push_back({first, last, 0});
            measured.states.push_back(state);
        }
    }
    return measured;
}

std::vector<RangeBoundary> boundaries_of(const ParameterRange& range, const MovedTable& table) {
    std::vector<RangeBoundary> boundaries;
    for (std::size_t i = 0; i + 1 < range.intervals.size(); ++i) {
        RangeBoundary boundary{range.intervals[i].last, range.intervals[i + 1].first, {}};
        const RowsAt below = table.at(boundary.below), above = table.at(boundary.above);
        boundary.flips = i < range.own_interval ? row_flips(table.rows(), above, below)
                                                : row_flips(table.rows(), below, above);
        boundaries.push_back(std::move(boundary));
    }
    return boundaries;
}

std::vector<RangeTouch> touches_of(const FlipCandidates& candidates, const MovingRows& rows, const Cutoffs& cutoffs) {
    std::vector<RangeTouch> touches;
    for (const Touch& touch : candidates.touches) {
        const bool of_pri = touch.quantity.statistic == RowQuantity::Statistic::pri;
        const bool of_incl = touch.quantity.bound == cutoff_bound(cutoffs.incl);
        touches.push_back({touch.value, rows.rows()[touch.quantity.row],
                           of_pri    ? FlipCause::Kind::pri
                           : of_incl ? FlipCause::Kind::incl
                                     : FlipCause::Kind::incl0});
    }
    return touches;
}

Measured measure(const RangeParameter& parameter, const Study& study, const StudyData& data,
                 const Memberships& memberships, const RangeOptions& options) {
    const SearchRange searched = search_range(parameter, study, data, options.reach);
    const MovedTable table(parameter, study, data, memberships);
    Solver solver(study, table.rows().rows(), options.path);
    const FlipCandidates candidates = table.candidates(searched);
    Measured measured = intervals_of(parameter, searched, candidates.starts, table, solver);
    ParameterRange& range = measured.range;
    range.parameter = parameter;
    range.own = value_of(parameter, study);
    range.searched = searched;
    while (range.intervals[range.own_interval].last < range.own) ++range.own_interval;
    range.boundaries = boundaries_of(range, table);
    range.touches = touches_of(candidates, table.rows(), study.cutoffs);
    if (options.path && table.set())
        range.path_cases = path_case_changes(*options.path, *table.set(), parameter, searched, memberships, range.own);
    return measured;
}

/// Gives every state its number, the study's own first.
FlipRanges numbered(std::vector<Measured> all) {
    FlipRanges ranges;
    const auto number_of = [&](const RangeState& state) {
        const auto at = std::find(ranges.states.begin(), ranges.states.end(), state);
        if (at != ranges.states.end()) return static_cast<std::size_t>(at - ranges.states.begin());
        ranges.states.push_back(state);
        return ranges.states.size() - 1;
    };
    for (const Measured& measured : all) number_of(measured.states[measured.range.own_interval]);
    if (ranges.states.size() != 1) throw std::logic_error("flip_ranges: the study's own state differs between parameters");
    for (Measured& measured : all) {
        for (std::size_t i = 0; i < measured.states.size(); ++i)
            measured.range.intervals[i].state = number_of(measured.states[i]);
        ranges.parameters.push_back(std::move(measured.range));
    }
    return ranges;
}

}  // namespace

FlipRanges flip_ranges(const Study& study, const StudyData& data, const RangeOptions& options) {
    if (study.conditions.size() > max_conditions)
        throw InputError(fmt::format("{}: [conditions]: {} conditions are too many for one truth table (the limit is {}) leave "
                                     "some out of the study file",
                                     study.file, study.conditions.size(), max_conditions));
    const std::vector<RangeParameter> parameters = range_parameters(study);
    const Memberships memberships = calibrate_study(study, data);
    std::vector<Measured> all(parameters.size());
    Crew crew(options.threads);
    crew.share(parameters.size(), [&](int, std::size_t p) {
        all[p] = measure(parameters[p], study, data, memberships, options);
    });
    FlipRanges ranges = numbered(std::move(all));
    ranges.path = options.path;
    ranges.reach = options.reach;
    if (options.path) ranges.path_cases = path_cases(*options.path, memberships);
    for (std::size_t s = 0; s < study.sets(); ++s)
        if (!study.set(s).has_anchors() && study.set(s).method != CalibrationMethod::crisp)
            ranges.immovable.push_back(study.set(s).name);
    return ranges;
}

}  // namespace qca
