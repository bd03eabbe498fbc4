// Analyses of changed memberships, many at a time: which solution each has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/minimize/coded_table_hash.hpp"
#include "host/minimize/minimize.hpp"
#include "host/study/study.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/views.hpp"

namespace qca {

/// The models of a coded table. @param table  in study order
ModelSet models_of_table(int conditions, const CodedTable& table, SolutionType type, const SolutionRules& rules);

/// What the truth table of a changed study says.
struct TableVerdict {
    bool has_solution = false;
    bool same = false;               ///< the set of models is the study's own
    std::vector<Survival> paths;     ///< [path] state
};

/// Counts of verdicts.
struct VerdictCounts {
    std::uint64_t all = 0, solution = 0, same = 0;
    std::vector<std::uint64_t> exact_all, exact_some;  ///< [path]

    explicit VerdictCounts(std::size_t paths) : exact_all(paths), exact_some(paths) {}
    void add(const TableVerdict& verdict, std::uint64_t times);
};

/// Says what becomes of coded tables, each minimised once while it is remembered.
class VerdictBook {
  public:
    /// @param own  the models of the study as it stands
    VerdictBook(const Study& study, ModelSet own, std::vector<Implicant> paths);

    const TableVerdict& verdict(const CodedTable& table);
    std::size_t paths() const { return paths_.size(); }

  private:
    int conditions_;
    SolutionType type_;
    SolutionRules rules_;
    ModelSet own_;
    std::vector<Implicant> paths_;
    std::unordered_map<CodedTable, TableVerdict, CodedTableHash> verdicts_;
};

/// What is changed in each of a number of analyses; what is empty stays as it is. Cases in summation order.
struct ChangedMemberships {
    std::size_t size = 0;
    std::vector<std::vector<double>> conditions;  ///< [condition][analysis * cases + case]; a condition without values stays
    std::vector<double> outcome;                  ///< [analysis * cases + case]
    std::vector<std::uint16_t> weight;            ///< [analysis * cases + case] how often the case counts
};

/// Runs them.
class ListedTables {
  public:
    /// @param memberships  of the study, in the order of its cases
    /// @param threads      as for threads_to_use()
    ListedTables(const Study& study, const Memberships& memberships, int threads);

    std::size_t cases() const { return cases_; }
    std::size_t conditions() const { return sets_.size() - 1; }
    /// [case in summation order] of the conditions, then of the outcome.
    const std::vector<double>& set(std::size_t number) const { return sets_[number]; }

    /// Counts what the analyses of the list say.
    void count(const ChangedMemberships& changed, VerdictBook& book, VerdictCounts& counts) const;

  private:
    std::size_t cases_;
    int conditions_, threads_;
    double incl_bound_, pri_bound_;
    std::int32_t n_cut_;
    std::vector<std::vector<double>> sets_;
};

}  // namespace qca
