// The robustness test protocol of Oana & Schneider (2021) on 131 cases, with figures worked out by another program.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "host/robustness/protocol.hpp"
#include "host/study/read_study.hpp"

namespace qca {
namespace {

constexpr double precision = 1e-9;

Study study_with(const std::string& tests) {
    std::string text = "[study]\nname = \"payf\"\n[data]\nfile = \"payf.csv\"\ncases = \"CASE\"\n"
                       "[outcome]\nname = \"HL\"\ncolumn = \"HL\"\ncalibrate = \"none\"\n";
    for (const char* name : {"HE", "GG", "AH", "HI", "HW"}) text += fmt::format("[conditions.{0}]\ncolumn = \"{0}\"\ncalibrate = \"none\"\n", name);
    return parse_study(text + "[protocol]\ninitial = \"GG*AH + HE*~GG*HI*HW\"\n[protocol.tests]\n" + tests,
                       QCA_SOURCE_DIR "/tests/golden/data/payf/payf.toml");
}

Protocol protocol_of(const std::string& tests) {
    const Study study = study_with(tests);
    ProtocolRequest request;
    request.initial = study.protocol.initial;
    request.tests = study.protocol.tests;
    return robustness_protocol(study, load_study_data(study), request);
}

void expect_published(const RobustnessMeasures& measures) {
    EXPECT_NEAR(measures.rf_cov, 0.98710786420, precision);
    EXPECT_NEAR(measures.rf_cons, 0.97279002231, precision);
    EXPECT_NEAR(measures.rf_sc_least, 0.96024868124, precision);
    EXPECT_NEAR(measures.rf_sc_most, 0.72395761662, precision);
    EXPECT_NEAR(measures.rcr_typical, 0.78723404255, precision);
    EXPECT_NEAR(measures.rcr_deviant, 0.29629629630, precision);
    EXPECT_EQ(measures.rank, 4);
    EXPECT_EQ(measures.count(CaseKind::typical, CaseType::robust), 37u);
    EXPECT_EQ(measures.count(CaseKind::typical, CaseType::shaky), 1u);
    EXPECT_EQ(measures.count(CaseKind::typical, CaseType::possible), 9u);
    EXPECT_EQ(measures.count(CaseKind::deviant, CaseType::robust), 8u);
    EXPECT_EQ(measures.count(CaseKind::deviant, CaseType::shaky), 2u);
    EXPECT_EQ(measures.count(CaseKind::deviant, CaseType::possible), 17u);
}

TEST(RobustnessProtocol, GivesTheFiguresOfAnotherProgram) {
    const Protocol protocol = protocol_of("T1 = \"HE + HW + AH*HI\"\nT2 = \"HE*GG*AH + HE*~GG*HI*HW\"\nT3 = \"HE*GG + HE*HI\"\n");
    expect_published(protocol.measures);
    EXPECT_EQ(protocol.tests.size(), 3u);
    EXPECT_FALSE(protocol.scenarios);
}

TEST(RobustnessProtocol, DoesNotDependOnTheOrderOfTheTests) {
    // SetMethods 4.1 takes the first and the last test alone, and finds 0.8495 for RF_SC_maxTS in this order.
    expect_published(protocol_of("T2 = \"HE*GG*AH + HE*~GG*HI*HW\"\nT1 = \"HE + HW + AH*HI\"\nT3 = \"HE*GG + HE*HI\"\n").measures);
    EXPECT_NEAR(protocol_of("T2 = \"HE*GG*AH + HE*~GG*HI*HW\"\nT3 = \"HE*GG + HE*HI\"\n").measures.rf_sc_most, 0.8495, precision);
}

}  // namespace
}  // namespace qca
