#include "host/robustness/retention.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/analysis/row_code.hpp"
#include "host/study/reject.hpp"

namespace qca {
namespace {

/// Ways by the number of cases changed.
using WaysBySize = std::vector<Ways>;

/// What a row can be coded as after changes, and in how many ways.
struct RowChoices {
    int row;
    struct Code {
        char out;
        WaysBySize ways;
    };
    std::vector<Code> codes;
};

/// How many cases a row has, and how many of them have the outcome.
struct RowCount {
    std::size_t n = 0, with = 0;
};

WaysBySize product(const WaysBySize& a, const WaysBySize& b) {
    WaysBySize out(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != 0)
            for (std::size_t j = 0; i + j < a.size(); ++j) out[i + j] += a[i] * b[j];
    return out;
}

bool nothing(const WaysBySize& ways) {
    return std::all_of(ways.begin(), ways.end(), [](Ways w) { return w == 0; });
}

class CrispRetention {
  public:
    CrispRetention(const Study& study, const Memberships& memberships, CaseChange change, std::size_t most, VerdictBook& book, std::uint64_t most_tables)
        : study_(study), change_(change), most_(most), book_(book), most_tables_(most_tables) {
        const std::size_t cases = memberships.order.size();
        for (std::size_t changed = 1; changed <= most; ++changed) {
            const std::optional<Ways> ways = choose(cases, changed);
            // Sums of products below stay below the number of all ways, which grows up to half of the cases.
            if (!ways || !choose(cases, std::min(changed, cases / 2)))
                reject(study.file, fmt::format("the ways to choose {} of {} cases do not fit 128 bits", changed, cases), "they are counted exactly",
                       "change fewer cases");
            found_.push_back({changed, *ways, 0, 0, std::vector<Ways>(book.paths()), std::vector<Ways>(book.paths())});
        }
        const std::size_t conditions = study.conditions.size();
        std::vector<RowCount> counts(std::size_t{1} << conditions);
        for (std::size_t c = 0; c < cases; ++c) {
            std::size_t row = 0;
            for (std::size_t s = 0; s < conditions; ++s) row = 2 * row + (memberships.set[s][c] == 1 ? 1 : 0);
            ++counts[row].n;
            if (memberships.set.back()[c] == 1) ++counts[row].with;
        }
        for (std::size_t row = 0; row < counts.size(); ++row)
            if (counts[row].n > 0) rows_.push_back(choices_of(static_cast<int>(row), counts[row]));
    }

    std::vector<Retention> find() {
        WaysBySize one(most_ + 1);
        one[0] = 1;
        visit(0, one, {});
        return found_;
    }

  private:
    RowChoices choices_of(int row, const RowCount& count) const {
        RowChoices choices{row, {}};
        for (std::size_t with = 0; with <= count.with; ++with)
            for (std::size_t without = 0; without <= count.n - count.with && with + without <= most_; ++without) {
                const Ways ways = *choose(count.with, with) * *choose(count.n - count.with, without);
                const std::size_t n = change_ == CaseChange::deletion ? count.n - with - without : count.n;
                const std::size_t left = change_ == CaseChange::deletion ? count.with - with : count.with - with + without;
                const RelationSums<double> sums{static_cast<double>(n), static_cast<double>(left), 0};
                const char out = decide_row(static_cast<int>(n), sums, study_.cutoffs).out();
                auto code = std::find_if(choices.codes.begin(), choices.codes.end(), [&](const auto& c) { return c.out == out; });
                if (code == choices.codes.end()) code = choices.codes.insert(code, {out, WaysBySize(most_ + 1)});
                code->ways[with + without] += ways;
            }
        return choices;
    }

    /// Goes through the codes of the rows from number `at` on. @param ways  to make the rows before what they are
    void visit(std::size_t at, const WaysBySize& ways, const CodedTable& table) {
        if (at == rows_.size()) {
            add(ways, table);
            return;
        }
        for (const RowChoices::Code& code : rows_[at].codes) {
            const WaysBySize more = product(ways, code.ways);
            if (nothing(more)) continue;
            CodedTable next = table;
            if (code.out != '?') next.observed.insert(rows_[at].row);
            if (code.out == '1') next.positive.insert(rows_[at].row);
            visit(at + 1, more, next);
        }
    }

    void add(const WaysBySize& ways, const CodedTable& table) {
        if (++tables_ > most_tables_)
            reject(study_.file, fmt::format("more than {} truth tables are within reach of {} changed cases", most_tables_, most_),
                   "each is minimised", "change fewer cases");
        const TableVerdict& verdict = book_.verdict(table);
        for (std::size_t d = 1; d <= most_; ++d) {
            Retention& retention = found_[d - 1];
            if (verdict.same) retention.kept += ways[d];
            if (verdict.has_solution) retention.solution += ways[d];
            for (std::size_t p = 0; p < verdict.paths.size(); ++p) {
                if (verdict.paths[p] == Survival::exact_all) retention.exact_all[p] += ways[d];
                if (verdict.paths[p] == Survival::exact_some) retention.exact_some[p] += ways[d];
            }
        }
    }

    const Study& study_;
    const CaseChange change_;
    const std::size_t most_;
    VerdictBook& book_;
    const std::uint64_t most_tables_;
    std::uint64_t tables_ = 0;
    std::vector<RowChoices> rows_;
    std::vector<Retention> found_;
};

}  // namespace

std::vector<Retention> crisp_retention(const Study& study, const Memberships& memberships, CaseChange change, std::size_t most, VerdictBook& book,
                                       std::uint64_t most_tables) {
    return CrispRetention(study, memberships, change, most, book, most_tables).find();
}

}  // namespace qca
