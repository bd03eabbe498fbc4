// What is written is what is read.
#include <gtest/gtest.h>

#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;

SweepResult written_and_read(const SweepResult& result) {
    const std::string file = (fresh_folder() / "result.h5").string();
    write_result(result, file);
    return read_result(file);
}

TEST(RoundTrip, EverythingComesBack) {
    const SweepResult result = sample_result();
    const SweepResult back = written_and_read(result);
    EXPECT_EQ(back.axes, result.axes);
    EXPECT_EQ(back.cases, result.cases);
    EXPECT_EQ(back.paths, result.paths);
    EXPECT_EQ(back.census, result.census);
    EXPECT_EQ(back.census_details, result.census_details);
    EXPECT_EQ(back.solution, result.solution);
    EXPECT_EQ(back.counts, result.counts);
    EXPECT_EQ(back.provenance, result.provenance);
    EXPECT_TRUE(equal(back, result));
}

TEST(RoundTrip, ColumnsThatAreNotStoredStayAway) {
    SweepResult result = sample_result();
    for (PathResult& path : result.paths) path.survival.clear();
    result.solution.clear();
    result.fit_inclS.clear();
    result.fit_PRI.clear();
    result.fit_covS.clear();
    EXPECT_EQ(written_and_read(result), result);
}

TEST(RoundTrip, NothingAtAll) {
    EXPECT_EQ(written_and_read(bare_result()), bare_result());
}

TEST(RoundTrip, OneScenarioWithoutAxes) {
    SweepResult result = sweep_over({});
    result.paths[0].survival = {3};
    result.census = {{"ENT", 1, false, {1}}};
    result.solution = {0};
    EXPECT_EQ(written_and_read(result), result);
}

TEST(RoundTrip, ACensusWithoutDetailsOrPairs) {
    SweepResult result = sample_result();
    result.census_details = {};
    EXPECT_TRUE(equal(written_and_read(result), result));
    result = sample_result();
    result.census_details.role_type.clear();
    result.census_details.pairs.clear();
    result.census_details.path_roles.clear();
    for (CensusPath& path : result.census_details.paths) path.roles = {};
    EXPECT_TRUE(equal(written_and_read(result), result));
}

TEST(RoundTrip, ACensusOfTwoOutcomesWithoutTypes) {
    SweepResult result = sweep_over({{"outcome", "the outcome", "1", {}, {"INT", "~INT"}, 0}});
    result.census = {{"ENT -> INT", 1, false, {4}, 0}, {"", 0, false, {2}, 0}, {"", 0, false, {1}, 1}};
    result.census_details.own = {"ENT -> INT", ""};
    result.census_details.path_similarity = result.census_details.literal_similarity = {1, 0, 1};
    result.census_details.path_number = result.census_details.fewest_literals = result.census_details.most_literals = {1, 0, 0};
    result.census_details.model_counts = {{3, 4, 0, 0}};
    result.census_details.paths = {{"ENT -> INT", {4}, {0}, {}}};
    EXPECT_EQ(written_and_read(result), result);
}

// All solutions outside the census: no mean similarity.
TEST(RoundTrip, AnEmptyCensusWithDetails) {
    SweepResult result = sweep_over({});
    result.census_details.own = {"ENT"};
    result.census_details.model_counts = {{0, 3, 0, 0}};
    EXPECT_EQ(written_and_read(result), result);
}

TEST(RoundTrip, CompressedColumnsLargerThanAChunk) {
    Axis long_axis{"ENT_crossover", "crossover anchor of ENT", "1", {}, {}, 1200};
    for (int i = 0; i < 1500; ++i) long_axis.values.push_back(i / 3.0);
    Axis other = long_axis;
    other.name = "UNI_crossover";
    SweepResult result = sweep_over({long_axis, other});
    for (std::size_t i = 0; i < 1500 * 1500; ++i) {
        result.paths[0].survival.push_back(static_cast<std::uint8_t>(i % 7919 % survival_states));
    }
    EXPECT_TRUE(written_and_read(result) == result);
}

TEST(RoundTrip, ManyAxesWithoutColumns) {
    std::vector<Axis> axes;
    for (int i = 0; i < 40; ++i)
        axes.push_back({"A" + std::to_string(i) + "_crossover", "", "1", {1, 2}, {}, 0});
    EXPECT_TRUE(written_and_read(sweep_over(axes)) == sweep_over(axes));
}

TEST(RoundTrip, ColumnsOfMoreThan31AxesAreRefused) {
    std::vector<Axis> axes;
    for (int i = 0; i < 32; ++i)
        axes.push_back({"A" + std::to_string(i) + "_crossover", "", "1", {1}, {}, 0});
    SweepResult result = sweep_over(axes);
    result.solution = {no_solution_id};
    const std::string file = (fresh_folder() / "result.h5").string();
    try {
        write_result(result, file);
        FAIL() << "was written";
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("never"), std::string::npos) << error.what();
    }
    result.axes.pop_back();
    SweepResult fits = sweep_over(result.axes);
    fits.solution = {no_solution_id};
    write_result(fits, file);
    EXPECT_EQ(read_result(file), fits);
}

TEST(RoundTrip, SameResultSameBytes) {
    const auto folder = fresh_folder();
    write_result(sample_result(), (folder / "a.h5").string());
    write_result(sample_result(), (folder / "b.h5").string());
    EXPECT_EQ(bytes_of(folder / "a.h5"), bytes_of(folder / "b.h5"));
}

TEST(RoundTrip, NamesThatMeetAreRefused) {
    SweepResult result = sample_result();
    result.paths[1].name = result.paths[0].name;
    const auto folder = fresh_folder();
    EXPECT_THROW(write_result(result, (folder / "result.h5").string()), InputError);
    result.paths[1].name = "a/b";
    EXPECT_THROW(write_result(result, (folder / "result.h5").string()), InputError);
    EXPECT_TRUE(names_in(folder).empty());
}

TEST(RoundTrip, PartsThatDoNotFitAreRefused) {
    const std::string file = (fresh_folder() / "result.h5").string();
    SweepResult short_column = sample_result();
    short_column.solution.pop_back();
    EXPECT_THROW(write_result(short_column, file), std::invalid_argument);
    SweepResult short_map = sample_result();
    short_map.paths[0].pair_maps[2].pop_back();
    EXPECT_THROW(write_result(short_map, file), std::invalid_argument);
    SweepResult short_census = sample_result();
    short_census.census[0].counts = {1};
    EXPECT_THROW(write_result(short_census, file), std::invalid_argument);
    const auto refuses = [&](void (*change)(CensusDetails&)) {
        SweepResult changed = sample_result();
        change(changed.census_details);
        EXPECT_THROW(write_result(changed, file), std::invalid_argument);
    };
    refuses([](CensusDetails& details) { details.path_similarity.pop_back(); });
    refuses([](CensusDetails& details) { details.most_literals.pop_back(); });
    refuses([](CensusDetails& details) { details.model_counts.pop_back(); });
    refuses([](CensusDetails& details) { details.paths[1].exact_some.push_back(1); });
    refuses([](CensusDetails& details) { details.paths[1].roles.by_condition.pop_back(); });
    refuses([](CensusDetails& details) { details.path_roles.pop_back(); });
    refuses([](CensusDetails& details) { details.pairs[0].other = 3; });
}

TEST(AxisPairs, FirstBeforeSecondLastFastest) {
    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
    EXPECT_EQ(axis_pairs(3), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
    EXPECT_TRUE(axis_pairs(1).empty());
    EXPECT_TRUE(axis_pairs(0).empty());
}

}  // namespace
}  // namespace qca
