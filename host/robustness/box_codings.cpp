#include "host/robustness/box_codings.hpp"

namespace qca {
namespace {

/// One row with the codes that matter to the solution.
struct Choice {
    std::size_t position;
    int row;
    std::vector<unsigned> codes;  ///< the middle's first
};

class Codings {
  public:
    Codings(ShiftFate& fate, const std::vector<RowEnclosure>& rows, const std::optional<CodedRows>& middle, int conditions)
        : fate_(fate) {
        CodedRows base{{}, RowSet::all(conditions) - (fate.rules().negative | fate.rules().not_assumed)};
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const int row = static_cast<int>(rows[r].row);
            const std::vector<unsigned> codes = distinct_codes(rows[r], conditions);
            if (codes.size() == 1) {
                base = with(base, row, codes[0]);
                continue;
            }
            choices_.push_back({r, row, codes});
            if (!middle) continue;
            const unsigned own = middle->positive.contains(row)     ? positive_code
                                 : middle->remainders.contains(row) ? remainder_code
                                                                    : negative_code;
            std::vector<unsigned>& all = choices_.back().codes;
            for (std::size_t c = 0; c < all.size(); ++c)
                if (all[c] == own) std::swap(all[0], all[c]);
        }
        base_ = fate.heeded(base);
    }

    BoxVerdict judge() {
        std::size_t tables = 1;
        for (const Choice& choice : choices_) {
            tables *= choice.codes.size();
            if (tables > most_codings) return {false, all_critical()};
        }
        for (std::vector<std::size_t> at(choices_.size());;) {
            if (fate_.lost(table(at))) return {false, reduced(at)};
            std::size_t c = 0;
            while (c < at.size() && ++at[c] == choices_[c].codes.size()) at[c++] = 0;
            if (c == at.size()) return {true, {}};
        }
    }

  private:
    /// The codes a row may have, those that come to the same once.
    std::vector<unsigned> distinct_codes(const RowEnclosure& row, int conditions) const {
        RowSet all = RowSet::all(conditions);
        std::vector<unsigned> codes;
        std::vector<CodedRows> seen;
        for (const unsigned code : {positive_code, negative_code, remainder_code}) {
            if ((row.codes & code) == 0) continue;
            const CodedRows alone = fate_.heeded(with({{}, all - all}, static_cast<int>(row.row), code));
            bool known = false;
            for (const CodedRows& other : seen) known = known || other == alone;
            if (known) continue;
            seen.push_back(alone);
            codes.push_back(code);
        }
        return codes;
    }

    CodedRows with(CodedRows rows, int row, unsigned code) const {
        RowSet one;
        one.insert(row);
        rows = {rows.positive - one, rows.remainders - one};
        if (code == positive_code) rows.positive = rows.positive | (one - fate_.rules().negative);
        if (code == remainder_code)
            rows.remainders = rows.remainders | (one - (fate_.rules().negative | fate_.rules().not_assumed));
        return rows;
    }

    CodedRows table(const std::vector<std::size_t>& at) const {
        CodedRows rows = base_;
        for (std::size_t c = 0; c < choices_.size(); ++c) rows = with(rows, choices_[c].row, choices_[c].codes[at[c]]);
        return fate_.heeded(rows);
    }

    CriticalRow critical(std::size_t choice, std::size_t code) const {
        return {choices_[choice].position, choices_[choice].codes[code], choices_[choice].codes[0]};
    }

    std::vector<CriticalRow> all_critical() const {
        std::vector<CriticalRow> rows;
        for (std::size_t c = 0; c < choices_.size(); ++c) rows.push_back(critical(c, 1));
        return rows;
    }

    /// As few rows as possible coded otherwise than in the middle.
    std::vector<CriticalRow> reduced(std::vector<std::size_t> at) {
        for (std::size_t& code : at) {
            const std::size_t kept = code;
            code = 0;
            if (!fate_.lost(table(at))) code = kept;
        }
        std::vector<CriticalRow> rows;
        for (std::size_t c = 0; c < at.size(); ++c)
            if (at[c] != 0) rows.push_back(critical(c, at[c]));
        return rows.empty() ? all_critical() : rows;
    }

    ShiftFate& fate_;
    std::vector<Choice> choices_;
    CodedRows base_;
};

}  // namespace

BoxVerdict judge_codings(ShiftFate& fate, const std::vector<RowEnclosure>& rows, const std::optional<CodedRows>& middle) {
    return Codings(fate, rows, middle, fate.conditions()).judge();
}

}  // namespace qca
