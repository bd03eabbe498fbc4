#include "host/plan/boxes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace qca {

namespace {

using Positions = std::vector<std::size_t>;

Positions common(const Positions& a, const Positions& b) {
    Positions both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

Positions without(const Positions& a, const Positions& b) {
    Positions rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
    return rest;
}

bool meet(const Positions& a, const Positions& b) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) return true;
        a[i] < b[j] ? ++i : ++j;
    }
    return false;
}

/// The parts of the holes that lie in the box.
std::vector<Box> clipped(const Box& box, const std::vector<Box>& holes) {
    std::vector<Box> inside;
    for (const Box& hole : holes) {
        if (!intersect(box, hole)) continue;
        Box& part = inside.emplace_back();
        for (std::size_t axis = 0; axis < box.size(); ++axis) part.push_back(common(box[axis], hole[axis]));
    }
    return inside;
}

/// Values of an axis that are in the same holes are one: what is left of it then has few values, however long it is.
struct Classes {
    Box box;                                ///< over the classes
    std::vector<Box> holes;                 ///< over the classes
    std::vector<std::vector<Positions>> values;  ///< [axis][class]

    Classes(const Box& whole, const std::vector<Box>& cut) : box(whole.size()), holes(cut.size(), Box(whole.size())) {
        for (std::size_t axis = 0; axis < whole.size(); ++axis) {
            std::map<std::vector<bool>, Positions> by_holes;
            std::vector<std::vector<bool>> member(whole[axis].size(), std::vector<bool>(cut.size()));
            for (std::size_t hole = 0; hole < cut.size(); ++hole)
                for (std::size_t i = 0; i < whole[axis].size(); ++i)
                    member[i][hole] = std::binary_search(cut[hole][axis].begin(), cut[hole][axis].end(), whole[axis][i]);
            for (std::size_t i = 0; i < whole[axis].size(); ++i) by_holes[member[i]].push_back(whole[axis][i]);
            std::vector<Positions>& classes = values.emplace_back();
            for (auto& [in_holes, positions] : by_holes) {
                for (std::size_t hole = 0; hole < cut.size(); ++hole)
                    if (in_holes[hole]) holes[hole][axis].push_back(classes.size());
                box[axis].push_back(classes.size());
                classes.push_back(std::move(positions));
            }
        }
    }

    Box with_values(const Box& of_classes) const {
        Box out(of_classes.size());
        for (std::size_t axis = 0; axis < out.size(); ++axis) {
            for (const std::size_t number : of_classes[axis])
                out[axis].insert(out[axis].end(), values[axis][number].begin(), values[axis][number].end());
            std::sort(out[axis].begin(), out[axis].end());
        }
        return out;
    }
};

class Cutter {
  public:
    explicit Cutter(std::size_t most) : most_(most) {}

    /// @return whether there are few enough pieces
    bool cut(const Box& box, const std::vector<Box>& all_holes) {
        const std::vector<Box> holes = clipped(box, all_holes);
        if (std::find(holes.begin(), holes.end(), box) != holes.end()) return true;
        if (holes.empty()) {
            pieces_.push_back(box);
            return pieces_.size() <= most_;
        }
        auto [inside, outside] = best_cut(box, holes);
        return cut(inside, holes) && cut(outside, holes);
    }

    std::vector<Box> pieces() && { return std::move(pieces_); }

  private:
    /// Holes that are left to cut out of a box: none where one covers it.
    static std::size_t left_to_cut(const Box& box, const std::vector<Box>& holes) {
        std::size_t left = 0;
        for (const Box& hole : holes) {
            if (!intersect(box, hole)) continue;
            bool covers = true;
            for (std::size_t axis = 0; axis < box.size() && covers; ++axis)
                covers = std::includes(hole[axis].begin(), hole[axis].end(), box[axis].begin(), box[axis].end());
            if (covers) return 0;
            ++left;
        }
        return left;
    }

    /// Along an axis, between the values of a hole and the others.
    static std::pair<Box, Box> best_cut(const Box& box, const std::vector<Box>& holes) {
        std::pair<Box, Box> best;
        std::tuple<bool, std::size_t, std::size_t> least{true, SIZE_MAX, SIZE_MAX};
        for (std::size_t axis = 0; axis < box.size(); ++axis)
            for (const Box& hole : holes) {
                if (hole[axis].size() == box[axis].size()) continue;
                std::pair<Box, Box> parts{box, box};
                parts.first[axis] = hole[axis];
                parts.second[axis] = without(box[axis], hole[axis]);
                const std::size_t in = left_to_cut(parts.first, holes), out = left_to_cut(parts.second, holes);
                const std::tuple cost{axis + 1 == box.size(), in + out, std::max(in, out)};
                if (cost >= least) continue;
                least = cost;
                best = std::move(parts);
            }
        return best;
    }

    std::size_t most_;
    std::vector<Box> pieces_;
};

/// Joins boxes that differ along one axis only, until none do.
std::vector<Box> joined(std::vector<Box> boxes) {
    for (bool again = boxes.size() > 1; again;) {
        again = false;
        for (std::size_t axis = 0; axis < boxes.front().size(); ++axis) {
            std::map<Box, Positions> by_others;
            for (Box& box : boxes) {
                const Positions along = std::move(box[axis]);
                box[axis].clear();
                Positions& all = by_others[std::move(box)];
                all.insert(all.end(), along.begin(), along.end());
            }
            again = again || by_others.size() < boxes.size();
            boxes.clear();
            for (auto& [others, along] : by_others) {
                boxes.push_back(others);
                std::sort(along.begin(), along.end());
                boxes.back()[axis] = std::move(along);
            }
        }
    }
    std::sort(boxes.begin(), boxes.end());
    return boxes;
}

}  // namespace

bool intersect(const Box& a, const Box& b) {
    for (std::size_t axis = 0; axis < a.size(); ++axis)
        if (!meet(a[axis], b[axis])) return false;
    return true;
}

std::optional<std::vector<Box>> cut_out(const Box& box, const std::vector<Box>& holes, std::size_t most) {
    const std::vector<Box> inside = clipped(box, holes);
    if (inside.empty()) return std::vector<Box>{box};
    const Classes classes(box, inside);
    Cutter cutter(most);
    if (!cutter.cut(classes.box, classes.holes)) return std::nullopt;
    std::vector<Box> pieces;
    for (const Box& piece : joined(std::move(cutter).pieces())) pieces.push_back(classes.with_values(piece));
    return pieces;
}

}  // namespace qca
