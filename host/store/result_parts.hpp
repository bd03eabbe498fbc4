// The parts of a result file: each is written and read in one place, so that the two cannot drift apart.
#pragma once

#include <string>
#include <vector>

#include "host/store/labelled_group.hpp"
#include "host/store/read_values.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

inline constexpr int result_format = 1;
inline constexpr const char* format_attribute = "qcasweep_format";

inline constexpr const char* frequency_axis = "n_cut";  ///< the one axis of whole numbers
inline constexpr const char* state_scale = "state";
inline constexpr const char* case_scale = "case";

std::vector<std::string> axis_names(const std::vector<Axis>& axes);

inline constexpr const char* sample_scale = "sample";

/// Dimensions of a result: those of the maps are the axes; where scenarios are samples, whose coordinates have the names of the
/// axes, they are `AXIS_bin` and `AXIS_value`.
std::vector<std::string> map_scales(const std::vector<Axis>& axes, const SampleDesign& design);

/// Scales and shape of a column, one value per scenario: [axes...], or [sample].
std::vector<std::string> column_scales(const std::vector<Axis>& axes, const SampleDesign& design);
Shape column_shape(const std::vector<Axis>& axes, const SampleDesign& design);

/// Names of the coordinates of a column, as CF has them.
std::string coordinates_of(const std::vector<Axis>& axes);

/// The scale `sample`, and what each sample drew on every axis; only where there are columns.
void write_samples(LabelledGroup& root, const SweepResult& result);
/// The axes of the group `provenance` with their part in a design.
void write_design(LabelledGroup& group, const SweepResult& result);
/// All axes of a result. @param provenance  names them
std::vector<Axis> read_axes(const H5::Group& root, const H5::Group& provenance);
SampleDesign read_design(const H5::Group& provenance, const std::vector<Axis>& axes);

/// Number of solution types on the axis of that name; 1 without such an axis.
std::size_t solution_types(const std::vector<Axis>& axes);

/// The survival states as CF flags of a u8 data set.
void set_state_flags(H5::DataSet& data);

/// @throws H5::Exception when a value is no survival state
void require_states(const std::vector<std::uint8_t>& states, const std::string& name);

/// Axes are dimension scales of the root, in the order of the sweep.
/// @param scale  name of the dimension
void write_axis(LabelledGroup& group, const Axis& axis, const std::string& scale);
Axis read_axis(const H5::Group& group, const std::string& name, const std::string& scale);

/// The scales `state` and `case`, which every path needs.
void write_states_and_cases(LabelledGroup& root, const std::vector<std::string>& cases);

/// Everything of one path but its name, expression and own state, which the group `provenance` lists.
void write_path(LabelledGroup& root, const SweepResult& result, const PathResult& path);
PathResult read_path(const H5::Group& root, const std::vector<Axis>& axes, const SampleDesign& design, std::size_t cases,
                     PathResult listed);

/// The per-scenario columns that belong to no path.
struct Columns {
    std::vector<std::uint32_t> solution;
    std::vector<float> fit_inclS, fit_PRI, fit_covS;
};
void write_columns(LabelledGroup& root, const SweepResult& result);
Columns read_columns(const H5::Group& root, const Shape& shape, std::size_t solutions);

void write_census(const LabelledGroup& root, const SweepResult& result);
std::vector<CensusEntry> read_census(const H5::Group& root, const std::vector<Axis>& axes);

/// What the group `census` says beyond the counts; nothing for a result without it.
void write_census_details(LabelledGroup& census, const SweepResult& result);
/// @param[in,out] census  gets its outcomes
CensusDetails read_census_details(const H5::Group& root, const std::vector<Axis>& axes, std::size_t conditions,
                                  const std::vector<PathResult>& paths, std::vector<CensusEntry>& census);

/// The data sets core_NAME of the root, where there are such counts.
void write_path_roles(LabelledGroup& root, const SweepResult& result);

/// The groups `necessity` and `skew`.
void write_necessity(const LabelledGroup& root, const SweepResult& result);
NecessityResult read_necessity(const H5::Group& root, const std::vector<Axis>& axes);

/// The group `simultaneous`, where the sweep has looked.
void write_simultaneous(const LabelledGroup& root, const SweepResult& result);
/// @param evaluated  scenarios of the sweep
SimultaneousResult read_simultaneous(const H5::Group& root, const std::vector<Axis>& axes, std::uint64_t evaluated);

void write_provenance(const LabelledGroup& root, const SweepResult& result);

/// What the group `provenance` says: the axes and the names of the paths in order, and everything that has no
/// dimension.
struct Listing {
    std::vector<Axis> axes;
    SampleDesign design;
    std::vector<PathResult> paths;  ///< name, expression and own state only
    std::string outcome;
    std::vector<std::string> conditions, incomplete, excluded;
    SweepCounts counts;
    Provenance provenance;
};
Listing read_provenance(const H5::Group& root);

/// @throws InputError when a path or its columns cannot be stored; std::invalid_argument when the parts of
/// the result
///         do not fit one another
void check_result(const SweepResult& result);

/// Opens a file that lies in memory, as a reader will, and reads the header of every object in it: headers carry
/// checksums. That the values read back as they were is a matter of tests; on the disk the bytes are compared.
/// @param[in,out] image  lent to HDF5, which changes nothing
/// @throws H5::Exception when it cannot be read
void verify_image(std::vector<std::byte>& image);

}  // namespace qca
