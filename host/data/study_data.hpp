// The raw data of a study: one value per set and case, ready to be calibrated.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/study/study.hpp"

namespace qca {

struct StudyData {
    std::vector<std::string> cases;           ///< names, in file order, of the cases that take part
    std::vector<std::vector<double>>
        values;  ///< [set][case] as in the file; sets as in Study::set(), all of them. NaN where
                 ///< a case lacks another outcome than the study's own
    std::vector<std::vector<double>> raw;     ///< the same, but ranks where the set says so
    std::vector<std::string> incomplete;      ///< cases left out because a value of the study is missing
    std::vector<std::string> excluded;        ///< cases left out because the study file says so
    std::string bytes;                        ///< the data file verbatim, for its checksum
    std::size_t noise_draw = 0;               ///< 0: the values are those of the file
    /// Numbers of the cases in the order in which every sum of the program runs: by raw outcome, from out of the
    /// set to in the set (stable). One order for the analysis and the sweep makes their sums equal bit for bit;
    /// this order lets the sweep share a part of them.
    std::vector<std::size_t> summation_order;

    std::size_t number_of_cases() const { return cases.size(); }
};

/// Reads the study's CSV file, leaves out excluded cases and those that lack a condition or the study's own
/// outcome, and ranks the columns that ask for it (among the cases that take part).
/// @throws InputError `file:line:column: problem (why) suggestion`; MachineError when the file cannot be read
StudyData load_study_data(const Study& study);

/// The data of a study that has some of the sets and cases of another; ranks are those among its cases.
/// @param study  the derived one
/// @param sets   numbers in `data` of the study's sets
/// @param cases  numbers in `data` of the cases; a case may come more than once
StudyData select_data(const Study& study, const StudyData& data, const std::vector<std::size_t>& sets,
                      const std::vector<std::size_t>& cases);

/// StudyData::summation_order for an outcome with these raw values.
std::vector<std::size_t> order_of_summation(const std::vector<double>& outcome, const SetDefinition& definition);

/// Raw values of one set -> memberships in [0, 1], one per case. Ordered as given.
/// @param anchors  used instead of definition.anchors by the methods that have anchors
/// @throws InputError when a raw value has no code, or (method none) lies outside [0, 1]
/// @source Ragin (2008); clamping as in the R package QCA (Duşa 2019).
std::vector<double> calibrate(const std::vector<double>& raw, const SetDefinition& definition, const Anchors& anchors,
                              const std::vector<std::string>& cases);

/// Membership at a distance from the crossover in units of the distance of the anchor on that side (-1 at the exclusion anchor,
/// 0 at the crossover, 1 at the inclusion anchor); never falls as the distance rises.
/// @param definition  with anchors: logistic or linear
double membership_at(double distance, const SetDefinition& definition);

/// Ranks of values: 1 = best; tied values share the largest, the smallest or the average rank of the tie.
std::vector<double> rank_values(const std::vector<double>& values, const Ranking& ranking);

}  // namespace qca
