// The measures of the protocol on memberships that can be added up by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "host/robustness/case_extremes.hpp"
#include "host/robustness/robustness_measures.hpp"

namespace qca {
namespace {

RobustnessMeasures measures_of(std::vector<double> initial, std::vector<double> least, std::vector<double> most, std::vector<double> outcome) {
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < initial.size(); ++c) order.push_back(c);
    return robustness_measures({initial, least, most, outcome, order});
}

TEST(RobustnessMeasures, AddUp) {
    //                                IS                minTS              maxTS              Y
    const auto measures = measures_of({0.75, 0.75, 0.25}, {0.625, 0.25, 0.0}, {1.0, 0.75, 0.75}, {1.0, 0.5, 0.25});
    EXPECT_EQ(measures.core, (std::vector<double>{0.625, 0.25, 0.0}));
    EXPECT_DOUBLE_EQ(measures.cov_initial, 1.5 / 1.75);   // (0.75 + 0.5 + 0.25) / (1 + 0.5 + 0.25)
    EXPECT_DOUBLE_EQ(measures.cov_core, 0.875 / 1.75);    // (0.625 + 0.25 + 0)
    EXPECT_DOUBLE_EQ(measures.cons_initial, 1.5 / 1.75);  // over 0.75 + 0.75 + 0.25
    EXPECT_DOUBLE_EQ(measures.cons_core, 1.0);
    EXPECT_DOUBLE_EQ(measures.rf_cov, 0.875 / 1.5);
    EXPECT_DOUBLE_EQ(measures.rf_cons, 1.5 / 1.75);
    EXPECT_DOUBLE_EQ(measures.rf_sc_least, 0.875 / 1.75);  // all least below the initial
    EXPECT_DOUBLE_EQ(measures.rf_sc_most, 1.75 / 2.5);     // all most at or above it
}

TEST(RobustnessMeasures, SortCases) {
    const auto measures = measures_of({0.9, 0.9, 0.1, 0.1, 0.5, 0.9}, {0.6, 0.4, 0.0, 0.0, 0.0, 0.5}, {0.9, 0.9, 0.6, 0.4, 0.9, 0.9},
                                      {0.9, 0.1, 0.9, 0.1, 0.9, 0.5});
    EXPECT_EQ(measures.types, (std::vector<CaseType>{CaseType::robust, CaseType::shaky, CaseType::possible, CaseType::unaffected,
                                                     CaseType::none, CaseType::none}));
    EXPECT_EQ(measures.kinds, (std::vector<CaseKind>{CaseKind::typical, CaseKind::deviant, CaseKind::typical, CaseKind::deviant,
                                                     CaseKind::typical, CaseKind::neither}));
    EXPECT_DOUBLE_EQ(measures.rcr_typical, 0.5);
    EXPECT_DOUBLE_EQ(measures.rcr_deviant, 0.0);
}

TEST(RobustnessMeasures, RankShakyAndPossibleCases) {
    const std::vector<double> in{0.9, 0.1}, y{0.9, 0.1};
    EXPECT_EQ(measures_of(in, {0.8, 0.0}, {0.9, 0.2}, y).rank, 1);
    EXPECT_EQ(measures_of(in, {0.8, 0.0}, {0.9, 0.7}, y).rank, 2);
    EXPECT_EQ(measures_of(in, {0.2, 0.0}, {0.9, 0.2}, y).rank, 3);
    EXPECT_EQ(measures_of(in, {0.2, 0.0}, {0.9, 0.7}, y).rank, 4);
}

TEST(RobustnessMeasures, NothingByNothingIsUndefined) {
    const auto measures = measures_of({0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}, {1.0, 0.0});
    for (const double value : {measures.rf_cov, measures.rf_cons, measures.rf_sc_least, measures.rf_sc_most, measures.rcr_typical,
                               measures.rcr_deviant, measures.cons_initial})
        EXPECT_TRUE(std::isnan(value)) << value;
    // Something by nothing is, too: a core without cases has no inclusion.
    EXPECT_TRUE(std::isnan(measures_of({1.0, 1.0}, {0.0, 1.0}, {1.0, 1.0}, {1.0, 0.0}).rf_cons));
}

TEST(CaseExtremes, TheFirstSourceIsKeptHoweverPartsAreShared) {
    const auto from = [](std::uint64_t number) { return [number] { return ExtremeSource{ExtremeSource::Kind::scenario, number}; }; };
    const std::vector<double> low{0.1, 0.5}, high{0.9, 0.5};
    const std::vector<std::size_t> second{1};
    CaseExtremes a(2), b(2);
    b.add(low.data(), 2, nullptr, 1, from(11));
    b.add(high.data(), 2, nullptr, 4, from(14));
    a.add(high.data(), 2, nullptr, 2, from(12));
    a.add(low.data(), 2, nullptr, 3, from(13));
    a.add(low.data(), 1, second.data(), 5, from(15));
    CaseExtremes sum(2);
    sum.add(a);
    sum.add(b);
    EXPECT_EQ(sum.least, (std::vector<double>{0.1, 0.1}));
    EXPECT_EQ(sum.most, (std::vector<double>{0.9, 0.5}));
    EXPECT_EQ(sum.least_from[0].number, 11u);
    EXPECT_EQ(sum.least_from[1].number, 15u);
    EXPECT_EQ(sum.most_from[0].number, 12u);
    EXPECT_EQ(sum.most_from[1].number, 11u);
}

}  // namespace
}  // namespace qca
