#include <gtest/gtest.h>

#include <filesystem>

#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using testing_store::fresh_folder;

TEST(CheckWritable, LeavesNothingBehindAndTheOldFileAsItIs) {
    const std::filesystem::path folder = fresh_folder();
    EXPECT_NO_THROW(check_writable((folder / "new.h5").string()));
    EXPECT_TRUE(testing_store::names_in(folder).empty());
    testing_store::write_bytes(folder / "old.h5", "old");
    EXPECT_NO_THROW(check_writable((folder / "old.h5").string()));
    EXPECT_EQ(testing_store::bytes_of(folder / "old.h5"), "old");
    EXPECT_EQ(testing_store::names_in(folder).size(), 1u);
}

TEST(CheckWritable, ANameWithoutAFolderMeansTheWorkingFolder) {
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(fresh_folder());
    EXPECT_NO_THROW(check_writable("plain.h5"));
    std::filesystem::current_path(before);
}

TEST(CheckWritable, AWrongNameIsTheUsersMatter) {
    const std::filesystem::path folder = fresh_folder();
    EXPECT_THROW(check_writable(folder.string()), InputError);
    EXPECT_THROW(check_writable((folder / "none" / "new.h5").string()), InputError);
    EXPECT_THROW(check_writable(""), InputError);
    EXPECT_THROW(check_writable("/dev/null"), InputError);
}

TEST(CheckWritable, AFolderThatTakesNoFilesIsTheMachinesMatter) {
    EXPECT_THROW(check_writable("/proc/new.h5"), MachineError);
}

}  // namespace
}  // namespace qca
