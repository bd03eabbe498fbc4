#include "host/sweep/count_roles.hpp"

#include <algorithm>
#include <bit>

namespace qca {

namespace {

/// The models of one parsimonious solution, as sets of their numbers.
class ModelSets {
  public:
    ModelSets(const CensusIndex& index, std::uint32_t solution)
        : models_(index.models(solution)), words_((models_ + 63) / 64), union_(words_) {
        for (const CensusIndex::Member& member : index.members(solution)) {
            implicants_.push_back(index.implicant(member.path));
            place_.emplace(member.path, place_.size());
        }
        sets_.resize(implicants_.size() * words_);
        for (std::size_t m = 0; m < models_; ++m)
            for (const std::uint32_t path : index.model(solution, m))
                sets_[place_.at(path) * words_ + m / 64] |= std::uint64_t{1} << (m % 64);
    }

    std::size_t models() const { return models_; }

    /// The paths that contain this one.
    void contain(const Implicant& path) {
        containing_.clear();
        for (std::size_t p = 0; p < implicants_.size(); ++p)
            if (implicants_[p].contains(path)) containing_.push_back(p);
    }

    /// Models with a path that contains that one and has one of these literals; with any such path for 0.
    std::size_t models_with(std::uint32_t literal) {
        std::fill(union_.begin(), union_.end(), 0);
        for (const std::size_t p : containing_) {
            if (literal != 0 && (implicants_[p].literals & literal) == 0) continue;
            for (std::size_t w = 0; w < words_; ++w) union_[w] |= sets_[p * words_ + w];
        }
        std::size_t count = 0;
        for (const std::uint64_t word : union_) count += static_cast<std::size_t>(std::popcount(word));
        return count;
    }

  private:
    std::size_t models_, words_;
    std::vector<Implicant> implicants_;                         // [place]
    std::unordered_map<std::uint32_t, std::size_t> place_;      // of each path
    std::vector<std::uint64_t> sets_;                           // [place][word] the models that have the path
    std::vector<std::size_t> containing_;
    std::vector<std::uint64_t> union_;
};

void add_roles(PathRoles& roles, const Implicant& path, ModelSets& parsimonious, std::uint64_t scenarios) {
    parsimonious.contain(path);
    if (parsimonious.models_with(0) < parsimonious.models()) roles.uncontained += scenarios;
    const auto conditions = static_cast<int>(roles.by_condition.size());
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t literal = condition_bit(c, conditions);
        if ((path.literals & literal) == 0) continue;
        const std::size_t models = parsimonious.models_with(literal);
        const Role role = models == parsimonious.models() ? Role::core : models > 0 ? Role::core_some : Role::peripheral;
        roles.by_condition[static_cast<std::size_t>(c)][static_cast<std::size_t>(role)] += scenarios;
    }
}

}  // namespace

std::vector<PathRoles> count_roles(const CensusIndex& index, std::vector<SolutionPair> pairs, std::size_t conditions) {
    std::vector<PathRoles> roles(index.paths(), PathRoles{std::vector<RoleCounts>(conditions), 0});
    std::sort(pairs.begin(), pairs.end(), [](const SolutionPair& a, const SolutionPair& b) { return a.parsimonious < b.parsimonious; });
    for (std::size_t first = 0, last = 0; first < pairs.size(); first = last) {
        ModelSets parsimonious(index, pairs[first].parsimonious);
        for (; last < pairs.size() && pairs[last].parsimonious == pairs[first].parsimonious; ++last)
            for (const CensusIndex::Member& member : index.members(pairs[last].other))
                add_roles(roles[member.path], index.implicant(member.path), parsimonious, pairs[last].count);
    }
    return roles;
}

}  // namespace qca
