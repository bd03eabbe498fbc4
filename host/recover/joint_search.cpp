#include "host/recover/joint_search.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <tuple>

#include "host/recover/necessity_bound.hpp"

namespace qca {
namespace {

/// Neighbours by their sum that are bounded together.
constexpr std::size_t outcomes_together = 32;
constexpr std::size_t candidates_together = 128;

SumBounds bounds_of(const SetSpace& space, std::size_t begin, std::size_t end) { return {space.sums[begin], space.sums[end - 1]}; }

/// Finds what loses at most a number of figures.
class SearchAtMost {
  public:
    SearchAtMost(const Published& published, const std::vector<SetSpace>& spaces, const std::vector<PrintedOfCondition>& printed,
                 std::size_t most, SearchWork& work)
        : published_(published), spaces_(spaces), printed_(printed), outcome_(spaces.back()), most_(most), work_(work) {}

    std::vector<JointBlock> search(Crew& crew) {
        crew.share((outcome_.size() + outcomes_together - 1) / outcomes_together, [&](int, std::size_t group) {
            if (!work_.spent()) search_group(group * outcomes_together, std::min((group + 1) * outcomes_together, outcome_.size()));
        });
        std::sort(blocks_.begin(), blocks_.end(), [](const JointBlock& a, const JointBlock& b) {
            return std::tie(a.lost, a.outcome, a.members) < std::tie(b.lost, b.outcome, b.members);
        });
        return std::move(blocks_);
    }

  private:
    using Lists = std::vector<std::vector<ScoredCandidate>>;

    /// By bounds of sums: at least how many figures the groups of a condition's candidates lose.
    struct GroupBounds {
        std::vector<std::size_t> lost;  ///< [group]
        std::size_t fewest = 0;
    };

    GroupBounds bound_groups(std::size_t condition, const SumBounds& y) const {
        const SetSpace& space = spaces_[condition];
        GroupBounds bounds;
        for (std::size_t begin = 0; begin < space.size(); begin += candidates_together)
            bounds.lost.push_back(
                printed_[condition].fewest_lost(bounds_of(space, begin, std::min(begin + candidates_together, space.size())), y));
        bounds.fewest = *std::min_element(bounds.lost.begin(), bounds.lost.end());
        return bounds;
    }

    void search_group(std::size_t begin, std::size_t end) {
        const SumBounds y = bounds_of(outcome_, begin, end);
        std::vector<GroupBounds> bounds;
        std::size_t fewest = 0;
        for (std::size_t c = 0; c < printed_.size(); ++c) {
            bounds.push_back(bound_groups(c, y));
            fewest += bounds.back().fewest;
            if (fewest > most_) return;
        }
        for (std::size_t outcome = begin; outcome < end && !work_.spent(); ++outcome) search_outcome(static_cast<std::uint32_t>(outcome), bounds, fewest);
    }

    /// Candidates of a condition that lose at most `most` figures of necessity, and the fewest that one loses.
    std::vector<ScoredCandidate> score(std::size_t condition, std::uint32_t outcome, const GroupBounds& bounds, std::size_t most,
                                       std::size_t& fewest) const {
        const SetSpace& space = spaces_[condition];
        std::vector<ScoredCandidate> list;
        fewest = most + 1;
        for (std::size_t group = 0; group < bounds.lost.size(); ++group) {
            if (bounds.lost[group] > most) continue;
            const std::size_t begin = group * candidates_together, end = std::min(begin + candidates_together, space.size());
            for (std::size_t i = begin; i < end; ++i) {
                const std::size_t lost = printed_[condition].cells() == 0
                                             ? 0
                                             : printed_[condition].lost(space.of(i), space.sums[i], outcome_.of(outcome), outcome_.sums[outcome]);
                if (lost > most) continue;
                fewest = std::min(fewest, lost);
                list.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(lost)});
            }
            work_.pairs.fetch_add(printed_[condition].cells() == 0 ? 0 : end - begin, std::memory_order_relaxed);
        }
        return list;
    }

    void search_outcome(std::uint32_t outcome, const std::vector<GroupBounds>& bounds, std::size_t fewest) {
        Lists lists;
        std::vector<std::size_t> fewest_of;
        for (std::size_t c = 0; c < printed_.size(); ++c) {
            // What the others lose at least leaves so many to this one.
            std::size_t found = 0;
            lists.push_back(score(c, outcome, bounds[c], most_ - (fewest - bounds[c].fewest), found));
            if (lists.back().empty()) return;
            fewest += found - bounds[c].fewest;
            fewest_of.push_back(found);
        }
        for (std::size_t c = 0; c < lists.size(); ++c)
            std::erase_if(lists[c], [&](const ScoredCandidate& s) { return s.lost > most_ - (fewest - fewest_of[c]); });
        if (published_.rows.empty()) return keep_products(outcome, lists);
        keep(search_boxes(published_, spaces_, outcome, lists, most_, work_));
    }

    /// Without a truth table conditions do not meet: all combinations whose lost figures add up.
    void keep_products(std::uint32_t outcome, const Lists& lists) {
        std::vector<JointBlock> blocks{{outcome, 0, {}}};
        for (const std::vector<ScoredCandidate>& list : lists) {
            std::vector<JointBlock> longer;
            for (const JointBlock& block : blocks)
                for (std::size_t lost = 0; block.lost + lost <= most_; ++lost) {
                    JointBlock next = block;
                    next.lost += lost;
                    next.members.emplace_back();
                    for (const ScoredCandidate& s : list)
                        if (s.lost == lost) next.members.back().push_back(s.candidate);
                    if (!next.members.back().empty()) longer.push_back(std::move(next));
                }
            blocks = std::move(longer);
        }
        keep(std::move(blocks));
    }

    void keep(std::vector<JointBlock> found) {
        const std::lock_guard lock(mutex_);
        for (JointBlock& block : found) blocks_.push_back(std::move(block));
    }

    const Published& published_;
    const std::vector<SetSpace>& spaces_;
    const std::vector<PrintedOfCondition>& printed_;
    const SetSpace& outcome_;
    std::size_t most_;
    SearchWork& work_;
    std::mutex mutex_;
    std::vector<JointBlock> blocks_;
};

}  // namespace

JointSearch search_jointly(const Published& published, const std::vector<SetSpace>& spaces, std::size_t within, SearchWork& work, Crew& crew) {
    std::vector<PrintedOfCondition> printed;
    for (std::size_t c = 0; c + 1 < spaces.size(); ++c) printed.emplace_back(published, c, spaces[c].cases);
    JointSearch result;
    for (std::size_t lost = 0; lost <= published.cells.size(); ++lost) {
        result.fewest_lost = lost;
        result.blocks = SearchAtMost(published, spaces, printed, lost, work).search(crew);
        if (work.spent()) return result;
        if (!result.blocks.empty()) break;
    }
    result.complete = true;
    if (within > 0) {
        std::vector<JointBlock> more = SearchAtMost(published, spaces, printed, result.fewest_lost + within, work).search(crew);
        result.complete = !work.spent();
        if (result.complete) result.blocks = std::move(more);
    }
    return result;
}

}  // namespace qca
