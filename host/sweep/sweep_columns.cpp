#include "host/sweep/sweep_columns.hpp"

#include "host/sweep/sweep_result.hpp"

namespace qca {

namespace {

constexpr std::uint32_t unwritten = 0xFFFFFFFFu;
constexpr std::uint32_t outside_census = 0xFFFFFFFEu;
/// Marks the number of a solution; below it are numbers of tables.
constexpr std::uint32_t settled = 0x80000000u;

}  // namespace

SweepColumns::SweepColumns(const ColumnPlan& stored, const Study& study, const SweepPlan& plan)
    : stride_(axis_strides(plan.axes)), types_(plan.types.size()), keeps_solution_(stored.solution),
      stores_fits_(stored.fits) {
    if (stored.survival)
        survival.assign(study.paths.size(),
                        std::vector<std::uint8_t>(plan.scenarios, static_cast<std::uint8_t>(Survival::skipped)));
    if (stored.solution || stored.fits) solution_.assign(plan.scenarios, unwritten);
    for (std::vector<std::uint8_t>& column : survival) survival_views_.push_back(column.data());
}

ColumnViews SweepColumns::views() {
    return {survival_views_.empty() ? nullptr : survival_views_.data(),
            solution_.empty() ? nullptr : solution_.data(), stride_.data()};
}

void SweepColumns::settle_solutions(const SolutionBook& book, Crew& crew) {
    share_range(crew, solution_.size(), [&](std::size_t id) {
        std::uint32_t& entry = solution_[id];
        if (entry >= settled) return;
        const std::uint32_t solution = book.solution_of(entry, id % types_);
        entry = solution == SolutionBook::overflow ? outside_census : settled | solution;
    });
}

std::vector<std::uint32_t> SweepColumns::census_positions(const std::vector<std::uint32_t>& position_of_solution,
                                                         Crew& crew) const {
    std::vector<std::uint32_t> positions(solution_.size());
    share_range(crew, solution_.size(), [&](std::size_t id) {
        positions[id] =
            solution_[id] >= outside_census ? no_solution_id : position_of_solution[solution_[id] - settled];
    });
    return positions;
}

}  // namespace qca
