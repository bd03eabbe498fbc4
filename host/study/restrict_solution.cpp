#include "host/study/restrict_solution.hpp"

#include <cstdint>

#include "host/study/expression.hpp"

namespace qca {
namespace {

/// Bits over all conditions -> bits over those that stay.
std::uint32_t restricted_bits(std::uint32_t bits, int conditions, const std::vector<std::size_t>& kept) {
    std::uint32_t result = 0;
    for (const std::size_t condition : kept)
        result = 2 * result + ((bits & condition_bit(static_cast<int>(condition), conditions)) != 0 ? 1 : 0);
    return result;
}

/// The rows over the conditions that stay that stand for none but `wanted` (or none of them, where not `inside`).
RowSet restricted_rows(const RowSet& wanted, bool inside, int conditions, const std::vector<std::size_t>& kept) {
    RowSet rows = RowSet::all(static_cast<int>(kept.size()));
    for (std::uint32_t row = 0; row < std::uint32_t{1} << conditions; ++row) {
        if (wanted.contains(static_cast<int>(row)) == inside) continue;
        RowSet stands_for_it;
        stands_for_it.insert(static_cast<int>(restricted_bits(row, conditions, kept)));
        rows = rows - stands_for_it;
    }
    return rows;
}

/// `A*B + ~A*~B`: every row as a product; "" for none.
std::string sum_of_rows(const RowSet& rows, const std::vector<std::string>& names) {
    std::vector<Implicant> products;
    const std::uint32_t every = (std::uint32_t{1} << names.size()) - 1;
    for (std::uint32_t row = 0; row <= every; ++row)
        if (rows.contains(static_cast<int>(row))) products.push_back({every, row});
    return to_expression(products, names);
}

}  // namespace

SolutionOptions restricted(const SolutionOptions& options, const std::vector<std::string>& conditions,
                           const std::vector<std::size_t>& kept) {
    if (kept.size() == conditions.size()) return options;
    const auto all = static_cast<int>(conditions.size());
    std::vector<std::string> names;
    for (const std::size_t condition : kept) names.push_back(conditions[condition]);

    SolutionOptions result;
    result.models = options.models;
    if (options.expected)
        result.expected = Implicant{restricted_bits(options.expected->literals, all, kept),
                                    restricted_bits(options.expected->values, all, kept)};
    for (const NamedRows& named : options.exclude) {
        const RowSet rows = restricted_rows(named.rows, true, all, kept);
        // One configuration never is all of what a row stands for, so none stays.
        if (!rows.empty()) result.exclude.push_back({sum_of_rows(rows, names), rows, false});
    }
    const RowSet every = RowSet::all(static_cast<int>(kept.size()));
    for (const NamedRows& named : options.necessary) {
        // A row contradicts the claim where the claim is false in all that it stands for.
        const RowSet rows = every - restricted_rows(named.rows, false, all, kept);
        if (rows != every) result.necessary.push_back({sum_of_rows(rows, names), rows, false});
    }
    return result;
}

NecessityOptions restricted(const NecessityOptions& options, std::size_t conditions, const std::vector<std::size_t>& kept) {
    if (kept.size() == conditions) return options;
    const auto all = static_cast<int>(conditions);
    std::uint32_t stay = 0;
    for (const std::size_t condition : kept) stay |= condition_bit(static_cast<int>(condition), all);
    NecessityOptions result;
    result.cutoff = options.cutoff;
    for (const NamedExpression& named : options.expressions) {
        NamedExpression& expression = result.expressions.emplace_back(NamedExpression{named.expression, {}});
        bool whole = true;
        for (const Implicant& path : named.paths) {
            whole = whole && (path.literals & ~stay) == 0;
            expression.paths.push_back({restricted_bits(path.literals, all, kept), restricted_bits(path.values, all, kept)});
        }
        if (!whole) result.expressions.pop_back();
    }
    return result;
}

}  // namespace qca
