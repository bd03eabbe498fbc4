#include "tests/unit/store/sample_result.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

namespace qca::testing_store {
namespace {

/// Every call gives another number.
class Numbers {
  public:
    std::uint64_t next() { return last_ += 7; }

    StateCounts counts() {
        StateCounts cell{};
        for (std::uint64_t& count : cell) count = next();
        return cell;
    }
    std::vector<StateCounts> cells(std::size_t size) {
        std::vector<StateCounts> result(size);
        for (StateCounts& cell : result) cell = counts();
        return result;
    }
    template <typename Value>
    std::vector<Value> values(std::size_t size, std::uint64_t below) {
        std::vector<Value> result(size);
        for (Value& value : result) value = static_cast<Value>(next() % below);
        return result;
    }

  private:
    std::uint64_t last_ = 1;
};

constexpr std::uint64_t any = 1ull << 60;

PathResult path_over(const std::vector<Axis>& axes, std::size_t cases, Numbers& numbers) {
    PathResult path;
    path.total = numbers.counts();
    path.case_counts = numbers.values<std::uint64_t>(cases, any);
    for (const Axis& axis : axes) {
        path.axis_maps.push_back(numbers.cells(axis.size()));
        path.single_changes.push_back(numbers.values<std::uint8_t>(axis.size(), survival_states));
        path.case_axis_counts.emplace_back();
    }
    for (const auto& [a, b] : axis_pairs(axes.size())) {
        path.pair_maps.push_back(numbers.cells(axes[a].size() * axes[b].size()));
    }
    return path;
}

PathRoles sample_roles(Numbers& numbers) {
    PathRoles roles;
    for (int condition = 0; condition < 4; ++condition)
        roles.by_condition.push_back({numbers.next(), numbers.next(), numbers.next(), numbers.next()});
    roles.uncontained = numbers.next();
    return roles;
}

/// Of a census of three solutions under two types.
CensusDetails sample_details(std::size_t paths, Numbers& numbers) {
    CensusDetails details;
    details.own = {"ENT*~UNI*GDP*POW", ""};
    details.path_similarity = {1, 0.5, 0.25, 0, 1.0 / 3, 0.9};
    details.literal_similarity = {0.1, 0.2, 0.3, 0.7, 0.6, 1};
    details.path_number = {3, 1, 0};
    details.fewest_literals = {1, 1, 0};
    details.most_literals = {2, 1, 0};
    details.model_counts = {{0, 5, 9, 0}, {2, 0, 4, 1}};
    for (const char* expression : {"POW", "ENT*~UNI", "ENT*GDP"})
        details.paths.push_back({expression, {numbers.next(), numbers.next()}, {numbers.next(), numbers.next()}, sample_roles(numbers)});
    details.unlisted_paths = 7;
    details.role_type = "conservative";
    details.pairs = {{1, 0, 4}, {2, 0, 3}, {0, 1, 2}};
    details.unlisted_pairs = 8;
    for (std::size_t p = 0; p < paths; ++p) details.path_roles.push_back(sample_roles(numbers));
    return details;
}

Spread sample_spread(std::size_t axes, Numbers& numbers) {
    const auto number = [&] { return static_cast<double>(numbers.next()) / 1024; };
    Spread spread{number(), number(), number(), number(), numbers.next(), std::vector<std::uint32_t>(axes, no_position),
                  std::vector<std::uint32_t>(axes, no_position)};
    spread.minimum_at[0] = 1;
    spread.maximum_at[0] = 2;
    return spread;
}

/// Of the axes, only the first has maps.
NecessityResult sample_necessity(const std::vector<Axis>& axes, Numbers& numbers) {
    NecessityResult result;
    result.cutoff = 0.85;
    const auto counts = [&] { return NecessityCounts{numbers.next(), numbers.next(), numbers.next()}; };
    for (const char* name : {"ENT", "~ENT", "Île + GDP*POW"}) {
        SetNecessity& set = result.sets.emplace_back();
        set.set = name;
        for (NecessityFor& explained : set.explained) {
            for (Spread* spread : {&explained.inclN, &explained.RoN, &explained.covN}) *spread = sample_spread(axes.size(), numbers);
            explained.total = counts();
            explained.axis_maps.resize(axes.size());
            for (std::size_t v = 0; v < axes[0].size(); ++v) explained.axis_maps[0].push_back(counts());
        }
    }
    result.sets[1].explained[1].inclN = {};  // 0/0 everywhere
    for (const char* name : {"ENT", "INT"})
        result.skew.push_back({name, sample_spread(axes.size(), numbers), numbers.next(), numbers.next()});
    return result;
}

Provenance sample_provenance() {
    Provenance from;
    from.study_name = "khanal-île";
    from.study_file = "configs/khanal.toml";
    from.study_text = "[study]\nname = \"khanal-île\"  # 研究\n";
    from.study_resolved = std::string(100000, 'r') + "é";
    from.study_sha256 = std::string(64, 'a');
    from.data_file = "khanal.csv";
    from.data_sha256 = std::string(64, 'b');
    from.version = "0.1.0";
    from.commit = "";  // built outside a repository
    from.compiler = "g++ 12.2";
    from.backend = "cpu";
    from.device = "a processor";
    from.precision = "certified";
    from.host = "host";
    from.started = "2024-05-01T10:00:00Z";
    from.finished = "2024-05-01T10:00:01Z";
    from.threads = 2;
    from.seconds = 1.25;
    return from;
}

}  // namespace

SweepResult sample_result() {
    Numbers numbers;
    SweepResult result;
    result.outcome = "INT";
    result.conditions = {"ENT", "UNI", "GDP", "POW"};
    result.cases = {"Anhui", "Île-de-France", "内蒙古", "Łódź", ""};
    result.incomplete = {"São Paulo"};
    result.excluded = {"Tibet", "Qinghai"};
    result.axes = {
        {"ENT_crossover", "crossover anchor of ENT", "enterprises", {12.5, 14.5, 16.1}, {}, 1},
        {"incl_cut", "inclusion cutoff", "1", {0.8, 0.85}, {}, 1},
        {"n_cut", "frequency cutoff", "cases", {1, 2}, {}, 0},
        {"solution_type", "solution type", "1", {}, {"conservative", "parsimonious"}, std::nullopt}};
    const std::size_t scenarios = 3 * 2 * 2 * 2;
    for (const char* name : {"fas", "über"}) {
        PathResult path = path_over(result.axes, result.cases.size(), numbers);
        path.name = name;
        path.expression = "ENT*~UNI*GDP*POW";
        path.own = name == std::string("fas") ? Survival::exact_all : Survival::absorbed;
        path.survival = numbers.values<std::uint8_t>(scenarios, survival_states);
        path.case_axis_counts[0] = numbers.values<std::uint64_t>(3 * result.cases.size(), any);
        result.paths.push_back(path);
    }
    result.paths[1].single_changes[2].clear();
    result.census = {{"ENT*~UNI + POW | ENT*GDP + POW", 2, true, {9, 4}},
                     {"~GDP", 1, false, {5, 0}},
                     {"", 0, false, {0, 2}}};
    result.census_details = sample_details(result.paths.size(), numbers);
    result.solution = numbers.values<std::uint32_t>(scenarios, result.census.size());
    result.solution[5] = no_solution_id;
    result.fit_inclS = numbers.values<float>(scenarios, 1000);
    result.fit_inclS[5] = std::numeric_limits<float>::quiet_NaN();
    result.fit_PRI = numbers.values<float>(scenarios, 1000);
    result.fit_covS = numbers.values<float>(scenarios, 1000);
    result.necessity = sample_necessity(result.axes, numbers);
    result.simultaneous = {true, {9, 3}, {12, 9}, {{"ENT*~UNI*GDP*POW", 21, {7, 3}, {12, 9}}, {"~ENT*UNI*GDP*POW", 20, {2, 0}, {12, 8}}}};
    result.counts = {scenarios, 21, 3, 2, 1, 4, 2};
    result.provenance = sample_provenance();
    result.provenance.distinct_tables = 11;
    return result;
}

SweepResult sweep_over(std::vector<Axis> axes) {
    Numbers numbers;
    SweepResult result = bare_result();
    result.axes = std::move(axes);
    result.paths.push_back(path_over(result.axes, 0, numbers));
    result.paths[0].name = "fas";
    return result;
}

SweepResult bare_result() {
    SweepResult result;
    result.outcome = "INT";
    result.provenance = sample_provenance();
    return result;
}

bool equal(const SweepResult& a, const SweepResult& b) {
    const auto same = [](const std::vector<float>& x, const std::vector<float>& y) {
        return std::ranges::equal(
            x, y, [](float p, float q) { return p == q || (std::isnan(p) && std::isnan(q)); });
    };
    if (!same(a.fit_inclS, b.fit_inclS) || !same(a.fit_PRI, b.fit_PRI) || !same(a.fit_covS, b.fit_covS))
        return false;
    SweepResult rest = b;
    rest.fit_inclS = a.fit_inclS;
    rest.fit_PRI = a.fit_PRI;
    rest.fit_covS = a.fit_covS;
    SweepResult left = a;
    for (SweepResult* side : {&left, &rest}) {
        side->fit_inclS.clear();
        side->fit_PRI.clear();
        side->fit_covS.clear();
    }
    return left == rest;
}

std::filesystem::path fresh_folder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    const std::filesystem::path folder =
        std::filesystem::path(::testing::TempDir()) / "qca_store" / test->test_suite_name() / test->name();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace qca::testing_store
