// The tables and figures of an appendix, a function a family. Each leaves out what its source does not have.
#pragma once

#include <vector>

#include "host/appendix/document.hpp"
#include "host/appendix/source.hpp"

namespace qca::appendix {

std::vector<Block> provenance_blocks(const AppendixSource& source);
std::vector<Block> calibration_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> necessity_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> truth_table_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> solution_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> range_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> scenario_space_blocks(const AppendixSource& source);
std::vector<Block> survival_blocks(const AppendixSource& source);
std::vector<Block> path_case_blocks(const AppendixSource& source);
std::vector<Block> census_blocks(const AppendixSource& source);
std::vector<Block> leave_one_out_blocks(const AppendixSource& source);
std::vector<Block> protocol_blocks(const AppendixSource& source, const Findings& found);
std::vector<Block> chance_blocks(const AppendixSource& source, const Findings& found, const AppendixOptions& options);
std::vector<Block> importance_blocks(const AppendixSource& source, const Findings& found);

/// What was done and found, from the numbers of the tables that the appendix has.
/// @param rest  the other sections
Section methods_section(const AppendixSource& source, const Findings& found, const std::vector<Section>& rest);

/// Everything, in its order.
Appendix make_appendix(const AppendixSource& source, const Findings& found, const AppendixOptions& options);

}  // namespace qca::appendix
