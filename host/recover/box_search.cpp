#include "host/recover/box_search.hpp"

#include <algorithm>
#include <utility>

namespace qca {
namespace {

/// Lists that get shorter by less than this share are not looked at again.
constexpr double worth_another_look = 0.9;

class BoxSearch {
  public:
    BoxSearch(const Published& published, const std::vector<SetSpace>& spaces, std::uint32_t outcome, std::size_t most, SearchWork& work)
        : published_(published), spaces_(spaces), outcome_(outcome), most_(most), work_(work), cases_(spaces.front().cases),
          sets_(spaces.size()) {
        const double* const y = spaces.back().of(outcome);
        sets_.back() = {y, y};
    }

    std::vector<JointBlock> search(std::vector<std::vector<ScoredCandidate>> lists) {
        if (!shorten(lists)) return {};
        grow(std::move(lists));
        std::vector<std::vector<std::size_t>> open{std::vector<std::size_t>(trees_.size(), CandidateTree::root)};
        while (!open.empty() && !work_.spent()) {
            const std::vector<std::size_t> box = std::move(open.back());
            open.pop_back();
            const Verdict verdict = judge(box);
            if (verdict.out) continue;
            if (verdict.certain) {
                accept(box, verdict.lost);
                continue;
            }
            const std::size_t widest = widest_of(box);
            const std::size_t children = trees_[widest].part(box[widest]);
            for (const std::size_t child : {children + 1, children}) {
                open.push_back(box);
                open.back()[widest] = child;
            }
        }
        return std::move(blocks_);
    }

  private:
    struct Verdict {
        bool out = false;      ///< no member loses as few as most_
        bool certain = false;  ///< all lose `lost`
        std::size_t lost = 0;
    };

    void grow(std::vector<std::vector<ScoredCandidate>> lists) {
        trees_.clear();
        for (std::size_t c = 0; c < lists.size(); ++c) trees_.emplace_back(spaces_[c], std::move(lists[c]));
    }

    Verdict judge(const std::vector<std::size_t>& box) {
        work_.count_box();
        std::size_t fewest = 0;
        bool same = true, alike = true;
        for (std::size_t c = 0; c < box.size(); ++c) {
            const CandidateTree::Node& node = trees_[c].node(box[c]);
            fewest += node.fewest_lost;
            same = same && node.fewest_lost == node.most_lost;
            alike = alike && node.width <= 0;
            sets_[c] = trees_[c].range(box[c]);
        }
        if (fewest > most_) return {true, false, 0};
        if (same && alike) work_.leaves.fetch_add(1, std::memory_order_relaxed);
        const LostCells lost = lost_in_rows(published_, sets_, cases_, most_ - fewest);
        if (fewest + lost.certain > most_) return {true, false, 0};
        // Of memberships that are known, what is not certainly reproduced is lost.
        if (same && alike) return {fewest + lost.possible > most_, true, fewest + lost.possible};
        return {false, same && lost.certain == lost.possible, fewest + lost.possible};
    }

    std::size_t widest_of(const std::vector<std::size_t>& box) const {
        std::size_t widest = 0;
        double width = -1;
        for (std::size_t c = 0; c < box.size(); ++c) {
            const CandidateTree::Node& node = trees_[c].node(box[c]);
            if (node.width > width) {
                width = node.width;
                widest = c;
            }
        }
        return widest;
    }

    void accept(const std::vector<std::size_t>& box, std::size_t lost) {
        JointBlock block{outcome_, lost, {}};
        for (std::size_t c = 0; c < box.size(); ++c) {
            const CandidateTree::Node& node = trees_[c].node(box[c]);
            std::vector<std::uint32_t>& members = block.members.emplace_back();
            for (std::size_t i = node.begin; i < node.end; ++i) members.push_back(trees_[c].members()[i].candidate);
            std::sort(members.begin(), members.end());
        }
        blocks_.push_back(std::move(block));
    }

    /// Leaves out, condition by condition, whoever cannot be good with any of the others.
    /// @return false when nobody is left
    bool shorten(std::vector<std::vector<ScoredCandidate>>& lists) {
        for (bool again = true; again;) {
            again = false;
            grow(lists);
            for (std::size_t c = 0; c < lists.size(); ++c) {
                std::vector<ScoredCandidate> kept = possible(c);
                if (kept.empty()) return false;
                again = again || static_cast<double>(kept.size()) < worth_another_look * static_cast<double>(lists[c].size());
                lists[c] = std::move(kept);
                trees_[c] = CandidateTree(spaces_[c], lists[c]);
            }
            if (work_.spent()) break;
        }
        return true;
    }

    std::vector<ScoredCandidate> possible(std::size_t condition) {
        std::vector<ScoredCandidate> kept;
        std::vector<std::size_t> box(trees_.size(), CandidateTree::root), open{CandidateTree::root};
        while (!open.empty()) {
            box[condition] = open.back();
            open.pop_back();
            const CandidateTree::Node node = trees_[condition].node(box[condition]);
            if (!work_.spent() && judge(box).out) continue;
            if (node.width > 0 && !work_.spent()) {
                const std::size_t children = trees_[condition].part(box[condition]);
                open.push_back(children + 1);
                open.push_back(children);
                continue;
            }
            for (std::size_t i = node.begin; i < node.end; ++i) kept.push_back(trees_[condition].members()[i]);
        }
        return kept;
    }

    const Published& published_;
    const std::vector<SetSpace>& spaces_;
    std::uint32_t outcome_;
    std::size_t most_;
    SearchWork& work_;
    std::size_t cases_;
    std::vector<MembershipRange> sets_;  ///< of the box being judged, then the outcome
    std::vector<CandidateTree> trees_;
    std::vector<JointBlock> blocks_;
};

}  // namespace

double JointBlock::size() const {
    double size = 1;
    for (const auto& m : members) size *= static_cast<double>(m.size());
    return size;
}

std::vector<JointBlock> search_boxes(const Published& published, const std::vector<SetSpace>& spaces, std::uint32_t outcome,
                                     const std::vector<std::vector<ScoredCandidate>>& lists, std::size_t most, SearchWork& work) {
    return BoxSearch(published, spaces, outcome, most, work).search(lists);
}

}  // namespace qca
