// The numbers of a study that can be moved alone, and how far.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"

namespace qca {

/// An anchor of one set (a threshold is the anchor of a crisp one), or a cutoff.
struct RangeParameter {
    enum class Kind { exclusion, crossover, inclusion, threshold, incl, pri, incl0, n };
    Kind kind = Kind::incl;
    std::size_t set = 0;  ///< whose anchor, as in Study::set()
    std::string name;     ///< as the axis of a sweep: `GDP_crossover`, `incl_cut`; `GDP_threshold`, `incl0_cut`

    bool is_anchor() const { return kind <= Kind::threshold; }
    /// Its values are whole numbers.
    bool is_whole() const { return kind == Kind::n; }
};

/// All of them: set by set, then the cutoffs. Sets that are taken as they are or by codes have none.
std::vector<RangeParameter> range_parameters(const Study& study);

double value_of(const RangeParameter& parameter, const Study& study);

/// The study with another value.
Study study_with(const Study& study, const RangeParameter& parameter, double value);

/// Why a search ends.
enum class SearchEnd {
    edge,       ///< nothing forbids values beyond; they were not looked at
    infeasible  ///< the study would not be valid: anchors out of order, a cutoff outside [0, 1], below 1 case, incl0 > incl
};

/// Where values are looked at: all doubles (or whole numbers) from `first` to `last`.
struct SearchRange {
    double first = 0, last = 0;
    SearchEnd low_end = SearchEnd::edge, high_end = SearchEnd::edge;
    double unit = 1;  ///< what lengths are measured by: the distance from exclusion to inclusion, the range of raw values, 1
};

/// Anchors: from `reach` units below to as many above all raw values and all anchors of the set, as far as the anchors
/// stay in order. Cutoffs: [0, 1], and from incl0 on for incl; 1 to one more than there are cases for the frequency.
SearchRange search_range(const RangeParameter& parameter, const Study& study, const StudyData& data, double reach);

/// The neighbours of a value among those that are looked at.
double value_before(const RangeParameter& parameter, double value);
double value_after(const RangeParameter& parameter, double value);

}  // namespace qca
