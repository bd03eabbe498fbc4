#include "host/robustness/shift_fate.hpp"

namespace qca {

ShiftFate::ShiftFate(const AnchorShifts& shifts, const std::optional<Implicant>& path)
    : shifts_(shifts), path_(path), rules_(rules_of(shifts.study())), own_(state_at(Shift(shifts.size()))) {}

CodedRows ShiftFate::heeded(const CodedRows& rows) const {
    return {rows.positive, shifts_.study().solution_type == SolutionType::conservative ? RowSet{} : rows.remainders};
}

bool ShiftFate::lost_state(const RangeState& state) const {
    if (!path_) return !(state == own_);
    return state.survival != Survival::exact_all && state.survival != Survival::exact_some;
}

bool ShiftFate::lost(const CodedRows& rows) {
    const auto [at, is_new] = known_.try_emplace(rows);
    if (is_new) at->second = lost_state(state_of_rows(shifts_.study(), rules_, rows, path_));
    return at->second;
}

CodedRows ShiftFate::rows_at(const Shift& shift) const {
    return heeded(coded_rows(truth_table(shifts_.memberships_at(shift), shifts_.study().cutoffs), rules_));
}

RangeState ShiftFate::state_at(const Shift& shift) const {
    return state_of_rows(shifts_.study(), rules_, rows_at(shift), path_);
}

bool ShiftFate::lost_at(const Shift& shift) {
    if (!shifts_.feasible(shift)) return false;
    ++analyses_;
    return lost(rows_at(shift));
}

}  // namespace qca
