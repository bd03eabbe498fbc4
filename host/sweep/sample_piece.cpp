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
        for (std::size_t i = first_; i < last_ && sampler.matrices() != 0; ++i) {
            const std::uint64_t sample = piece.sample(i);
            pair_.push_back(sample / sampler.matrices());
            matrix_.push_back(sample % sampler.matrices());
        }
    }

    std::size_t first() const { return first_; }
    std::size_t size() const { return last_ - first_; }

    /// Where the samples lie on an axis. @param out  [size()]
    void fractions(std::size_t axis, std::uint64_t* out) const {
        const auto write = [&](std::size_t i, std::uint64_t fraction) { out[i] = fraction; };
        if (sampler_.matrices() != 0) return each_of_pairs(axis, [](std::uint64_t fraction) { return fraction; }, write);
        if (piece_.samples == nullptr) return sampler_.fractions(axis, piece_.first + first_, size(), out);
        for (std::size_t i = 0; i < size(); ++i) out[i] = sampler_.fraction(axis, piece_.sample(first_ + i));
    }

    /// Calls write(i, of_fraction(fraction)) for each sample. What the samples of a pair share is computed once.
    /// @pre the design has matrices
    template <class OfFraction, class Write>
    void each_of_pairs(std::size_t axis, const OfFraction& of_fraction, const Write& write) const {
        std::vector<std::uint8_t> second(sampler_.matrices());
        for (std::size_t matrix = 0; matrix < second.size(); ++matrix) second[matrix] = sampler_.takes_second(axis, matrix) ? 1 : 0;
        for (std::size_t i = 0; i < size();) {
            const std::uint64_t pair = pair_[i];
            const std::array of_pair{of_fraction(sampler_.fraction_in_pair(axis, pair, false)), of_fraction(sampler_.fraction_in_pair(axis, pair, true))};
            for (; i < size() && pair_[i] == pair; ++i) write(i, of_pair[second[matrix_[i]]]);
        }
    }

  private:
    const SamplePiece& piece_;
    const Sampler& sampler_;
    std::size_t first_, last_;
    std::vector<std::uint64_t> pair_;  // [sample]; of a design with matrices
    std::vector<std::size_t> matrix_;
};

void take_lowest(const std::uint32_t* __restrict numbers, std::size_t count, std::uint8_t* __restrict bytes) {
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(numbers[i]);
}

/// Draws a stretch of a piece.
class Draw {
  public:
    Draw(SamplePiece& piece, const Sampler& sampler, const SweepPlan& plan, const Stretch& stretch)
        : piece_(piece), sampler_(sampler), plan_(plan), stretch_(stretch) {}

    void axis(std::size_t axis) {
        stretch_.fractions(axis, fractions_.data());
        Sampler::parts_of(fractions_.data(), stretch_.size(), plan_.axes[axis].size(), piece_.position.data() + at(axis));
        take_label(axis);
    }

    void set(std::size_t set, const DrawnAnchors& anchors) {
        std::uint32_t* const number = piece_.combination.data() + set * piece_.size + stretch_.first();
        if (anchors.drawn_together()) return set_of_pairs(number, anchors);
        std::fill_n(number, stretch_.size(), 0u);
        for (const DrawnAnchors::Part& part : anchors.parts()) {
            axis(part.axis);
            const auto values = static_cast<std::uint32_t>(part.values.size());
            const std::uint32_t* step = piece_.position.data() + at(part.axis);
            if (values != plan_.axes[part.axis].size()) {
                Sampler::parts_of(fractions_.data(), stretch_.size(), values, step_.data());
                step = step_.data();
            }
            for (std::size_t i = 0; i < stretch_.size(); ++i) number[i] = number[i] * values + step[i];
        }
    }

    /// An axis of cutoffs, and the cutoffs themselves.
    void cutoff(std::size_t number, std::vector<double>& cutoffs) {
        axis(number);
        double* const to = cutoffs.data() + stretch_.first();
        if (plan_.design.axes[number].range) {
            sampler_.values_at(number, fractions_.data(), stretch_.size(), to);
            return;
        }
        const std::uint32_t* const position = piece_.on_axis(number) + stretch_.first();
        for (std::size_t i = 0; i < stretch_.size(); ++i) to[i] = plan_.axes[number].values[position[i]];
    }

  private:
    std::size_t at(std::size_t axis) const { return axis * piece_.size + stretch_.first(); }

    void take_label(std::size_t axis) { take_lowest(piece_.position.data() + at(axis), stretch_.size(), piece_.label.data() + at(axis)); }

    void set_of_pairs(std::uint32_t* number, const DrawnAnchors& anchors) {
        const std::vector<DrawnAnchors::Part>& parts = anchors.parts();
        std::vector<std::size_t> bins;
        for (const DrawnAnchors::Part& part : parts) bins.push_back(plan_.axes[part.axis].size());
        const auto combination = [&](std::uint64_t fraction) {
            const std::size_t drawn = anchors.number_at(fraction);
            return std::pair{static_cast<std::uint32_t>(drawn), anchors.positions(drawn, bins)};
        };
        stretch_.each_of_pairs(parts.front().axis, combination, [&](std::size_t i, const auto& drawn) {
            number[i] = drawn.first;
            for (std::size_t x = 0; x < parts.size(); ++x) piece_.position[at(parts[x].axis) + i] = drawn.second[x];
        });
        for (const DrawnAnchors::Part& part : parts) take_label(part.axis);
    }

    SamplePiece& piece_;
    const Sampler& sampler_;
    const SweepPlan& plan_;
    const Stretch& stretch_;
    std::array<std::uint64_t, together> fractions_;
    std::array<std::uint32_t, together> step_;
};

}  // namespace

void draw(SamplePiece& piece, const Sampler& sampler, const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors, Crew& crew) {
    piece.position.resize(plan.axes.size() * piece.size);
    piece.label.resize(piece.position.size());
    piece.combination.resize(anchors.size() * piece.size);
    piece.incl.resize(piece.size);
    piece.pri.resize(piece.size);
    crew.share((piece.size + together - 1) / together, [&](int, std::size_t number) {
        const Stretch stretch(piece, sampler, number * together);
        Draw draw(piece, sampler, plan, stretch);
        for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) draw.axis(axis);
        for (std::size_t set = 0; set < anchors.size(); ++set) draw.set(set, anchors[set]);
        draw.cutoff(plan.incl_axis, piece.incl);
        draw.cutoff(plan.pri_axis, piece.pri);
        draw.axis(plan.n_axis);
        draw.axis(plan.type_axis);
    });
}

}  // namespace qca
