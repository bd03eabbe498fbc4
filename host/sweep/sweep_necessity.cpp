#include "host/sweep/sweep_necessity.hpp"

#include <algorithm>

#include "host/sweep/kept_memberships.hpp"
#include "host/sweep/necessity_places.hpp"
#include "host/sweep/own_necessity.hpp"
#include "host/sweep/slice_boxes.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "host/sweep/spread_merge.hpp"

namespace qca {

namespace {

/// So many slices for each thread are held before they are merged.
constexpr std::size_t slices_at_once = 4;

void add(NecessityCounts& sum, const NecessityCounts& counts, std::uint64_t times) {
    for (std::size_t s = 0; s < necessity_states; ++s) sum[s] += times * counts[s];
}

/// Combinations of a group's choices, as scenarios of the whole.
class Combinations {
  public:
    /// @param group  of the slice; both outlive this
    Combinations(const SweepPlan& plan, const Slice& slice, const ChoiceGroup& group, const std::vector<std::size_t>& strides)
        : plan_(plan), slice_(slice), group_(group), strides_(strides) {}

    /// Evaluated scenarios that share a combination.
    std::uint64_t weight() const { return group_.weight; }

    /// The first scenario that has a combination, the last set's choice fastest.
    std::uint64_t scenario(std::uint64_t combination) const {
        std::vector<std::size_t> at = group_.first;
        for (std::size_t s = group_.sets.size(); s-- > 0;) {
            const SetPlan& set = plan_.sets[group_.sets[s]];
            const std::size_t choice = group_.choices[s][combination % group_.choices[s].size()];
            combination /= group_.choices[s].size();
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                at[set.axes[x]] = static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]);
        }
        std::uint64_t id = 0;
        for (std::size_t a = 0; a < at.size(); ++a) id += at[a] * strides_[a];
        return id;
    }

    /// Adds what was found to the maps by axis. @param by_choice  [set of the group][its choice]
    void add_to_maps(const NecessityCounts& total, const std::vector<std::vector<NecessityCounts>>& by_choice,
                     std::vector<std::vector<NecessityCounts>>& maps) const {
        for (std::size_t a = 0; a < plan_.slice_axes; ++a) add(maps[a][slice_.at[a]], total, weight());
        const auto add_choice = [&](std::size_t number, std::size_t choice, const NecessityCounts& counts, std::uint64_t times) {
            const SetPlan& set = plan_.sets[number];
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                add(maps[set.axes[x]][static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x])], counts, times);
        };
        for (std::size_t s = 0; s < group_.sets.size(); ++s)
            for (std::size_t c = 0; c < group_.choices[s].size(); ++c) add_choice(group_.sets[s], group_.choices[s][c], by_choice[s][c], weight());
        for (std::size_t number = 0; number < group_.beside.size(); ++number)
            for (std::size_t choice = 0; choice < group_.beside[number].size(); ++choice)
                add_choice(number, choice, total, group_.beside[number][choice]);
    }

  private:
    const SweepPlan& plan_;
    const Slice& slice_;
    const ChoiceGroup& group_;
    const std::vector<std::size_t>& strides_;
};

/// A set's necessity for the outcome or for its negation, slice after slice.
struct NecessityMerge {
    SpreadMerge inclN, RoN, covN;

    void add_group(const CombinationNecessity& found, const Combinations& combinations, NecessityFor& whole) {
        const auto spread = [&](SpreadMerge& merge, const CombinationSpread& of) {
            merge.add(of.minimum, of.minimum_at, of.maximum, of.maximum_at, of.sum, of.defined, combinations.weight(),
                      [&](std::uint64_t at) { return combinations.scenario(at); });
        };
        spread(inclN, found.inclN);
        spread(RoN, found.RoN);
        spread(covN, found.covN);
        add(whole.total, found.total, combinations.weight());
        combinations.add_to_maps(found.total, found.by_choice, whole.axis_maps);
    }
};

class SweepMerge {
  public:
    SweepMerge(const Study& study, const StudyData& data, const SweepPlan& plan)
        : plan_(plan), strides_(axis_strides(plan.axes)), places_(study, plan), result_(own_necessity(study, data, plan)),
          sets_(result_.sets.size()), skew_(result_.skew.size()) {}

    void add(const Slice& slice, const SliceNecessity& found) {
        for (const SliceNecessity::Candidate& candidate : found.sets) {
            SetNecessity& set = set_of(result_, candidate.set);
            auto& merges = sets_[static_cast<std::size_t>(&set - result_.sets.data())];
            for (const SliceNecessity::Candidate::Part& part : candidate.parts) {
                const Combinations combinations(plan_, slice, part.group, strides_);
                for (std::size_t e = 0; e < merges.size(); ++e) merges[e].add_group(part.explained[e], combinations, set.explained[e]);
            }
        }
        for (const SliceNecessity::Skew& skew : found.skew) {
            SetSkew& set = skew_of(result_, skew.set);
            for (const ChoiceGroup& group : skew.groups) add_skew(set, skew, group, found.cases, slice);
        }
    }

    NecessityResult take() {
        for (std::size_t i = 0; i < sets_.size(); ++i)
            for (std::size_t e = 0; e < sets_[i].size(); ++e) {
                NecessityFor& of = result_.sets[i].explained[e];
                const auto places = [&](std::uint64_t scenario) { return places_.of_set(i, scenario); };
                sets_[i][e].inclN.write(of.inclN, places);
                sets_[i][e].RoN.write(of.RoN, places);
                sets_[i][e].covN.write(of.covN, places);
            }
        for (std::size_t i = 0; i < skew_.size(); ++i)
            skew_[i].write(result_.skew[i].share, [&](std::uint64_t scenario) { return places_.of_skew(i, scenario); });
        return std::move(result_);
    }

  private:
    void add_skew(SetSkew& set, const SliceNecessity::Skew& skew, const ChoiceGroup& group, std::size_t cases, const Slice& slice) {
        const Combinations combinations(plan_, slice, group, strides_);
        CombinationSpread share;
        // Another outcome than the study's own has one choice.
        const std::size_t choices = group.sets.empty() ? 1 : group.choices.front().size();
        for (std::size_t c = 0; c < choices; ++c) {
            const std::uint64_t in = skew.in[group.sets.empty() ? 0 : group.choices.front()[c]];
            share.add(static_cast<double>(in) / static_cast<double>(cases), c);
            if (is_skewed(in, cases)) set.skewed += group.weight;
        }
        skew_[static_cast<std::size_t>(&set - result_.skew.data())].add(
            share.minimum, share.minimum_at, share.maximum, share.maximum_at, share.sum, share.defined, group.weight,
            [&](std::uint64_t at) { return combinations.scenario(at); });
        set.scenarios += group.weight * choices;
    }

    const SweepPlan& plan_;
    const std::vector<std::size_t> strides_;
    const NecessityPlaces places_;
    NecessityResult result_;
    std::vector<std::array<NecessityMerge, 2>> sets_;
    std::vector<SpreadMerge> skew_;
};

}  // namespace

NecessityResult sweep_necessity(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    SweepMerge merge(study, data, plan);
    KeptMemberships kept(study, data, plan);
    const std::vector<std::vector<std::size_t>> boxes = boxes_of_slices(plan);
    std::vector<std::size_t> evaluated;
    for (std::size_t slice = 0; slice < plan.slices.size(); ++slice)
        if (!boxes[slice].empty()) evaluated.push_back(slice);
    const std::size_t slices = evaluated.size(), threads = static_cast<std::size_t>(crew.size());
    const std::size_t at_once = slices_at_once * threads;
    std::vector<SliceNecessity> found(std::min(slices, at_once));
    for (std::size_t first = 0; first < slices; first += at_once) {
        const std::size_t size = std::min(at_once, slices - first);
        for (std::size_t i = 0; i < size; ++i) kept.keep(plan.slices[evaluated[first + i]]);
        const auto find = [&](std::size_t i, Crew* helpers) {
            const std::size_t number = evaluated[first + i];
            found[i] = kept.necessity(plan.slices[number], SliceBoxes(plan, plan.slices[number], boxes[number]), helpers);
        };
        // Few slices: the threads share each of them; many: they share them out.
        if (slices < threads)
            for (std::size_t i = 0; i < size; ++i) find(i, &crew);
        else
            crew.share(size, [&](int, std::size_t i) { find(i, nullptr); });
        for (std::size_t i = 0; i < size; ++i) merge.add(plan.slices[evaluated[first + i]], found[i]);
    }
    return merge.take();
}

}  // namespace qca
