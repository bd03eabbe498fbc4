#include "host/plan/split_parts.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "host/plan/box_size.hpp"

namespace qca {

namespace {

class PartSplitter {
  public:
    explicit PartSplitter(const SweepPlan& plan) : plan_(plan) {}

    void split(const SweepPart& part, std::uint64_t most) {
        std::vector<Box> of_part;
        for (const std::size_t number : part.boxes) of_part.push_back(plan_.boxes[number]);
        split(part.slice, std::move(of_part), most);
    }

    std::vector<Box> boxes;
    std::vector<SweepPart> parts;

  private:
    void split(std::size_t slice, std::vector<Box> of_part, std::uint64_t most) {
        const BoxSize size(plan_, of_part.front());
        const std::uint64_t calibrations = size.calibrations(plan_.slices[slice]);
        if (calibrations == 0) return;
        const std::optional<std::size_t> axis =
            calibrations <= most ? std::nullopt : axis_to_cut(plan_.slices[slice], of_part.front(), size);
        if (!axis) {
            add(slice, of_part, calibrations);
            return;
        }
        std::vector<Box> upper = of_part;
        for (std::size_t box = 0; box < of_part.size(); ++box) {
            std::vector<std::size_t>&low = of_part[box][*axis], &high = upper[box][*axis];
            const auto half = static_cast<std::ptrdiff_t>((low.size() + 1) / 2);
            low.erase(low.begin() + half, low.end());
            high.erase(high.begin(), high.begin() + half);
        }
        split(slice, std::move(of_part), most);
        split(slice, std::move(upper), most);
    }

    /// Of the conditions that take part, the one with the fewest choices that has an axis to cut, else the outcome, whose choices share the
    /// sums over the conditions alone; of its axes the first.
    std::optional<std::size_t> axis_to_cut(const Slice& slice, const Box& box, const BoxSize& size) const {
        std::vector<std::size_t> sets = slice.conditions;
        std::stable_sort(sets.begin(), sets.end(), [&](std::size_t a, std::size_t b) { return size.choices[a] < size.choices[b]; });
        if (has_own_outcome(plan_, slice)) sets.push_back(slice.outcome);
        for (const std::size_t set : sets)
            for (const std::size_t axis : plan_.sets[set].axes)
                if (box[axis].size() > 1) return axis;
        return std::nullopt;
    }

    void add(std::size_t slice, const std::vector<Box>& of_part, std::uint64_t calibrations) {
        SweepPart& part = parts.emplace_back();
        part.slice = slice;
        part.calibrations = calibrations;
        for (const Box& box : of_part) {
            const auto [at, is_new] = numbers_.try_emplace(box, boxes.size());
            if (is_new) boxes.push_back(box);
            part.boxes.push_back(at->second);
            part.evaluated += BoxSize(plan_, box).evaluated;
        }
    }

    const SweepPlan& plan_;
    std::map<Box, std::size_t> numbers_;
};

}  // namespace

SweepPlan with_small_parts(const SweepPlan& plan, const std::vector<std::uint64_t>& most) {
    PartSplitter splitter(plan);
    for (std::size_t number = 0; number < plan.parts.size(); ++number) splitter.split(plan.parts[number], most[number]);
    SweepPlan out = plan;
    out.boxes = std::move(splitter.boxes);
    out.parts = std::move(splitter.parts);
    return out;
}

}  // namespace qca
