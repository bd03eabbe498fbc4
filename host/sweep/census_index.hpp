// The texts of a census as numbers: which paths are in which models of which solution.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/minimize/minimize.hpp"
#include "kernels/math/implicant.hpp"

namespace qca {

/// `A*~B + C | A*D -> INT`: the models in order, and what they explain where `outcome` is not empty. "" for no model.
std::string census_expression(const ModelSet& models, const std::vector<std::string>& conditions, const std::string& outcome = "");

/// Reads such expressions. Paths are numbered as they are met; one that explains another outcome is another path.
class CensusIndex {
  public:
    /// A path of a solution.
    struct Member {
        std::uint32_t path;
        std::uint32_t models;  ///< that have it, at least one
    };

    /// @param conditions  of the whole study, of which an expression may have any
    explicit CensusIndex(const std::vector<std::string>& conditions);

    /// Appends a solution. @throws InputError for one with an unknown condition
    void add(std::string_view expression);

    /// A path such as `A*~B`, or `1`. @throws InputError for an unknown condition
    Implicant read_path(std::string_view conjunction) const;

    std::size_t solutions() const { return model_begin_.size() - 1; }
    std::size_t paths() const { return implicants_.size(); }
    const Implicant& implicant(std::size_t path) const { return implicants_[path]; }
    /// With the outcome where the solution has it.
    const std::string& expression(std::size_t path) const { return expressions_[path]; }
    /// The expression without its outcome.
    std::string_view conjunction(std::size_t path) const { return std::string_view(expressions_[path]).substr(0, lengths_[path]); }

    std::size_t models(std::size_t solution) const { return model_begin_[solution + 1] - model_begin_[solution]; }
    /// The paths of one model, in its order.
    std::span<const std::uint32_t> model(std::size_t solution, std::size_t number) const {
        const std::size_t m = model_begin_[solution] + number;
        return {model_paths_.data() + path_begin_[m], path_begin_[m + 1] - path_begin_[m]};
    }
    /// The paths that are in some model, in the order in which the models name them.
    std::span<const Member> members(std::size_t solution) const {
        return {members_.data() + member_begin_[solution], member_begin_[solution + 1] - member_begin_[solution]};
    }

  private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Numbers = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
    std::uint32_t number_of(std::string_view conjunction, std::string_view outcome, Numbers& numbers);
    Numbers condition_bits_;
    std::unordered_map<std::string, Numbers> numbers_;  // [outcome][conjunction]
    std::vector<Implicant> implicants_;      // [path]
    std::vector<std::string> expressions_;   // [path]
    std::vector<std::size_t> lengths_;       // [path] of the expression without its outcome
    std::vector<std::uint32_t> place_;       // [path] one past its place among the members of the solution being read, if it is
    std::vector<std::size_t> model_begin_{0}, path_begin_{0}, member_begin_{0};
    std::vector<std::uint32_t> model_paths_;
    std::vector<Member> members_;
};

}  // namespace qca
