// A published study from its raw values to the figures that it prints.
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "host/data/study_data.hpp"
#include "tests/unit/data/data_files.hpp"

namespace qca::test {
namespace {

/// Khanal, Zhang and Taeihagh (2024), Development of New Generation of Artificial Intelligence in China,
/// Table 2 (CC BY 4.0): ranks and values of 30 provinces.
constexpr const char* table_2 =
    R"(province,enterprise_rank,university_rank,gdp_per_capita,power_rank,policy_count
Anhui,6,15,10943,10,15
Beijing,1,1,28294,1,13
Chongqing,12,10,13479,11,24
Fujian,8,20,18856,9,22
Gansu,19,17,6686,20,1
Guangdong,2,13,15151,8,16
Guangxi,19,24,7755,22,20
Guizhou,14,24,7779,14,4
Hainan,19,24,9902,29,6
Hebei,19,24,8474,4,9
Heilongjiang,16,7,7717,13,2
Henan,19,19,9233,19,12
Hubei,11,4,13686,15,19
Hunan,13,8,10942,26,9
Inner Mongolia,19,24,14343,25,8
Jiangsu,7,2,21467,12,9
Jiangxi,19,18,10544,21,6
Jilin,19,14,8229,17,10
Liaoning,10,11,10225,7,4
Ningxia,21,26,10374,30,3
Qinghai,20,25,9028,16,3
Shaanxi,19,6,12319,3,6
Shandong,5,16,12786,6,16
Shanghai,4,3,26747,2,31
Shanxi,17,21,10954,27,5
Sichuan,9,5,10077,24,14
Tianjin,15,12,17727,18,27
Xinjiang,18,23,10191,23,1
Yunnan,19,22,9176,28,0
Zhejiang,3,9,17617,5,15
)";

Study khanal() {
    Study study = study_of(temporary_file(table_2));
    study.case_column = "province";
    const auto set = [](const char* name, const char* column, bool best_is_smallest) {
        SetDefinition definition;
        definition.name = name;
        definition.column = column;
        definition.ranking = Ranking{best_is_smallest, Ties::largest};
        definition.anchors = {25, 14.5, 6};
        return definition;
    };
    study.conditions = {set("ENT", "enterprise_rank", true), set("UNI", "university_rank", true),
                        set("GDP", "gdp_per_capita", false), set("POW", "power_rank", true)};
    study.outcome.name = "INT";
    study.outcome.column = "policy_count";
    study.outcome.anchors = {2, 12.5, 25};
    return study;
}

struct Figures {
    double incl, pri;
};

/// Inclusion and PRI of the row given as "1011".
Figures row_figures(const std::vector<std::vector<double>>& memberships, std::string_view row) {
    double sum = 0, both = 0, simultaneous = 0;
    for (std::size_t i = 0; i < memberships.back().size(); ++i) {
        double in_row = 1;
        for (std::size_t condition = 0; condition < row.size(); ++condition) {
            const double membership = memberships[condition][i];
            in_row = std::min(in_row, row[condition] == '1' ? membership : 1 - membership);
        }
        const double outcome = memberships.back()[i];
        sum += in_row;
        both += std::min(in_row, outcome);
        simultaneous += std::min({in_row, outcome, 1 - outcome});
    }
    return {both / sum, (both - simultaneous) / (sum - simultaneous)};
}

TEST(Khanal, PrintedMembershipsAreReproduced) {
    const Study study = khanal();
    const StudyData data = load_study_data(study);
    ASSERT_EQ(data.number_of_cases(), 30u);
    const std::vector<double> enterprise =
        calibrate(data.raw[0], study.set(0), study.set(0).anchors, data.cases);
    const std::vector<double> intensity =
        calibrate(data.raw[4], study.set(4), study.set(4).anchors, data.cases);
    const auto of = [&](const std::vector<double>& values, const char* name) {
        return values[static_cast<std::size_t>(std::find(data.cases.begin(), data.cases.end(), name) -
                                               data.cases.begin())];
    };
    EXPECT_EQ(of(data.raw[0], "Gansu"), 28);  // the largest rank of the tie of ten
    EXPECT_NEAR(of(enterprise, "Anhui"), 0.95, 5e-6);
    EXPECT_NEAR(of(enterprise, "Beijing"), 0.99077, 5e-6);
    EXPECT_NEAR(of(enterprise, "Chongqing"), 0.70392, 5e-6);
    EXPECT_NEAR(of(enterprise, "Guizhou"), 0.54319, 5e-6);
    EXPECT_NEAR(of(intensity, "Anhui"), 0.64311, 5e-6);
    EXPECT_NEAR(of(intensity, "Gansu"), 0.03824, 5e-6);
    EXPECT_NEAR(of(intensity, "Guizhou"), 0.08443, 5e-6);
    EXPECT_NEAR(of(intensity, "Heilongjiang"), 0.05, 5e-6);
}

TEST(Khanal, PrintedTruthTableIsReproduced) {
    const Study study = khanal();
    const StudyData data = load_study_data(study);
    std::vector<std::vector<double>> memberships;
    for (std::size_t i = 0; i < study.sets(); ++i) {
        memberships.push_back(calibrate(data.raw[i], study.set(i), study.set(i).anchors, data.cases));
    }
    const Figures fas = row_figures(memberships, "1011"), hubei = row_figures(memberships, "1110"),
                  coast = row_figures(memberships, "1111");
    EXPECT_NEAR(fas.incl, 0.948, 5e-4);
    EXPECT_NEAR(fas.pri, 0.895, 5e-4);
    EXPECT_NEAR(hubei.incl, 0.910, 5e-4);
    EXPECT_NEAR(hubei.pri, 0.772, 5e-4);
    EXPECT_NEAR(coast.incl, 0.817, 5e-4);
    EXPECT_NEAR(coast.pri, 0.694, 5e-4);
}

}  // namespace
}  // namespace qca::test
