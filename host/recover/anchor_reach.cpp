#include "host/recover/anchor_reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

/// In units of the distance from exclusion to inclusion.
constexpr double first_piece = 1e-3, shortest_piece = 1e-9, far_away = 1e4;

class Reach {
  public:
    Reach(const Published& published, const SetDefinition& definition, const Variant& variant, const Anchors& anchors, std::size_t set,
          const std::vector<const double*>& sets, const std::vector<std::string>& cases, std::size_t most_lost)
        : published_(published), definition_(definition), variant_(variant), anchors_(anchors), set_(set), cases_(cases), most_lost_(most_lost) {
        for (const double* const m : sets) ranges_.push_back({m, m});
    }

    /// @param direction  1 or -1
    double end(double Anchors::*anchor, double direction) {
        const double unit = std::abs(anchors_.inclusion - anchors_.exclusion);
        const double start = anchors_.*anchor;
        double at = start;
        for (double piece = first_piece * unit; piece > shortest_piece * unit;) {
            const double next = at + direction * piece;
            const bool holds_all = holds(anchor, at, next);
            if (holds_all) at = next;
            if (std::abs(at - start) > far_away * unit) return direction * std::numeric_limits<double>::infinity();
            piece = holds_all ? 2 * piece : piece / 2;
        }
        return at;
    }

  private:
    /// Whether every value of the anchor between two keeps enough figures. A case's membership rises or falls with one anchor all the
    /// way, so it lies between those at the ends.
    bool holds(double Anchors::*anchor, double from, double to) {
        Anchors one = anchors_, other = anchors_;
        one.*anchor = from;
        other.*anchor = to;
        if (!other.in_order()) return false;
        std::vector<double> low = memberships_under(definition_, variant_, one, cases_), high = memberships_under(definition_, variant_, other, cases_);
        for (std::size_t i = 0; i < low.size(); ++i)
            if (low[i] > high[i]) std::swap(low[i], high[i]);
        ranges_[set_] = {low.data(), high.data()};
        return lost_in_all(published_, ranges_, cases_.size()).possible <= most_lost_;
    }

    const Published& published_;
    const SetDefinition& definition_;
    const Variant& variant_;
    Anchors anchors_;
    std::size_t set_;
    const std::vector<std::string>& cases_;
    std::size_t most_lost_;
    std::vector<MembershipRange> ranges_;
};

}  // namespace

std::array<AnchorReach, 3> anchor_reaches(const Published& published, const SetDefinition& definition, const Variant& variant, const Anchors& anchors,
                                          std::size_t set, const std::vector<const double*>& sets, const std::vector<std::string>& cases,
                                          std::size_t most_lost) {
    Reach reach(published, definition, variant, anchors, set, sets, cases, most_lost);
    std::array<AnchorReach, 3> reaches;
    for (std::size_t a = 0; a < 3; ++a) reaches[a] = {reach.end(anchor_members[a], -1), reach.end(anchor_members[a], 1)};
    return reaches;
}

}  // namespace qca
