#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "host/error.hpp"
#include "host/store/hdf5_scope.hpp"
#include "host/store/result_file.hpp"
#include "host/store/result_parts.hpp"
#include "host/store/result_seal.hpp"

namespace qca {
namespace {

/// HDF5 does not say whether a file is missing, closed to us or damaged; the operating system does.
void require_readable(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::close(descriptor);
        return;
    }
    const int error = errno;
    const std::string reason = std::generic_category().message(error);
    if (error == ENOENT || error == ENOTDIR) {
        throw InputError(fmt::format("{}: cannot be opened ({}) check the name", file, reason));
    }
    throw MachineError(fmt::format("{}: cannot be opened ({}) check its permissions", file, reason));
}

bool is_hdf5(const std::string& file) {
    try {
        return H5::H5File::isHdf5(file);
    } catch (const H5::Exception&) {  // too short to tell
        return false;
    }
}

void require_result(const H5::Group& root, const std::string& file) {
    if (!root.attrExists(format_attribute)) {
        throw InputError(
            fmt::format("{}: not a result of qcasweep (an HDF5 file without the attribute {}) name a file "
                        "that `qcasweep run` wrote",
                        file, format_attribute));
    }
    const auto format = number_attribute<std::int32_t>(root, format_attribute);
    if (format != result_format) {
        throw InputError(
            fmt::format("{}: result in format {} (this qcasweep reads format {}) use the version that "
                        "wrote it",
                        file, format, result_format));
    }
}

SweepResult read_contents(const H5::Group& root) {
    Listing listing = read_provenance(root);
    SweepResult result;
    result.outcome = std::move(listing.outcome);
    result.conditions = std::move(listing.conditions);
    result.incomplete = std::move(listing.incomplete);
    result.excluded = std::move(listing.excluded);
    result.counts = listing.counts;
    result.provenance = std::move(listing.provenance);
    result.cases = read_texts(root, case_scale);
    result.axes = std::move(listing.axes);
    result.design = std::move(listing.design);
    for (PathResult& path : listing.paths) {
        result.paths.push_back(read_path(root, result.axes, result.design, result.cases.size(), std::move(path)));
    }
    result.census = read_census(root, result.axes);
    result.census_details = read_census_details(root, result.axes, result.conditions.size(), result.paths, result.census);
    result.necessity = read_necessity(root, result.axes);
    result.simultaneous = read_simultaneous(root, result.axes, result.counts.evaluated);
    Columns columns = read_columns(root, column_shape(result.axes, result.design), result.census.size());
    result.solution = std::move(columns.solution);
    result.fit_inclS = std::move(columns.fit_inclS);
    result.fit_PRI = std::move(columns.fit_PRI);
    result.fit_covS = std::move(columns.fit_covS);
    return result;
}

}  // namespace

SweepResult read_result(const std::string& file) {
    require_readable(file);
    Hdf5Scope hdf5;
    if (!is_hdf5(file)) {
        throw InputError(fmt::format(
            "{}: not a result of qcasweep (not an HDF5 file) name a file that `qcasweep run` wrote", file));
    }
    check_seal(file);
    try {
        const H5::H5File h5(file, H5F_ACC_RDONLY);
        const H5::Group root = h5.openGroup("/");
        require_result(root, file);
        return read_contents(root);
    } catch (const H5::Exception& exception) {
        if (hdf5.machine_failed()) {
            throw MachineError(
                fmt::format("{}: cannot be read ({}) {}", file, hdf5.why(exception),
                            hdf5.why(exception).find("lock") == std::string::npos
                                ? "check the disk"
                                : "set HDF5_USE_FILE_LOCKING=FALSE where a network file system has no locks"));
        }
        throw InputError(fmt::format("{}: damaged or incomplete ({}) copy it again or repeat the run", file,
                                     hdf5.why(exception)));
    }
}

}  // namespace qca
