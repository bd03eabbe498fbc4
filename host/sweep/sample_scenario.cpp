#include "host/plan/choice_text.hpp"
#include "host/sweep/sample_scenario.hpp"

#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/study/reject.hpp"

namespace qca {

namespace {

/// A choice on every axis: a number of a range, or a position; nothing for the study's own.
struct Draw {
    std::vector<std::optional<double>> number;
    Coordinates position;
};

/// The drawn number on an axis of numbers, or the study's own.
double number_on(const SweepPlan& plan, const Draw& draw, std::size_t axis, double own) {
    if (draw.number[axis]) return *draw.number[axis];
    if (plan.design.axes[axis].range || !draw.position[axis]) return own;
    return plan.axes[axis].values[*draw.position[axis]];
}

SamplePoint point_of(const Study& study, const StudyData& data, const SweepPlan& plan, const Draw& draw) {
    SamplePoint point;
    point.study = study;
    SweepDefinition& sweep = point.study.sweep;
    sweep.sampling = {plan.design.design, 1, plan.design.seed, std::vector<AnchorRanges>(plan.sets.size()), {}, {}};
    for (std::size_t s = 0; s < plan.sets.size(); ++s) {
        AnchorAxes& varied = sweep.anchors[s];
        std::size_t x = 0;
        for (const auto& [values, anchor] : {std::pair{&varied.exclusion, &Anchors::exclusion},
                                             std::pair{&varied.crossover, &Anchors::crossover},
                                             std::pair{&varied.inclusion, &Anchors::inclusion}})
            if (!values->empty()) *values = {number_on(plan, draw, plan.sets[s].axes[x++], study.set(s).anchors.*anchor)};
    }
    sweep.incl = {number_on(plan, draw, plan.incl_axis, study.cutoffs.incl)};
    sweep.pri = {number_on(plan, draw, plan.pri_axis, study.cutoffs.pri)};
    sweep.n = {draw.position[plan.n_axis] ? plan.n[*draw.position[plan.n_axis]] : study.cutoffs.n};
    sweep.solution_types = {draw.position[plan.type_axis] ? plan.types[*draw.position[plan.type_axis]] : study.solution_type};
    std::vector<std::optional<double>> drawn = own_numbers(study, plan);
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        if (draw.number[axis]) drawn[axis] = draw.number[axis];
    point.excluded_by = excluded_by(plan, draw.position, drawn);
    // Its texts may name values that are not drawn here.
    Study without_texts = point.study;
    without_texts.sweep.exclude.clear();
    point.plan = plan_sweep(without_texts, data.cases);
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        point.at.push_back(axis < plan.slice_axes ? draw.position[axis] : std::optional<std::size_t>(0));
    point.samples = plan.design.samples;
    return point;
}

double number_of_range(const Axis& axis, const ValueRange& range, const std::string& text) {
    double number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || stop != text.data() + text.size() || !(number >= range.from && number <= range.to))
        reject("scenario", fmt::format("'{}' is not on the axis {}", text, axis.name),
               fmt::format("it is drawn from {} to {}", range.from, range.to), "write a number of that range");
    return number;
}

}  // namespace

SamplePoint sample_point(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t sample) {
    const Sampler sampler(plan.design);
    Draw draw{std::vector<std::optional<double>>(plan.axes.size()), Coordinates(plan.axes.size())};
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis) {
        if (plan.design.axes[axis].range) draw.number[axis] = sampler.value(axis, sample);
        else draw.position[axis] = sampler.position(axis, sample);
    }
    SamplePoint point = point_of(study, data, plan, draw);
    point.sample = sample;
    return point;
}

SamplePoint find_sample(const Study& study, const StudyData& data, const SweepPlan& plan, const std::string& text) {
    const std::string wanted = trimmed(text);
    if (!wanted.empty() && wanted.find_first_not_of("0123456789") == std::string::npos) {
        std::uint64_t sample = 0;
        const auto [stop, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), sample);
        if (error != std::errc() || sample >= plan.design.samples)
            reject("scenario", fmt::format("there is no sample {}", wanted),
                   fmt::format("the design has {}, numbered from 0", plan.design.samples),
                   fmt::format("choose one of 0 to {}", plan.design.samples - 1));
        return sample_point(study, data, plan, sample);
    }
    // Numbers of ranges are read here, all else as for a grid.
    Draw draw{std::vector<std::optional<double>>(plan.axes.size()), {}};
    std::string rest;
    for (const std::string& part : split_choices(wanted)) {
        const std::string name = trimmed(part.substr(0, part.find('=')));
        bool read = false;
        for (std::size_t axis = 0; axis < plan.axes.size(); ++axis) {
            const auto& range = plan.design.axes[axis].range;
            if (plan.axes[axis].name != name || !range || draw.number[axis] || part.find('=') == std::string::npos) continue;
            draw.number[axis] = number_of_range(plan.axes[axis], *range, trimmed(part.substr(part.find('=') + 1)));
            read = true;
        }
        if (!read) rest += (rest.empty() ? "" : ",") + part;
    }
    draw.position = find_scenario(plan, rest.empty() ? "own" : rest);
    return point_of(study, data, plan, draw);
}

Scenario scenario_of(const SamplePoint& point, const StudyData& data) {
    Scenario scenario = scenario_at(point.study, data, point.plan, point.at);
    scenario.samples = point.samples;
    scenario.sample = point.sample;
    scenario.excluded_by = point.excluded_by;
    return scenario;
}

}  // namespace qca
