// The study that a result file is of.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Whether a file begins as every HDF5 file does.
bool is_result_file(const std::string& file);

/// The study of a result, with the paths that its run followed and the data file to read.
/// @param file  the result file, for messages
/// @param data  the data file, where it is not in the place of the run; else empty
/// @throws InputError when the data are not there
Study study_of_result(const SweepResult& result, const std::string& file, const std::string& data);

/// The same without looking for the data.
Study study_without_data(const SweepResult& result, const std::string& file);

/// @throws InputError for other data than those of the run
StudyData data_of_result(const SweepResult& result, const Study& study, const std::string& file);

}  // namespace qca
