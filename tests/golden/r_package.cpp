// Whole analyses against the R package QCA 3.25.1.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/sweep/run_sweep.hpp"
#include "tests/golden/r_result.hpp"

namespace qca {
namespace {

using test::Json;

constexpr double precision = 1e-9;  // R's figures are printed with 12 digits

/// A path as (literals, values); a model as the set of its paths.
using Path = std::pair<std::uint32_t, std::uint32_t>;
using Model = std::set<Path>;

void expect_number(double actual, const Json& expected, const std::string& what) {
    if (expected.is_null())
        EXPECT_TRUE(std::isnan(actual)) << what << " should be undefined, is " << actual;
    else
        EXPECT_NEAR(actual, expected.get<double>(), precision) << what;
}

/// R prints a unique coverage below 0.0001 as 0.
void expect_unique_coverage(double actual, const Json& expected, const std::string& what) {
    if (expected.is_number() && expected.get<double>() == 0)
        EXPECT_LT(std::abs(actual), 1e-4) << what;
    else
        expect_number(actual, expected, what);
}

class RPackage : public testing::TestWithParam<std::pair<std::string, std::string>> {
  protected:
    void SetUp() override {
        const auto& [folder, name] = GetParam();
        result_ = test::read_r_result(folder, name);
        study_ = test::study_of(result_, folder, name);
        data_ = load_study_data(study_);
        analysis_ = analyze(study_, data_);
        for (const SetDefinition& condition : study_.conditions) conditions_.push_back(condition.name);
    }

    Path path_of(const std::string& expression) const {
        const Implicant path = parse_path(expression, conditions_, "expected");
        return {path.literals, path.values};
    }

    /// `A*B + ~C`
    Model model_of(const std::string& expression) const {
        Model model;
        for (const Implicant& path : parse_sum(expression, conditions_, "expected"))
            model.insert({path.literals, path.values});
        return model;
    }

    static Model paths_of(const FittedModel& model) {
        Model paths;
        for (const Implicant& path : model.paths) paths.insert({path.literals, path.values});
        return paths;
    }

    void expect_models(const Solution& actual, const Json& expected) const {
        std::map<Model, Json> expected_models;
        for (const Json& model : expected["models"]) {
            Model paths;
            for (const Json& path : model["paths"])
                paths.insert(path_of(path["expression"].get<std::string>()));
            expected_models[paths] = model;
        }
        EXPECT_FALSE(actual.capped);
        ASSERT_EQ(actual.models.size(), expected_models.size());
        for (const FittedModel& model : actual.models) {
            const Model paths = paths_of(model);
            ASSERT_EQ(expected_models.count(paths), 1u) << "a model that R does not have";
            expect_fit(model, expected_models[paths]);
        }
    }

    void expect_fit(const FittedModel& actual, const Json& expected) const {
        const std::string name = expected["expression"].get<std::string>();
        expect_number(actual.fit.inclS, expected["inclS"], name + " inclS");
        expect_number(actual.fit.pri, expected["PRI"], name + " PRI");
        expect_number(actual.fit.covS, expected["covS"], name + " covS");
        std::map<Path, Json> by_path;
        for (const Json& path : expected["paths"])
            by_path[path_of(path["expression"].get<std::string>())] = path;
        for (std::size_t p = 0; p < actual.paths.size(); ++p) {
            const Json& path = by_path[{actual.paths[p].literals, actual.paths[p].values}];
            const std::string what = name + ": " + path["expression"].get<std::string>();
            expect_number(actual.path_fits[p].inclS, path["inclS"], what + " inclS");
            expect_number(actual.path_fits[p].pri, path["PRI"], what + " PRI");
            expect_number(actual.path_fits[p].covS, path["covS"], what + " covS");
            expect_unique_coverage(actual.path_fits[p].covU, path["covU"], what + " covU");
        }
    }

    void expect_solution(const Solution& actual, const Json& expected) const {
        if (!expected.contains("error")) {
            expect_models(actual, expected);
            return;
        }
        // R's words for two tables that it does not minimise.
        const std::string error = expected["error"].get<std::string>();
        if (error.find("None of the values in OUT is explained") != std::string::npos) {
            EXPECT_TRUE(actual.models.empty());
        } else {
            ASSERT_NE(error.find("All truth table configurations are used"), std::string::npos) << error;
            ASSERT_EQ(actual.models.size(), 1u);
            ASSERT_EQ(actual.models[0].paths.size(), 1u);
            EXPECT_EQ(actual.models[0].paths[0], Implicant{});
        }
    }

    Json result_;
    Study study_;
    StudyData data_;
    Analysis analysis_;
    std::vector<std::string> conditions_;
};

TEST_P(RPackage, Memberships) {
    ASSERT_EQ(result_["memberships"].size(), data_.number_of_cases());
    for (std::size_t i = 0; i < data_.number_of_cases(); ++i) {
        const Json& expected = result_["memberships"][i];
        EXPECT_EQ(data_.cases[i], expected["CASE"].get<std::string>());
        for (std::size_t s = 0; s < study_.sets(); ++s)
            expect_number(analysis_.memberships.set[s][i], expected[study_.set(s).name],
                          data_.cases[i] + " " + study_.set(s).name);
    }
}

TEST_P(RPackage, Necessity) {
    ASSERT_EQ(analysis_.necessity.size(), result_["necessity"].size());
    std::map<std::string, Json> expected;
    for (const Json& entry : result_["necessity"]) expected[entry["set"].get<std::string>()] = entry;
    for (const Necessity& entry : analysis_.necessity) {
        ASSERT_EQ(expected.count(entry.set), 1u) << entry.set;
        expect_number(entry.inclN, expected[entry.set]["inclN"], entry.set + " inclN");
        expect_number(entry.RoN, expected[entry.set]["RoN"], entry.set + " RoN");
        expect_number(entry.covN, expected[entry.set]["covN"], entry.set + " covN");
    }
}

// A sweep of this one scenario says the same.
TEST_P(RPackage, NecessityOfASweep) {
    const SweepResult sweep = run_sweep(study_, data_);
    ASSERT_EQ(sweep.necessity.sets.size(), result_["necessity"].size());
    std::map<std::string, Json> expected;
    for (const Json& entry : result_["necessity"]) expected[entry["set"].get<std::string>()] = entry;
    for (const SetNecessity& set : sweep.necessity.sets) {
        const NecessityFor& found = set.explained[0];
        expect_number(found.inclN.own, expected[set.set]["inclN"], set.set + " own inclN");
        expect_number(found.inclN.minimum, expected[set.set]["inclN"], set.set + " lowest inclN");
        expect_number(found.RoN.maximum, expected[set.set]["RoN"], set.set + " highest RoN");
        expect_number(found.covN.mean, expected[set.set]["covN"], set.set + " mean covN");
    }
}

TEST_P(RPackage, TruthTable) {
    ASSERT_EQ(analysis_.table.size(), result_["truth_table"].size());
    for (std::size_t row = 0; row < analysis_.table.size(); ++row) {
        const Json& expected = result_["truth_table"][row];
        const std::string name = expected["configuration"].get<std::string>();
        ASSERT_EQ(std::stoul(name, nullptr, 2), row);
        EXPECT_EQ(std::string(1, analysis_.table[row].out), expected["OUT"].get<std::string>()) << name;
        EXPECT_EQ(analysis_.table[row].n, expected["n"].get<int>()) << name;
        expect_number(analysis_.table[row].incl, expected["incl"], name + " incl");
        expect_number(analysis_.table[row].pri, expected["PRI"], name + " PRI");
    }
}

TEST_P(RPackage, ConservativeSolution) {
    expect_solution(analysis_.conservative, result_["solutions"]["conservative"]);
}

TEST_P(RPackage, ParsimoniousSolution) {
    expect_solution(analysis_.parsimonious, result_["solutions"]["parsimonious"]);
}

/// R numbers the models in the order in which it lists them; ours may be another.
TEST_P(RPackage, IntermediateSolution) {
    if (!test::has_expectations(result_)) {
        EXPECT_FALSE(analysis_.intermediate.has_value());
        return;
    }
    ASSERT_TRUE(analysis_.intermediate.has_value());
    const Json& solutions = result_["solutions"];
    const Json& expected = solutions["intermediate"]["pairs"];
    const Solution& found = *analysis_.intermediate;
    EXPECT_FALSE(found.capped);
    ASSERT_EQ(found.pairs.size(), expected.size());
    const auto number_in_r = [&](const FittedModel& model, const char* type) {
        std::size_t number = 0;
        for (const Json& of_r : solutions[type]["models"]) {
            ++number;
            if (model_of(of_r["expression"].get<std::string>()) == paths_of(model)) return number;
        }
        return std::size_t{0};
    };
    std::set<Model> in_union, listed;
    for (const CounterfactualPair& pair : found.pairs) {
        const std::string name =
            fmt::format("C{}P{}", number_in_r(analysis_.conservative.models.at(pair.conservative), "conservative"),
                        number_in_r(analysis_.parsimonious.models.at(pair.parsimonious), "parsimonious"));
        ASSERT_TRUE(expected.contains(name)) << name;
        std::set<Model> of_r, of_pair;
        for (const Json& expression : expected[name]) of_r.insert(model_of(expression.get<std::string>()));
        for (const std::uint32_t model : pair.models) of_pair.insert(paths_of(found.models.at(model)));
        EXPECT_TRUE(of_pair == of_r) << name;
        in_union.insert(of_r.begin(), of_r.end());
    }
    for (const FittedModel& model : found.models) listed.insert(paths_of(model));
    EXPECT_TRUE(listed == in_union);
    EXPECT_EQ(listed.size(), found.models.size());
}

std::vector<std::pair<std::string, std::string>> all_results() {
    std::vector<std::pair<std::string, std::string>> results;
    for (const char* folder : {"random", "lipset", "intermediate"})
        for (const std::string& name : test::r_results(folder)) results.emplace_back(folder, name);
    return results;
}

INSTANTIATE_TEST_SUITE_P(Results, RPackage, testing::ValuesIn(all_results()),
                         [](const auto& instance) { return instance.param.second; });

TEST(RPackageResults, NoneIsMissing) {
    EXPECT_EQ(test::r_results("random").size(), 47u);
    EXPECT_EQ(test::r_results("lipset").size(), 3u);
    EXPECT_EQ(test::r_results("intermediate").size(), 14u);
}

}  // namespace
}  // namespace qca
