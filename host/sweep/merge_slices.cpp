#include "host/sweep/merge_slices.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <set>

#include "host/sweep/path_maps.hpp"
#include "host/sweep/shard_sums.hpp"
#include "host/sweep/solution_book.hpp"

namespace qca {

namespace {

constexpr auto skipped_state = static_cast<std::size_t>(Survival::skipped);

/// Adds so many times what was evaluated.
void add_evaluated(StateCounts& sum, const StateCounts& counts, std::uint64_t times) {
    for (std::size_t s = 0; s < counts.size(); ++s)
        if (s != skipped_state) sum[s] += times * counts[s];
}

}  // namespace

/// How the axes of the whole are those of a part, and how often each of its scenarios counts.
class SliceMerge::Shares {
  public:
    Shares(const SweepPlan& plan, const Slice& slice, const Box& box, const std::vector<Axis>& part_axes,
           const std::vector<std::size_t>& weightings)
        : plan_(plan), values_(box), in_part_(plan.axes.size()), absent_set_(plan.axes.size()),
          absent_choices_(plan.sets.size()), absent_in_order_(plan.sets.size()), part_axes_(part_axes.size()) {
        for (std::size_t a = 0; a < plan.axes.size(); ++a) {
            const auto found = std::find_if(part_axes.begin(), part_axes.end(),
                                            [&](const Axis& axis) { return axis.name == plan.axes[a].name; });
            if (found != part_axes.end()) in_part_[a] = static_cast<std::size_t>(found - part_axes.begin());
            if (a >= plan.slice_axes) continue;
            // Of the axes of slices a part can have that of cases alone.
            if (in_part_[a]) values_[a] = weightings;
            else values_[a] = {slice.at[a]};
        }
        std::set<std::size_t> kept(slice.conditions.begin(), slice.conditions.end());
        kept.insert(slice.outcome);
        for (std::size_t set = 0; set < plan.sets.size(); ++set) {
            if (kept.contains(set)) continue;
            const SetPlan& of = plan.sets[set];
            absent_choices_[set] = choices_in(of, box);
            times_ *= absent_choices_[set].size();
            for (const std::size_t axis : of.axes) absent_set_[axis] = set;
            absent_in_order_[set].resize(of.combinations);
            for (const std::size_t choice : absent_choices_[set]) {
                std::size_t combination = 0;
                for (std::size_t x = 0; x < of.axes.size(); ++x)
                    combination = combination * plan.axes[of.axes[x]].size() +
                                  static_cast<std::size_t>(of.coordinates[choice * of.axes.size() + x]);
                absent_in_order_[set][combination] = 1;
            }
        }
    }

    /// Combinations of the anchors of sets that do not take part.
    std::uint64_t times() const { return times_; }
    /// Of them, those with this value of the axis; all for other axes.
    std::uint64_t times(std::size_t axis, std::size_t value) const {
        if (!absent_set_[axis]) return times_;
        return times_of_others(axis) * choices_with(axis, value, axis, value);
    }
    /// Of them, those with these values.
    std::uint64_t times(std::size_t a, std::size_t in_a, std::size_t b, std::size_t in_b) const {
        if (!absent_set_[a]) return times(b, in_b);
        if (!absent_set_[b]) return times(a, in_a);
        if (absent_set_[a] == absent_set_[b]) return times_of_others(a) * choices_with(a, in_a, b, in_b);
        return times(b, in_b) / absent_choices_[*absent_set_[a]].size() * choices_with(a, in_a, a, in_a);
    }

    /// Positions on an axis of the whole that the part has, increasing: those of its slices, those of its box.
    const std::vector<std::size_t>& values(std::size_t axis) const { return values_[axis]; }

    /// Number of the axis among those of the slice.
    const std::optional<std::size_t>& in_part(std::size_t axis) const { return in_part_[axis]; }
    /// Whether the anchors of a set are in order at these values of the axes; true for sets that take part.
    bool in_order(std::size_t set, const std::vector<std::size_t>& value) const {
        const SetPlan& of = plan_.sets[set];
        if (of.axes.empty() || !absent_set_[of.axes.front()]) return true;
        std::size_t combination = 0;
        for (const std::size_t axis : of.axes) combination = combination * plan_.axes[axis].size() + value[axis];
        return absent_in_order_[set][combination] != 0;
    }
    std::size_t part_axes() const { return part_axes_; }

  private:
    /// Combinations of the anchors of sets that do not take part, but for the set of this axis.
    std::uint64_t times_of_others(std::size_t axis) const { return times_ / absent_choices_[*absent_set_[axis]].size(); }

    /// Choices of a set that does not take part with these values.
    std::uint64_t choices_with(std::size_t a, std::size_t in_a, std::size_t b, std::size_t in_b) const {
        const SetPlan& set = plan_.sets[*absent_set_[a]];
        const auto place = [&](std::size_t axis) {
            return static_cast<std::size_t>(std::find(set.axes.begin(), set.axes.end(), axis) - set.axes.begin());
        };
        const std::size_t x = place(a), y = place(b), axes = set.axes.size();
        std::uint64_t count = 0;
        for (const std::size_t choice : absent_choices_[*absent_set_[a]])
            count += static_cast<std::size_t>(set.coordinates[choice * axes + x]) == in_a &&
                     static_cast<std::size_t>(set.coordinates[choice * axes + y]) == in_b;
        return count;
    }

    const SweepPlan& plan_;
    Box values_;
    std::vector<std::optional<std::size_t>> in_part_, absent_set_;  // [axis]
    std::vector<std::vector<std::size_t>> absent_choices_;          // [set] of the box
    std::vector<std::vector<std::uint8_t>> absent_in_order_;        // [set][combination of its axes]
    std::size_t part_axes_;
    std::uint64_t times_ = 1;
};

SliceMerge::SliceMerge(const SweepPlan& plan, const ColumnPlan& columns, const std::vector<NamedPath>& paths, std::size_t cases,
                       BookLimits limits)
    : plan_(plan), cases_(cases), limits_(limits) {
    const auto pairs = axis_pairs(plan.axes.size());
    for (const NamedPath& named : paths) {
        PathResult& path = whole_.paths.emplace_back();
        path.name = named.name;
        path.expression = named.expression;
        for (const auto& [a, b] : pairs) path.pair_maps.emplace_back(plan.axes[a].size() * plan.axes[b].size(), StateCounts{});
        path.case_counts.resize(cases);
        path.case_axis_counts.resize(plan.axes.size());
        for (std::size_t a = 0; a < plan.slice_axes; ++a) path.case_axis_counts[a].resize(plan.axes[a].size() * cases);
        for (std::size_t set = 0; set + 1 < plan.sets.size(); ++set)
            for (const std::size_t a : plan.sets[set].axes) path.case_axis_counts[a].resize(plan.axes[a].size() * cases);
        if (columns.survival) path.survival.assign(plan.scenarios, static_cast<std::uint8_t>(Survival::skipped));
    }
    if (const auto paired = paired_types(plan.types))
        whole_.census_details.role_type = solution_type_names[static_cast<std::size_t>(plan.types[paired->second])];
    if (columns.solution) whole_.solution.assign(plan.scenarios, no_solution_id);
    if (columns.fits)
        for (std::vector<float>* column : {&whole_.fit_inclS, &whole_.fit_PRI, &whole_.fit_covS})
            column->assign(plan.scenarios, std::numeric_limits<float>::quiet_NaN());
}

std::vector<std::uint32_t> SliceMerge::add(const Slice& slice, const std::vector<std::size_t>& boxes, SweepResult part,
                                           const std::vector<std::size_t>& weightings) {
    const ScenarioColumns columns = take_columns(part);
    std::vector<std::uint32_t> position;
    for (const std::size_t box : boxes) {
        const Shares shares(plan_, slice, plan_.boxes[box], part.axes, weightings);
        for (std::size_t p = 0; p < whole_.paths.size(); ++p) {
            add_path(shares, part.paths[p], whole_.paths[p]);
            add_cases(slice, shares, part.paths[p], whole_.paths[p]);
        }
        position = add_census(slice, shares, part.census);
        add_details(shares, part.census_details, position);
        add_columns(shares, part.axes, columns, position);
        whole_.counts.capped += shares.times() * part.counts.capped;
        whole_.counts.census_overflow += shares.times() * part.counts.census_overflow;
    }
    add_evaluation(whole_, part);
    return position;
}

SweepResult SliceMerge::take_sums() {
    CensusDetails& details = whole_.census_details;
    for (const auto& [key, count] : pairs_)
        details.pairs.push_back({static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(key & 0xFFFFFFFFu), count});
    std::sort(details.pairs.begin(), details.pairs.end(), [](const SolutionPair& a, const SolutionPair& b) {
        return std::pair(a.parsimonious, a.other) < std::pair(b.parsimonious, b.other);
    });
    return std::move(whole_);
}

std::vector<std::uint32_t> SliceMerge::add_sums(const SweepResult& sums) {
    for (std::size_t p = 0; p < whole_.paths.size(); ++p) add_counts(whole_.paths[p], sums.paths[p]);
    std::vector<std::size_t> types(plan_.types.size());
    std::iota(types.begin(), types.end(), std::size_t{0});
    std::vector<std::uint32_t> position;
    for (const CensusEntry& entry : sums.census)
        position.push_back(add_to_census(entry.expression.empty() ? outcome_suffix(entry.outcome) : entry.expression, entry, types, 1));
    add_model_counts(whole_.census_details, sums.census_details);
    add_pairs(sums.census_details, position, 1);
    whole_.counts.capped += sums.counts.capped;
    whole_.counts.census_overflow += sums.counts.census_overflow;
    add_evaluation(whole_, sums);
    return position;
}

void SliceMerge::add_columns(const Slice& slice, const std::vector<std::size_t>& boxes, const std::vector<Axis>& part_axes,
                             const std::vector<std::size_t>& weightings, const ScenarioColumns& columns,
                             const std::vector<std::uint32_t>& position) {
    for (const std::size_t box : boxes)
        add_columns(Shares(plan_, slice, plan_.boxes[box], part_axes, weightings), part_axes, columns, position);
}

void SliceMerge::add_path(const Shares& shares, const PathResult& part, PathResult& whole) const {
    /// Counts of a part at value number i of an axis; of the whole part where the axis is not one of its own.
    const auto at = [&](std::size_t axis, std::size_t i) -> const StateCounts& {
        return shares.in_part(axis) ? part.axis_maps[*shares.in_part(axis)][i] : part.total;
    };
    std::size_t pair = 0;
    for (const auto& [a, b] : axis_pairs(plan_.axes.size())) {
        std::vector<StateCounts>& map = whole.pair_maps[pair++];
        const std::size_t size_b = plan_.axes[b].size();
        const std::vector<std::size_t>&of_a = shares.values(a), &of_b = shares.values(b);
        for (std::size_t i = 0; i < of_a.size(); ++i)
            for (std::size_t j = 0; j < of_b.size(); ++j) {
                const bool both = shares.in_part(a) && shares.in_part(b);
                const StateCounts& counts =
                    both ? part.pair_maps[pair_number(*shares.in_part(a), *shares.in_part(b), shares.part_axes())]
                                         [i * of_b.size() + j]
                         : shares.in_part(a) ? at(a, i) : at(b, j);
                add_evaluated(map[of_a[i] * size_b + of_b[j]], counts, shares.times(a, of_a[i], b, of_b[j]));
            }
    }
}

void SliceMerge::add_cases(const Slice& slice, const Shares& shares, const PathResult& part, PathResult& whole) const {
    const std::size_t of_part = slice.cases.size();
    for (std::size_t i = 0; i < of_part; ++i) {
        // A case that was drawn more than once is one case.
        if (i > 0 && slice.cases[i] == slice.cases[i - 1]) continue;
        const std::size_t c = slice.cases[i];
        whole.case_counts[c] += shares.times() * part.case_counts[i];
        for (std::size_t a = 0; a < plan_.axes.size(); ++a) {
            std::vector<std::uint64_t>& counts = whole.case_axis_counts[a];
            if (counts.empty()) continue;
            for (std::size_t v = 0; v < shares.values(a).size(); ++v) {
                const std::size_t value = shares.values(a)[v];
                const std::uint64_t found =
                    shares.in_part(a) ? part.case_axis_counts[*shares.in_part(a)][v * of_part + i] : part.case_counts[i];
                counts[value * cases_ + c] += shares.times(a, value) * found;
            }
        }
    }
}

/// The same paths may explain the outcome here and its negation there.
std::string SliceMerge::outcome_suffix(std::size_t outcome) const {
    const bool of_outcome = plan_.slice_axes > 0 && plan_.axes.front().name == outcome_axis;
    return of_outcome ? " -> " + plan_.axes.front().labels[outcome] : "";
}

std::vector<std::uint32_t> SliceMerge::add_census(const Slice& slice, const Shares& shares,
                                                  const std::vector<CensusEntry>& part) {
    const std::size_t outcome = slice.at.empty() || plan_.axes.front().name != outcome_axis ? 0 : slice.at.front();
    const std::string suffix = outcome_suffix(outcome);
    std::vector<std::uint32_t> position;
    for (const CensusEntry& entry : part) {
        CensusEntry whole = entry;
        whole.outcome = static_cast<std::uint32_t>(outcome);
        if (!whole.expression.empty()) whole.expression += suffix;
        position.push_back(add_to_census(entry.expression + suffix, whole, shares.values(plan_.type_axis), shares.times()));
    }
    return position;
}

/// @param key   expression and outcome
/// @param types  positions of the entry's solution types in the whole
/// @return its position; no_solution_id where there is no room
std::uint32_t SliceMerge::add_to_census(const std::string& key, const CensusEntry& entry, const std::vector<std::size_t>& types,
                                        std::uint64_t times) {
    const auto known = census_.find(key);
    const bool is_new = known == census_.end();
    if (is_new && whole_.census.size() >= limits_.solutions) {
        for (const std::uint64_t count : entry.counts) whole_.counts.census_overflow += times * count;
        return no_solution_id;
    }
    const std::uint32_t position = is_new ? static_cast<std::uint32_t>(whole_.census.size()) : known->second;
    if (is_new) {
        census_.emplace(key, position);
        whole_.census.push_back({entry.expression, entry.models, entry.capped, std::vector<std::uint64_t>(plan_.types.size()), entry.outcome});
    }
    CensusEntry& sum = whole_.census[position];
    sum.capped = sum.capped || entry.capped;
    for (std::size_t type = 0; type < entry.counts.size(); ++type) sum.counts[types[type]] += times * entry.counts[type];
    return position;
}

void SliceMerge::add_details(const Shares& shares, const CensusDetails& part, const std::vector<std::uint32_t>& census_position) {
    CensusDetails& whole = whole_.census_details;
    whole.model_counts.resize(plan_.types.size());
    for (std::size_t type = 0; type < part.model_counts.size(); ++type)
        for (std::size_t c = 0; c < model_classes; ++c)
            whole.model_counts[shares.values(plan_.type_axis)[type]][c] += shares.times() * part.model_counts[type][c];
    // Where a part lacks one of the two types, the other one has no scenarios to be compared with.
    if (part.role_type == whole.role_type) add_pairs(part, census_position, shares.times());
}

void SliceMerge::add_pairs(const CensusDetails& part, const std::vector<std::uint32_t>& census_position, std::uint64_t times) {
    std::uint64_t& unlisted = whole_.census_details.unlisted_pairs;
    unlisted += times * part.unlisted_pairs;
    for (const SolutionPair& pair : part.pairs) {
        const std::uint32_t parsimonious = census_position[pair.parsimonious], other = census_position[pair.other];
        const std::uint64_t key = std::uint64_t{parsimonious} << 32 | other;
        const bool listed = parsimonious != no_solution_id && other != no_solution_id;
        const auto known = listed ? pairs_.find(key) : pairs_.end();
        if (known != pairs_.end()) known->second += times * pair.count;
        else if (!listed || pairs_.size() >= limits_.pairs) unlisted += times * pair.count;
        else pairs_.emplace(key, times * pair.count);
    }
}

void SliceMerge::add_columns(const Shares& shares, const std::vector<Axis>& part_axes, const ScenarioColumns& columns,
                             const std::vector<std::uint32_t>& census_position) {
    const bool survival = !whole_.paths.empty() && !whole_.paths.front().survival.empty();
    if (!survival && whole_.solution.empty() && whole_.fit_inclS.empty()) return;
    const std::vector<Run> runs = runs_of_cutoffs(shares);
    const auto copy = [&](const auto& from, auto& to, std::size_t at, std::size_t first) {
        for (const Run& run : runs)
            if (!to.empty())
                std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(at + run.in_part), run.length,
                            to.begin() + static_cast<std::ptrdiff_t>(first + run.in_whole));
    };
    for_each_calibration(shares, part_axes, [&](std::size_t first, std::size_t at) {
        for (std::size_t p = 0; p < columns.survival.size(); ++p) copy(columns.survival[p], whole_.paths[p].survival, at, first);
        copy(columns.fit_inclS, whole_.fit_inclS, at, first);
        copy(columns.fit_PRI, whole_.fit_PRI, at, first);
        copy(columns.fit_covS, whole_.fit_covS, at, first);
        if (whole_.solution.empty()) return;
        for (const Run& run : runs)
            for (std::size_t i = 0; i < run.length; ++i) {
                const std::uint32_t id = columns.solution[at + run.in_part + i];
                if (id != no_solution_id) whole_.solution[first + run.in_whole + i] = census_position[id];
            }
    });
}

/// The cutoffs and types of a part, in its order, in as few runs as they are among those of the whole.
std::vector<SliceMerge::Run> SliceMerge::runs_of_cutoffs(const Shares& shares) const {
    std::vector<Run> runs;
    std::size_t in_part = 0;
    for (const std::size_t incl : shares.values(plan_.incl_axis))
        for (const std::size_t pri : shares.values(plan_.pri_axis))
            for (const std::size_t n : shares.values(plan_.n_axis))
                for (const std::size_t type : shares.values(plan_.type_axis)) {
                    const std::size_t in_whole =
                        ((incl * plan_.pri.size() + pri) * plan_.n.size() + n) * plan_.types.size() + type;
                    if (runs.empty() || in_whole != runs.back().in_whole + runs.back().length) runs.push_back({in_part, in_whole, 0});
                    ++runs.back().length;
                    ++in_part;
                }
    return runs;
}

/// Calls body(first scenario in the whole, first scenario in the part) for all anchors of the whole's sets that its box has;
/// those of sets that do not take part must be in order.
template <class Body>
void SliceMerge::for_each_calibration(const Shares& shares, const std::vector<Axis>& part_axes, const Body& body) const {
    const std::vector<std::size_t> strides = axis_strides(plan_.axes), part_strides = axis_strides(part_axes);
    std::vector<std::size_t> at(plan_.incl_axis), value(plan_.incl_axis);  // among the values of the part, and where they are
    for (;;) {
        std::size_t whole_at = 0, part_at = 0;
        bool in_order = true;
        for (std::size_t a = 0; a < plan_.incl_axis; ++a) {
            value[a] = shares.values(a)[at[a]];
            whole_at += strides[a] * value[a];
            if (shares.in_part(a)) part_at += part_strides[*shares.in_part(a)] * at[a];
        }
        for (std::size_t set = 0; set < plan_.sets.size(); ++set)
            in_order = in_order && shares.in_order(set, value);
        if (in_order) body(whole_at, part_at);
        std::size_t a = plan_.incl_axis;
        while (a > 0 && ++at[a - 1] == shares.values(a - 1).size()) at[--a] = 0;
        if (a == 0) return;
    }
}

SweepResult SliceMerge::take() {
    std::size_t pair = 0;
    for (const auto& [a, b] : axis_pairs(plan_.axes.size())) {
        const std::uint64_t scenarios = plan_.scenarios / plan_.axes[a].size() / plan_.axes[b].size();
        for (PathResult& path : whole_.paths)
            for (StateCounts& states : path.pair_maps[pair])
                states[skipped_state] = scenarios - std::accumulate(states.begin(), states.end(), std::uint64_t{0});
        ++pair;
    }
    for (PathResult& path : whole_.paths) sum_pair_maps(plan_.axes, path);
    const std::vector<std::uint32_t> position = sort_census(whole_.census);
    for (std::uint32_t& id : whole_.solution)
        if (id != no_solution_id) id = position[id];
    for (const auto& [key, count] : pairs_)
        whole_.census_details.pairs.push_back({position[key >> 32], position[key & 0xFFFFFFFFu], count});
    return std::move(whole_);
}

}  // namespace qca
