// A printed table as CSV -> cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/recover/published.hpp"
#include "host/study/study.hpp"

namespace qca {

/// Reads printed tables of one analysis; which kind a file is follows from its header: the columns `condition`
/// and some of `inclN`, `RoN`, `covN` (necessity), or one column for each condition and some of `OUT`, `n`, `incl`, `PRI`,
/// `cases` (truth table; names separated by semicolons or commas; OUT is not used). Cells without a figure may be empty
/// or NA. The fits of a table have as many decimals as the longest of them: 0.96 beside 0.981 is 0.960.
/// @param cases  names of the cases that take part
/// @throws InputError `file:line:column: …` for anything that is no such table, and for rows that come twice
Published read_published(const std::vector<std::string>& files, const Study& study, const std::vector<std::string>& cases);

/// Adds one table, given as text.
void add_published(Published& published, std::string_view text, const std::string& file, const Study& study,
                   const std::vector<std::string>& cases);

}  // namespace qca
