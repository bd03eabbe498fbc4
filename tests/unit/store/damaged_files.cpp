// Files that are no result, or no longer one, are refused with a reason.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/error.hpp"
#include "host/store/hdf5_scope.hpp"
#include "host/store/result_file.hpp"
#include "host/store/result_parts.hpp"
#include "tests/unit/store/hdf5_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

namespace fs = std::filesystem;
using namespace testing_store;

/// What read_result says to a file that is not a result; "" when it read one.
std::string refusal(const fs::path& file) {
    try {
        read_result(file.string());
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()).find(file.string() + ": "), 0u) << error.what();
        return error.what();
    }
    return "";
}

#define EXPECT_SAYS(message, words) EXPECT_NE((message).find(words), std::string::npos) << (message)

fs::path sample_file(const fs::path& folder) {
    const fs::path file = folder / "result.h5";
    write_result(sample_result(), file.string());
    return file;
}

TEST(DamagedFiles, NoFile) {
    EXPECT_SAYS(refusal(fresh_folder() / "missing.h5"), "No such file");
}

TEST(DamagedFiles, AFolder) {
    EXPECT_SAYS(refusal(fresh_folder()), "not an HDF5 file");
}

TEST(DamagedFiles, NotHdf5) {
    const fs::path folder = fresh_folder();
    write_bytes(folder / "empty.h5", "");
    write_bytes(folder / "text.h5", "case;ENT\nAnhui;1\n");
    EXPECT_SAYS(refusal(folder / "empty.h5"), "not an HDF5 file");
    EXPECT_SAYS(refusal(folder / "text.h5"), "not an HDF5 file");
}

TEST(DamagedFiles, Hdf5OfSomethingElse) {
    const fs::path file = fresh_folder() / "other.h5";
    { const H5File other(file, H5File::Mode::create); }
    EXPECT_SAYS(refusal(file), "qcasweep_format");
}

TEST(DamagedFiles, AnImageIsReadBeforeItIsWritten) {
    const std::string bytes = bytes_of(sample_file(fresh_folder()));
    std::vector<std::byte> image(bytes.size());
    std::memcpy(image.data(), bytes.data(), bytes.size());
    const Hdf5Scope quiet;
    EXPECT_NO_THROW(verify_image(image));
    EXPECT_EQ(std::memcmp(image.data(), bytes.data(), bytes.size()), 0);
    // Every header of an object, the tenth byte after its signature changed, is noticed.
    std::size_t headers = 0;
    for (std::size_t at = bytes.find("OHDR"); at != std::string::npos; at = bytes.find("OHDR", at + 4)) {
        image[at + 10] ^= std::byte{1};
        EXPECT_THROW(verify_image(image), H5::Exception) << "header at " << at;
        image[at + 10] ^= std::byte{1};
        ++headers;
    }
    EXPECT_GT(headers, 20u);
    image.resize(image.size() / 2);
    EXPECT_THROW(verify_image(image), H5::Exception);
}

TEST(DamagedFiles, ALaterFormat) {
    const fs::path file = sample_file(fresh_folder());
    {
        const H5File h5(file, H5File::Mode::change);
        h5.set_number("qcasweep_format", 2);
    }
    EXPECT_SAYS(refusal(file), "format 2");
}

TEST(DamagedFiles, CutOffAnywhere) {
    const fs::path folder = fresh_folder();
    const std::string whole = bytes_of(sample_file(folder));
    ASSERT_GT(whole.size(), 2000u);
    for (const std::size_t left : {std::size_t{9}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
        write_bytes(folder / "cut.h5", whole.substr(0, left));
        EXPECT_FALSE(refusal(folder / "cut.h5").empty()) << left;
    }
    write_bytes(folder / "cut.h5", whole.substr(0, whole.size() / 2));
    EXPECT_SAYS(refusal(folder / "cut.h5"), "truncated");
}

// HDF5 1.10 crashes, or never returns, on some of these files: it does not get to see them.
TEST(DamagedFiles, AnyByteIsChanged) {
    const fs::path folder = fresh_folder();
    const std::string whole = bytes_of(sample_file(folder));
    const auto expect_noticed = [&](std::size_t at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        write_bytes(folder / "changed.h5", changed);
        const std::string said = refusal(folder / "changed.h5");
        ASSERT_TRUE(said.find("checksum is wrong") != std::string::npos || said.find("not an HDF5 file") != std::string::npos) << at << said;
    };
    for (std::size_t at = 0; at < whole.size() - 100; at += 499) ASSERT_NO_FATAL_FAILURE(expect_noticed(at));
    std::size_t heaps = 0;
    for (std::size_t heap = whole.find("GCOL"); heap != std::string::npos; heap = whole.find("GCOL", heap + 4), ++heaps)
        for (std::size_t at = heap; at < heap + 40; ++at) ASSERT_NO_FATAL_FAILURE(expect_noticed(at));
    EXPECT_GT(heaps, 0u);
    for (std::size_t at = whole.size() - 65; at < whole.size(); ++at) ASSERT_NO_FATAL_FAILURE(expect_noticed(at));
}

TEST(DamagedFiles, WhatAnotherProgramAddedIsNoDamage) {
    const fs::path file = sample_file(fresh_folder());
    {
        const H5File h5(file, H5File::Mode::change);
        h5.rename("total_fas", "total_of_fas");
        h5.rename("total_of_fas", "total_fas");
    }
    EXPECT_EQ(bytes_of(file).find("qcasweep sha256"), std::string::npos) << "HDF5 cuts off what it does not know";
    EXPECT_EQ(refusal(file), "");
}

TEST(DamagedFiles, APartIsMissing) {
    for (const char* part : {"map_fas__incl_cut", "total_fas", "n_cut", "case", "census", "provenance",
                             "census/count", "census/own_solution", "census/path_roles", "census/pair_count",
                             "census/literal_similarity_mean", "core_fas", "provenance/study_text"}) {
        const fs::path file = sample_file(fresh_folder());
        {
            const H5File h5(file, H5File::Mode::change);
            h5.remove(part);
        }
        EXPECT_SAYS(refusal(file), "damaged or incomplete");
    }
}

TEST(DamagedFiles, APartHasAnotherShape) {
    const fs::path file = sample_file(fresh_folder());
    {
        const H5File h5(file, H5File::Mode::change);
        h5.remove("solution");
        h5.rename("survival_fas", "solution");
        h5.rename("map_fas__incl_cut", "survival_fas");
    }
    EXPECT_SAYS(refusal(file), "shape");
}

TEST(DamagedFiles, SimilaritiesThatDoNotFitTheirCounts) {
    const fs::path file = sample_file(fresh_folder());
    {
        const H5File h5(file, H5File::Mode::change);
        h5.remove("census/path_similarity");
        h5.rename("census/literal_similarity", "census/path_similarity");
    }
    EXPECT_SAYS(refusal(file), "does not fit its mean and counts");
}

TEST(DamagedFiles, NecessityOrSkewIsNotWhole) {
    for (const char* part : {"necessity", "skew", "necessity/inclN_min", "necessity/total", "necessity/set_expression",
                             "skew/share_max_at", "skew/skewed", "simultaneous/any", "simultaneous/count"}) {
        const fs::path file = sample_file(fresh_folder());
        {
            const H5File h5(file, H5File::Mode::change);
            h5.remove(part);
        }
        EXPECT_SAYS(refusal(file), "damaged or incomplete");
    }
    const fs::path file = sample_file(fresh_folder());
    {
        const H5File h5(file, H5File::Mode::change);
        h5.remove("necessity/covN_own");
        h5.rename("necessity/total", "necessity/covN_own");
    }
    EXPECT_SAYS(refusal(file), "shape");
}

TEST(DamagedFiles, ValuesThatMeanNothing) {
    const fs::path folder = fresh_folder();
    SweepResult odd = sample_result();
    odd.paths[0].survival[7] = survival_states;
    EXPECT_THROW(write_result(odd, (folder / "odd.h5").string()), std::invalid_argument);
    odd = sample_result();
    odd.solution[7] = static_cast<std::uint32_t>(odd.census.size());
    EXPECT_THROW(write_result(odd, (folder / "odd.h5").string()), std::invalid_argument);
    odd = sample_result();
    odd.census_details.path_similarity[3] = 1.5;
    EXPECT_THROW(write_result(odd, (folder / "odd.h5").string()), std::invalid_argument);
    odd = sample_result();
    odd.necessity.sets[0].explained[0].inclN.minimum_at[0] = 3;
    EXPECT_THROW(write_result(odd, (folder / "odd.h5").string()), std::invalid_argument);
    EXPECT_TRUE(names_in(folder).empty());
}

}  // namespace
}  // namespace qca
