#include "host/robustness/part_walk.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"

namespace qca {

SweepPartContext::SweepPartContext(const SweepPlan& of_whole, const Slice& of_slice, const Box& in_box, const SweepPlan& of_part,
                                   const SweepTables& part_tables)
    : whole(of_whole), slice(of_slice), box(in_box), plan(of_part), tables(part_tables), position_of(part_tables.order().size()) {
    const SweepProblem& problem = tables.problem();
    for (std::size_t position = 0; position < position_of.size(); ++position) {
        position_of[tables.order()[position]] = position;
        const SetChoices& set = problem.condition[position];
        std::vector<double>& negation = absent.emplace_back();
        for (std::size_t i = 0; i < static_cast<std::size_t>(set.choices) * static_cast<std::size_t>(problem.cases); ++i)
            negation.push_back(1.0 - set.membership[i]);
    }
    for (const Axis& axis : plan.axes)
        own_axis.push_back(static_cast<std::size_t>(
            std::find_if(whole.axes.begin(), whole.axes.end(), [&](const Axis& a) { return a.name == axis.name; }) - whole.axes.begin()));
}

std::uint64_t SweepPartContext::scenario(const std::vector<std::size_t>& at) const {
    std::vector<std::size_t> position(whole.axes.size());
    std::copy(slice.at.begin(), slice.at.end(), position.begin());
    for (const SetPlan& set : whole.sets) {
        const std::vector<std::size_t> choices = choices_in(set, box);
        for (std::size_t x = 0; x < set.axes.size(); ++x)
            position[set.axes[x]] = static_cast<std::size_t>(set.coordinates[choices.front() * set.axes.size() + x]);
    }
    for (std::size_t axis = 0; axis < at.size(); ++axis) position[own_axis[axis]] = box[own_axis[axis]][at[axis]];
    const std::vector<std::size_t> strides = axis_strides(whole.axes);
    return std::inner_product(position.begin(), position.end(), strides.begin(), std::uint64_t{0});
}

PartWalk::PartWalk(const SweepPartContext& part, Range outcomes, SolutionStore& store, std::size_t cases)
    : part_(part), problem_(with_outcomes(part.tables.problem(), outcomes)), first_outcome_(outcomes.begin), store_(store), sums_(problem_),
      tables_(problem_.cutoffs), extremes_(cases), choice_(static_cast<std::size_t>(problem_.conditions)),
      path_(static_cast<std::size_t>(problem_.cases)), model_(path_.size()) {}

void PartWalk::add(std::size_t block, std::uint64_t place) {
    sums_.sum(block);
    const Block ranges = sums_.engine->grid().block(block);
    const auto rows = static_cast<std::size_t>(problem_.rows());
    for (std::size_t a = 0; a < ranges.a.size(); ++a) {
        choices_of(problem_, 0, problem_.sets_a, ranges.a.begin + a, choice_.data());
        for (std::size_t lane = 0; lane < ranges.b.size(); ++lane) {
            choices_of(problem_, problem_.sets_a, problem_.sets_b(), ranges.b.begin + lane, choice_.data() + problem_.sets_a);
            met_.clear();
            for (std::size_t y = 0; y < ranges.outcome.size(); ++y)
                add_calibration(a * rows * BlockGrid::lanes + lane, (a * ranges.outcome.size() + y) * rows * BlockGrid::lanes + lane,
                                ranges.outcome.begin + y, place);
        }
    }
}

void PartWalk::add_calibration(std::size_t of_a, std::size_t of_outcome, std::size_t outcome, std::uint64_t place) {
    const CutoffChoices& cuts = problem_.cutoffs;
    rows_.clear();
    for (int row = 0; row < problem_.rows(); ++row, of_a += BlockGrid::lanes, of_outcome += BlockGrid::lanes) {
        if (sums_.n[of_a] == 0) continue;
        const double x = sums_.x[of_a], both = sums_.both[of_outcome], ambiguous = sums_.ambiguous[of_outcome];
        RowReach reach{row};
        while (reach.incl < cuts.incl_cuts && meets_inclusion(x, both, cuts.incl_bound[reach.incl])) ++reach.incl;
        while (reach.pri < cuts.pri_cuts && meets_pri(x, both, ambiguous, cuts.pri_bound[reach.pri])) ++reach.pri;
        while (reach.n < cuts.n_cuts && sums_.n[of_a] >= cuts.n_cut[reach.n]) ++reach.n;
        rows_.push_back(reach);
    }
    for (const TableOfCutoffs& table : tables_.tables(rows_)) {
        const Solutions& solutions = solutions_of(table.table);
        const std::uint64_t scenarios = table.combinations * part_.weight;
        for (std::size_t type = 0; type < solutions.size(); ++type) {
            const TableSolution& solution = *solutions[type];
            if (solution.models.empty()) {
                counts_.no_solution += scenarios;
                continue;
            }
            counts_.tested += scenarios;
            if (solution.models.size() > 1) counts_.ambiguous += scenarios;
            if (solution.capped) counts_.capped += scenarios;
            if (std::find(met_.begin(), met_.end(), &solution) != met_.end()) continue;
            met_.push_back(&solution);
            const std::size_t models = part_.models == TestModels::first ? 1 : solution.models.size();
            for (std::size_t m = 0; m < models; ++m) {
                add_model(solution.models[m]);
                extremes_.add(model_.data(), model_.size(), part_.case_of.data(), place, [&] {
                    return ExtremeSource{ExtremeSource::Kind::scenario, scenario(outcome, table, type)};
                });
            }
        }
    }
}

const PartWalk::Solutions& PartWalk::solutions_of(const CodedTable& table) {
    constexpr std::size_t most_known = std::size_t{1} << 16;
    const auto found = known_.find(table);
    if (found != known_.end()) return found->second;
    // Solutions that were met under the current choices have to stay where they are: told apart by their addresses.
    if (known_.size() >= most_known && met_.empty()) known_.clear();
    const CodedTable in_order{part_.tables.in_study_order(table.positive), part_.tables.in_study_order(table.observed)};
    Solutions& solutions = known_[table];
    for (const SolutionType type : part_.plan.types) solutions.push_back(store_.solution_of(in_order, type));
    return solutions;
}

void PartWalk::add_model(const std::vector<Implicant>& paths) {
    std::fill(model_.begin(), model_.end(), 0.0);
    for (const Implicant& path : paths) {
        fill_path(path);
        for (std::size_t c = 0; c < model_.size(); ++c) model_[c] = larger(model_[c], path_[c]);
    }
}

void PartWalk::fill_path(const Implicant& path) {
    std::fill(path_.begin(), path_.end(), 1.0);
    for (int c = 0; c < problem_.conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, problem_.conditions);
        if ((path.literals & bit) == 0) continue;
        const std::size_t position = part_.position_of[static_cast<std::size_t>(c)];
        const double* const table = (path.values & bit) != 0 ? problem_.condition[position].membership : part_.absent[position].data();
        const double* const x = table + static_cast<std::size_t>(choice_[position]) * path_.size();
        for (std::size_t i = 0; i < path_.size(); ++i) path_[i] = smaller(path_[i], x[i]);
    }
}

std::uint64_t PartWalk::scenario(std::size_t outcome, const TableOfCutoffs& table, std::size_t type) const {
    std::vector<std::size_t> at(part_.plan.axes.size());
    const auto place = [&](const SetPlan& set, std::size_t choice) {
        for (std::size_t x = 0; x < set.axes.size(); ++x) at[set.axes[x]] = static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]);
    };
    for (std::size_t c = 0; c < part_.position_of.size(); ++c) place(part_.plan.sets[c], static_cast<std::size_t>(choice_[part_.position_of[c]]));
    place(part_.plan.sets.back(), first_outcome_ + outcome);
    at[part_.plan.incl_axis] = static_cast<std::size_t>(table.incl);
    at[part_.plan.pri_axis] = static_cast<std::size_t>(table.pri);
    at[part_.plan.n_axis] = static_cast<std::size_t>(table.n);
    at[part_.plan.type_axis] = type;
    return part_.scenario(at);
}

}  // namespace qca
