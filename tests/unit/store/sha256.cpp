// Against the examples of FIPS 180-4.
#include <gtest/gtest.h>

#include "host/store/result_file.hpp"

namespace qca {
namespace {

TEST(Sha256, PublishedExamples) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(std::string(1000000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, ZeroBytesCount) {
    EXPECT_NE(sha256(std::string(1, '\0')), sha256(""));
}

}  // namespace
}  // namespace qca
