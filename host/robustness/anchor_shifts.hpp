// The anchors of a study moved all at once: by how much of their sets' distances.
#pragma once

#include <cstddef>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/data/study_data.hpp"
#include "host/robustness/range_parameter.hpp"
#include "host/study/study.hpp"

namespace qca {

/// One number an anchor, in units of its set's distance from exclusion to inclusion (of a threshold: of the range of raw values).
using Shift = std::vector<double>;

enum class ShiftNorm {
    largest,   ///< the largest single shift
    euclidean  ///< the root of the sum of squares
};

double length_of(const Shift& shift, ShiftNorm norm);

/// All anchors and thresholds of a study, as a space of shifts. A shift is feasible where the anchors of every set keep the
/// order that they have in the study. Refers to study and data.
class AnchorShifts {
  public:
    AnchorShifts(const Study& study, const StudyData& data);

    const Study& study() const { return study_; }
    const StudyData& data() const { return data_; }

    std::size_t size() const { return parameters_.size(); }
    const RangeParameter& parameter(std::size_t anchor) const { return parameters_[anchor]; }
    double own(std::size_t anchor) const { return own_[anchor]; }
    double unit(std::size_t anchor) const { return units_[anchor]; }
    /// The value of an anchor: never falls as its shift rises.
    double value(std::size_t anchor, double shift) const { return own_[anchor] + shift * units_[anchor]; }

    bool feasible(const Shift& shift) const;

    /// The study with shifted anchors.
    Study study_at(const Shift& shift) const;

    /// Those of calibrate_study(study_at(shift), data), bit for bit, without the warnings. @param shift  feasible
    Memberships memberships_at(const Shift& shift) const;

    /// Positions of a set's anchors: exclusion, crossover, inclusion, or of its threshold alone; none where it has neither.
    const std::vector<std::size_t>& anchors_of(std::size_t set) const { return anchors_of_[set]; }

  private:
    SetDefinition definition_at(std::size_t set, const Shift& shift) const;

    const Study& study_;
    const StudyData& data_;
    std::vector<RangeParameter> parameters_;
    std::vector<double> own_, units_;
    std::vector<std::vector<std::size_t>> anchors_of_;
};

}  // namespace qca
