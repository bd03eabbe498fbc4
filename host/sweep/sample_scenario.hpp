// One sample of a design: its number, its choices and the study that it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/sweep/scenario.hpp"

namespace qca {

/// A scenario of a design as one of a grid: the study with a sweep that has the drawn values alone, but for the axes of its slices.
/// What its study excludes has been looked up in the design.
struct SamplePoint {
    Study study;
    SweepPlan plan;
    Coordinates at;
    std::uint64_t samples = 0;
    std::optional<std::uint64_t> sample;
    std::optional<std::size_t> excluded_by;  ///< number of the exclusion of the design's study
};

/// The sample of that number. @pre plan.design.stated(), sample < plan.design.samples
SamplePoint sample_point(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t sample);

/// What a text means: the number of a sample, `own`, or choices, as for find_scenario(); on an axis with a range any number of it.
/// @throws InputError as find_scenario()
SamplePoint find_sample(const Study& study, const StudyData& data, const SweepPlan& plan, const std::string& text);

Scenario scenario_of(const SamplePoint& point, const StudyData& data);

}  // namespace qca
