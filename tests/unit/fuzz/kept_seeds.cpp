// Every kept seed of the fuzz targets, fed to its target without a fuzzer.
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/targets.hpp"

namespace qca::test {
namespace {

class KeptSeeds : public testing::TestWithParam<std::pair<std::string_view, void (*)(std::string_view)>> {};

TEST_P(KeptSeeds, KeepThePromises) {
    const auto& [name, target] = GetParam();
    std::size_t seeds = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(QCA_SOURCE_DIR) / "tests/fuzz/seeds" / name)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(stream), {});
        SCOPED_TRACE(entry.path().string());
        ASSERT_NO_THROW(target(bytes)) << "a broken promise ends the program";
        ++seeds;
    }
    EXPECT_GE(seeds, 5u) << "too few seeds of " << name;
}

INSTANTIATE_TEST_SUITE_P(Fuzz, KeptSeeds, testing::ValuesIn(fuzz::targets),
                         [](const auto& target) { return std::string(target.param.first); });

}  // namespace
}  // namespace qca::test
