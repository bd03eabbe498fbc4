#include "host/recover/candidate_tree.hpp"

#include <algorithm>
#include <utility>

namespace qca {

CandidateTree::CandidateTree(const SetSpace& space, std::vector<ScoredCandidate> candidates)
    : space_(&space), cases_(space.cases), members_(std::move(candidates)) {
    add_node(0, members_.size());
}

void CandidateTree::add_node(std::size_t begin, std::size_t end) {
    Node node;
    node.begin = begin;
    node.end = end;
    node.fewest_lost = node.most_lost = members_[begin].lost;
    const std::size_t at = bounds_.size();
    const double* const first = space_->of(members_[begin].candidate);
    bounds_.insert(bounds_.end(), first, first + cases_);
    bounds_.insert(bounds_.end(), first, first + cases_);
    double* const low = bounds_.data() + at;
    double* const high = low + cases_;
    for (std::size_t i = begin + 1; i < end; ++i) {
        const double* const m = space_->of(members_[i].candidate);
        for (std::size_t c = 0; c < cases_; ++c) {
            low[c] = std::min(low[c], m[c]);
            high[c] = std::max(high[c], m[c]);
        }
        node.fewest_lost = std::min(node.fewest_lost, members_[i].lost);
        node.most_lost = std::max(node.most_lost, members_[i].lost);
    }
    for (std::size_t c = 0; c < cases_; ++c) node.width += high[c] - low[c];
    nodes_.push_back(node);
}

std::size_t CandidateTree::part(std::size_t at) {
    if (nodes_[at].children != 0) return nodes_[at].children;
    const Node node = nodes_[at];
    const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(node.begin), end = members_.begin() + static_cast<std::ptrdiff_t>(node.end);
    auto middle = begin;
    if (node.fewest_lost != node.most_lost) {
        middle = std::stable_partition(begin, end, [&](const ScoredCandidate& m) { return m.lost == node.fewest_lost; });
    } else {
        const MembershipRange bounds = range(at);
        std::size_t widest = 0;
        for (std::size_t c = 1; c < cases_; ++c)
            if (bounds.high[c] - bounds.low[c] > bounds.high[widest] - bounds.low[widest]) widest = c;
        double centre = (bounds.low[widest] + bounds.high[widest]) / 2;
        if (centre >= bounds.high[widest]) centre = bounds.low[widest];  // neighbouring numbers have no middle
        middle = std::stable_partition(begin, end, [&](const ScoredCandidate& m) { return space_->of(m.candidate)[widest] <= centre; });
    }
    const std::size_t split = static_cast<std::size_t>(middle - members_.begin());
    const std::size_t children = nodes_.size();
    add_node(node.begin, split);
    add_node(split, node.end);
    nodes_[at].children = children;
    return children;
}

}  // namespace qca
