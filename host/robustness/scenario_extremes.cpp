#include "host/robustness/scenario_extremes.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <unordered_map>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/robustness/part_walk.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/sample_scenario.hpp"
#include "host/sweep/slice_study.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {
namespace {

/// Choices of the outcome whose sums are made at once; what is kept of them then stays small.
constexpr std::size_t most_outcomes = 8;
/// Blocks of one pass, in the numbers of places.
constexpr int block_bits = 40;

void add(ScenarioCounts& sum, const ScenarioCounts& part) {
    sum.tested += part.tested;
    sum.no_solution += part.no_solution;
    sum.ambiguous += part.ambiguous;
    sum.capped += part.capped;
    sum.other_outcome += part.other_outcome;
    sum.skipped += part.skipped;
}

class GridExtremes {
  public:
    GridExtremes(const Study& study, const StudyData& data, const SweepPlan& plan, TestModels models, Crew& crew, const StepReport& report)
        : study_(study), data_(data), plan_(plan), models_(models), crew_(crew), progress_("scenarios", plan.evaluated, report), found_{CaseExtremes(data.cases.size()), {}} {
        study_.paths.clear();
        found_.counts.scenarios = plan.scenarios;
        found_.counts.skipped = plan.scenarios - plan.evaluated;
    }

    ScenarioExtremes find() {
        for (const SweepPart& part : plan_.parts)
            if (part.evaluated > 0) add_part(part);
        return std::move(found_);
    }

  private:
    void add_part(const SweepPart& part) {
        const Slice slice = complete(plan_.slices[part.slice], study_, data_);
        if (slice.outcome != study_.conditions.size() || slice.negate != study_.outcome.negate) {
            found_.counts.other_outcome += part.evaluated;
            progress_.add(part.evaluated);
            return;
        }
        const Box& box = plan_.boxes[part.boxes.front()];
        const Study study = study_of_slice(study_in_box(study_, plan_, box), slice);
        const StudyData data = data_of_slice(study_, data_, slice);
        const SweepPlan plan = plan_sweep(study);
        const SweepTables tables(study, data, plan, memberships_);
        SweepPartContext context(plan_, slice, box, plan, tables);
        context.weight = part.evaluated / plan.evaluated;
        context.models = models_;
        for (const std::size_t place : data.summation_order) context.case_of.push_back(slice.cases[place]);
        open_store(study);
        const auto outcomes = static_cast<std::size_t>(tables.problem().outcome.choices);
        for (std::size_t first = 0; first < outcomes; first += most_outcomes)
            walk(context, {first, std::min(first + most_outcomes, outcomes)}, static_cast<double>(part.evaluated) / static_cast<double>(outcomes));
    }

    /// @param of_outcome  scenarios of one choice of the outcome
    void walk(const SweepPartContext& context, Range outcomes, double of_outcome) {
        std::vector<std::unique_ptr<PartWalk>> walks(static_cast<std::size_t>(crew_.size()));
        const std::uint64_t place = pass_++ << block_bits;
        const std::size_t blocks = BlockGrid(with_outcomes(context.tables.problem(), outcomes)).size();
        const auto scenarios_before = [&, of_block = of_outcome * static_cast<double>(outcomes.size()) / static_cast<double>(blocks)](std::size_t block) {
            return static_cast<std::uint64_t>(std::llround(static_cast<double>(block) * of_block));
        };
        crew_.share(blocks, [&](int member, std::size_t block) {
            std::unique_ptr<PartWalk>& walk = walks[static_cast<std::size_t>(member)];
            if (!walk) walk = std::make_unique<PartWalk>(context, outcomes, *store_, data_.cases.size());
            walk->add(block, place + block);
            progress_.add(scenarios_before(block + 1) - scenarios_before(block));
        });
        for (const auto& walk : walks) {
            if (!walk) continue;
            found_.extremes.add(walk->extremes());
            add(found_.counts, walk->counts());
        }
    }

    /// What was minimised serves all parts with the same conditions and rules.
    void open_store(const Study& study) {
        std::vector<std::string> names;
        for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
        if (store_ && names == names_ && study.solution == options_) return;
        store_ = std::make_unique<SolutionStore>(static_cast<int>(names.size()), rules_of(study));
        names_ = std::move(names);
        options_ = study.solution;
    }

    Study study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    const TestModels models_;
    Crew& crew_;
    MembershipStore memberships_;
    StepCount progress_;
    ScenarioExtremes found_;
    std::uint64_t pass_ = 0;
    std::unique_ptr<SolutionStore> store_;
    std::vector<std::string> names_;
    SolutionOptions options_;
};

/// The samples of a design, each as a study of its own.
class SampleExtremes {
  public:
    SampleExtremes(const Study& study, const StudyData& data, const SweepPlan& plan, TestModels models)
        : study_(study), data_(data), plan_(plan), models_(models) {
        study_.paths.clear();
        for (std::size_t c = 0; c < data.cases.size(); ++c) number_of_.emplace(data.cases[c], c);
    }

    ScenarioExtremes find(Crew& crew, const StepReport& report) const {
        constexpr std::size_t piece = 64;
        const std::uint64_t samples = plan_.design.samples;
        StepCount progress("samples", samples, report);
        std::vector<ScenarioExtremes> parts(static_cast<std::size_t>(crew.size()), {CaseExtremes(data_.cases.size()), {}});
        crew.share(static_cast<std::size_t>((samples + piece - 1) / piece), [&](int member, std::size_t at) {
            for (std::uint64_t sample = at * piece; sample < std::min<std::uint64_t>((at + 1) * piece, samples); ++sample)
                add_sample(sample, parts[static_cast<std::size_t>(member)]);
            progress.add(std::min<std::uint64_t>(piece, samples - at * piece));
        });
        ScenarioExtremes found{CaseExtremes(data_.cases.size()), {}};
        for (const ScenarioExtremes& part : parts) {
            found.extremes.add(part.extremes);
            add(found.counts, part.counts);
        }
        found.counts.scenarios = samples;
        return found;
    }

  private:
    void add_sample(std::uint64_t sample, ScenarioExtremes& to) const {
        const Scenario scenario = scenario_of(sample_point(study_, data_, plan_, sample), data_);
        const Study& study = scenario.study;
        if (!scenario.is_evaluated()) {
            ++to.counts.skipped;
            return;
        }
        if (study.outcome.name != study_.outcome.name || study.outcome.negate != study_.outcome.negate) {
            ++to.counts.other_outcome;
            return;
        }
        const Memberships memberships = calibrate_study(study, scenario.data);
        const SolutionRules rules = rules_of(study);
        const ModelSet models = models_of(static_cast<int>(study.conditions.size()),
                                          coded_rows(truth_table(memberships, study.cutoffs), rules), study.solution_type, rules);
        if (models.models.empty()) {
            ++to.counts.no_solution;
            return;
        }
        ++to.counts.tested;
        if (models.models.size() > 1) ++to.counts.ambiguous;
        if (models.capped) ++to.counts.capped;
        std::vector<std::size_t> case_of;
        for (const std::string& name : scenario.data.cases) case_of.push_back(number_of_.at(name));
        for (std::size_t m = 0; m < (models_ == TestModels::first ? 1 : models.models.size()); ++m) {
            std::vector<Implicant> paths;
            for (const std::uint16_t path : models.models[m]) paths.push_back(models.paths[path]);
            const std::vector<double> in_model = expression_memberships(memberships, paths);
            to.extremes.add(in_model.data(), in_model.size(), case_of.data(), sample,
                            [&] { return ExtremeSource{ExtremeSource::Kind::scenario, sample}; });
        }
    }

    Study study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    const TestModels models_;
    std::unordered_map<std::string, std::size_t> number_of_;
};

}  // namespace

ScenarioExtremes scenario_extremes(const Study& study, const StudyData& data, const SweepPlan& plan, TestModels models, int threads,
                                   const StepReport& progress) {
    Crew crew(threads);
    return plan.design.stated() ? SampleExtremes(study, data, plan, models).find(crew, progress)
                                : GridExtremes(study, data, plan, models, crew, progress).find();
}

}  // namespace qca
