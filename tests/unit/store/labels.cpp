// Every data set of the root carries a dimension scale on every dimension, in plain types.
#include <gtest/gtest.h>
#include <hdf5_hl.h>

#include <map>
#include <vector>

#include "host/store/result_file.hpp"
#include "tests/unit/store/hdf5_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;

/// What HDF5 says of one data set.
struct Described {
    bool is_scale = false;
    std::string scale_name;
    std::vector<hsize_t> shape;
    std::vector<std::vector<std::string>> scales;  ///< [dimension]: names of the scales attached
    H5T_class_t type = H5T_NO_CLASS;
    std::size_t bytes = 0;
    std::vector<H5Z_filter_t> filters;
    std::vector<hsize_t> chunk;  ///< empty when not chunked
    bool dated = false;          ///< the file says when the data set was written
};

std::string name_of_scale(hid_t data) {
    char name[200] = "";
    return H5File::require(H5DSget_scale_name(data, name, sizeof name)) > 0 ? name : "";
}

herr_t add_scale_name(hid_t, unsigned, hid_t scale, void* names) {
    static_cast<std::vector<std::string>*>(names)->push_back(name_of_scale(scale));
    return 0;
}

Described describe(hid_t data) {
    Described described;
    described.is_scale = H5DSis_scale(data) > 0;
    if (described.is_scale) described.scale_name = name_of_scale(data);
    const hid_t space = H5Dget_space(data);
    described.shape.resize(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, described.shape.data(), nullptr);
    H5Sclose(space);
    for (unsigned d = 0; d < described.shape.size(); ++d) {
        described.scales.emplace_back();
        H5DSiterate_scales(data, d, nullptr, &add_scale_name, &described.scales.back());
    }
    H5O_info_t info{};
    H5File::require(H5Oget_info(data, &info));
    described.dated = info.ctime != 0;
    const hid_t type = H5Dget_type(data);
    described.type = H5Tget_class(type);
    described.bytes = H5Tget_size(type);
    H5Tclose(type);
    const hid_t properties = H5Dget_create_plist(data);
    for (int f = 0; f < H5Pget_nfilters(properties); ++f) {
        std::size_t values = 0;
        described.filters.push_back(H5Pget_filter2(properties, static_cast<unsigned>(f), nullptr, &values,
                                                   nullptr, 0, nullptr, nullptr));
    }
    if (H5Pget_layout(properties) == H5D_CHUNKED) {
        described.chunk.resize(described.shape.size());
        H5Pget_chunk(properties, static_cast<int>(described.chunk.size()), described.chunk.data());
    }
    H5Pclose(properties);
    return described;
}

herr_t add_data_set(hid_t group, const char* name, const H5L_info_t*, void* all) {
    const hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    if (H5Iget_type(object) == H5I_DATASET) {
        (*static_cast<std::map<std::string, Described>*>(all))[name] = describe(object);
    }
    return H5Oclose(object);
}

/// Data sets of a group by name.
std::map<std::string, Described> data_sets(const std::filesystem::path& file, const char* group_name) {
    const H5File h5(file, H5File::Mode::read);
    std::map<std::string, Described> all;
    const hid_t group = H5File::require(H5Gopen2(h5.id(), group_name, H5P_DEFAULT));
    H5File::require(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, &add_data_set, &all));
    H5Gclose(group);
    return all;
}

std::filesystem::path sample_file() {
    const std::filesystem::path file = fresh_folder() / "result.h5";
    write_result(sample_result(), file.string());
    return file;
}

TEST(Labels, EveryDimensionHasExactlyOneScale) {
    const auto file = sample_file();
    for (const char* group : {"/", "/census", "/provenance"}) {
        for (const auto& [name, data] : data_sets(file, group)) {
            if (data.is_scale) {
                EXPECT_EQ(data.scale_name, name);
                EXPECT_EQ(data.shape.size(), 1u) << name;
                continue;
            }
            for (const auto& scales : data.scales) EXPECT_EQ(scales.size(), 1u) << group << " " << name;
        }
    }
}

herr_t check_uses(hid_t group, const char* name, const H5L_info_t*, void* links) {
    const hid_t data = H5Oopen(group, name, H5P_DEFAULT);
    if (H5Iget_type(data) == H5I_DATASET && H5DSis_scale(data) == 0) {
        const auto check = [](hid_t of, unsigned dimension, hid_t scale, void* count) -> herr_t {
            EXPECT_EQ(H5DSis_attached(of, scale, dimension), 1);  // looks into the lists of both
            ++*static_cast<int*>(count);
            return 0;
        };
        const hid_t space = H5Dget_space(data);
        const int dimensions = H5Sget_simple_extent_ndims(space);
        H5Sclose(space);
        for (int d = 0; d < dimensions; ++d) H5DSiterate_scales(data, static_cast<unsigned>(d), nullptr, check, links);
    }
    return H5Oclose(data);
}

TEST(Labels, ScalesKnowWhoUsesThem) {
    const H5File h5(sample_file(), H5File::Mode::read);
    for (const auto& [name, fewest] : {std::pair{"/", 50}, {"/census", 7}, {"/provenance", 2}}) {
        int links = 0;
        const hid_t group = H5File::require(H5Gopen2(h5.id(), name, H5P_DEFAULT));
        H5File::require(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, &check_uses, &links));
        H5Gclose(group);
        EXPECT_GE(links, fewest) << name;
    }
}

TEST(Labels, ScalesAreThoseOfTheSchema) {
    const auto root = data_sets(sample_file(), "/");
    using Scales = std::vector<std::vector<std::string>>;
    const Scales axes{{"ENT_crossover"}, {"incl_cut"}, {"n_cut"}, {"solution_type"}};
    for (const char* name :
         {"survival_fas", "survival_über", "solution", "fit_inclS", "fit_PRI", "fit_covS"}) {
        EXPECT_EQ(root.at(name).scales, axes) << name;
    }
    EXPECT_EQ(root.at("map_fas__incl_cut").scales, (Scales{{"incl_cut"}, {"state"}}));
    EXPECT_EQ(root.at("map_fas__incl_cut__solution_type").scales,
              (Scales{{"incl_cut"}, {"solution_type"}, {"state"}}));
    EXPECT_EQ(root.at("single_fas__n_cut").scales, (Scales{{"n_cut"}}));
    EXPECT_EQ(root.count("single_über__n_cut"), 0u);
    EXPECT_EQ(root.at("cases_fas").scales, (Scales{{"case"}}));
    EXPECT_EQ(root.at("cases_fas__ENT_crossover").scales, (Scales{{"ENT_crossover"}, {"case"}}));
    EXPECT_EQ(root.count("cases_fas__incl_cut"), 0u);
    EXPECT_EQ(root.at("total_fas").scales, (Scales{{"state"}}));
    for (const char* scale : {"ENT_crossover", "incl_cut", "n_cut", "solution_type", "state", "case"}) {
        EXPECT_TRUE(root.at(scale).is_scale) << scale;
    }
    const auto census = data_sets(sample_file(), "/census");
    EXPECT_EQ(census.at("count").scales, (Scales{{"solution_id"}, {"solution_type"}}));
    EXPECT_TRUE(census.at("solution_type").is_scale);
}

TEST(Labels, TypesArePlain) {
    const auto file = sample_file();
    for (const char* group : {"/", "/census", "/provenance"}) {
        for (const auto& [name, data] : data_sets(file, group)) {
            EXPECT_TRUE(data.type == H5T_INTEGER || data.type == H5T_FLOAT || data.type == H5T_STRING)
                << name;
        }
    }
    const auto root = data_sets(file, "/");
    EXPECT_EQ(root.at("survival_fas").bytes, 1u);
    EXPECT_EQ(root.at("solution").bytes, 4u);
    EXPECT_EQ(root.at("fit_PRI").bytes, 4u);
    EXPECT_EQ(root.at("n_cut").bytes, 4u);
    EXPECT_EQ(root.at("n_cut").type, H5T_INTEGER);
    EXPECT_EQ(root.at("map_fas__n_cut").bytes, 8u);
}

TEST(Labels, OnlyLargeDataSetsAreCompressed) {
    Axis axis{"ENT_crossover", "crossover anchor of ENT", "1", std::vector<double>(64, 1.0), {}, 0};
    Axis other = axis;
    other.name = "UNI_crossover";
    SweepResult result = sweep_over({axis, other});
    result.paths[0].survival.assign(64 * 64, 1);
    result.solution.assign(64 * 64, no_solution_id);
    const auto file = fresh_folder() / "result.h5";
    write_result(result, file.string());
    const auto root = data_sets(file, "/");
    EXPECT_TRUE(root.at("survival_fas").filters.empty());  // 4096 bytes
    EXPECT_EQ(root.at("solution").filters,
              (std::vector<H5Z_filter_t>{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE}));
}

TEST(Labels, NothingIsDated) {  // so that the same result gives the same bytes
    for (const auto& [name, data] : data_sets(sample_file(), "/")) EXPECT_FALSE(data.dated) << name;
}

TEST(Labels, ChunksAreWholeAlongTheTrailingAxes) {
    SweepResult result = bare_result();
    result.axes = {{"ENT_crossover", "", "1", {1, 2, 3}, {}, 0},
                   {"UNI_crossover", "", "1", std::vector<double>(400, 1.0), {}, 0},
                   {"GDP_crossover", "", "1", std::vector<double>(1000, 1.0), {}, 0}};
    result.solution.assign(3 * 400 * 1000, no_solution_id);
    const auto file = fresh_folder() / "result.h5";
    write_result(result, file.string());
    EXPECT_EQ(data_sets(file, "/").at("solution").chunk,
              (std::vector<hsize_t>{1, 262, 1000}));  // 4 bytes a value
}

}  // namespace
}  // namespace qca
