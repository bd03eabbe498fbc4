#include "kernels/backend/crew.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "kernels/backend/buffer.hpp"

namespace qca {
namespace {

TEST(Crew, EveryItemIsDoneOnceByAMember) {
    for (const int threads : {1, 2, 3, 7}) {
        Crew crew(threads);
        ASSERT_EQ(crew.size(), threads);
        for (const std::size_t items : {0, 1, 2, 1000}) {
            std::vector<std::atomic<int>> done(items);
            std::atomic<int> strangers{0};
            crew.share(items, [&](int member, std::size_t item) {
                ++done[item];
                if (member < 0 || member >= threads) ++strangers;
            });
            for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
            EXPECT_EQ(strangers, 0);
        }
    }
}

TEST(Crew, NoMemberDoesTwoItemsAtOnce) {
    Crew crew(4);
    std::vector<std::atomic<int>> working(4);
    std::atomic<int> clashes{0};
    crew.share(5000, [&](int member, std::size_t) {
        if (++working[static_cast<std::size_t>(member)] != 1) ++clashes;
        --working[static_cast<std::size_t>(member)];
    });
    EXPECT_EQ(clashes, 0);
}

// What a loop wrote is there for the caller, and for the next loop, without locks of the caller's own.
TEST(Crew, LoopsFollowOneAnother) {
    Crew crew(3);
    std::vector<long> values(4096);
    for (int round = 0; round < 200; ++round)
        crew.share(values.size(), [&](int, std::size_t item) { values[item] += static_cast<long>(item); });
    for (std::size_t item = 0; item < values.size(); ++item) ASSERT_EQ(values[item], 200 * static_cast<long>(item));
}

TEST(Crew, WhatABodyThrowsReachesTheCallerAndTheCrewGoesOn) {
    Crew crew(3);
    for (const std::size_t bad : {0, 17, 99}) {
        std::atomic<int> done{0};
        EXPECT_THROW(crew.share(100,
                                [&](int, std::size_t item) {
                                    if (item == bad) throw std::runtime_error("item");
                                    ++done;
                                }),
                     std::runtime_error);
        EXPECT_LT(done, 100);
    }
    std::atomic<int> done{0};
    crew.share(100, [&](int, std::size_t) { ++done; });
    EXPECT_EQ(done, 100);
}

TEST(Crew, ARangeIsCutIntoPiecesThatMeet) {
    Crew crew(2);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, std::size_t{200001}}) {
        std::vector<std::uint8_t> times(size);
        share_range(crew, size, [&](std::size_t i) { ++times[i]; });
        EXPECT_EQ(std::accumulate(times.begin(), times.end(), std::size_t{0}), size);
        for (const std::uint8_t count : times) ASSERT_EQ(count, 1);
    }
}

TEST(Crew, AsksForAsManyThreadsAsItIsTold) {
    EXPECT_EQ(threads_to_use(5), 5);
    EXPECT_GE(threads_to_use(0), 1);
}

TEST(Buffer, IsZeroedAndAligned) {
    for (const std::size_t size : {0, 1, 63, 1000, 1000000}) {
        // What a buffer of this size left behind must not show.
        Buffer<std::uint32_t> before(size);
        for (std::uint32_t& value : before) value = 0xA5A5A5A5u;
        before = Buffer<std::uint32_t>();
        const Buffer<std::uint32_t> buffer(size);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer.data()) % 64, 0u);
        for (const std::uint32_t value : buffer) ASSERT_EQ(value, 0u);
    }
}

}  // namespace
}  // namespace qca
