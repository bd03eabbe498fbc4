#include "host/sweep/sample_necessity.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "host/sweep/chosen_necessity.hpp"
#include "host/sweep/necessity_places.hpp"
#include "host/sweep/own_necessity.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "host/sweep/spread_merge.hpp"
#include "host/sweep/tabulated_necessity.hpp"

namespace qca {

namespace {

/// Samples whose sums are added in one go: what is added to what depends on them, and not on the threads.
constexpr std::size_t together = 1024;

/// What some samples of a slice add.
struct SampleSums {
    std::vector<std::array<NecessitySpreads, 2>> sets;  ///< [candidate that is evaluated][explained]
    std::vector<std::array<std::vector<NecessityState>, 2>> states;  ///< [candidate that is evaluated][explained][sample]
};

/// Evaluates points of one slice, each for itself. @param candidates  their numbers
SampleSums evaluate(const SliceProblem& problem, const std::vector<std::size_t>& candidates, const SamplePiece& piece,
                    const SamplePoints& points, std::size_t first, std::size_t last) {
    SampleSums sums;
    sums.sets.resize(candidates.size());
    sums.states.resize(candidates.size());
    ChosenNecessity chosen(problem);
    std::vector<std::int32_t> choice(problem.conditions.size() + 1);
    for (std::size_t p = first; p < last; ++p) {
        for (std::size_t set = 0; set < choice.size(); ++set) choice[set] = points.choice[set * points.size() + p];
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            chosen.take(candidates[i], choice.data());
            for (std::size_t e = 0; e < problem.explained.size(); ++e)
                sums.states[i][e].push_back(chosen.add(e, choice.back(), piece.sample(points.at[p]), 1, sums.sets[i][e]));
        }
    }
    return sums;
}

/// The samples of a slice that have each choice of a set.
struct ChoiceCounts {
    std::vector<std::uint64_t> first, count;  ///< [choice] the lowest sample; how many

    explicit ChoiceCounts(std::size_t choices) : first(choices), count(choices) {}
    void add(std::size_t set, const SamplePiece& piece, const SamplePoints& points) {
        const std::int32_t* const choice = points.choice.data() + set * points.size();
        for (std::size_t p = 0; p < points.size(); ++p) {
            const auto at = static_cast<std::size_t>(choice[p]);
            const std::uint64_t sample = piece.sample(points.at[p]);
            if (count[at]++ == 0 || sample < first[at]) first[at] = sample;
        }
    }
};

/// The candidates of a slice, by how their necessity is found.
struct Split {
    std::vector<TabulatedNecessity> tabulated;
    std::vector<std::size_t> evaluated;  ///< sample by sample

    Split(const SliceProblem& problem, const SweepPlan& plan, std::size_t samples) {
        std::map<std::vector<std::size_t>, std::vector<std::size_t>> alike;  // by their conditions
        for (std::size_t i = 0; i < problem.candidates.size(); ++i) alike[conditions_of(problem, i)].push_back(i);
        for (const auto& [conditions, candidates] : alike) {
            if (TabulatedNecessity::pays(problem, plan, conditions, samples)) tabulated.emplace_back(problem, plan, candidates, conditions, samples);
            else evaluated.insert(evaluated.end(), candidates.begin(), candidates.end());
        }
    }

  private:
    static std::vector<std::size_t> conditions_of(const SliceProblem& problem, std::size_t candidate) {
        NecessityProblem of;
        of.paths = problem.candidates[candidate].paths;
        of.conditions.resize(problem.conditions.size());
        return of.involved();
    }
};

class SampleMerge {
  public:
    SampleMerge(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew)
        : plan_(plan), crew_(crew), places_(study, plan), result_(own_necessity(study, data, plan)), sets_(result_.sets.size()),
          skew_(result_.skew.size()), memberships_(plan.slices.size() > 1) {}

    void add_slice(const SampleSlices& slices, std::size_t number, const SampleSlice& slice) {
        const SliceMemberships memberships = SliceMemberships::of_samples(slice, memberships_);
        CaseSelection all(slice.data.cases.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const SliceProblem problem(memberships, all);
        std::vector<std::size_t> set_number;
        for (const NamedExpression& candidate : problem.candidates)
            set_number.push_back(static_cast<std::size_t>(&set_of(result_, candidate.expression) - result_.sets.data()));
        Split split(problem, plan_, slices.begin(number + 1) - slices.begin(number));
        std::vector<ChoiceCounts> choices;
        for (std::size_t set = 0; set < problem.names.size(); ++set) choices.emplace_back(memberships.choices[set]);

        SamplePiece piece;
        SamplePoints points;
        for (std::size_t first = slices.begin(number); first < slices.begin(number + 1); first += SampleSlices::piece_size) {
            piece = slices.piece(first, slices.begin(number + 1), std::move(piece));
            points = slices.points(piece, slice, std::move(points));
            crew_.share(choices.size() + split.tabulated.size(), [&](int, std::size_t task) {
                if (task < choices.size()) choices[task].add(task, piece, points);
                else split.tabulated[task - choices.size()].begin(piece, points);
            });
            for (TabulatedNecessity& of : split.tabulated)
                crew_.share(of.tasks(), [&](int, std::size_t task) { of.count(task, piece, points); });
            if (!split.evaluated.empty()) add_evaluated(problem, split.evaluated, set_number, piece, points);
        }
        for (TabulatedNecessity& of : split.tabulated) {
            of.finish();
            crew_.share(of.candidates().size(), [&](int, std::size_t task) {
                const std::size_t candidate = of.candidates()[task], set = set_number[candidate];
                of.add(candidate, sets_[set], result_.sets[set].explained);
            });
        }
        for (std::size_t set = 0; set < choices.size(); ++set) add_skew(problem, set, choices[set]);
    }

    NecessityResult take() {
        for (std::size_t i = 0; i < sets_.size(); ++i)
            for (std::size_t e = 0; e < explained_names.size(); ++e) {
                NecessityFor& of = result_.sets[i].explained[e];
                const std::array spreads{&of.inclN, &of.RoN, &of.covN};
                for (std::size_t s = 0; s < spreads.size(); ++s)
                    write(sets_[i][e][s], *spreads[s], [&](std::uint64_t sample) { return places_.of_set(i, sample); });
            }
        for (std::size_t i = 0; i < skew_.size(); ++i)
            write(skew_[i], result_.skew[i].share, [&](std::uint64_t sample) { return places_.of_skew(i, sample); });
        return std::move(result_);
    }

  private:
    void add_evaluated(const SliceProblem& problem, const std::vector<std::size_t>& candidates,
                       const std::vector<std::size_t>& set_number, const SamplePiece& piece, const SamplePoints& points) {
        std::vector<SampleSums> sums((points.size() + together - 1) / together);
        crew_.share(sums.size(), [&](int, std::size_t at) {
            sums[at] = evaluate(problem, candidates, piece, points, at * together, std::min((at + 1) * together, points.size()));
        });
        for (const SampleSums& of : sums)
            for (std::size_t i = 0; i < candidates.size(); ++i)
                for (std::size_t e = 0; e < explained_names.size(); ++e)
                    for (std::size_t s = 0; s < of.sets[i][e].size(); ++s) sets_[set_number[candidates[i]]][e][s].add(of.sets[i][e][s]);
        // Each candidate's maps are one thread's.
        crew_.share(candidates.size() * explained_names.size(), [&](int, std::size_t task) {
            const std::size_t i = task / explained_names.size(), e = task % explained_names.size();
            NecessityFor& of = result_.sets[set_number[candidates[i]]].explained[e];
            std::vector<NecessityState> states;
            states.reserve(points.size());
            for (const SampleSums& some : sums) states.insert(states.end(), some.states[i][e].begin(), some.states[i][e].end());
            for (const NecessityState state : states) ++of.total[static_cast<std::size_t>(state)];
            for (std::size_t a = 0; a < plan_.incl_axis; ++a) {
                const std::uint32_t* const value = piece.on_axis(a);
                NecessityCounts* const map = of.axis_maps[a].data();
                for (std::size_t p = 0; p < states.size(); ++p) ++map[value[points.at[p]]][static_cast<std::size_t>(states[p])];
            }
        });
    }

    void add_skew(const SliceProblem& problem, std::size_t set, const ChoiceCounts& counts) {
        SetSkew& skew = skew_of(result_, problem.names[set]);
        CombinationSpread& spread = skew_[static_cast<std::size_t>(&skew - result_.skew.data())];
        const std::vector<std::uint64_t> in = problem.count_in(set);
        for (std::size_t choice = 0; choice < in.size(); ++choice) {
            if (counts.count[choice] == 0) continue;
            spread.add(static_cast<double>(in[choice]) / static_cast<double>(problem.cases), counts.first[choice], counts.count[choice]);
            skew.scenarios += counts.count[choice];
            if (is_skewed(in[choice], problem.cases)) skew.skewed += counts.count[choice];
        }
    }

    template <class Places>
    static void write(const CombinationSpread& from, Spread& to, const Places& places) {
        SpreadMerge merge;
        merge.add(from.minimum, from.minimum_at, from.maximum, from.maximum_at, from.sum, from.defined, 1, [](std::uint64_t at) { return at; });
        merge.write(to, places);
    }

    const SweepPlan& plan_;
    Crew& crew_;
    const NecessityPlaces places_;
    NecessityResult result_;
    std::vector<std::array<NecessitySpreads, 2>> sets_;  // [set of the result][explained]
    std::vector<CombinationSpread> skew_;
    RememberedMemberships memberships_;  // of slices
};

}  // namespace

NecessityResult sample_necessity(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew) {
    const SampleOrder order = order_samples(plan, Sampler(plan.design));
    const SampleSlices slices(study, data, plan, order, crew);
    SampleMerge merge(study, data, plan, crew);
    for (std::size_t number = 0; number < plan.slices.size(); ++number) {
        if (slices.begin(number) == slices.begin(number + 1)) continue;
        const SampleSlice slice = slices.slice(number);
        if (slice.in_order) merge.add_slice(slices, number, slice);
    }
    return merge.take();
}

}  // namespace qca
