#include "host/sweep/membership_store.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "host/data/study_data.hpp"

namespace qca {
namespace {

const std::vector<double> raw{3, 1, 4, 1.5, 9};
const std::vector<std::string> cases{"a", "b", "c", "d", "e"};
const std::vector<std::size_t> order{3, 1, 0, 4, 2};
const std::vector<Anchors> choices{{1, 3, 8}, {1, 3.5, 8}};

SetDefinition set_called(const char* name) {
    SetDefinition set;
    set.name = name;
    return set;
}

TEST(MembershipStore, TabulatesChoiceAfterChoiceInTheOrderGiven) {
    const MembershipStore store;
    SetDefinition set = set_called("A");
    for (const bool negate : {false, true}) {
        set.negate = negate;
        const MembershipTable table = store.table(set, raw, choices, cases, order);
        ASSERT_EQ(table->size(), 10u);
        for (std::size_t choice = 0; choice < 2; ++choice) {
            const std::vector<double> expected = calibrate(raw, set, choices[choice], cases);
            for (std::size_t place = 0; place < 5; ++place) {
                const double membership = expected[order[place]];
                EXPECT_EQ((*table)[choice * 5 + place], negate ? 1.0 - membership : membership);
            }
        }
    }
    EXPECT_EQ(store.made(), 2u);
}

TEST(MembershipStore, MakesATableOnce) {
    const MembershipStore store;
    const MembershipTable first = store.table(set_called("A"), raw, choices, cases, order);
    EXPECT_EQ(store.table(set_called("A"), raw, choices, cases, order), first);
    EXPECT_EQ(store.made(), 1u);
}

TEST(MembershipStore, MakesAnotherTableWhenAnythingDiffers) {
    const MembershipStore store;
    const MembershipTable first = store.table(set_called("A"), raw, choices, cases, order);
    SetDefinition linear = set_called("A");
    linear.method = CalibrationMethod::linear;
    std::vector<double> other_raw = raw;
    other_raw[2] = 4.5;
    EXPECT_NE(*store.table(linear, raw, choices, cases, order), *first);
    EXPECT_NE(*store.table(set_called("A"), other_raw, choices, cases, order), *first);
    EXPECT_NE(*store.table(set_called("A"), raw, {choices[1], choices[0]}, cases, order), *first);
    EXPECT_NE(*store.table(set_called("A"), raw, choices, cases, {0, 1, 2, 3, 4}), *first);
    EXPECT_EQ(store.made(), 5u);
}

TEST(MembershipStore, ForgetsWhatWasNotAskedForForLong) {
    const MembershipStore store;
    const MembershipTable first = store.table(set_called("A"), raw, choices, cases, order);
    for (int i = 0; i < 63; ++i) store.table(set_called(("B" + std::to_string(i)).c_str()), raw, choices, cases, order);
    EXPECT_EQ(store.table(set_called("A"), raw, choices, cases, order), first);  // which is now the one asked for last
    store.table(set_called("C"), raw, choices, cases, order);
    EXPECT_EQ(store.table(set_called("A"), raw, choices, cases, order), first);
    EXPECT_EQ(store.made(), 65u);
    store.table(set_called("B0"), raw, choices, cases, order);
    EXPECT_EQ(store.made(), 66u);
}

TEST(MembershipStore, KeepsFewValuesBesideTheLastTable) {
    const MembershipStore store;
    const std::vector<double> many(1 << 19, 2.0);
    const std::vector<std::string> names(many.size(), "a");
    std::vector<std::size_t> in_order(many.size());
    std::iota(in_order.begin(), in_order.end(), std::size_t{0});
    const std::vector<Anchors> three(3, {1, 3, 8});
    const MembershipTable large = store.table(set_called("A"), many, three, names, in_order);
    EXPECT_EQ(store.table(set_called("A"), many, three, names, in_order), large);
    store.table(set_called("B"), raw, choices, cases, order);
    store.table(set_called("A"), many, three, names, in_order);
    EXPECT_EQ(store.made(), 3u);
}

}  // namespace
}  // namespace qca
