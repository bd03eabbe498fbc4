// A small sweep made by hand, with everything that a result file can hold.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca::testing_store {

/// Axes ENT_crossover [3], incl_cut [2], n_cut [2], solution_type [2]; paths fas and über; all columns; names
/// of cases in several scripts; numbers without meaning, all different enough to notice a mix-up.
SweepResult sample_result();

/// A sweep over the given axes with one path and no columns; maps filled as in sample_result().
SweepResult sweep_over(std::vector<Axis> axes);

/// A sweep without axes, paths, cases or solutions, in which every scenario column is empty.
SweepResult bare_result();

/// NaN is equal to itself in the fits.
bool equal(const SweepResult& a, const SweepResult& b);

/// An empty folder of this test's own.
std::filesystem::path fresh_folder();

std::vector<std::string> names_in(const std::filesystem::path& folder);

std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

}  // namespace qca::testing_store
