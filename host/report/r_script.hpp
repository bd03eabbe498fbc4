// A scenario as a script for R.
#pragma once

#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"

namespace qca {

/// A text as a string in R: quoted, in ASCII, so that it means the same in every locale.
std::string r_string(const std::string& text);

/// A script for R (4.0 or later) with the package QCA (3.20 or later) that repeats one analysis from the raw
/// data: it reads the CSV file, takes the cases, ranks and calibrates, and prints memberships, truth table
/// and the solution of the study's type. Where QCA goes another way: its calibrate() makes 0 and 1 of linear
/// memberships below 0.0001 and above 0.9999, too, and it stops with a message of its own where no row has
/// enough cases or where remainders leave no row negative.
/// @param study  with the scenario's choices
/// @param data   of the study before cases were chosen: what the file holds, and who was left out for good
/// @param of_scenario  its own data: the cases in the order of data.cases, one that was drawn again comes
/// again. Values with
///                     noise stand in the script, since no file has them.
/// @param about  lines of a comment at the head of the script
/// @source Duşa (2019), QCA with R, and the manual of QCA 3.22 for the arguments.
std::string r_script(const Study& study, const StudyData& data, const StudyData& of_scenario,
                     const std::vector<std::string>& about);

/// The lines as comments in R; a line break within one cannot end its comment.
std::string r_comment(const std::vector<std::string>& lines);

}  // namespace qca
