// Random data and changed cases, counted, are so many single analyses.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <random>

#include "host/analysis/analysis.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/error.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/robustness/chance.hpp"
#include "host/robustness/permutations.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/own_choices.hpp"

namespace qca {
namespace {

/// A study on memberships: [case][condition, ..., outcome].
Study study_of(const std::string& name, const std::vector<std::vector<double>>& rows, const std::string& rest) {
    const std::string folder = testing::TempDir();
    std::ofstream csv(folder + name + ".csv");
    std::string header = "case", text = fmt::format("[study]\nname = \"{0}\"\n[data]\nfile = \"{0}.csv\"\ncases = \"case\"\n[outcome]\n"
                                                    "name = \"Y\"\ncolumn = \"Y\"\ncalibrate = \"none\"\n", name);
    for (std::size_t c = 0; c + 1 < rows.front().size(); ++c) {
        const char condition = static_cast<char>('A' + c);
        header += fmt::format(",{}", condition);
        text += fmt::format("[conditions.{0}]\ncolumn = \"{0}\"\ncalibrate = \"none\"\n", condition);
    }
    csv << header << ",Y\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        csv << "c" << i;
        for (const double value : rows[i]) csv << fmt::format(",{}", value);
        csv << "\n";
    }
    csv.close();
    return parse_study(text + rest, folder + name + ".toml");
}

std::vector<std::vector<double>> random_rows(unsigned seed, std::size_t cases, std::size_t conditions, bool crisp) {
    std::mt19937 random(seed);
    std::vector<std::vector<double>> rows(cases, std::vector<double>(conditions + 1));
    for (auto& row : rows)
        for (double& value : row) value = crisp ? static_cast<double>(random() % 2) : static_cast<double>(random() % 1000) / 999;
    return rows;
}

/// Of one analysis of changed memberships.
ModelSet models_of_memberships(const Study& study, const Memberships& memberships) {
    const SolutionRules rules = rules_of(study);
    return models_of(static_cast<int>(study.conditions.size()), coded_rows(truth_table(memberships, study.cutoffs), rules), study.solution_type, rules);
}

struct Expected {
    std::uint64_t ways = 0, kept = 0, solution = 0;
    std::vector<std::uint64_t> exact_all, exact_some;
};

/// All subsets of the cases, by size.
std::vector<Expected> by_subsets(const Study& study, const Memberships& own, CaseChange change, std::size_t most, const std::vector<Implicant>& paths) {
    const ModelSet models = models_of_memberships(study, own);
    const std::size_t cases = own.order.size();
    std::vector<Expected> expected(most, {0, 0, 0, std::vector<std::uint64_t>(paths.size()), std::vector<std::uint64_t>(paths.size())});
    for (std::uint32_t subset = 1; subset < std::uint32_t{1} << cases; ++subset) {
        const auto size = static_cast<std::size_t>(std::popcount(subset));
        if (size > most) continue;
        Memberships changed = own;
        if (change == CaseChange::recoding) {
            for (std::size_t c = 0; c < cases; ++c)
                if ((subset >> c & 1) != 0) changed.set.back()[c] = 1 - changed.set.back()[c];
        } else {
            changed.order.clear();
            for (auto& set : changed.set) set.clear();
            std::vector<std::size_t> number(cases, cases);
            for (std::size_t c = 0, next = 0; c < cases; ++c) {
                if ((subset >> c & 1) != 0) continue;
                number[c] = next++;
                for (std::size_t s = 0; s < own.set.size(); ++s) changed.set[s].push_back(own.set[s][c]);
            }
            for (const std::size_t c : own.order)
                if (number[c] < cases) changed.order.push_back(number[c]);
        }
        const ModelSet found = models_of_memberships(study, changed);
        Expected& of_size = expected[size - 1];
        ++of_size.ways;
        if (found == models) ++of_size.kept;
        if (!found.models.empty()) ++of_size.solution;
        for (std::size_t p = 0; p < paths.size(); ++p) {
            const Survival state = judge_path(static_cast<int>(study.conditions.size()), paths[p], found);
            if (state == Survival::exact_all) ++of_size.exact_all[p];
            if (state == Survival::exact_some) ++of_size.exact_some[p];
        }
    }
    return expected;
}

void expect_equal(const std::vector<Retention>& found, const std::vector<Expected>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        SCOPED_TRACE(fmt::format("{} cases changed", i + 1));
        EXPECT_EQ(found[i].changed, i + 1);
        EXPECT_EQ(to_text(found[i].ways), to_text(expected[i].ways));
        EXPECT_EQ(to_text(found[i].kept), to_text(expected[i].kept));
        EXPECT_EQ(to_text(found[i].solution), to_text(expected[i].solution));
        for (std::size_t p = 0; p < expected[i].exact_all.size(); ++p) {
            EXPECT_EQ(to_text(found[i].exact_all[p]), to_text(expected[i].exact_all[p]));
            EXPECT_EQ(to_text(found[i].exact_some[p]), to_text(expected[i].exact_some[p]));
        }
    }
}

void check_retention(const Study& study, std::size_t most) {
    const StudyData data = load_study_data(study);
    const Memberships memberships = calibrate_study(study, data);
    const ModelSet own = models_of_study(study, data);
    std::vector<Implicant> paths = own.paths;
    paths.push_back({1, 1});
    const ListedTables tables(study, memberships, 2);
    for (const CaseChange change : {CaseChange::deletion, CaseChange::recoding}) {
        const std::vector<Expected> expected = by_subsets(study, memberships, change, most, paths);
        VerdictBook book(study, own, paths), other(study, own, paths);
        if (all_crisp(memberships)) expect_equal(crisp_retention(study, memberships, change, most, book), expected);
        expect_equal(enumerated_retention(tables, "test", change, std::min<std::size_t>(most, 3), other, 100000),
                     {expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(most, 3))});
    }
}

constexpr const char* conservative = "[cutoffs]\nincl = 0.8\n";

TEST(RetentionAgainstAnalysis, CrispSets) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto rows = random_rows(seed, 10, 3, true);
        check_retention(study_of(fmt::format("chance_crisp{}", seed), rows, conservative), 10);
        check_retention(study_of(fmt::format("chance_n{}", seed), rows, "[cutoffs]\nincl = 0.5\nn = 2\n[solution]\ntype = \"parsimonious\"\n"), 10);
        check_retention(study_of(fmt::format("chance_incl0{}", seed), rows,
                                 "[cutoffs]\nincl = 0.7\nincl0 = 0.4\npri = 0.6\n[solution]\ntype = \"intermediate\"\nexpect = { A = \"present\" }\n"
                                 "exclude = [\"~A*~B\"]\n"), 6);
    }
}

TEST(RetentionAgainstAnalysis, FuzzySets) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const auto rows = random_rows(seed, 11, 3, false);
        check_retention(study_of(fmt::format("chance_fuzzy{}", seed), rows, "[cutoffs]\nincl = 0.75\n"), 3);
        check_retention(study_of(fmt::format("chance_pars{}", seed), rows, "[cutoffs]\nincl = 0.7\npri = 0.3\n[solution]\ntype = \"parsimonious\"\n"), 3);
    }
}

TEST(RetentionAgainstAnalysis, ByHand) {
    const std::vector<std::vector<double>> rows{{1, 1}, {1, 1}, {0, 0}, {0, 0}};
    const auto shares = [&](const std::string& type, CaseChange change) {
        const Study study = study_of("chance_hand", rows, "[cutoffs]\nincl = 1.0\n[solution]\ntype = \"" + type + "\"\n");
        const StudyData data = load_study_data(study);
        VerdictBook book(study, models_of_study(study, data), {});
        std::string text;
        for (const Retention& r : crisp_retention(study, calibrate_study(study, data), change, 2, book)) text += fmt::format("{}/{} ", to_text(r.kept), to_text(r.ways));
        return text;
    };
    // A is lost when both of its cases are; the parsimonious solution, too, when nothing speaks against the constant 1.
    EXPECT_EQ(shares("conservative", CaseChange::deletion), "4/4 5/6 ");
    EXPECT_EQ(shares("parsimonious", CaseChange::deletion), "4/4 4/6 ");
    // A recoded case of A leaves it inconsistent; one of ~A does not make ~A consistent, two do.
    EXPECT_EQ(shares("conservative", CaseChange::recoding), "2/4 0/6 ");
}

TEST(RetentionAgainstAnalysis, LargeNumbersAreExactOrRefused) {
    EXPECT_EQ(to_text(*choose(100, 20)), "535983370403809682970");
    EXPECT_EQ(to_text(*choose(5, 0)), "1");
    EXPECT_EQ(to_text(*choose(5, 6)), "0");
    EXPECT_FALSE(choose(400, 200));
    // 60 cases of A with the outcome, 60 of ~A without: A goes when all 60 do, and at 20 deleted it never does.
    std::vector<std::vector<double>> rows(120, {1, 1});
    for (std::size_t i = 60; i < 120; ++i) rows[i] = {0, 0};
    const Study study = study_of("chance_large", rows, "[cutoffs]\nincl = 1.0\n");
    const StudyData data = load_study_data(study);
    const Memberships memberships = calibrate_study(study, data);
    VerdictBook book(study, models_of_study(study, data), {});
    const std::vector<Retention> found = crisp_retention(study, memberships, CaseChange::deletion, 20, book);
    EXPECT_EQ(to_text(found.back().kept), to_text(*choose(120, 20)));
    const std::vector<Retention> more = crisp_retention(study, memberships, CaseChange::recoding, 3, book);
    EXPECT_EQ(to_text(more.back().kept), to_text(*choose(60, 3)));  // only cases of ~A
    EXPECT_THROW(crisp_retention(study, memberships, CaseChange::recoding, 3, book, 1), InputError);
    const ListedTables tables(study, memberships, 1);
    EXPECT_THROW(enumerated_retention(tables, "test", CaseChange::deletion, 5, book, 1000000), InputError);
}

void check_random_data(const Study& study) {
    const StudyData data = load_study_data(study);
    const Memberships memberships = calibrate_study(study, data);
    const ModelSet own = models_of_study(study, data);
    std::vector<Implicant> paths = own.paths;
    paths.push_back({1, 1});
    const ListedTables tables(study, memberships, 1), with_threads(study, memberships, 3);
    constexpr std::uint64_t data_sets = 700, seed = 9;
    for (const RandomMargins margins : {RandomMargins::outcome, RandomMargins::sets}) {
        VerdictBook book(study, own, paths), other(study, own, paths);
        Crew one(1), three(3);
        const VerdictCounts found = analyse_random_data(tables, book, margins, data_sets, seed, one);
        const VerdictCounts again = analyse_random_data(with_threads, other, margins, data_sets, seed, three);
        VerdictCounts expected(paths.size());
        for (std::uint64_t number = 0; number < data_sets; ++number) {
            Memberships drawn = memberships;
            for (std::size_t s = 0; s < drawn.set.size(); ++s) {
                const bool is_outcome = s + 1 == drawn.set.size();
                if (!is_outcome && margins == RandomMargins::outcome) continue;
                std::vector<double> values;
                for (const std::size_t c : drawn.order) values.push_back(drawn.set[s][c]);
                shuffle(values.data(), values.size(), 1, permutation_random(seed, is_outcome ? 0 : s + 1, number));
                for (std::size_t i = 0; i < values.size(); ++i) drawn.set[s][drawn.order[i]] = values[i];
            }
            const ModelSet models = models_of_memberships(study, drawn);
            TableVerdict verdict{!models.models.empty(), models == own, {}};
            for (const Implicant& path : paths) verdict.paths.push_back(judge_path(static_cast<int>(study.conditions.size()), path, models));
            expected.add(verdict, 1);
        }
        for (const VerdictCounts* counts : {&found, &again}) {
            EXPECT_EQ(counts->all, data_sets);
            EXPECT_EQ(counts->solution, expected.solution);
            EXPECT_EQ(counts->same, expected.same);
            EXPECT_EQ(counts->exact_all, expected.exact_all);
            EXPECT_EQ(counts->exact_some, expected.exact_some);
        }
        EXPECT_GT(expected.solution, 0u);
    }
}

TEST(RandomDataAgainstAnalysis, IsSoManyAnalyses) {
    check_random_data(study_of("chance_random1", random_rows(1, 12, 3, false), "[cutoffs]\nincl = 0.75\n"));
    check_random_data(study_of("chance_random2", random_rows(2, 13, 3, false), "[cutoffs]\nincl = 0.7\nn = 2\n[solution]\ntype = \"parsimonious\"\n"));
    check_random_data(study_of("chance_random3", random_rows(3, 12, 3, true), "[cutoffs]\nincl = 1.0\n"));
}

TEST(RandomDataAgainstAnalysis, ByHand) {
    const Study study = study_of("chance_random_hand", {{1, 1}, {1, 1}, {0, 0}, {0, 0}}, "[cutoffs]\nincl = 1.0\n");
    const StudyData data = load_study_data(study);
    const Memberships memberships = calibrate_study(study, data);
    const ModelSet own = models_of_study(study, data);
    const ListedTables tables(study, memberships, 1);
    Crew crew(1);
    // One arrangement of the two outcomes in 6 gives A, one ~A, the others nothing; whichever set is permuted.
    for (const RandomMargins margins : {RandomMargins::outcome, RandomMargins::sets}) {
        VerdictBook book(study, own, {{1, 1}, {1, 0}});
        constexpr std::uint64_t draws = 60000;
        const VerdictCounts counts = analyse_random_data(tables, book, margins, draws, 4, crew);
        const double band = 4 * std::sqrt(draws * (1.0 / 6) * (5.0 / 6));
        EXPECT_NEAR(static_cast<double>(counts.same), draws / 6.0, band);
        EXPECT_NEAR(static_cast<double>(counts.exact_all[1]), draws / 6.0, band);
        EXPECT_EQ(counts.solution, counts.exact_all[0] + counts.exact_all[1]);
    }
}

}  // namespace
}  // namespace qca
