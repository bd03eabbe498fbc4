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

/// Whether a sum is true whatever its conditions are.
bool always_true(const std::vector<Implicant>& sum) {
    std::uint32_t literals = 0;
    for (const Implicant& product : sum) {
        if (product.literals == 0) return true;
        literals |= product.literals;
    }
    if (literals == 0) return false;
    // Present or not, by one of the conditions that occur.
    const std::uint32_t bit = literals & -literals;
    for (const std::uint32_t value : {std::uint32_t{0}, bit}) {
        std::vector<Implicant> left;
        for (const Implicant& product : sum)
            if ((product.literals & bit) == 0 || (product.values & bit) == value)
                left.push_back({product.literals & ~bit, product.values & ~bit});
        if (!always_true(left)) return false;
    }
    return true;
}

/// restricted_rows() for a sum of products over conditions that are too many for a set of rows.
RowSet restricted_rows(const std::vector<Implicant>& sum, bool inside, int conditions, const std::vector<std::size_t>& kept) {
    std::uint32_t of_kept = 0;
    for (const std::size_t condition : kept) of_kept |= condition_bit(static_cast<int>(condition), conditions);
    RowSet rows;
    for (std::uint32_t row = 0; row < std::uint32_t{1} << kept.size(); ++row) {
        std::vector<Implicant> left;  // what is left of those products that the row does not make false
        for (const Implicant& product : sum) {
            const Implicant here{restricted_bits(product.literals, conditions, kept), restricted_bits(product.values, conditions, kept)};
            if (here.covers_row(row)) left.push_back({product.literals & ~of_kept, product.values & ~of_kept});
        }
        if (inside ? always_true(left) : left.empty()) rows.insert(static_cast<int>(row));
    }
    return rows;
}

/// Sets of rows where the conditions are few enough for one, else the expression.
RowSet restricted_rows(const NamedRows& named, bool inside, const std::vector<std::string>& conditions,
                       const std::vector<std::size_t>& kept) {
    const auto all = static_cast<int>(conditions.size());
    if (all <= max_conditions) return restricted_rows(named.rows, inside, all, kept);
    const std::vector<Implicant> sum = named.configuration
                                           ? std::vector{parse_configuration(named.expression, conditions, "solution")}
                                           : parse_sum(named.expression, conditions, "solution");
    return restricted_rows(sum, inside, all, kept);
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
        const RowSet rows = restricted_rows(named, true, conditions, kept);
        // One configuration never is all of what a row stands for, so none stays.
        if (!rows.empty()) result.exclude.push_back({sum_of_rows(rows, names), rows, false});
    }
    const RowSet every = RowSet::all(static_cast<int>(kept.size()));
    for (const NamedRows& named : options.necessary) {
        // A row contradicts the claim where the claim is false in all that it stands for.
        const RowSet rows = every - restricted_rows(named, false, conditions, kept);
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
