#include <fmt/format.h>

#include <future>

#include "host/error.hpp"
#include "host/store/file_replacement.hpp"
#include "host/store/hdf5_scope.hpp"
#include "host/store/result_file.hpp"
#include "host/store/result_parts.hpp"
#include "host/store/result_seal.hpp"

namespace qca {
namespace {

constexpr std::size_t memory_step = std::size_t{1} << 18;

/// An empty file of the kind that netCDF-4 makes. It lies in memory: HDF5 does not survive a failing write
/// (it cannot close the file any more, and crashes when the program ends), so the disk, which may be full, is
/// written without it.
H5::H5File create_file_in_memory() {
    H5::FileCreatPropList creation;
    checked(H5Pset_link_creation_order(creation.getId(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
            "H5Pset_link_creation_order");
    checked(H5Pset_obj_track_times(creation.getId(), false), "H5Pset_obj_track_times");
    H5::FileAccPropList access;
    // Not V18 as the lower bound: HDF5 up to 1.14.6 hands such files over with a wrong checksum (its issue
    // 1915).
    access.setLibverBounds(H5F_LIBVER_EARLIEST, H5F_LIBVER_V18);
    access.setCore(memory_step, false);
    return H5::H5File("qcasweep-result", H5F_ACC_TRUNC, creation, access);
}

void describe(H5::Group& root, const SweepResult& result) {
    const Provenance& from = result.provenance;
    set_attribute(root, "Conventions", "CF-1.10");
    set_attribute(root, "title", fmt::format("QCA sweep of {}, outcome {}", from.study_name, result.outcome));
    set_attribute(root, format_attribute, std::int32_t{result_format});
    set_attribute(root, "history",
                  fmt::format("{} qcasweep {} ({})", from.finished, from.version, from.commit));
}

void write_contents(const H5::H5File& h5, const SweepResult& result) {
    LabelledGroup root(h5.openGroup("/"), static_cast<int>(result.provenance.threads));
    describe(root.object(), result);
    const std::vector<std::string> scales = map_scales(result.axes, result.design);
    for (std::size_t a = 0; a < scales.size(); ++a) write_axis(root, result.axes[a], scales[a]);
    write_samples(root, result);
    write_states_and_cases(root, result.cases);
    for (const PathResult& path : result.paths) write_path(root, result, path);
    write_path_roles(root, result);
    write_columns(root, result);
    write_census(root, result);
    write_necessity(root, result);
    write_simultaneous(root, result);
    write_provenance(root, result);
    root.list_uses();
}

/// The bytes of a file in memory, with their seal.
std::vector<std::byte> image(const H5::H5File& h5) {
    h5.flush(H5F_SCOPE_GLOBAL);
    const ssize_t size = checked(H5Fget_file_image(h5.getId(), nullptr, 0), "H5Fget_file_image");
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    checked(H5Fget_file_image(h5.getId(), bytes.data(), bytes.size()), "H5Fget_file_image");
    add_seal(bytes);
    return bytes;
}

}  // namespace

void write_result(const SweepResult& result, const std::string& file) {
    check_result(result);
    FileReplacement replacement(file);
    Hdf5Scope hdf5;
    try {
        H5::H5File h5 = create_file_in_memory();
        write_contents(h5, result);
        std::vector<std::byte> bytes = image(h5);
        // The disk takes the bytes while HDF5 reads them again; only what both have accepted is published.
        std::future<void> on_disk = std::async([&] { replacement.write(bytes); });
        h5.close();
        verify_image(bytes);
        on_disk.get();
    } catch (const H5::Exception& exception) {
        throw MachineError(fmt::format("{}: cannot be written ({}) check the folder and the free space", file,
                                       hdf5.why(exception)));
    }
    replacement.publish();
}

}  // namespace qca
