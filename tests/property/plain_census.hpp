// What a census says, from the models of every scenario, one after the other: nothing but texts, sets and counting.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "host/robustness/path_company.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca::test {

using PlainPath = std::set<std::string>;          // its literals, `A` or `~A`
using PlainModel = std::set<PlainPath>;
using PlainSolution = std::vector<PlainModel>;

class PlainCensus {
  public:
    /// @param own  the study's own solution of the scenario's outcome and type
    void add(const std::string& type, const PlainSolution& solution, const PlainSolution& own) {
        ++models[type][std::min<std::size_t>(3, solution.size())];
        for (const PlainPath& path : all(solution)) {
            const auto having = std::count_if(solution.begin(), solution.end(), [&](const PlainModel& m) { return m.contains(path); });
            ++(having == static_cast<long>(solution.size()) ? every : some)[{text(path), type}];
        }
        const double of_paths = jaccard(all(solution), all(own), solution.empty() == own.empty());
        const double of_literals = jaccard(literals(solution), literals(own), solution.empty() == own.empty());
        path_similarity[type].push_back(of_paths);
        literal_similarity[type].push_back(of_literals);
        for (const PlainPath& path : of_interest) add_company(path, type, solution);
    }
    /// A scenario by its solutions of both types.
    void add_pair(const PlainSolution& other, const PlainSolution& parsimonious) {
        ++pairs;
        for (const PlainPath& path : all(other)) {
            for (const std::string& literal : path) {
                std::size_t core = 0;
                for (const PlainModel& model : parsimonious)
                    core += std::any_of(model.begin(), model.end(), [&](const PlainPath& p) { return within(p, path) && p.contains(literal); });
                ++roles[{text(path), literal}][core == parsimonious.size() ? 0 : core > 0 ? 1 : 2];
            }
            uncontained[text(path)] += std::any_of(parsimonious.begin(), parsimonious.end(), [&](const PlainModel& model) {
                return std::none_of(model.begin(), model.end(), [&](const PlainPath& p) { return within(p, path); });
            });
        }
    }

    /// Expressions without outcomes; counts over all outcomes.
    void expect(const SweepResult& result) const {
        const CensusDetails& details = result.census_details;
        const std::vector<std::string>& types = result.axes.back().labels;
        std::map<std::pair<std::string, std::string>, std::uint64_t> found_every, found_some;
        std::map<std::pair<std::string, std::string>, std::array<std::uint64_t, 3>> found_roles;
        std::map<std::string, std::uint64_t> found_uncontained;
        for (const CensusPath& path : details.paths) {
            const std::string name = path.expression.substr(0, path.expression.find(" -> "));
            for (std::size_t type = 0; type < types.size(); ++type) {
                if (path.exact_all[type] > 0) found_every[{name, types[type]}] += path.exact_all[type];
                if (path.exact_some[type] > 0) found_some[{name, types[type]}] += path.exact_some[type];
            }
            found_uncontained[name] += path.roles.uncontained;
            add_roles(found_roles, name, path.roles, result.conditions);
        }
        EXPECT_EQ(found_every, every);
        EXPECT_EQ(found_some, some);
        std::erase_if(found_roles, [](const auto& entry) { return entry.second == std::array<std::uint64_t, 3>{}; });
        EXPECT_EQ(found_roles, roles);
        std::erase_if(found_uncontained, [](const auto& entry) { return entry.second == 0; });
        std::map<std::string, std::uint64_t> wanted_uncontained = uncontained;
        std::erase_if(wanted_uncontained, [](const auto& entry) { return entry.second == 0; });
        EXPECT_EQ(found_uncontained, wanted_uncontained);

        for (std::size_t type = 0; type < types.size(); ++type) {
            EXPECT_EQ(details.model_counts[type], models.at(types[type])) << types[type];
            std::vector<double> of_paths, of_literals;
            for (std::size_t s = 0; s < result.census.size(); ++s)
                for (std::uint64_t i = 0; i < result.census[s].counts[type]; ++i) {
                    of_paths.push_back(details.path_similarity[s * types.size() + type]);
                    of_literals.push_back(details.literal_similarity[s * types.size() + type]);
                }
            EXPECT_EQ(sorted(of_paths), sorted(path_similarity.at(types[type])));
            EXPECT_EQ(sorted(of_literals), sorted(literal_similarity.at(types[type])));
        }
        for (const PathResult& path : result.paths) {
            const PathCompany found = path_company(result, path);
            for (const auto& [group, company] : {std::pair{"beside", &found.beside}, std::pair{"longer", &found.longer},
                                                 std::pair{"shorter", &found.shorter}, std::pair{"others", &found.others}})
                for (std::size_t type = 0; type < types.size(); ++type) {
                    std::map<std::string, std::uint64_t> met;
                    for (const CompanyPath& other : company->paths)
                        if (other.counts[type] > 0) met[other.expression.substr(0, other.expression.find(" -> "))] += other.counts[type];
                    const CompanyKey key{path.expression, group, types[type]};
                    const auto wanted = company_of.find(key);
                    EXPECT_EQ(met, wanted == company_of.end() ? (std::map<std::string, std::uint64_t>{}) : wanted->second.met)
                        << path.expression << " " << group << " " << types[type];
                    EXPECT_EQ(company->scenarios[type], wanted == company_of.end() ? 0 : wanted->second.scenarios);
                }
        }
        if (details.role_type.empty()) return;
        std::uint64_t counted = details.unlisted_pairs;
        for (const SolutionPair& pair : details.pairs) counted += pair.count;
        EXPECT_EQ(counted, pairs);
        EXPECT_EQ(details.unlisted_pairs, 0u);
        for (std::size_t p = 0; p < result.paths.size(); ++p) {
            std::map<std::pair<std::string, std::string>, std::array<std::uint64_t, 3>> of_path;
            add_roles(of_path, result.paths[p].expression, details.path_roles[p], result.conditions);
            for (const auto& [key, counts] : of_path) {
                const auto wanted = roles.find(key);
                EXPECT_EQ(counts, wanted == roles.end() ? (std::array<std::uint64_t, 3>{}) : wanted->second) << key.first << " " << key.second;
            }
            for (const RoleCounts& counts : details.path_roles[p].by_condition) {
                const std::uint64_t sum = counts[0] + counts[1] + counts[2] + counts[3];
                EXPECT_TRUE(sum == 0 || sum == pairs);
            }
        }
    }

    std::size_t paths() const { return every.size() + some.size(); }
    std::set<int> roles_met() const {
        std::set<int> met;
        for (const auto& [key, counts] : roles)
            for (int role = 0; role < 3; ++role)
                if (counts[static_cast<std::size_t>(role)] > 0) met.insert(role);
        return met;
    }

  private:
    using CompanyKey = std::tuple<std::string, std::string, std::string>;  // path, group, type
    struct PlainCompany {
        std::uint64_t scenarios = 0;
        std::map<std::string, std::uint64_t> met;
    };

    void add_company(const PlainPath& path, const std::string& type, const PlainSolution& solution) {
        if (solution.empty()) return;
        const PlainModel paths = all(solution);
        PlainModel beside, longer, shorter;
        for (const PlainModel& model : solution)
            if (model.contains(path)) beside.insert(model.begin(), model.end());
        const bool there = !beside.empty();
        beside.erase(path);
        for (const PlainPath& other : paths) {
            if (within(path, other)) longer.insert(other);
            if (within(other, path)) shorter.insert(other);
        }
        const char* group = there ? "beside" : !longer.empty() ? "longer" : !shorter.empty() ? "shorter" : "others";
        PlainCompany& company = company_of[{text(path), group, type}];
        ++company.scenarios;
        for (const PlainPath& other : there ? beside : !longer.empty() ? longer : !shorter.empty() ? shorter : paths) ++company.met[text(other)];
    }

    static PlainModel all(const PlainSolution& solution) {
        PlainModel paths;
        for (const PlainModel& model : solution) paths.insert(model.begin(), model.end());
        return paths;
    }
    static PlainPath literals(const PlainSolution& solution) {
        PlainPath found;
        for (const PlainPath& path : all(solution)) found.insert(path.begin(), path.end());
        return found;
    }
    static bool within(const PlainPath& few, const PlainPath& many) { return std::includes(many.begin(), many.end(), few.begin(), few.end()); }
    template <class Set>
    static double jaccard(const Set& a, const Set& b, bool both_or_neither) {
        Set either = a;
        either.insert(b.begin(), b.end());
        const auto common = std::count_if(a.begin(), a.end(), [&](const auto& x) { return b.contains(x); });
        return either.empty() ? (both_or_neither ? 1.0 : 0.0) : static_cast<double>(common) / static_cast<double>(either.size());
    }
    std::string text(const PlainPath& path) const {
        std::string joined;
        for (const std::string& condition : conditions)
            for (const std::string& literal : {condition, "~" + condition})
                if (path.contains(literal)) joined += (joined.empty() ? "" : "*") + literal;
        return joined.empty() ? "1" : joined;
    }
    static std::vector<double> sorted(std::vector<double> values) {
        std::sort(values.begin(), values.end());
        return values;
    }
    static void add_roles(std::map<std::pair<std::string, std::string>, std::array<std::uint64_t, 3>>& sum, const std::string& path,
                          const PathRoles& roles, const std::vector<std::string>& conditions) {
        for (std::size_t c = 0; c < roles.by_condition.size(); ++c) {
            std::string literal = conditions[c];
            const std::string marked = "*" + path + "*";
            if (marked.find("*~" + literal + "*") != std::string::npos) literal = "~" + literal;
            for (std::size_t role = 0; role < 3; ++role) sum[{path, literal}][role] += roles.by_condition[c][role];
        }
    }

  public:
    std::vector<std::string> conditions;   // in order; set first
    std::vector<PlainPath> of_interest;    // the same

  private:
    std::map<std::string, ModelClassCounts> models;                                    // by type
    std::map<std::pair<std::string, std::string>, std::uint64_t> every, some;          // by path and type
    std::map<std::string, std::vector<double>> path_similarity, literal_similarity;    // by type
    std::map<std::pair<std::string, std::string>, std::array<std::uint64_t, 3>> roles; // by path and literal
    std::map<std::string, std::uint64_t> uncontained;                                  // by path
    std::map<CompanyKey, PlainCompany> company_of;
    std::uint64_t pairs = 0;
};

/// The solution of a fitted analysis; path by path the names of literals.
template <class FittedSolution>
PlainSolution plain_solution(const FittedSolution& solution, const std::vector<std::string>& conditions) {
    PlainSolution models;
    const auto k = static_cast<int>(conditions.size());
    for (const auto& model : solution.models) {
        PlainModel& paths = models.emplace_back();
        for (const Implicant& path : model.paths) {
            PlainPath literals;
            for (int c = 0; c < k; ++c) {
                if ((path.literals & condition_bit(c, k)) == 0) continue;
                const std::string& name = conditions[static_cast<std::size_t>(c)];
                literals.insert((path.values & condition_bit(c, k)) != 0 ? name : "~" + name);
            }
            paths.insert(literals);
        }
    }
    return models;
}

}  // namespace qca::test
