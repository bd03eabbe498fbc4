#include "host/plan/saltelli_design.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/plan/sobol.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

/// Numbers from which a design draws an anchor.
std::vector<double> drawn_values(const SampleAxis& drawn, const std::vector<double>& listed) {
    if (!drawn.range) return listed;
    std::vector<double> values;
    for (std::uint64_t step = 0; step < drawn.steps; ++step) values.push_back(middle_of_part(*drawn.range, step, drawn.steps));
    return values;
}

/// How many combinations of a set's anchors are in order.
OverlappingRanges count_in_order(const Study& study, const SweepPlan& plan, std::size_t set) {
    const SetDefinition& definition = study.set(set);
    const AnchorAxes& varied = study.sweep.anchors[set];
    OverlappingRanges counts{definition.name, 0, 0};
    std::size_t x = 0;
    const auto values = [&](const std::vector<double>& listed, double own) {
        return listed.empty() ? std::vector<double>{own} : drawn_values(plan.design.axes[plan.sets[set].axes[x++]], listed);
    };
    const std::vector<double> exclusion = values(varied.exclusion, definition.anchors.exclusion);
    const std::vector<double> crossover = values(varied.crossover, definition.anchors.crossover);
    const std::vector<double> inclusion = values(varied.inclusion, definition.anchors.inclusion);
    for (const double e : exclusion)
        for (const double c : crossover)
            for (const double i : inclusion) {
                ++counts.combinations;
                if (Anchors{e, c, i}.in_order()) ++counts.in_order;
            }
    return counts;
}

std::string where_sweep(const Study& study) { return study.file + ": [sweep]"; }

}  // namespace

SaltelliPlan saltelli_plan(const Study& own_study, const std::vector<std::string>& cases, std::uint64_t points, std::uint64_t seed) {
    if (!own_study.sweep.stated)
        reject(own_study.file, "the study has no sweep", "which choice matters is asked of those that are varied", "add [sweep] with ranges or lists");
    if (!own_study.sweep.exclude.empty())
        reject(own_study.sweep.exclude.front().where, "'exclude' beside sampled indices", "choices then depend on one another, so that their shares of the variance mix",
               "remove it, or run the sweep and give the result file");
    Study study = own_study;
    study.sweep.sampling.design = Design::sobol;
    study.sweep.sampling.anchors.resize(study.sets());
    study.sweep.sampling.samples = 1;
    study.sweep.sampling.seed = seed;
    SaltelliPlan out;
    out.plan = plan_sweep(study, cases);
    out.points = points;

    for (std::size_t set = 0; set < out.plan.sets.size(); ++set) {
        if (out.plan.sets[set].axes.empty() || !study.set(set).has_anchors()) continue;
        const OverlappingRanges counts = count_in_order(study, out.plan, set);
        if (counts.in_order == 0)
            reject(where_sweep(study), fmt::format("no anchors of {} are in order", counts.set), "its ranges leave no room for exclusion, crossover and inclusion in turn",
                   fmt::format("change [sweep.anchors.{}]", counts.set));
        if (counts.in_order < counts.combinations) out.overlapping.push_back(counts);
    }
    std::vector<std::string> sets;
    for (std::size_t set = 0; set < study.sets(); ++set) sets.push_back(study.set(set).name);
    for (const Choice& choice : choices_of(out.plan.axes, sets)) {
        // An anchor of a set that is drawn as one is no choice of its own.
        const bool of_one = !choice.is_set() && std::any_of(out.overlapping.begin(), out.overlapping.end(), [&](const OverlappingRanges& ranges) {
            const auto set = static_cast<std::size_t>(std::find(sets.begin(), sets.end(), ranges.set) - sets.begin());
            const std::vector<std::size_t>& axes = out.plan.sets[set].axes;
            const auto varied = std::count_if(axes.begin(), axes.end(), [&](std::size_t axis) { return out.plan.axes[axis].size() > 1; });
            return varied > 1 && std::find(axes.begin(), axes.end(), choice.axes.front()) != axes.end();
        });
        if (!of_one) out.choices.push_back(choice);
    }
    if (out.choices.empty()) reject(where_sweep(study), "nothing is varied", "every axis has one value", "give an axis a range, or several values");
    int dimensions = 0;
    for (const SampleAxis& axis : out.plan.design.axes) dimensions = std::max(dimensions, axis.dimension + 1);
    if (2 * dimensions > sobol_dimensions)
        reject(where_sweep(study), fmt::format("{} varied choices are too many", dimensions), fmt::format("the limit is {}", sobol_dimensions / 2), "vary fewer");

    SampleDesign& design = out.plan.design;
    std::vector<std::size_t> all;
    for (std::size_t axis = 0; axis < design.axes.size(); ++axis) all.push_back(axis);
    design.matrices = {{}, all};
    for (const Choice& choice : out.choices) design.matrices.push_back(choice.axes);
    design.samples = points * design.matrices.size();
    out.plan.scenarios = out.plan.calibrations = out.plan.evaluated = design.samples;
    return out;
}

}  // namespace qca
