#include <algorithm>
#include <limits>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/minimize/intermediate.hpp"

namespace qca {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Case by case, the larger membership.
std::vector<double> united(std::vector<double> a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = larger(a[i], b[i]);
    return a;
}

/// The union of all paths but one (pass paths.size() for all of them).
std::vector<double> union_without(const std::vector<const std::vector<double>*>& paths, std::size_t left_out,
                                  std::size_t cases) {
    std::vector<double> result(cases, 0.0);
    for (std::size_t p = 0; p < paths.size(); ++p)
        if (p != left_out) result = united(std::move(result), *paths[p]);
    return result;
}

/// Fits paths and models against one outcome.
class Fitter {
  public:
    explicit Fitter(const Memberships& memberships)
        : memberships_(memberships), sum_y_(sum_of(outcome_of(memberships), memberships.order)) {}

    Fit fit(const std::vector<double>& x) const {
        const RelationSums<double> sums = sums_of(x);
        return {inclusion(sums), pri(sums), coverage(sums, sum_y_), undefined, members(x)};
    }

    /// @param paths         of the model
    /// @param path_fits     of the same paths, without covU
    /// @param path_members  memberships of the cases in them
    FittedModel model(std::vector<Implicant> paths, std::vector<Fit> path_fits,
                      const std::vector<const std::vector<double>*>& path_members) const {
        const std::size_t cases = outcome_of(memberships_).size();
        const std::vector<double> all = union_without(path_members, paths.size(), cases);
        if (paths.size() > 1) {
            const double both = sums_of(all).both;
            for (std::size_t p = 0; p < paths.size(); ++p) {
                const double without = sums_of(union_without(path_members, p, cases)).both;
                path_fits[p].covU = (both - without) / sum_y_;
            }
        }
        return {fit(all), std::move(paths), std::move(path_fits), {}};
    }

  private:
    RelationSums<double> sums_of(const std::vector<double>& x) const {
        return relation_sums(x, outcome_of(memberships_), memberships_.order);
    }

    const Memberships& memberships_;
    double sum_y_;
};

Solution fitted(const ModelSet& models, const Memberships& memberships) {
    const Fitter fitter(memberships);
    std::vector<std::vector<double>> path_members;
    std::vector<Fit> path_fits;
    for (const Implicant& path : models.paths) {
        path_members.push_back(path_memberships(memberships, path));
        path_fits.push_back(fitter.fit(path_members.back()));
    }
    Solution solution;
    solution.capped = models.capped;
    for (const auto& model : models.models) {
        std::vector<Implicant> paths;
        std::vector<Fit> fits;
        std::vector<const std::vector<double>*> parts;
        for (const std::uint16_t p : model) {
            paths.push_back(models.paths[p]);
            fits.push_back(path_fits[p]);
            parts.push_back(&path_members[p]);
        }
        solution.models.push_back(fitter.model(std::move(paths), std::move(fits), parts));
    }
    return solution;
}

/// The rows that a model covers and that are not positive.
RowSet assumptions_of(const FittedModel& model, int conditions, const RowSet& positive) {
    RowSet rows;
    for (std::uint32_t row = 0; row < std::uint32_t{1} << conditions; ++row)
        for (const Implicant& path : model.paths)
            if (path.covers_row(row)) rows.insert(static_cast<int>(row));
    return rows - positive;
}

/// Every pair on its own, by conservative, then parsimonious model.
std::vector<CounterfactualPair> listed_pairs(const IntermediateModels& models) {
    std::vector<CounterfactualPair> pairs;
    for (const EasyCounterfactuals& easy : models.easy)
        for (const ModelPair& pair : easy.pairs)
            pairs.push_back({pair.conservative, pair.parsimonious, easy.models, easy.rows,
                             models.difficult(easy, pair)});
    std::sort(pairs.begin(), pairs.end(), [](const CounterfactualPair& a, const CounterfactualPair& b) {
        return a.conservative != b.conservative ? a.conservative < b.conservative : a.parsimonious < b.parsimonious;
    });
    return pairs;
}

}  // namespace

Solution solve(const Memberships& memberships, const std::vector<TableRow>& table, SolutionType type,
               const SolutionRules& rules) {
    const auto conditions = static_cast<int>(number_of_conditions(memberships));
    const CodedRows rows = coded_rows(table, rules);
    Solution solution;
    if (type == SolutionType::intermediate) {
        const IntermediateModels models = intermediate_models(
            conditions, rows.positive, rows.remainders, models_of(conditions, rows, SolutionType::conservative, rules),
            models_of(conditions, rows, SolutionType::parsimonious, rules), rules.expected, rules.covers);
        solution = fitted(models.set, memberships);
        solution.pairs = listed_pairs(models);
    } else {
        solution = fitted(models_of(conditions, rows, type, rules), memberships);
    }
    for (FittedModel& model : solution.models)
        model.assumptions = assumptions_of(model, conditions, rows.positive);
    return solution;
}

}  // namespace qca
