#include "host/sweep/fit_columns.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "kernels/backend/fit_engine.hpp"

namespace qca {

namespace {

// What is gathered before it is fitted, so that many calibrations share a model while a thread's memory is bounded.
constexpr std::uint64_t most_scenarios = std::uint64_t{1} << 20, most_calibrations = std::uint64_t{1} << 15;
constexpr std::size_t fitted_at_once = 1024;

/// What all threads read.
struct FitTask {
    const SweepPlan& plan;
    SweepProblem problem;                            ///< conditions in study order
    std::vector<const ModelSet*> models;             ///< [position in the census]; null: no model to fit
    std::vector<std::vector<std::size_t>> offset;    ///< [set][choice] share in the number of the first scenario
    std::uint64_t cutoffs;                           ///< scenarios of a calibration; they are consecutive
};

/// The fits of some consecutive calibrations at a time.
class WindowFitter {
  public:
    WindowFitter(const FitTask& task, SweepResult& result)
        : task_(task), result_(result), engine_(make_cpu_fit_engine(task.problem)), sets_(task.plan.sets.size()),
          slot_(task.models.size()), begin_of_list_(task.models.size()), inclusion_(fitted_at_once),
          pri_(fitted_at_once), coverage_(fitted_at_once), list_choice_(sets_ * fitted_at_once) {}

    /// Writes the columns of the calibrations [begin, end).
    void fit(std::uint64_t begin, std::uint64_t end) {
        list_scenarios(begin, end);
        list_needs();
        group_by_model();
        for (std::size_t i = 0; i < positions_.size(); ++i) fit_list(i);
        write_columns();
    }

  private:
    /// A model that a calibration needs.
    struct Need {
        std::uint32_t position;     ///< of the solution in the census
        std::uint32_t calibration;  ///< of the window
    };
    struct Fit {
        float inclS, pri, covS;
    };

    /// The choices and the first scenario of each calibration; of calibrations the last set is the fastest.
    void list_scenarios(std::uint64_t begin, std::uint64_t end) {
        std::vector<std::int32_t> choice(sets_);
        std::uint64_t rest = begin;
        for (std::size_t s = sets_; s-- > 0;) {
            choice[s] = static_cast<std::int32_t>(rest % task_.offset[s].size());
            rest /= task_.offset[s].size();
        }
        choice_.clear();
        first_.clear();
        for (std::uint64_t calibration = begin; calibration < end; ++calibration) {
            std::size_t first = 0;
            for (std::size_t s = 0; s < sets_; ++s) first += task_.offset[s][static_cast<std::size_t>(choice[s])];
            first_.push_back(first);
            choice_.insert(choice_.end(), choice.begin(), choice.end());
            for (std::size_t s = sets_; s-- > 0;) {
                if (++choice[s] < static_cast<std::int32_t>(task_.offset[s].size())) break;
                choice[s] = 0;
            }
        }
    }

    /// Every model that a calibration needs, once.
    void list_needs() {
        needs_.clear();
        first_need_.clear();
        for (std::size_t i = 0; i < first_.size(); ++i) {
            const std::size_t begin = needs_.size();
            first_need_.push_back(begin);
            for (std::size_t id = first_[i]; id < first_[i] + task_.cutoffs; ++id) {
                const std::uint32_t position = result_.solution[id];
                if (!has_model(position)) continue;
                const std::size_t slot = slot_[position];
                if (slot >= begin && slot < needs_.size() && needs_[slot].position == position) continue;
                slot_[position] = static_cast<std::uint32_t>(needs_.size());
                needs_.push_back({position, static_cast<std::uint32_t>(i)});
            }
        }
        first_need_.push_back(needs_.size());
    }

    /// Sorts the needs by model: a count, then a place for each.
    void group_by_model() {
        positions_.clear();
        for (const Need& need : needs_)
            if (begin_of_list_[need.position]++ == 0) positions_.push_back(need.position);
        first_in_list_.assign(1, 0);
        for (const std::uint32_t position : positions_) {
            const std::size_t begin = first_in_list_.back();
            first_in_list_.push_back(begin + begin_of_list_[position]);
            begin_of_list_[position] = static_cast<std::uint32_t>(begin);
        }
        by_model_.resize(needs_.size());
        for (std::size_t n = 0; n < needs_.size(); ++n)
            by_model_[begin_of_list_[needs_[n].position]++] = static_cast<std::uint32_t>(n);
        for (const std::uint32_t position : positions_) begin_of_list_[position] = 0;
        fits_.resize(needs_.size());
    }

    /// Fits one model for all calibrations that need it.
    void fit_list(std::size_t list) {
        const ModelSet& models = *task_.models[positions_[list]];
        paths_.clear();
        for (const std::uint16_t path : models.models.front()) paths_.push_back(models.paths[path]);
        for (std::size_t first = first_in_list_[list]; first < first_in_list_[list + 1]; first += fitted_at_once) {
            const std::size_t size = std::min(fitted_at_once, first_in_list_[list + 1] - first);
            for (std::size_t i = 0; i < size; ++i) {
                const std::int32_t* const choice = choice_.data() + needs_[by_model_[first + i]].calibration * sets_;
                for (std::size_t s = 0; s < sets_; ++s) list_choice_[s * size + i] = choice[s];
            }
            engine_->fit(paths_.data(), static_cast<int>(paths_.size()), {list_choice_.data(), size},
                         {inclusion_.data(), pri_.data(), coverage_.data()});
            for (std::size_t i = 0; i < size; ++i)
                fits_[by_model_[first + i]] = {static_cast<float>(inclusion_[i]), static_cast<float>(pri_[i]),
                                               static_cast<float>(coverage_[i])};
        }
    }

    void write_columns() {
        for (std::size_t i = 0; i < first_.size(); ++i) {
            for (std::size_t n = first_need_[i]; n < first_need_[i + 1]; ++n)
                slot_[needs_[n].position] = static_cast<std::uint32_t>(n);
            for (std::size_t id = first_[i]; id < first_[i] + task_.cutoffs; ++id) {
                const std::uint32_t position = result_.solution[id];
                if (!has_model(position)) continue;
                const Fit& fit = fits_[slot_[position]];
                result_.fit_inclS[id] = fit.inclS;
                result_.fit_PRI[id] = fit.pri;
                result_.fit_covS[id] = fit.covS;
            }
        }
    }

    bool has_model(std::uint32_t position) const {
        return position != no_solution_id && task_.models[position] != nullptr;
    }

    const FitTask& task_;
    SweepResult& result_;
    std::unique_ptr<FitEngine> engine_;
    std::size_t sets_;
    std::vector<std::int32_t> choice_;          // [calibration][set]
    std::vector<std::size_t> first_;            // [calibration] its first scenario
    std::vector<Need> needs_;                   // by calibration
    std::vector<std::size_t> first_need_;       // [calibration + 1]
    std::vector<std::uint32_t> slot_;           // [position] its latest need
    std::vector<std::uint32_t> positions_;      // [list]
    std::vector<std::size_t> first_in_list_;    // [list + 1]
    std::vector<std::uint32_t> begin_of_list_;  // [position] used while grouping, 0 otherwise
    std::vector<std::uint32_t> by_model_;       // needs, list after list
    std::vector<Fit> fits_;                     // [need]
    std::vector<Implicant> paths_;
    std::vector<double> inclusion_, pri_, coverage_;
    std::vector<std::int32_t> list_choice_;     // [set][calibration] of the list
};

std::vector<SetChoices> conditions_in_study_order(const SweepTables& tables) {
    std::vector<SetChoices> conditions(tables.order().size());
    for (std::size_t position = 0; position < conditions.size(); ++position)
        conditions[tables.order()[position]] = tables.problem().condition[position];
    return conditions;
}

std::vector<const ModelSet*> models_by_position(const SolutionBook& book,
                                                const std::vector<std::uint32_t>& position_of_solution) {
    std::vector<const ModelSet*> models(position_of_solution.size());
    for (std::size_t i = 0; i < models.size(); ++i) {
        const ModelSet& of_solution = book.solutions()[i].models;
        if (position_of_solution[i] == no_solution_id || of_solution.models.empty()) continue;
        models[position_of_solution[i]] = &of_solution;
    }
    return models;
}

/// What the choices of each set add to the number of a calibration's first scenario. The cutoffs and the solution
/// type are the last axes, so the scenarios of a calibration are consecutive.
std::vector<std::vector<std::size_t>> scenario_offsets(const SweepPlan& plan) {
    const std::vector<std::size_t> strides = axis_strides(plan.axes);
    std::vector<std::vector<std::size_t>> offsets;
    for (const SetPlan& set : plan.sets) {
        std::vector<std::size_t>& offset = offsets.emplace_back(set.choices.size());
        for (std::size_t choice = 0; choice < offset.size(); ++choice)
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                offset[choice] += strides[set.axes[x]] *
                                  static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]);
    }
    return offsets;
}

}  // namespace

void add_fit_columns(SweepResult& result, const SolutionBook& book,
                     const std::vector<std::uint32_t>& position_of_solution, const SweepPlan& plan,
                     const SweepTables& tables, Crew& crew) {
    const float undefined = std::numeric_limits<float>::quiet_NaN();
    for (std::vector<float>* column : {&result.fit_inclS, &result.fit_PRI, &result.fit_covS})
        column->assign(plan.scenarios, undefined);
    const std::vector<SetChoices> conditions = conditions_in_study_order(tables);
    FitTask task{plan, tables.problem(), models_by_position(book, position_of_solution), scenario_offsets(plan),
                 plan.cutoff_combinations()};
    task.problem.condition = conditions.data();

    // A window for every thread to take, and a few more to share out evenly; none so small that lanes stay empty.
    const auto threads = static_cast<std::uint64_t>(crew.size());
    const std::uint64_t fair = std::max<std::uint64_t>(64, plan.calibrations / (4 * threads));
    const std::uint64_t window = std::max<std::uint64_t>(
        1, std::min({fair, most_calibrations, most_scenarios / task.cutoffs}));
    std::vector<std::unique_ptr<WindowFitter>> fitters(static_cast<std::size_t>(crew.size()));
    crew.share((plan.calibrations + window - 1) / window, [&](int member, std::size_t at) {
        std::unique_ptr<WindowFitter>& fitter = fitters[static_cast<std::size_t>(member)];
        if (!fitter) fitter = std::make_unique<WindowFitter>(task, result);
        const std::uint64_t begin = at * window;
        fitter->fit(begin, std::min(begin + window, plan.calibrations));
    });
}

}  // namespace qca
