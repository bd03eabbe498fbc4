#include "host/recover/descend.hpp"

#include <algorithm>

#include "host/recover/cell_ranges.hpp"

namespace qca {
namespace {

class Descent {
  public:
    Descent(const Published& published, const std::vector<SetSpace>& spaces, Crew& crew)
        : published_(published), spaces_(spaces), crew_(crew), cases_(spaces.front().cases) {
        for (const SetSpace& space : spaces) at_.push_back(space.size() / 2);
    }

    std::vector<std::size_t> run() {
        const std::size_t outcome = spaces_.size() - 1;
        for (std::size_t c = 0; c < outcome; ++c) move(c, false);
        for (bool better = true; better;) {
            better = false;
            for (std::size_t s = 0; s < spaces_.size(); ++s) better = move(s, true) || better;
        }
        return at_;
    }

  private:
    /// Figures that depend on a set and are lost, one for each of its candidates. @param rows  those of the truth table count, too
    std::vector<std::size_t> lost_by(std::size_t set, bool rows) {
        std::vector<std::size_t> lost(spaces_[set].size());
        share_range(crew_, lost.size(), [&](std::size_t candidate) {
            std::vector<MembershipRange> ranges;
            for (std::size_t s = 0; s < spaces_.size(); ++s) {
                const double* const m = spaces_[s].of(s == set ? candidate : at_[s]);
                ranges.push_back({m, m});
            }
            if (rows) lost[candidate] += lost_in_rows(published_, ranges, cases_).possible;
            for (std::size_t c = 0; c + 1 < spaces_.size(); ++c)
                if (c == set || set + 1 == spaces_.size()) lost[candidate] += lost_in_necessity(published_, c, ranges[c], ranges.back(), cases_).possible;
        });
        return lost;
    }

    /// @return whether a candidate is better than the one that the set had
    bool move(std::size_t set, bool rows) {
        if (spaces_[set].size() == 1) return false;
        const std::vector<std::size_t> lost = lost_by(set, rows);
        const auto best = std::min_element(lost.begin(), lost.end());
        if (*best >= lost[at_[set]]) return false;
        at_[set] = static_cast<std::size_t>(best - lost.begin());
        return true;
    }

    const Published& published_;
    const std::vector<SetSpace>& spaces_;
    Crew& crew_;
    std::size_t cases_;
    std::vector<std::size_t> at_;
};

}  // namespace

std::vector<std::size_t> descend(const Published& published, const std::vector<SetSpace>& spaces, Crew& crew) {
    return Descent(published, spaces, crew).run();
}

}  // namespace qca
