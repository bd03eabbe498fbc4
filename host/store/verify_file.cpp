#include <cstring>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

constexpr std::size_t memory_step = std::size_t{1} << 18;

void require_equal(bool equal, const std::string& what) {
    if (!equal) throw H5::Exception("verify_file", what + " reads back other than it was written");
}

/// NaN is equal to itself here.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

}  // namespace

void verify_file(const SweepResult& result, const std::string& file) {
    // Read at once: piece by piece it would be a system call for each of thousands of headers.
    H5::FileAccPropList at_once;
    at_once.setCore(memory_step, false);
    const H5::H5File h5(file, H5F_ACC_RDONLY, H5::FileCreatPropList::DEFAULT, at_once);
    const H5::Group root = h5.openGroup("/");
    const Listing listing = read_provenance(root);
    require_equal(axis_names(listing.axes) == axis_names(result.axes), "the list of axes");
    require_equal(listing.paths.size() == result.paths.size(), "the list of paths");
    require_equal(listing.outcome == result.outcome && listing.conditions == result.conditions &&
                      listing.incomplete == result.incomplete && listing.excluded == result.excluded &&
                      listing.counts == result.counts && listing.provenance == result.provenance,
                  "the provenance");
    require_equal(read_texts(root, case_scale) == result.cases, "the list of cases");
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        require_equal(listing.axes[a] == result.axes[a], "axis " + result.axes[a].name);
    require_equal(listing.design == result.design, "the design");
    verify_samples(root, result);
    // One path at a time, because a column can be large.
    for (std::size_t p = 0; p < result.paths.size(); ++p) {
        const PathResult path = read_path(root, result.axes, result.design, result.cases.size(), listing.paths[p]);
        require_equal(path == result.paths[p], "path " + result.paths[p].name);
    }
    std::vector<CensusEntry> census = read_census(root, result.axes);
    const CensusDetails details = read_census_details(root, result.axes, result.conditions.size(), listing.paths, census);
    require_equal(census == result.census && details == result.census_details, "the census");
    require_equal(read_necessity(root, result.axes) == result.necessity, "necessity and skew");
    require_equal(read_simultaneous(root, result.axes) == result.simultaneous, "simultaneous subsets");
    const Columns columns = read_columns(root, column_shape(result.axes, result.design), result.census.size());
    require_equal(columns.solution == result.solution && same_bits(columns.fit_inclS, result.fit_inclS) &&
                      same_bits(columns.fit_PRI, result.fit_PRI) &&
                      same_bits(columns.fit_covS, result.fit_covS),
                  "a column per scenario");
}

}  // namespace qca
