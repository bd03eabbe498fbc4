#include "host/sweep/fit_columns.hpp"

#include <limits>
#include <unordered_map>

#include "kernels/stage/fit_solutions.hpp"

namespace qca {

namespace {

/// Choice of each set (study order) of calibration `index`, the last set fastest.
std::vector<std::size_t> choices_of_calibration(const SweepPlan& plan, std::uint64_t index) {
    std::vector<std::size_t> choice(plan.sets.size());
    for (std::size_t s = plan.sets.size(); s-- > 0;) {
        choice[s] = index % plan.sets[s].choices.size();
        index /= plan.sets[s].choices.size();
    }
    return choice;
}

/// Memberships of one calibration: [set in study order] -> [case in summation order].
std::vector<const double*> memberships_of(const SweepTables& tables, const std::vector<std::size_t>& choice) {
    const SweepProblem& problem = tables.problem();
    const auto cases = static_cast<std::size_t>(problem.cases);
    std::vector<const double*> out(choice.size());
    for (std::size_t position = 0; position < tables.order().size(); ++position) {
        const std::size_t set = tables.order()[position];
        out[set] = problem.condition[position].membership + choice[set] * cases;
    }
    out.back() = problem.outcome.membership + choice.back() * cases;
    return out;
}

struct ModelFit {
    float inclS, pri, covS;
};

ModelFit fit_model(const ModelSet& models, const std::vector<const double*>& memberships, int cases) {
    std::vector<Implicant> paths;
    for (const std::uint16_t path : models.models.front()) paths.push_back(models.paths[path]);
    const int conditions = static_cast<int>(memberships.size()) - 1;
    std::vector<double> of_case(memberships.size());
    ModelSums<double> sums;
    for (int c = 0; c < cases; ++c) {
        for (std::size_t s = 0; s < of_case.size(); ++s) of_case[s] = memberships[s][c];
        add_case<double>(paths.data(), static_cast<int>(paths.size()), of_case.data(), conditions, of_case.back(),
                         sums, nullptr, nullptr);
    }
    return {static_cast<float>(inclusion(sums.model)), static_cast<float>(pri(sums.model)),
            static_cast<float>(coverage(sums.model, sums.outcome))};
}

}  // namespace

void add_fit_columns(SweepResult& result, const SolutionBook& book,
                     const std::vector<std::uint32_t>& position_of_solution, const SweepPlan& plan,
                     const SweepTables& tables) {
    const float undefined = std::numeric_limits<float>::quiet_NaN();
    for (std::vector<float>* column : {&result.fit_inclS, &result.fit_PRI, &result.fit_covS})
        column->assign(plan.scenarios, undefined);
    std::vector<std::uint32_t> solution_at(position_of_solution.size());
    for (std::uint32_t i = 0; i < position_of_solution.size(); ++i) solution_at[position_of_solution[i]] = i;
    const std::vector<std::size_t> strides = axis_strides(plan.axes);
    const std::uint64_t cutoffs = plan.cutoff_combinations();
#pragma omp parallel for schedule(dynamic, 16)
    for (std::uint64_t calibration = 0; calibration < plan.calibrations; ++calibration) {
        const std::vector<std::size_t> choice = choices_of_calibration(plan, calibration);
        const std::vector<const double*> memberships = memberships_of(tables, choice);
        std::size_t first = 0;
        for (std::size_t s = 0; s < plan.sets.size(); ++s) {
            const SetPlan& set = plan.sets[s];
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                first += strides[set.axes[x]] *
                         static_cast<std::size_t>(set.coordinates[choice[s] * set.axes.size() + x]);
        }
        // The cutoffs and the solution type are the last axes, so the scenarios of a calibration are consecutive.
        std::unordered_map<std::uint32_t, ModelFit> fits;
        for (std::size_t id = first; id < first + cutoffs; ++id) {
            const std::uint32_t position = result.solution[id];
            if (position == no_solution_id) continue;
            const ModelSet& models = book.solutions()[solution_at[position]].models;
            if (models.models.empty()) continue;
            auto fit = fits.find(position);
            if (fit == fits.end())
                fit = fits.emplace(position, fit_model(models, memberships, tables.problem().cases)).first;
            result.fit_inclS[id] = fit->second.inclS;
            result.fit_PRI[id] = fit->second.pri;
            result.fit_covS[id] = fit->second.covS;
        }
    }
}

}  // namespace qca
