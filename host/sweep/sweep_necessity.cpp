#include "host/sweep/sweep_necessity.hpp"

#include <algorithm>

#include "host/analysis/necessity.hpp"
#include "host/sweep/kept_memberships.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "host/sweep/slice_study.hpp"
#include "host/sweep/spread_merge.hpp"

namespace qca {

namespace {

/// So many slices for each thread are held before they are merged.
constexpr std::size_t slices_at_once = 4;

void add(NecessityCounts& sum, const NecessityCounts& counts, std::uint64_t times) {
    for (std::size_t s = 0; s < necessity_states; ++s) sum[s] += times * counts[s];
}

/// Combinations of some sets' choices in a slice, as scenarios of the whole.
class Combinations {
  public:
    /// @param sets  numbers in the study; the outcome of a slice, where it is not the study's own, has no anchors that vary
    Combinations(const SweepPlan& plan, const Slice& slice, std::vector<std::size_t> sets)
        : plan_(plan), slice_(slice), sets_(std::move(sets)) {
        std::erase_if(sets_, [&](std::size_t set) { return set >= plan.sets.size(); });
        std::uint64_t combinations = 1;
        for (const std::size_t set : sets_) combinations *= plan.sets[set].choices.size();
        weight_ = plan.evaluated_of_slice() / combinations;
    }

    /// Evaluated scenarios that share a combination.
    std::uint64_t weight() const { return weight_; }

    /// Positions on all axes of a combination, the last set's choice fastest.
    std::vector<std::uint32_t> coordinates(std::uint64_t combination) const {
        std::vector<std::uint32_t> at(plan_.axes.size(), no_position);
        for (std::size_t a = 0; a < plan_.slice_axes; ++a) at[a] = static_cast<std::uint32_t>(slice_.at[a]);
        for (std::size_t s = sets_.size(); s-- > 0;) {
            const SetPlan& set = plan_.sets[sets_[s]];
            const std::size_t choice = combination % set.choices.size();
            combination /= set.choices.size();
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                at[set.axes[x]] = static_cast<std::uint32_t>(set.coordinates[choice * set.axes.size() + x]);
        }
        return at;
    }

    /// Adds what was found to the maps by axis. @param by_choice  [set][choice], sets as given
    void add_to_maps(const NecessityCounts& total, const std::vector<std::vector<NecessityCounts>>& by_choice,
                     std::vector<std::vector<NecessityCounts>>& maps) const {
        for (std::size_t a = 0; a < plan_.slice_axes; ++a) add(maps[a][slice_.at[a]], total, weight_);
        for (std::size_t number = 0; number < plan_.sets.size(); ++number) {
            const SetPlan& set = plan_.sets[number];
            const auto place = std::find(sets_.begin(), sets_.end(), number);
            // A set that is not involved shares every combination out evenly among its choices.
            const std::uint64_t times = place == sets_.end() ? weight_ / set.choices.size() : weight_;
            for (std::size_t choice = 0; choice < set.choices.size(); ++choice)
                for (std::size_t x = 0; x < set.axes.size(); ++x) {
                    const auto value = static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]);
                    add(maps[set.axes[x]][value],
                        place == sets_.end() ? total : by_choice[static_cast<std::size_t>(place - sets_.begin())][choice], times);
                }
        }
    }

  private:
    const SweepPlan& plan_;
    const Slice& slice_;
    std::vector<std::size_t> sets_;
    std::uint64_t weight_ = 0;
};

/// A set's necessity for the outcome or for its negation, slice after slice.
struct NecessityMerge {
    SpreadMerge inclN, RoN, covN;
    NecessityFor whole;

    void add_slice(const CombinationNecessity& found, const Combinations& combinations) {
        const auto spread = [&](SpreadMerge& merge, const CombinationSpread& of) {
            merge.add(of.minimum, of.minimum_at, of.maximum, of.maximum_at, of.sum, of.defined, combinations.weight(),
                      [&](std::uint64_t at) { return combinations.coordinates(at); });
        };
        spread(inclN, found.inclN);
        spread(RoN, found.RoN);
        spread(covN, found.covN);
        add(whole.total, found.total, combinations.weight());
        combinations.add_to_maps(found.total, found.by_choice, whole.axis_maps);
    }

    NecessityFor take(const Necessity& own) {
        whole.inclN = inclN.take(own.inclN);
        whole.RoN = RoN.take(own.RoN);
        whole.covN = covN.take(own.covN);
        return std::move(whole);
    }
};

struct SkewMerge {
    SpreadMerge share;
    SetSkew whole;

    void add_slice(const SliceNecessity::Skew& skew, std::size_t cases, const Combinations& combinations) {
        const auto [least, most] = std::minmax_element(skew.in.begin(), skew.in.end());
        const auto first_most = std::find(skew.in.begin(), skew.in.end(), *most);
        double sum = 0;
        for (const std::uint64_t in : skew.in) {
            sum += static_cast<double>(in) / static_cast<double>(cases);
            if (is_skewed(in, cases)) whole.skewed += combinations.weight();
        }
        const auto at = [&](auto place) { return static_cast<std::uint64_t>(place - skew.in.begin()); };
        share.add(static_cast<double>(*least) / static_cast<double>(cases), at(least),
                  static_cast<double>(*most) / static_cast<double>(cases), at(first_most), sum, skew.in.size(),
                  combinations.weight(), [&](std::uint64_t place) { return combinations.coordinates(place); });
        whole.scenarios += combinations.weight() * skew.in.size();
    }
};

class SweepMerge {
  public:
    SweepMerge(const Study& study, const StudyData& data, const SweepPlan& plan) : study_(study), data_(data), plan_(plan) {
        for (const SetDefinition& condition : study.conditions) conditions_.push_back(condition.name);
        candidates_ = necessity_candidates(conditions_, study.necessity);
        sets_.resize(candidates_.size());
        for (auto& both : sets_)
            for (NecessityMerge& merge : both) {
                merge.whole.axis_maps.resize(plan.axes.size());
                for (std::size_t a = 0; a < plan.incl_axis; ++a) merge.whole.axis_maps[a].resize(plan.axes[a].size());
            }
        skew_.resize(conditions_.size());
        for (std::size_t c = 0; c < conditions_.size(); ++c) skew_[c].whole.set = conditions_[c];
        const bool varied = plan.slice_axes > 0 && plan.axes.front().name == outcome_axis;
        const std::string own = (study.outcome.negate ? "~" : "") + study.outcome.name;
        for (const std::string& outcome : varied ? plan.axes.front().labels : std::vector<std::string>{own})
            skew_.emplace_back().whole.set = outcome;
    }

    void add(const Slice& slice, const SliceNecessity& found) {
        for (const SliceNecessity::Candidate& candidate : found.sets) {
            const auto number = static_cast<std::size_t>(
                std::find_if(candidates_.begin(), candidates_.end(),
                             [&](const NamedExpression& other) { return other.expression == candidate.set; }) -
                candidates_.begin());
            std::vector<std::size_t> sets = candidate.involved;
            sets.push_back(slice.outcome);
            const Combinations combinations(plan_, slice, sets);
            for (std::size_t e = 0; e < candidate.explained.size(); ++e)
                sets_[number][e].add_slice(candidate.explained[e], combinations);
        }
        for (const SliceNecessity::Skew& skew : found.skew) {
            const auto merge = std::find_if(skew_.begin(), skew_.end(), [&](const SkewMerge& other) { return other.whole.set == skew.set; });
            merge->add_slice(skew, found.cases, Combinations(plan_, slice, {skew.number}));
        }
    }

    NecessityResult take() {
        NecessityResult result;
        result.cutoff = study_.necessity.cutoff;
        Study negated = study_;
        negated.outcome.negate = !study_.outcome.negate;
        Memberships own = calibrate_study(study_, data_);
        Memberships other = calibrate_study(negated, data_);
        other.order = order_of_summation(data_.raw[study_.sets() - 1], negated.outcome);
        const std::array<std::vector<Necessity>, 2> fits{necessity(own, candidates_), necessity(other, candidates_)};
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            SetNecessity& set = result.sets.emplace_back();
            set.set = candidates_[i].expression;
            for (std::size_t e = 0; e < fits.size(); ++e) set.explained[e] = sets_[i][e].take(fits[e][i]);
        }
        for (SkewMerge& merge : skew_) {
            merge.whole.share = merge.share.take(own_share(merge.whole.set, own, other));
            result.skew.push_back(std::move(merge.whole));
        }
        return result;
    }

  private:
    /// Of a set under the study's own choices; undefined for another outcome.
    double own_share(const std::string& set, const Memberships& own, const Memberships& other) const {
        const auto of = [](const std::vector<double>& memberships) {
            return static_cast<double>(std::count_if(memberships.begin(), memberships.end(), [](double x) { return x > 0.5; })) /
                   static_cast<double>(memberships.size());
        };
        for (std::size_t c = 0; c < conditions_.size(); ++c)
            if (conditions_[c] == set) return of(own.set[c]);
        const std::string& name = study_.outcome.name;
        if (set == (study_.outcome.negate ? "~" : "") + name) return of(own.set.back());
        if (set == (study_.outcome.negate ? "" : "~") + name) return of(other.set.back());
        return Spread::undefined;
    }

    const Study& study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    std::vector<std::string> conditions_;
    std::vector<NamedExpression> candidates_;
    std::vector<std::array<NecessityMerge, 2>> sets_;
    std::vector<SkewMerge> skew_;
};

}  // namespace

NecessityResult sweep_necessity(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    SweepMerge merge(study, data, plan);
    KeptMemberships kept(study, data, plan);
    std::vector<const Slice*> in_order;
    for (const Slice& slice : plan.slices)
        if (slice.in_order) in_order.push_back(&slice);
    const std::size_t slices = in_order.size(), threads = static_cast<std::size_t>(crew.size());
    const std::size_t at_once = slices_at_once * threads;
    std::vector<SliceNecessity> found(std::min(slices, at_once));
    for (std::size_t first = 0; first < slices; first += at_once) {
        const std::size_t size = std::min(at_once, slices - first);
        for (std::size_t i = 0; i < size; ++i) kept.keep(*in_order[first + i]);
        const auto find = [&](std::size_t i, Crew* helpers) { found[i] = kept.necessity(*in_order[first + i], helpers); };
        // Few slices: the threads share each of them; many: they share them out.
        if (slices < threads)
            for (std::size_t i = 0; i < size; ++i) find(i, &crew);
        else
            crew.share(size, [&](int, std::size_t i) { find(i, nullptr); });
        for (std::size_t i = 0; i < size; ++i) merge.add(*in_order[first + i], found[i]);
    }
    return merge.take();
}

}  // namespace qca
