#include "host/sweep/sample_slices.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "host/sweep/slice_study.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 12;  ///< of a piece, for one thread

std::vector<DrawnAnchors> drawn_anchors(const Study& study, const SweepPlan& plan) {
    std::vector<DrawnAnchors> anchors;
    for (std::size_t set = 0; set < plan.sets.size(); ++set) anchors.emplace_back(study, plan, set);
    return anchors;
}

}  // namespace

std::vector<std::vector<Anchors>> SampleSlice::anchors() const {
    std::vector<std::vector<Anchors>> choices;
    for (const std::size_t set : sets) choices.push_back(set == no_set ? std::vector<Anchors>{} : tabulated[set].anchors);
    return choices;
}

SampleSlices::SampleSlices(const Study& study, const StudyData& data, const SweepPlan& plan, const SampleOrder& order, Crew& crew)
    : study_(study), data_(data), plan_(plan), order_(order), crew_(crew), sampler_(plan.design), anchors_(drawn_anchors(study, plan)),
      excluded_(plan, anchors_) {}

SampleSlice SampleSlices::slice(std::size_t number) const {
    SampleSlice out;
    Slice slice = plan_.slices[number];
    if (plan_.slice_axes == 0) {
        out.study = study_;
        out.data = data_;
    } else {
        slice = complete(slice, study_, data_);
        out.study = study_of_slice(study_, slice);
        out.data = data_of_slice(study_, data_, slice);
    }
    out.cases = slice.cases;
    out.sets = slice.conditions;
    out.sets.push_back(slice.outcome < plan_.sets.size() ? slice.outcome : SampleSlice::no_set);
    for (std::size_t set = 0; set < plan_.sets.size(); ++set) {
        // Sets of conditions that do not take part count, too.
        out.tabulated.push_back(tabulated(anchors_[set], set_of_slice(study_, slice, set), used(number, set)));
    }
    for (std::size_t set = 0; set < out.tabulated.size(); ++set)
        if (std::ranges::count(out.tabulated[set].position, TabulatedChoices::out_of_order) > 0) out.sometimes_out.push_back(set);
    out.in_order = slice.in_order && std::none_of(out.tabulated.begin(), out.tabulated.end(),
                                                  [](const TabulatedChoices& of) { return of.anchors.empty(); });
    return out;
}

/// The combinations of a set's anchors that the samples of a slice have; empty: taken to be all.
std::vector<std::uint8_t> SampleSlices::used(std::size_t slice, std::size_t set) const {
    const std::size_t first = begin(slice), last = begin(slice + 1);
    if (last - first >= anchors_[set].size()) return {};
    std::vector<std::uint8_t> used(anchors_[set].size());
    for (std::size_t place = first; place < last; ++place) used[anchors_[set].number_of(sampler_, order_.sample(place))] = 1;
    return used;
}

SamplePiece SampleSlices::piece(std::size_t first, std::size_t last, SamplePiece spent) const {
    SamplePiece piece = std::move(spent);
    piece.samples = order_.samples.empty() ? nullptr : order_.samples.data() + first;
    piece.first = first;
    piece.size = std::min(piece_size, last - first);
    draw(piece, sampler_, plan_, anchors_, crew_);
    return piece;
}

SamplePoints SampleSlices::points(const SamplePiece& piece, const SampleSlice& slice, SamplePoints spent) const {
    const std::size_t chunks = (piece.size + chunk_size - 1) / chunk_size;
    std::vector<std::vector<std::uint32_t>> evaluated(chunks);
    std::vector<std::uint64_t> excluded(chunks);
    crew_.share(chunks, [&](int, std::size_t chunk) {
        const std::size_t begin = chunk * chunk_size, end = std::min(begin + chunk_size, piece.size);
        if (slice.in_order && slice.sometimes_out.empty() && excluded_.none()) {
            evaluated[chunk].resize(end - begin);
            std::iota(evaluated[chunk].begin(), evaluated[chunk].end(), static_cast<std::uint32_t>(begin));
            return;
        }
        for (std::size_t i = begin; i < end; ++i) {
            const bool is_excluded = excluded_.contains(piece, i);
            excluded[chunk] += is_excluded ? 1 : 0;
            const bool in_order = slice.in_order && std::ranges::all_of(slice.sometimes_out, [&](std::size_t set) {
                return slice.tabulated[set].position[piece.combination[set * piece.size + i]] >= 0;
            });
            if (in_order && !is_excluded) evaluated[chunk].push_back(static_cast<std::uint32_t>(i));
        }
    });
    SamplePoints points = std::move(spent);
    points.excluded = std::accumulate(excluded.begin(), excluded.end(), std::uint64_t{0});
    std::vector<std::size_t> first{0};
    for (const std::vector<std::uint32_t>& of_chunk : evaluated) first.push_back(first.back() + of_chunk.size());
    const std::size_t size = first.back();
    points.at.resize(size);
    points.choice.resize(slice.sets.size() * size);
    points.incl.resize(size);
    points.pri.resize(size);
    points.n.resize(size);
    crew_.share(chunks, [&](int, std::size_t chunk) {
        std::copy(evaluated[chunk].begin(), evaluated[chunk].end(), points.at.begin() + static_cast<std::ptrdiff_t>(first[chunk]));
        for (std::size_t s = 0; s < slice.sets.size(); ++s) {
            const auto begin = points.choice.begin() + static_cast<std::ptrdiff_t>(s * size);
            if (slice.sets[s] == SampleSlice::no_set) {
                std::fill(begin + static_cast<std::ptrdiff_t>(first[chunk]), begin + static_cast<std::ptrdiff_t>(first[chunk + 1]), 0);
                continue;
            }
            const std::vector<std::int32_t>& position = slice.tabulated[slice.sets[s]].position;
            const std::uint32_t* const combination = piece.combination.data() + slice.sets[s] * piece.size;
            for (std::size_t p = first[chunk]; p < first[chunk + 1]; ++p) points.choice[s * size + p] = position[combination[points.at[p]]];
        }
        for (std::size_t p = first[chunk]; p < first[chunk + 1]; ++p) {
            const std::uint32_t i = points.at[p];
            points.incl[p] = cutoff_bound(piece.incl[i]);
            points.pri[p] = cutoff_bound(piece.pri[i]);
            points.n[p] = plan_.n[piece.on_axis(plan_.n_axis)[i]];
        }
    });
    return points;
}

}  // namespace qca
