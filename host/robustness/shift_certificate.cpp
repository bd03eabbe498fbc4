#include "host/robustness/shift_certificate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/robustness/box_split.hpp"

namespace qca {
namespace {

Shift middle_of(const ShiftBox& box) {
    Shift middle;
    for (const Band& band : box) middle.push_back(band.low + (band.high - band.low) / 2);
    return middle;
}

class Search {
  public:
    Search(const AnchorShifts& shifts, ShiftFate& fate, ShiftNorm norm, double length, std::size_t most_boxes, StepCount& progress)
        : shifts_(shifts), fate_(fate), norm_(norm), length_(length), most_boxes_(most_boxes), progress_(progress) {
        if (norm == ShiftNorm::euclidean) ball_ = length * (1 + 1e-12);
    }

    ShiftCertificate run() {
        boxes_.push_back(ShiftBox(shifts_.size(), Band{-length_, length_}));
        while (!boxes_.empty() && found_.outcome != ShiftCertificate::Outcome::lost) {
            if (found_.boxes == most_boxes_) return found_;
            ShiftBox box = std::move(boxes_.back());
            boxes_.pop_back();
            ++found_.boxes;
            progress_.add();
            if (possible(box) && !look_into(box)) return found_;
        }
        if (boxes_.empty() && found_.outcome == ShiftCertificate::Outcome::open) found_.outcome = ShiftCertificate::Outcome::alive;
        return found_;
    }

  private:
    /// Some shift of the box is in the ball and feasible, for all that can be seen. Cuts off what is not in the ball.
    bool possible(ShiftBox& box) const {
        if (ball_) {
            double squares = 0;
            const auto nearest = [](const Band& band) { return std::max({0.0, band.low, -band.high}); };
            for (const Band& band : box) squares += nearest(band) * nearest(band);
            if (squares > *ball_ * *ball_) return false;
            for (Band& band : box) {
                const double rest = *ball_ * *ball_ - squares + nearest(band) * nearest(band);
                const double farthest = std::sqrt(std::max(rest, 0.0)) * (1 + 1e-12);
                band = {std::max(band.low, -farthest), std::min(band.high, farthest)};
            }
        }
        for (std::size_t set = 0; set < shifts_.study().sets(); ++set) {
            const std::vector<std::size_t>& at = shifts_.anchors_of(set);
            if (at.size() != 3) continue;
            const Anchors& own = shifts_.study().set(set).anchors;
            const bool rising = own.exclusion < own.inclusion;
            for (std::size_t a = 0; a < 2; ++a) {
                const std::size_t lower = rising ? at[a] : at[a + 1], upper = rising ? at[a + 1] : at[a];
                if (std::nextafter(shifts_.value(lower, box[lower].low), -infinite) >=
                    std::nextafter(shifts_.value(upper, box[upper].high), infinite))
                    return false;
            }
        }
        return true;
    }

    /// @return false where nothing more can be done
    bool look_into(const ShiftBox& box) {
        const std::vector<RowEnclosure> rows = enclose_rows(shifts_, box, ball_);
        if (judge_codings(fate_, rows, std::nullopt).alive) return true;
        const Shift middle = middle_of(box);
        if (try_witness(middle)) return true;
        std::optional<CodedRows> table;
        if (shifts_.feasible(middle)) table = fate_.rows_at(middle);
        const std::vector<CriticalRow> critical = judge_codings(fate_, rows, table).critical;
        for (const CriticalRow& row : critical)
            for (const OpenQuantity& open : rows[row.position].open)
                if (try_witness(row.code == positive_code ? open.highest : open.lowest)) return true;
        const auto parts = split_box(shifts_, box, rows, critical, norm_);
        if (!parts) return false;
        boxes_.push_back(parts->first);
        boxes_.push_back(parts->second);
        return true;
    }

    /// Too long a shift is tried at the length that is looked at.
    bool try_witness(Shift shift) {
        const double length = length_of(shift, norm_);
        if (length > length_)
            for (double& x : shift) x *= length_ / length * (1 - 1e-12);
        if (!fate_.lost_at(shift)) return false;
        found_.outcome = ShiftCertificate::Outcome::lost;
        found_.witness = std::move(shift);
        return true;
    }

    static constexpr double infinite = std::numeric_limits<double>::infinity();

    const AnchorShifts& shifts_;
    ShiftFate& fate_;
    ShiftNorm norm_;
    double length_;
    std::size_t most_boxes_;
    StepCount& progress_;
    std::optional<double> ball_;
    std::vector<ShiftBox> boxes_;
    ShiftCertificate found_;
};

}  // namespace

ShiftCertificate certify_shifts(const AnchorShifts& shifts, ShiftFate& fate, ShiftNorm norm, double length, std::size_t most_boxes,
                                StepCount& progress) {
    return Search(shifts, fate, norm, length, most_boxes, progress).run();
}

}  // namespace qca
