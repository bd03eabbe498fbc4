#include "host/plan/sweep_parts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/plan/box_size.hpp"

namespace qca {

namespace {

constexpr std::size_t most_parts = 100000;   ///< each is a sweep of its own
constexpr std::size_t most_pieces = 20000;   ///< of one slice, before they are joined

[[noreturn]] void reject_number(const Study& study, const std::string& parts) {
    throw InputError(fmt::format("{}: [sweep] exclude: what is left falls into {} parts, each a sweep of its own (the limit is {}) "
                                 "exclude less, or along fewer axes",
                                 study.file, parts, most_parts));
}

/// Every value of all axes but those of slices, of which a box has none.
Box grid_of(const SweepPlan& plan) {
    Box box(plan.axes.size());
    for (std::size_t axis = plan.slice_axes; axis < box.size(); ++axis) {
        box[axis].resize(plan.axes[axis].size());
        std::iota(box[axis].begin(), box[axis].end(), std::size_t{0});
    }
    return box;
}

/// The axes from the first that is not a slice's.
Box grid_axes(const SweepPlan& plan, const Box& box) {
    return {box.begin() + static_cast<std::ptrdiff_t>(plan.slice_axes), box.end()};
}

/// What some exclusions leave of a slice.
struct Left {
    std::vector<std::size_t> boxes;  ///< in which something is evaluated
    std::uint64_t scenarios = 0;
};

class PartList {
  public:
    PartList(const Study& study, const SweepPlan& plan) : study_(study), plan_(plan) {}

    SweepParts list() {
        for (std::size_t slice = 0; slice < plan_.slices.size(); ++slice) add_slice(slice);
        return std::move(list_);
    }

  private:
    void add_slice(std::size_t slice) {
        // Boxes that are the same in all that takes part need one evaluation.
        const std::vector<std::size_t> axes = axes_that_matter(plan_.slices[slice]);
        std::map<Box, std::size_t> known;
        const Left& left = left_of(holes_of(slice));
        list_.left += left.scenarios;
        if (!plan_.slices[slice].in_order) return;
        for (const std::size_t number : left.boxes) {
            const BoxSize& size = sizes_[number];
            Box seen;
            for (const std::size_t axis : axes) seen.push_back(list_.boxes[number][axis]);
            const auto [at, is_new] = known.emplace(std::move(seen), list_.parts.size());
            if (is_new) list_.parts.push_back({slice, {}, size.calibrations(plan_.slices[slice]), 0});
            SweepPart& part = list_.parts[at->second];
            part.boxes.push_back(number);
            part.evaluated += size.evaluated;
        }
        if (list_.parts.size() > most_parts) reject_number(study_, fmt::format("more than {}", most_parts));
    }

    /// The exclusions that concern a slice.
    std::vector<std::size_t> holes_of(std::size_t slice) const {
        std::vector<std::size_t> holes;
        for (std::size_t hole = 0; hole < plan_.excluded_boxes.size(); ++hole) {
            const Box& box = plan_.excluded_boxes[hole];
            bool concerned = true;
            for (std::size_t axis = 0; axis < plan_.slice_axes; ++axis)
                concerned = concerned && std::binary_search(box[axis].begin(), box[axis].end(), plan_.slices[slice].at[axis]);
            if (concerned) holes.push_back(hole);
        }
        return holes;
    }

    const Left& left_of(const std::vector<std::size_t>& holes) {
        const auto [at, is_new] = left_of_holes_.try_emplace(holes);
        Left& left = at->second;
        if (!is_new) return left;
        const Box grid = grid_of(plan_);
        std::vector<Box> cut;
        for (const std::size_t hole : holes) cut.push_back(grid_axes(plan_, plan_.excluded_boxes[hole]));
        const auto pieces = cut_out(grid_axes(plan_, grid), cut, most_pieces);
        if (!pieces) reject_number(study_, fmt::format("more than {}", most_pieces));
        for (const Box& piece : *pieces) {
            Box box = grid;
            std::copy(piece.begin(), piece.end(), box.begin() + static_cast<std::ptrdiff_t>(plan_.slice_axes));
            std::uint64_t scenarios = 1;
            for (const auto& positions : piece) scenarios *= positions.size();
            left.scenarios += scenarios;
            const BoxSize size(plan_, box);
            if (size.evaluated == 0 && !plan_.excluded_boxes.empty()) continue;
            left.boxes.push_back(list_.boxes.size());
            list_.boxes.push_back(std::move(box));
            sizes_.push_back(size);
        }
        return left;
    }

    /// Those of the sets that take part, and the cutoffs.
    std::vector<std::size_t> axes_that_matter(const Slice& slice) const {
        std::vector<std::size_t> axes{plan_.incl_axis, plan_.pri_axis, plan_.n_axis, plan_.type_axis};
        for (const std::size_t condition : slice.conditions)
            axes.insert(axes.end(), plan_.sets[condition].axes.begin(), plan_.sets[condition].axes.end());
        if (slice.outcome + 1 == plan_.sets.size())
            axes.insert(axes.end(), plan_.sets.back().axes.begin(), plan_.sets.back().axes.end());
        return axes;
    }

    const Study& study_;
    const SweepPlan& plan_;
    SweepParts list_;
    std::vector<BoxSize> sizes_;  // of list_.boxes
    std::map<std::vector<std::size_t>, Left> left_of_holes_;
};

}  // namespace

SweepParts sweep_parts(const Study& study, const SweepPlan& plan) { return PartList(study, plan).list(); }

}  // namespace qca
