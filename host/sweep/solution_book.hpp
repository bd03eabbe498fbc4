// What coded tables mean: their models, minimised once each, and the state of every path of interest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "host/analysis/solution_models.hpp"
#include "host/minimize/minimize.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/census_result.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Limits on what is remembered. All are reported when they matter, and none changes a count of a map.
struct BookLimits {
    std::size_t solutions = std::size_t{1} << 18;  ///< in the census; scenarios of further ones are counted together
    std::size_t decided = std::size_t{1} << 20;    ///< tables met since they were last forgotten; past it they are forgotten and decided anew
    std::size_t pairs = most_solution_pairs;       ///< of solutions; scenarios of further ones are counted together
};

/// A solution: what some scenarios have in common.
struct BookSolution {
    ModelSet models;
    std::vector<std::uint64_t> counts;  ///< [solution type] scenarios
};

/// Positions of the parsimonious type and of the one that its solutions are paired with; nothing where there is no pair.
std::optional<std::pair<std::size_t, std::size_t>> paired_types(const std::vector<SolutionType>& types);

class SolutionBook {
  public:
    /// Number of a solution that the census had no room for.
    static constexpr std::uint32_t overflow = 0xFFFFFFFFu;

    /// @param rules    over the conditions in study order
    /// @param threads  that minimise; as for threads_to_use()
    SolutionBook(int conditions, std::vector<Implicant> paths, std::vector<SolutionType> types, SolutionRules rules,
                 int threads = 1, BookLimits limits = {});

    /// Decides tables that were not decided since the last forget(); they get the next numbers. Minimises in
    /// parallel; the numbers of solutions do not depend on the number of threads.
    /// @param tables  in study order, each once
    /// @return [table][state word]: byte (type * paths + path) is the Survival of the path
    std::vector<std::uint64_t> decide(const std::vector<CodedTable>& tables);

    std::size_t tables() const { return table_solutions_.size() / types_.size(); }
    /// Number of the solution of a table.
    std::uint32_t solution_of(std::size_t table, std::size_t type) const {
        return table_solutions_[table * types_.size() + type];
    }
    /// Adds scenarios: counts[table] of every solution type.
    void count(const std::vector<std::uint64_t>& counts);
    /// Adds scenarios of one solution type: counts[table]. They are in no pair.
    void count(const std::vector<std::uint64_t>& counts, std::size_t type);

    /// Forgets the numbers of tables, and what was decided when that is more than the limit.
    void forget();

    /// For another sweep over the same conditions and paths: forgets numbers and counts, and keeps what was decided, but for what
    /// had no room in the census. What the book then counts is as if it were new, but for overflowed_with_others().
    void restart();

    const std::vector<BookSolution>& solutions() const { return solutions_; }
    /// [solution type] scenarios by number of models, of solutions outside the census, too.
    const std::vector<ModelClassCounts>& model_counts() const { return model_counts_; }
    /// The type of solution that is paired with the parsimonious one: the intermediate one, else the conservative one.
    /// Nothing where the sweep has no two such types.
    std::optional<SolutionType> paired_type() const;
    /// By their solutions' numbers, in their order.
    std::vector<SolutionPair> pairs() const;
    /// Scenarios of the paired type whose pair is not among pairs().
    std::uint64_t unlisted_pairs() const { return unlisted_pairs_; }

    std::uint64_t overflow_scenarios() const { return overflow_scenarios_; }
    std::uint64_t capped_scenarios() const { return capped_scenarios_; }
    /// Coded tables met since the last restart(), whether their models were known from before or not: so it does not depend on what
    /// the book was used for earlier. One that was met before and after what was decided was forgotten counts for each.
    std::uint64_t met() const { return met_; }
    /// Whether a solution had no room while others had it that were there before the last restart(): a new book might list it.
    bool overflowed_with_others() const { return overflowed_ && solutions_before_ > 0; }

  private:
    /// What decides the models of a table, its excluded rows coded 0.
    struct Function {
        CodedRows rows;     // without remainders where none is assumed
        bool intermediate;  // some remainders may be assumed, not all
        friend bool operator==(const Function&, const Function&) = default;
        friend auto operator<=>(const Function&, const Function&) = default;
    };
    struct FunctionHash {
        std::size_t operator()(const Function& f) const;
    };
    struct Decision {
        std::uint32_t solution;
        std::uint8_t model_class;
        bool capped;
        std::uint32_t met_in;  // number of the restart
    };
    struct ModelsHash {
        std::size_t operator()(const ModelSet& models) const;
    };

    void forget_decided();
    void count_type(std::size_t table, std::size_t type, std::uint64_t scenarios);
    Function function_of(const CodedTable& table, SolutionType type) const;
    std::uint32_t number_of(const ModelSet& models);
    void count_pair(std::size_t table, std::uint64_t scenarios);

    int conditions_;
    std::vector<Implicant> paths_;
    std::vector<SolutionType> types_;
    SolutionRules rules_;
    Crew crew_;
    BookLimits limits_;
    RowSet all_rows_;
    std::unordered_map<Function, std::size_t, FunctionHash> decided_;  // -> position in decisions_, decision_states_
    std::vector<Decision> decisions_;
    std::vector<std::uint8_t> decision_states_;                        // [decision][path]
    std::vector<std::uint32_t> table_solutions_;                       // [table][type]
    std::vector<std::uint8_t> table_capped_, table_class_;             // [table][type]
    std::unordered_map<ModelSet, std::uint32_t, ModelsHash> numbers_;
    std::vector<BookSolution> solutions_;
    std::vector<ModelClassCounts> model_counts_;                       // [type]
    std::optional<std::pair<std::size_t, std::size_t>> paired_;        // positions of the parsimonious and the other type
    std::unordered_map<std::uint64_t, std::uint64_t> pairs_;           // (parsimonious << 32 | other) -> scenarios
    std::uint64_t unlisted_pairs_ = 0;
    std::uint64_t overflow_scenarios_ = 0, capped_scenarios_ = 0;
    std::uint64_t met_ = 0, met_since_forgotten_ = 0;
    std::uint32_t restarts_ = 0;
    std::size_t solutions_before_ = 0;  // those that were there at the last restart
    bool overflowed_ = false;
};

}  // namespace qca
