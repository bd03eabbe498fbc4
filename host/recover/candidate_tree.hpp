// The candidates of one set, parted again and again into halves that are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/recover/cell_ranges.hpp"
#include "host/recover/search_space.hpp"

namespace qca {

/// A candidate with the necessity figures that it does not reproduce.
struct ScoredCandidate {
    std::uint32_t candidate = 0;
    std::uint32_t lost = 0;
};

/// A tree that grows where it is looked at. Not to be shared by threads.
class CandidateTree {
  public:
    /// @param candidates  not empty
    CandidateTree(const SetSpace& space, std::vector<ScoredCandidate> candidates);

    struct Node {
        std::size_t begin = 0, end = 0;  ///< of members()
        std::uint32_t fewest_lost = 0, most_lost = 0;
        double width = 0;          ///< sum over the cases of the range of memberships; 0: all members are alike
        std::size_t children = 0;  ///< the first of two that follow each other; 0: not parted yet
        std::size_t size() const { return end - begin; }
    };

    const Node& node(std::size_t at) const { return nodes_[at]; }
    /// Bounds of the memberships of a node's members. Valid until a node is parted.
    MembershipRange range(std::size_t at) const { return {bounds_.data() + 2 * at * cases_, bounds_.data() + (2 * at + 1) * cases_}; }
    /// Two halves of a node whose width is not 0: first by lost figures, then at the case whose memberships differ most.
    /// @return the first of the two
    std::size_t part(std::size_t at);
    const std::vector<ScoredCandidate>& members() const { return members_; }
    static constexpr std::size_t root = 0;

  private:
    void add_node(std::size_t begin, std::size_t end);

    const SetSpace* space_;
    std::size_t cases_;
    std::vector<ScoredCandidate> members_;
    std::vector<Node> nodes_;
    std::vector<double> bounds_;  ///< [node][low, high][case]
};

}  // namespace qca
