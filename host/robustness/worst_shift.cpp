#include "host/robustness/worst_shift.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/robustness/shift_certificate.hpp"
#include "host/robustness/shift_fate.hpp"
#include "host/robustness/shrink_shift.hpp"
#include "host/robustness/table_flips.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

/// Bounds closer than this, relative to the upper one, are close enough.
constexpr double close_enough = 1e-4;

/// The nearest shifts of each anchor that lose the path when it moves alone, up to the reach, by what `ranges` finds.
std::vector<Shift> shifts_alone(const AnchorShifts& shifts, ShiftFate& fate, const FlipRanges& ranges, double reach) {
    std::vector<Shift> found;
    for (std::size_t anchor = 0; anchor < shifts.size(); ++anchor) {
        const auto range = std::find_if(ranges.parameters.begin(), ranges.parameters.end(),
                                        [&](const ParameterRange& of) { return of.parameter.name == shifts.parameter(anchor).name; });
        for (const bool downward : {true, false})
            for (std::size_t i = range->own_interval; downward ? i-- > 0 : ++i < range->intervals.size();) {
                const RangeInterval& interval = range->intervals[i];
                // A shift beside the boundary: the boundary's own double may not be one that a shift comes to.
                const double value = downward ? interval.last : interval.first;
                Shift shift(shifts.size());
                shift[anchor] = (value - shifts.own(anchor)) / shifts.unit(anchor);
                for (int step = 0; step < 8 && !fate.lost_at(shift); ++step)
                    shift[anchor] *= 1 + std::ldexp(1e-15, 3 * step);
                if (!fate.lost_at(shift)) continue;
                if (length_of(shift, ShiftNorm::largest) <= reach) found.push_back(shift);
                break;
            }
    }
    return found;
}

class Bounds {
  public:
    Bounds(const AnchorShifts& shifts, ShiftFate& fate, ShiftNorm norm, const WorstOptions& options)
        : shifts_(shifts), fate_(fate), norm_(norm), options_(options),
          progress_(norm == ShiftNorm::largest ? "boxes (largest shift)" : "boxes (Euclidean)", options.boxes, options.progress), length_(options.reach) {}

    void take(const Shift& shift) {
        const Shift shorter = shrink_shift(fate_, norm_, shift, options_.seed, tries);
        const double length = length_of(shorter, norm_);
        if (length > length_ || (witness_ && length == length_)) return;
        length_ = length;
        witness_ = shorter;
    }

    /// Signs drawn at random for all anchors, or some, at several lengths.
    void try_signs() {
        SeededRandom random(options_.seed);
        for (std::size_t i = 0; i < sign_tries; ++i) {
            Shift shift(shifts_.size());
            const double length = options_.reach * static_cast<double>(1 + random.below(10)) / 20;
            for (double& x : shift) x = length * (static_cast<double>(random.below(3)) - 1);
            if (length_of(shift, norm_) < length_ && fate_.lost_at(shift)) take(shift);
        }
    }

    /// Halves what lies between the bounds as long as boxes suffice: first with one box a length.
    void close() {
        if (!witness_ && proved(length_, std::max<std::size_t>(options_.boxes / 5, 1))) return;
        double open = length_;
        for (int i = 0; i < 40; ++i) {
            const double middle = certified_ + (open - certified_) / 2;
            if (!proved(middle, 1)) open = std::min(middle, length_);
        }
        open = length_;
        while (open - certified_ > close_enough * length_ && boxes_ < options_.boxes) {
            const double middle = certified_ + (open - certified_) / 2;
            const std::size_t left = options_.boxes - boxes_;
            if (!proved(middle, std::max(left / 5, std::min<std::size_t>(left, 1000)))) open = middle;
            open = std::min(open, length_);
        }
    }

    ShiftBounds bounds() const { return {certified_, std::nullopt, boxes_}; }
    const std::optional<Shift>& witness() const { return witness_; }

    void raise_certified(double length) { certified_ = std::max(certified_, length); }

  private:
    bool proved(double length, std::size_t boxes) {
        const ShiftCertificate certificate = certify_shifts(shifts_, fate_, norm_, length, boxes, progress_);
        boxes_ += certificate.boxes;
        if (certificate.outcome == ShiftCertificate::Outcome::lost) take(certificate.witness);
        if (certificate.outcome != ShiftCertificate::Outcome::alive) return false;
        certified_ = length;
        return true;
    }

    static constexpr std::size_t tries = 1500, sign_tries = 1000;

    const AnchorShifts& shifts_;
    ShiftFate& fate_;
    ShiftNorm norm_;
    const WorstOptions& options_;
    StepCount progress_;
    double certified_ = 0;
    double length_;  ///< of the witness; without one, the reach
    std::optional<Shift> witness_;
    std::size_t boxes_ = 0;
};

LostShift lost_shift(const AnchorShifts& shifts, ShiftFate& fate, ShiftNorm norm, const Shift& witness) {
    const Shift needed = without_needless(fate, witness);
    return {needed, length_of(needed, norm), fate.state_at(needed),
            table_flips(shifts.memberships_at(Shift(shifts.size())), shifts.memberships_at(needed), shifts.study().cutoffs)};
}

}  // namespace

WorstShift worst_shift(const Study& study, const StudyData& data, const WorstOptions& options) {
    RangeOptions range_options;
    range_options.path = options.path;
    range_options.threads = options.threads;
    const FlipRanges ranges = flip_ranges(study, data, range_options);
    const AnchorShifts shifts(study, data);
    if (shifts.size() == 0)
        throw InputError(fmt::format("{}: no set has anchors or a threshold (there is nothing to shift) calibrate a set by anchors", study.file));
    ShiftFate fate(shifts, options.path);
    if (fate.lost_at(Shift(shifts.size())))
        throw InputError(fmt::format("{}: --path: the path is no path of the study's own solution (it is {}) ask for one of those that "
                                     "`qcasweep analyze` lists",
                                     study.file, survival_names[static_cast<std::size_t>(*fate.own().survival)]));
    WorstShift worst;
    worst.own = fate.own();
    worst.path = options.path;
    worst.reach = options.reach;
    worst.immovable = ranges.immovable;

    Bounds largest(shifts, fate, ShiftNorm::largest, options), euclidean(shifts, fate, ShiftNorm::euclidean, options);
    for (const Shift& alone : shifts_alone(shifts, fate, ranges, options.reach)) {
        const auto anchor = static_cast<std::size_t>(
            std::find_if(alone.begin(), alone.end(), [](double x) { return x != 0; }) - alone.begin());
        if (!worst.alone || std::abs(alone[anchor]) < std::abs(worst.alone_shift)) {
            worst.alone = anchor;
            worst.alone_shift = alone[anchor];
        }
        largest.take(alone);
        euclidean.take(alone);
    }
    largest.try_signs();
    largest.close();
    if (largest.witness()) euclidean.take(*largest.witness());
    // No single shift is longer than the whole.
    euclidean.raise_certified(largest.bounds().certified);
    euclidean.close();
    worst.largest = largest.bounds();
    worst.euclidean = euclidean.bounds();
    if (largest.witness()) worst.largest.found = lost_shift(shifts, fate, ShiftNorm::largest, *largest.witness());
    if (euclidean.witness()) worst.euclidean.found = lost_shift(shifts, fate, ShiftNorm::euclidean, *euclidean.witness());
    return worst;
}

}  // namespace qca
