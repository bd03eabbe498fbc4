#include "host/robustness/retention.hpp"

#include <fmt/format.h>

#include "host/study/reject.hpp"

namespace qca {
namespace {

/// The next choice of increasing numbers below n. @return whether there is one
bool next_choice(std::vector<std::size_t>& chosen, std::size_t n) {
    for (std::size_t i = chosen.size(); i-- > 0;) {
        if (chosen[i] == n - chosen.size() + i) continue;
        ++chosen[i];
        for (std::size_t j = i + 1; j < chosen.size(); ++j) chosen[j] = chosen[j - 1] + 1;
        return true;
    }
    return false;
}

VerdictCounts count_choices(const ListedTables& tables, CaseChange change, std::size_t changed, VerdictBook& book, StepCount& progress) {
    constexpr std::size_t at_once = 1 << 14;
    const std::size_t cases = tables.cases();
    const std::vector<double>& outcome = tables.set(tables.conditions());
    VerdictCounts counts(book.paths());
    std::vector<std::size_t> chosen(changed);
    for (std::size_t i = 0; i < changed; ++i) chosen[i] = i;
    for (bool more = true; more;) {
        ChangedMemberships list;
        for (; more && list.size < at_once; more = next_choice(chosen, cases), ++list.size) {
            if (change == CaseChange::deletion) {
                list.weight.resize(list.weight.size() + cases, 1);
                for (const std::size_t c : chosen) list.weight[list.size * cases + c] = 0;
            } else {
                list.outcome.insert(list.outcome.end(), outcome.begin(), outcome.end());
                for (const std::size_t c : chosen) list.outcome[list.size * cases + c] = 1.0 - outcome[c];
            }
        }
        tables.count(list, book, counts);
        progress.add(list.size);
    }
    return counts;
}

}  // namespace

std::vector<Retention> enumerated_retention(const ListedTables& tables, const std::string& where, CaseChange change, std::size_t most,
                                            VerdictBook& book, std::uint64_t most_ways, const StepReport& report) {
    std::vector<Retention> found;
    for (std::size_t changed = 1; changed <= most; ++changed) {
        const std::optional<Ways> ways = choose(tables.cases(), changed);
        if (!ways || *ways > most_ways)
            reject(where, fmt::format("there are {} ways to change {} of {} cases (the limit is {})", ways ? to_text(*ways) : "too many", changed,
                                      tables.cases(), most_ways),
                   "each is an analysis of its own where sets are fuzzy", "change fewer cases, or raise --exact");
        StepCount progress("changed data sets", static_cast<std::uint64_t>(*ways), report);
        const VerdictCounts counts = count_choices(tables, change, changed, book, progress);
        found.push_back({changed, *ways, counts.same, counts.solution, {counts.exact_all.begin(), counts.exact_all.end()},
                         {counts.exact_some.begin(), counts.exact_some.end()}});
    }
    return found;
}

}  // namespace qca
