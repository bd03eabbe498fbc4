// Presets of a sweep -> plain axes.
#pragma once

#include "host/data/study_data.hpp"

namespace qca {

/// The study with the axes that its presets stand for, and no preset left; reading its resolved text gives the same
/// sweep again. What the file states itself stands: an anchor that [sweep.anchors] lists, a list of [sweep.cutoffs], and
/// the tables [sweep.linked], [sweep.anchor_sets] and [sweep.cases]. Of several presets every value is tried.
///
/// - oana-schneider: crossovers -10, -5, 0, +5 and +10 %, exclusion and inclusion anchors -10, 0 and +10 % of the distance
///   of a set's anchors; inclusion cutoffs from 0.1 below to 0.1 above the study's own by 0.01; frequency cutoffs from
///   two below to two above it.
/// - anchors-10-percent: each anchor -10, 0 and +10 % of the distance.
/// - journal-checks: all anchors at the percentiles 95/50/5, 90/50/10 and 75/50/25 of the raw values (of the ranks, where
///   they are calibrated); the inclusion cutoff and 0.05 more; PRI cutoffs 0.5, 0.6 and 0.7 beside the study's own;
///   the frequency cutoff and one more; all cases, and each left out in turn.
///
/// Anchors in percent move by themselves, each in every set, while that makes at most a billion combinations and there is
/// no axis of anchor sets; else all sets' together, as [sweep.linked] says.
/// @param data  of the study
/// @source Oana & Schneider (2021), A Robustness Test Protocol for Applied QCA: sensitivity ranges and test solutions;
///         the steps and ranges are this program's. Percentiles interpolate linearly (Hyndman & Fan 1996, type 7).
Study with_presets(const Study& study, const StudyData& data);

}  // namespace qca
