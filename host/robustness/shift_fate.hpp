// Whether a path (or a solution) outlives a shift of the anchors.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "host/robustness/anchor_shifts.hpp"
#include "host/robustness/state_of_rows.hpp"

namespace qca {

/// Every coded table is minimised once. A path is lost where it is a path of no model; a solution where its set of models is
/// another one than the study's own. Refers to the shifts.
class ShiftFate {
  public:
    /// @param path  nothing: the solution is asked for
    ShiftFate(const AnchorShifts& shifts, const std::optional<Implicant>& path);

    const RangeState& own() const { return own_; }
    const std::optional<Implicant>& path() const { return path_; }
    const SolutionRules& rules() const { return rules_; }
    int conditions() const { return static_cast<int>(shifts_.study().conditions.size()); }

    /// What the solution makes of a coded table: a conservative one takes no notice of remainders.
    CodedRows heeded(const CodedRows& rows) const;

    /// @param rows  as heeded() gives them
    bool lost(const CodedRows& rows);

    /// Those of the analysis with shifted anchors. @param shift  feasible
    CodedRows rows_at(const Shift& shift) const;
    RangeState state_at(const Shift& shift) const;
    /// Feasible, and lost.
    bool lost_at(const Shift& shift);

    /// How many analyses lost_at() has made.
    std::size_t analyses() const { return analyses_; }

  private:
    bool lost_state(const RangeState& state) const;

    const AnchorShifts& shifts_;
    std::optional<Implicant> path_;
    SolutionRules rules_;
    RangeState own_;
    std::map<CodedRows, bool> known_;
    std::size_t analyses_ = 0;
};

}  // namespace qca
