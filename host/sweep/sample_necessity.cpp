#include "host/sweep/sample_necessity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "host/analysis/necessity.hpp"
#include "host/sweep/necessity_places.hpp"
#include "host/sweep/own_necessity.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "host/sweep/spread_merge.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"

namespace qca {

namespace {

/// Samples whose sums are added in one go: what is added to what depends on them, and not on the threads.
constexpr std::size_t together = 1024;

/// Of a set for an outcome: inclN, RoN, covN.
using Spreads = std::array<CombinationSpread, 3>;

/// What some samples of a slice add.
struct SampleSums {
    std::vector<std::array<Spreads, 2>> sets;  ///< [candidate of the slice][explained]
    std::vector<CombinationSpread> share;      ///< [set of the slice]
    std::vector<std::uint64_t> skewed;         ///< [set of the slice]
    std::vector<std::array<std::vector<NecessityState>, 2>> states;  ///< [candidate][explained][sample]
};

/// Evaluates points of one slice.
class PointWorker {
  public:
    PointWorker(const SliceProblem& problem, const std::vector<std::vector<std::uint64_t>>& in, const SamplePiece& piece,
                const SamplePoints& points)
        : problem_(problem), in_(in), piece_(piece), points_(points), x_(problem.cases), in_path_(problem.cases) {}

    SampleSums add(std::size_t first, std::size_t last) {
        SampleSums sums;
        sums.sets.resize(problem_.candidates.size());
        sums.states.resize(problem_.candidates.size());
        sums.share.resize(in_.size());
        sums.skewed.resize(in_.size());
        for (std::size_t p = first; p < last; ++p) {
            const std::uint64_t sample = piece_.sample(points_.at[p]);
            for (std::size_t set = 0; set < in_.size(); ++set) {
                const std::uint64_t in = in_[set][choice(set, p)];
                sums.share[set].add(static_cast<double>(in) / static_cast<double>(problem_.cases), sample);
                if (is_skewed(in, problem_.cases)) ++sums.skewed[set];
            }
            for (std::size_t i = 0; i < problem_.candidates.size(); ++i) {
                fill(problem_.candidates[i].paths, p);
                for (std::size_t e = 0; e < problem_.explained.size(); ++e)
                    sums.states[i][e].push_back(add(sums.sets[i][e], sample, sum(problem_.explained[e], p)));
            }
        }
        return sums;
    }

  private:
    std::size_t choice(std::size_t set, std::size_t point) const {
        return static_cast<std::size_t>(points_.choice[set * points_.size() + point]);
    }

    /// Memberships in a sum of paths, [case].
    void fill(const std::vector<Implicant>& paths, std::size_t point) {
        const auto k = static_cast<int>(problem_.conditions.size());
        std::fill(x_.begin(), x_.end(), 0.0);
        for (const Implicant& path : paths) {
            std::fill(in_path_.begin(), in_path_.end(), 1.0);
            for (int condition = 0; condition < k; ++condition) {
                const std::uint32_t bit = condition_bit(condition, k);
                if ((path.literals & bit) == 0) continue;
                const auto set = static_cast<std::size_t>(condition);
                const double* const x = problem_.conditions[set].data() + choice(set, point) * problem_.cases;
                const bool present = (path.values & bit) != 0;
                for (std::size_t c = 0; c < problem_.cases; ++c) in_path_[c] = smaller(in_path_[c], present ? x[c] : 1.0 - x[c]);
            }
            for (std::size_t c = 0; c < problem_.cases; ++c) x_[c] = larger(x_[c], in_path_[c]);
        }
    }

    NecessitySums sum(const SliceProblem::Explained& explained, std::size_t point) const {
        const double* const y = explained.table.data() + choice(problem_.conditions.size(), point) * problem_.cases;
        NecessitySums sums;
        for (std::size_t i = 0; i < problem_.cases; ++i) {
            const double x = x_[explained.order[i]], both = smaller(x, y[i]);
            sums.x += x;
            sums.y += y[i];
            sums.both += both;
            sums.out += 1.0 - x;
            sums.not_both += 1.0 - both;
        }
        return sums;
    }

    NecessityState add(Spreads& spreads, std::uint64_t sample, const NecessitySums& sums) const {
        const double inclusion = necessity_inclusion(sums);
        spreads[0].add(inclusion, sample);
        spreads[1].add(necessity_relevance(sums), sample);
        spreads[2].add(necessity_coverage(sums), sample);
        if (std::isnan(inclusion)) return NecessityState::undefined;
        return meets_inclusion(sums.y, sums.both, problem_.bound) ? NecessityState::at_cutoff : NecessityState::below;
    }

    const SliceProblem& problem_;
    const std::vector<std::vector<std::uint64_t>>& in_;  // [set][choice] cases
    const SamplePiece& piece_;
    const SamplePoints& points_;
    std::vector<double> x_, in_path_;  // [case]
};

class SampleMerge {
  public:
    SampleMerge(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew)
        : plan_(plan), crew_(crew), places_(study, plan), result_(own_necessity(study, data, plan)), sets_(result_.sets.size()),
          skew_(result_.skew.size()) {}

    void add_slice(const SampleSlices& slices, std::size_t number, const SampleSlice& slice) {
        const SliceMemberships memberships = SliceMemberships::of_samples(slice);
        CaseSelection all(slice.data.cases.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const SliceProblem problem(memberships, all);
        std::vector<std::vector<std::uint64_t>> in;
        for (std::size_t set = 0; set < problem.names.size(); ++set) in.push_back(problem.count_in(set));
        std::vector<std::size_t> set_number, skew_number;
        for (const NamedExpression& candidate : problem.candidates)
            set_number.push_back(static_cast<std::size_t>(&set_of(result_, candidate.expression) - result_.sets.data()));
        for (const std::string& name : problem.names)
            skew_number.push_back(static_cast<std::size_t>(&skew_of(result_, name) - result_.skew.data()));

        for (std::size_t first = slices.begin(number); first < slices.begin(number + 1); first += SampleSlices::piece_size) {
            const SamplePiece piece = slices.piece(first, slices.begin(number + 1));
            const SamplePoints points = slices.points(piece, slice);
            std::vector<SampleSums> sums((points.size() + together - 1) / together);
            crew_.share(sums.size(), [&](int, std::size_t at) {
                PointWorker worker(problem, in, piece, points);
                sums[at] = worker.add(at * together, std::min((at + 1) * together, points.size()));
            });
            for (const SampleSums& of : sums) {
                add_spreads(of, set_number, skew_number);
                for (std::size_t set = 0; set < skew_number.size(); ++set) result_.skew[skew_number[set]].skewed += of.skewed[set];
            }
            for (const std::size_t set : skew_number) result_.skew[set].scenarios += points.size();
            count_states(sums, set_number, piece, points);
        }
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
    void add_spreads(const SampleSums& sums, const std::vector<std::size_t>& set_number, const std::vector<std::size_t>& skew_number) {
        for (std::size_t i = 0; i < set_number.size(); ++i)
            for (std::size_t e = 0; e < explained_names.size(); ++e)
                for (std::size_t s = 0; s < sums.sets[i][e].size(); ++s) sets_[set_number[i]][e][s].add(sums.sets[i][e][s]);
        for (std::size_t set = 0; set < skew_number.size(); ++set) skew_[skew_number[set]].add(sums.share[set]);
    }

    /// In all, and by the samples' positions on the axes. Each candidate's maps are one thread's.
    void count_states(const std::vector<SampleSums>& sums, const std::vector<std::size_t>& set_number, const SamplePiece& piece,
                      const SamplePoints& points) {
        crew_.share(set_number.size() * explained_names.size(), [&](int, std::size_t task) {
            const std::size_t i = task / explained_names.size(), e = task % explained_names.size();
            NecessityFor& of = result_.sets[set_number[i]].explained[e];
            std::size_t point = 0;
            for (const SampleSums& some : sums)
                for (const NecessityState state : some.states[i][e]) {
                    const std::size_t at = points.at[point++];
                    ++of.total[static_cast<std::size_t>(state)];
                    for (std::size_t a = 0; a < plan_.incl_axis; ++a)
                        ++of.axis_maps[a][piece.on_axis(a)[at]][static_cast<std::size_t>(state)];
                }
        });
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
    std::vector<std::array<Spreads, 2>> sets_;  // [set of the result][explained]
    std::vector<CombinationSpread> skew_;
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
