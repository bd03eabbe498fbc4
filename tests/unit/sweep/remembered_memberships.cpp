#include "host/sweep/remembered_memberships.hpp"

#include <gtest/gtest.h>

#include "host/data/study_data.hpp"
#include "host/sweep/membership_store.hpp"

namespace qca {
namespace {

const std::vector<double> raw{3, 1, 4, 1.5, 9};
const std::vector<std::string> cases{"a", "b", "c", "d", "e"};
const std::vector<std::size_t> order{3, 1, 0, 4, 2};
const std::vector<Anchors> choices{{1, 3, 8}, {1, 3.5, 8}};

/// What is remembered is what another store makes anew.
void expect_as_made_anew(RememberedMemberships& memberships, const SetDefinition& set, const std::vector<double>& values = raw,
                         const std::vector<Anchors>& anchors = choices, const std::vector<std::size_t>& places = order) {
    EXPECT_EQ(memberships.table(set, values, anchors, cases, places), *MembershipStore().table(set, values, anchors, cases, places));
}

TEST(RememberedMemberships, AreThoseThatWouldBeMadeAnew) {
    for (const bool remember : {true, false}) {
        RememberedMemberships memberships(remember);
        SetDefinition set;
        for (int again = 0; again < 2; ++again) {
            expect_as_made_anew(memberships, set);
            expect_as_made_anew(memberships, set, {9, 1.5, 0.5, 4, 4});
            expect_as_made_anew(memberships, set, raw, {{8, 3, 1}, choices[1], {0, 3, 8}});
            expect_as_made_anew(memberships, set, {4, 9, 1}, choices, {2, 0, 1});
            SetDefinition other = set;
            other.method = CalibrationMethod::linear;
            expect_as_made_anew(memberships, other);
            other.negate = true;
            expect_as_made_anew(memberships, other);
            other = set;
            other.idm = 0.9;
            expect_as_made_anew(memberships, other);
        }
    }
}

TEST(RememberedMemberships, AreComputedOnce) {
    RememberedMemberships memberships, forgetful(false);
    SetDefinition set;
    for (RememberedMemberships* of : {&memberships, &forgetful}) {
        of->table(set, raw, choices, cases, order);
        EXPECT_EQ(of->computed(), 10u);
        set.negate = true;
        set.anchors = {1, 2, 3};
        of->table(set, {9, 1, 1, 4}, {choices[1]}, cases, {0, 1, 2, 3});
        EXPECT_EQ(of->computed(), of == &memberships ? 10u : 14u);
        of->table(set, {9, 1, 2}, {choices[1]}, cases, {0, 1, 2});
        EXPECT_EQ(of->computed(), of == &memberships ? 13u : 17u) << "a value that is new";
    }
}

/// More than are remembered: they are made anew, and right.
TEST(RememberedMemberships, AreForgottenWhereTheyAreMany) {
    RememberedMemberships memberships;
    std::vector<Anchors> many;
    for (int i = 0; i < 3000; ++i) many.push_back({1, 2 + i * 1e-4, 8});
    std::vector<double> values(1500);
    std::vector<std::string> names(values.size(), "case");
    std::vector<std::size_t> places(values.size());
    for (std::size_t part = 0; part < 3; ++part) {
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(part * values.size() + i) * 1e-3, places[i] = i;
        EXPECT_EQ(memberships.table({}, values, many, names, places), *MembershipStore().table({}, values, many, names, places));
    }
    EXPECT_EQ(memberships.computed(), 3u * values.size() * many.size());
}

TEST(RememberedMemberships, SaysWhatCannotBeCalibrated) {
    RememberedMemberships memberships;
    SetDefinition set;
    set.name = "A";
    set.method = CalibrationMethod::none;
    for (int again = 0; again < 2; ++again) EXPECT_ANY_THROW(memberships.table(set, {0.5, 7}, {Anchors{}}, {"a", "b"}, {0, 1}));
    EXPECT_EQ(memberships.table(set, {0.5, 0.75}, {Anchors{}}, {"a", "b"}, {1, 0}), (std::vector<double>{0.75, 0.5}));
}

}  // namespace
}  // namespace qca
