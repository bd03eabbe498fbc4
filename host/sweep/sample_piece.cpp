#include "host/sweep/sample_piece.hpp"

#include <algorithm>
#include <array>

namespace qca {

namespace {

constexpr std::size_t together = 1024;

/// Some samples of a piece, and what is drawn for them, one axis after the other.
class Stretch {
  public:
    Stretch(const SamplePiece& piece, const Sampler& sampler, std::size_t first)
        : piece_(piece), sampler_(sampler), first_(first), last_(std::min(first + together, piece.size)) {
        if (sampler.matrices() == 0) return;
        for (std::size_t i = first_; i < last_; ++i) {
            const std::uint64_t sample = piece.sample(i);
            pair_[i - first_] = sample / sampler.matrices();
            matrix_[i - first_] = sample % sampler.matrices();
        }
    }

    /// Calls write(i, of_fraction(fraction)) for each sample. What the samples of a pair share is computed once.
    template <class OfFraction, class Write>
    void each(std::size_t axis, const OfFraction& of_fraction, const Write& write) const {
        if (sampler_.matrices() == 0) {
            std::array<std::uint64_t, together> fractions;
            if (piece_.samples == nullptr) sampler_.fractions(axis, piece_.first + first_, last_ - first_, fractions.data());
            else
                for (std::size_t i = first_; i < last_; ++i) fractions[i - first_] = sampler_.fraction(axis, piece_.sample(i));
            for (std::size_t i = first_; i < last_; ++i) write(i, of_fraction(fractions[i - first_]));
            return;
        }
        std::vector<std::uint8_t> second(sampler_.matrices());
        for (std::size_t matrix = 0; matrix < second.size(); ++matrix) second[matrix] = sampler_.takes_second(axis, matrix) ? 1 : 0;
        for (std::size_t i = first_; i < last_;) {
            const std::uint64_t pair = pair_[i - first_];
            const std::array of_pair{of_fraction(sampler_.fraction_in_pair(axis, pair, false)), of_fraction(sampler_.fraction_in_pair(axis, pair, true))};
            for (; i < last_ && pair_[i - first_] == pair; ++i) write(i, of_pair[second[matrix_[i - first_]]]);
        }
    }

  private:
    const SamplePiece& piece_;
    const Sampler& sampler_;
    std::size_t first_, last_;
    std::array<std::uint64_t, together> pair_{};
    std::array<std::size_t, together> matrix_{};
};

/// The value or bin of an axis that is drawn, and the step (or listed value).
struct Place {
    std::uint32_t position, step;
};

}  // namespace

void draw(SamplePiece& piece, const Sampler& sampler, const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors, Crew& crew) {
    const std::size_t size = piece.size;
    piece.position.resize(plan.axes.size() * size);
    piece.combination.assign(anchors.size() * size, 0);
    piece.incl.resize(size);
    piece.pri.resize(size);
    const auto position = [&](std::size_t axis, std::uint64_t fraction) {
        return static_cast<std::uint32_t>(Sampler::part_of(fraction, plan.axes[axis].size()));
    };
    const auto draw_axis = [&](const Stretch& stretch, std::size_t axis) {
        std::uint32_t* const to = piece.position.data() + axis * size;
        stretch.each(axis, [&](std::uint64_t fraction) { return position(axis, fraction); }, [&](std::size_t i, std::uint32_t at) { to[i] = at; });
    };
    const auto draw_set = [&](const Stretch& stretch, std::size_t set) {
        std::uint32_t* const number = piece.combination.data() + set * size;
        const std::vector<DrawnAnchors::Part>& parts = anchors[set].parts();
        if (anchors[set].drawn_together()) {
            std::vector<std::size_t> bins;
            for (const DrawnAnchors::Part& part : parts) bins.push_back(plan.axes[part.axis].size());
            const auto combination = [&](std::uint64_t fraction) {
                const std::size_t drawn = anchors[set].number_at(fraction);
                return std::pair{static_cast<std::uint32_t>(drawn), anchors[set].positions(drawn, bins)};
            };
            stretch.each(parts.front().axis, combination, [&](std::size_t i, const auto& drawn) {
                number[i] = drawn.first;
                for (std::size_t x = 0; x < parts.size(); ++x) piece.position[parts[x].axis * size + i] = drawn.second[x];
            });
            return;
        }
        for (const DrawnAnchors::Part& part : parts) {
            const auto values = static_cast<std::uint32_t>(part.values.size());
            std::uint32_t* const to = piece.position.data() + part.axis * size;
            const auto place = [&](std::uint64_t fraction) {
                return Place{position(part.axis, fraction), static_cast<std::uint32_t>(Sampler::part_of(fraction, values))};
            };
            stretch.each(part.axis, place, [&](std::size_t i, const Place& at) {
                to[i] = at.position;
                number[i] = number[i] * values + at.step;
            });
        }
    };
    const auto draw_cutoff = [&](const Stretch& stretch, std::size_t axis, std::vector<double>& to) {
        const auto cutoff = [&](std::uint64_t fraction) {
            return plan.design.axes[axis].range ? sampler.value_at(axis, fraction) : plan.axes[axis].values[position(axis, fraction)];
        };
        stretch.each(axis, cutoff, [&](std::size_t i, double value) { to[i] = value; });
    };
    crew.share((size + together - 1) / together, [&](int, std::size_t at) {
        const Stretch stretch(piece, sampler, at * together);
        for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) draw_axis(stretch, axis);
        for (std::size_t set = 0; set < anchors.size(); ++set) draw_set(stretch, set);
        for (std::size_t axis = plan.incl_axis; axis < plan.axes.size(); ++axis) draw_axis(stretch, axis);
        draw_cutoff(stretch, plan.incl_axis, piece.incl);
        draw_cutoff(stretch, plan.pri_axis, piece.pri);
    });
}

}  // namespace qca
