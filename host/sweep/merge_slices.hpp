// The results of slices -> the result of the whole sweep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/shard_result.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Takes part after part (see SweepPart). A scenario of the whole also says where the anchors of conditions are that do not take part in
/// its slice; they change nothing, so what a slice found counts for every choice of them that is in order.
class SliceMerge {
  public:
    /// @param paths  names and expressions of the paths of interest
    /// @param limits  on the census and its pairs, as in one slice; what has no room is counted
    SliceMerge(const SweepPlan& plan, const ColumnPlan& columns, const std::vector<NamedPath>& paths, std::size_t cases,
               BookLimits limits = {});

    /// @param slice       with the cases of the part's data
    /// @param boxes       numbers of the plan's boxes for which the part stands
    /// @param part        of the study of this slice in such a box (see study_of_slice(), study_in_box()), with the columns of
    ///                    the whole
    /// @param weightings  positions on the whole's axis of cases where the part has one; its slices then differ in them alone
    /// @return position of each of its solutions in the whole's census, which take() sorts; no_solution_id: no room
    std::vector<std::uint32_t> add(const Slice& slice, const std::vector<std::size_t>& boxes, SweepResult part,
                                   const std::vector<std::size_t>& weightings = {});

    /// What was added so far, to be added to another merge; without columns.
    SweepResult take_sums();

    /// @param sums  from take_sums() of a merge of the same plan
    /// @return position of each entry of its census in this one's, for add_columns()
    std::vector<std::uint32_t> add_sums(const SweepResult& sums);

    /// Columns of parts whose counts are in already.
    /// @param part_axes  of these parts, of which the columns have every scenario
    /// @param position   of each entry of the census that they name
    void add_columns(const Slice& slice, const std::vector<std::size_t>& boxes, const std::vector<Axis>& part_axes,
                     const std::vector<std::size_t>& weightings, const ScenarioColumns& columns,
                     const std::vector<std::uint32_t>& position);

    /// Paths, census, columns and counts of the whole; the rest of the result is left empty.
    SweepResult take();

  private:
    class Shares;
    /// Scenarios of one calibration that are consecutive in the part and in the whole.
    struct Run {
        std::size_t in_part, in_whole, length;
    };

    void add_path(const Shares& shares, const PathResult& part, PathResult& whole) const;
    void add_cases(const Slice& slice, const Shares& shares, const PathResult& part, PathResult& whole) const;
    void add_columns(const Shares& shares, const std::vector<Axis>& part_axes, const ScenarioColumns& columns,
                     const std::vector<std::uint32_t>& census_position);
    std::uint32_t add_to_census(const std::string& key, const CensusEntry& entry, const std::vector<std::size_t>& types, std::uint64_t times);
    std::string outcome_suffix(std::size_t outcome) const;
    void add_pairs(const CensusDetails& part, const std::vector<std::uint32_t>& census_position, std::uint64_t times);
    std::vector<Run> runs_of_cutoffs(const Shares& shares) const;
    template <class Body>
    void for_each_calibration(const Shares& shares, const std::vector<Axis>& part_axes, const Body& body) const;
    /// @return position of each of its entries in the whole's census, which take() sorts; no_solution_id: no room
    std::vector<std::uint32_t> add_census(const Slice& slice, const Shares& shares, const std::vector<CensusEntry>& part);

    void add_details(const Shares& shares, const CensusDetails& part, const std::vector<std::uint32_t>& census_position);

    const SweepPlan plan_;
    std::size_t cases_;
    BookLimits limits_;
    SweepResult whole_;
    std::unordered_map<std::string, std::uint32_t> census_;  // expression and outcome -> position in whole_.census
    std::unordered_map<std::uint64_t, std::uint64_t> pairs_;  // (parsimonious << 32 | other) position -> scenarios
};

}  // namespace qca
