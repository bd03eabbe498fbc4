#include <gtest/gtest.h>

#include <cmath>

#include "host/data/study_data.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

using Values = std::vector<double>;

SetDefinition definition_of(CalibrationMethod method) {
    SetDefinition definition;
    definition.name = "ENT";
    definition.column = "enterprises";
    definition.method = method;
    return definition;
}

Values calibrated(const Values& raw, const SetDefinition& definition, const Anchors& anchors = {}) {
    return calibrate(raw, definition, anchors, std::vector<std::string>(raw.size(), "Anhui"));
}

struct FromR {
    Anchors anchors;
    Values raw;
    Values memberships;
};

/// From R's QCA 3.25.1: calibrate(type = "fuzzy", method = "direct", logistic = TRUE, idm = 0.95), 12 digits
/// printed.
TEST(Calibrate, LogisticAgreesWithR) {
    const std::vector<FromR> checks{
        {{45.745, 69.645, 80.915},
         {65.6, 65.5, 35.68, 60.72},
         {0.3779315460027, 0.3750395488142, 0.01500238983679, 0.2498252170888}},
        {{119.125, 123.105, 133.535}, {123.56, 132.88}, {0.5320680910719, 0.9404492804691}},
        {{141.145, 132.515, 127.315},
         {142.09, 122.96, 127.99},
         {0.03672574466829, 0.9955500681011, 0.9283907297055}},
        {{152.415, 145.875, 130.595},
         {169.04, 149.82, 146.39, 130.51},
         {0, 0.1447831436428, 0.4422924727116, 0.950772311981}},
        {{36.845, 62.485, 77.565},
         {67.97, 105.08, 40.57, 109.85},
         {0.7447815938636, 0.9997556998385, 0.07469788644207, 1}},
        {{138.535, 157.135, 177.255}, {96.73, 178.18}, {0, 0.9560520792158}},
    };
    for (const FromR& check : checks) {
        const Values memberships =
            calibrated(check.raw, definition_of(CalibrationMethod::logistic), check.anchors);
        for (std::size_t i = 0; i < check.raw.size(); ++i) {
            EXPECT_NEAR(memberships[i], check.memberships[i], 1e-12) << check.raw[i];
        }
    }
}

TEST(Calibrate, LogisticIsTheFormulaBitForBit) {
    const Anchors rising{2, 12.5, 25}, falling{25, 14.5, 6};
    const double slope = std::log(0.95 / (1 - 0.95));
    const SetDefinition definition = definition_of(CalibrationMethod::logistic);
    for (double value = 0; value < 30; value += 0.37) {
        const double z_rising = value >= 12.5 ? (value - 12.5) / 12.5 : (value - 12.5) / 10.5;
        const double z_falling = value <= 14.5 ? (value - 14.5) / -8.5 : (value - 14.5) / -10.5;
        EXPECT_EQ(calibrated({value}, definition, rising)[0], 1 / (1 + std::exp(-slope * z_rising)));
        EXPECT_EQ(calibrated({value}, definition, falling)[0], 1 / (1 + std::exp(-slope * z_falling)));
    }
}

TEST(Calibrate, LogisticMeetsTheAnchors) {
    SetDefinition definition = definition_of(CalibrationMethod::logistic);
    for (const Anchors& anchors : {Anchors{2, 12.5, 25}, Anchors{25, 14.5, 6}}) {
        const Values memberships =
            calibrated({anchors.exclusion, anchors.crossover, anchors.inclusion}, definition, anchors);
        EXPECT_NEAR(memberships[0], 0.05, 1e-15);
        EXPECT_EQ(memberships[1], 0.5);
        EXPECT_NEAR(memberships[2], 0.95, 1e-15);
    }
    definition.idm = 0.99;
    EXPECT_NEAR(calibrated({25}, definition, {2, 12.5, 25})[0], 0.99, 1e-15);
}

TEST(Calibrate, LogisticClampsOnlyWhenAskedTo) {
    SetDefinition definition = definition_of(CalibrationMethod::logistic);
    const Anchors anchors{1, 2, 3};
    EXPECT_EQ(calibrated({-1.2, 5.2}, definition, anchors), (Values{0, 1}));
    const Values inside = calibrated({-1.1, 5.1}, definition, anchors);
    EXPECT_GT(inside[0], 0.0001);
    EXPECT_LT(inside[1], 0.9999);
    definition.clamp = false;
    const Values open = calibrated({-1.2, 5.2, -1e308, 1e308}, definition, anchors);
    EXPECT_TRUE(open[0] > 0 && open[0] < 0.0001) << open[0];
    EXPECT_TRUE(open[1] < 1 && open[1] > 0.9999) << open[1];
    EXPECT_EQ(open[2], 0);
    EXPECT_EQ(open[3], 1);
}

TEST(Calibrate, LinearRunsStraightBetweenTheAnchors) {
    const SetDefinition definition = definition_of(CalibrationMethod::linear);
    EXPECT_EQ(calibrated({-5, 0, 1, 4, 6, 8, 9}, definition, {0, 4, 8}),
              (Values{0, 0, 0.125, 0.5, 0.75, 1, 1}));
    EXPECT_EQ(calibrated({9, 8, 6, 4, 3, 0, -1}, definition, {8, 4, 0}),
              (Values{0, 0, 0.25, 0.5, 0.625, 1, 1}));
    EXPECT_EQ(calibrated({0, 2, 3, 4}, definition, {0, 2, 10}), (Values{0, 0.5, 0.5625, 0.625}));
}

TEST(Calibrate, TheAnchorsGivenReplaceThoseOfTheSet) {
    SetDefinition definition = definition_of(CalibrationMethod::linear);
    definition.anchors = {0, 1, 2};
    EXPECT_EQ(calibrated({4}, definition, {0, 4, 8})[0], 0.5);
}

TEST(Calibrate, CrispStartsAtTheThreshold) {
    SetDefinition definition = definition_of(CalibrationMethod::crisp);
    definition.threshold = 2.5;
    EXPECT_EQ(calibrated({2.4, 2.5, 2.6, -3}, definition), (Values{0, 1, 1, 0}));
}

TEST(Calibrate, CodesAndMembershipsAreTakenAsTheyAre) {
    SetDefinition codes = definition_of(CalibrationMethod::codes);
    codes.codes = {{0, 0}, {2.5, 0.33}, {4, 1}};
    EXPECT_EQ(calibrated({4, 0, 2.5}, codes), (Values{1, 0, 0.33}));
    EXPECT_EQ(calibrated({0, 0.33, 1}, definition_of(CalibrationMethod::none)), (Values{0, 0.33, 1}));
}

TEST(Calibrate, DoesNotNegate) {
    SetDefinition definition = definition_of(CalibrationMethod::none);
    definition.negate = true;
    EXPECT_EQ(calibrated({0.2}, definition), Values{0.2});
}

TEST(Calibrate, NamesCaseValueAndSetOfWhatItCannotCalibrate) {
    SetDefinition codes = definition_of(CalibrationMethod::codes);
    codes.codes = {{0, 0}};
    const std::string no_code = message_of([&] { calibrate({0, 7}, codes, {}, {"Anhui", "Beijing"}); });
    EXPECT_TRUE(no_code.starts_with("set ENT, case 'Beijing': no code for the value 7 (column 'enterprises'"))
        << no_code;
    for (const double value : {-0.01, 1.01}) {
        const std::string outside =
            message_of([&] { calibrate({value}, definition_of(CalibrationMethod::none), {}, {"Anhui"}); });
        EXPECT_TRUE(outside.starts_with("set ENT, case 'Anhui': the membership ")) << outside;
        EXPECT_NE(outside.find("1.01"), value > 0 ? std::string::npos : 0) << outside;
    }
    for (const Anchors& anchors : {Anchors{1, 1, 2}, Anchors{1, 3, 2}, Anchors{}}) {
        EXPECT_NE(message_of([&] {
                      calibrated({1}, definition_of(CalibrationMethod::logistic), anchors);
                  }).find("not in order"),
                  std::string::npos);
    }
}

}  // namespace
}  // namespace qca::test
