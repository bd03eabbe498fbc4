// The solutions of one part of a sweep, evaluated in the cases. Private to scenario_extremes().
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "host/minimize/coded_table_hash.hpp"
#include "host/robustness/coded_tables.hpp"
#include "host/robustness/scenario_extremes.hpp"
#include "host/robustness/scenario_solutions.hpp"
#include "host/sweep/block_sums.hpp"
#include "host/sweep/sweep_tables.hpp"

namespace qca {

/// A part of a sweep: a full grid within one slice.
struct SweepPartContext {
    const SweepPlan& whole;
    const Slice& slice;
    const Box& box;
    const SweepPlan& plan;      ///< of the part
    const SweepTables& tables;  ///< of the part
    std::vector<std::size_t> case_of;                ///< [place in the summation order] case of the study
    std::vector<std::vector<double>> absent;         ///< [condition of the problem] [choice][case] 1 - membership
    std::vector<std::size_t> position_of;            ///< [condition of the part's study] in the problem
    std::vector<std::size_t> own_axis;               ///< [axis of the part] in the whole
    std::uint64_t weight = 1;   ///< scenarios of the whole for each of the part
    TestModels models = TestModels::all;

    SweepPartContext(const SweepPlan& of_whole, const Slice& of_slice, const Box& in_box, const SweepPlan& of_part, const SweepTables& part_tables);

    /// Number in the whole of a scenario of the part, by its positions on the part's axes; the first choice in order of what
    /// does not take part.
    std::uint64_t scenario(const std::vector<std::size_t>& at) const;
};

/// One thread's share of a part.
class PartWalk {
  public:
    /// @param outcomes  choices of the outcome that the blocks have
    PartWalk(const SweepPartContext& part, Range outcomes, SolutionStore& store, std::size_t cases);

    std::size_t blocks() const { return sums_.engine->grid().size(); }
    /// @param place  of the block in the order of all blocks
    void add(std::size_t block, std::uint64_t place);

    const CaseExtremes& extremes() const { return extremes_; }
    const ScenarioCounts& counts() const { return counts_; }

  private:
    using Solutions = std::vector<std::shared_ptr<const TableSolution>>;  // [type]

    void add_calibration(std::size_t of_a, std::size_t of_outcome, std::size_t outcome, std::uint64_t place);
    const Solutions& solutions_of(const CodedTable& table);
    void add_model(const std::vector<Implicant>& paths);
    void fill_path(const Implicant& path);
    std::uint64_t scenario(std::size_t outcome, const TableOfCutoffs& table, std::size_t type) const;

    const SweepPartContext& part_;
    const SweepProblem problem_;
    const std::size_t first_outcome_;
    SolutionStore& store_;
    BlockSums sums_;
    CutoffTables tables_;
    CaseExtremes extremes_;
    ScenarioCounts counts_;
    std::vector<int> choice_;                                // [condition of the problem]
    std::vector<RowReach> rows_;
    std::unordered_map<CodedTable, Solutions, CodedTableHash> known_;
    std::vector<const TableSolution*> met_;                  // under the current choices of the conditions
    std::vector<double> path_, model_;                       // [case in summation order]
};

}  // namespace qca
