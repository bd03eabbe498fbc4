#include "host/robustness/listed_tables.hpp"

#include <utility>

#include "host/analysis/solution_models.hpp"
#include "host/minimize/judge_path.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {

ModelSet models_of_table(int conditions, const CodedTable& table, SolutionType type, const SolutionRules& rules) {
    return models_of(conditions,
                     {table.positive - rules.negative, RowSet::all(conditions) - table.observed - (rules.negative | rules.not_assumed)}, type, rules);
}

void VerdictCounts::add(const TableVerdict& verdict, std::uint64_t times) {
    all += times;
    if (verdict.has_solution) solution += times;
    if (verdict.same) same += times;
    for (std::size_t p = 0; p < exact_all.size(); ++p) {
        if (verdict.paths[p] == Survival::exact_all) exact_all[p] += times;
        if (verdict.paths[p] == Survival::exact_some) exact_some[p] += times;
    }
}

VerdictBook::VerdictBook(const Study& study, ModelSet own, std::vector<Implicant> paths)
    : conditions_(static_cast<int>(study.conditions.size())), type_(study.solution_type), rules_(rules_of(study)), own_(std::move(own)),
      paths_(std::move(paths)) {}

const TableVerdict& VerdictBook::verdict(const CodedTable& table) {
    constexpr std::size_t most_kept = std::size_t{1} << 20;
    const auto found = verdicts_.find(table);
    if (found != verdicts_.end()) return found->second;
    if (verdicts_.size() >= most_kept) verdicts_.clear();
    const ModelSet models = models_of_table(conditions_, table, type_, rules_);
    TableVerdict verdict{!models.models.empty(), models == own_, {}};
    for (const Implicant& path : paths_) verdict.paths.push_back(judge_path(conditions_, path, models));
    return verdicts_.emplace(table, std::move(verdict)).first->second;
}

ListedTables::ListedTables(const Study& study, const Memberships& memberships, int threads)
    : cases_(memberships.order.size()), conditions_(static_cast<int>(study.conditions.size())), threads_(threads),
      incl_bound_(cutoff_bound(study.cutoffs.incl)), pri_bound_(cutoff_bound(study.cutoffs.pri)), n_cut_(study.cutoffs.n) {
    for (const std::vector<double>& set : memberships.set) {
        std::vector<double>& ordered = sets_.emplace_back();
        for (const std::size_t c : memberships.order) ordered.push_back(set[c]);
    }
}

void ListedTables::count(const ChangedMemberships& changed, VerdictBook& book, VerdictCounts& counts) const {
    if (changed.size == 0) return;
    const auto points = static_cast<std::int32_t>(changed.size);
    std::vector<std::int32_t> own(changed.size, 0), numbered(changed.size);
    for (std::int32_t i = 0; i < points; ++i) numbered[static_cast<std::size_t>(i)] = i;
    std::vector<std::int32_t> choice;
    std::vector<SetChoices> sets;
    const auto add_set = [&](const std::vector<double>& fixed, const std::vector<double>& varied) {
        SetChoices set;
        set.membership = varied.empty() ? fixed.data() : varied.data();
        set.choices = varied.empty() ? 1 : points;
        sets.push_back(set);
        const std::vector<std::int32_t>& of_set = varied.empty() ? own : numbered;
        choice.insert(choice.end(), of_set.begin(), of_set.end());
    };
    const std::vector<double> nothing;
    for (std::size_t c = 0; c < static_cast<std::size_t>(conditions_); ++c)
        add_set(sets_[c], changed.conditions.empty() ? nothing : changed.conditions[c]);
    add_set(sets_.back(), changed.outcome);

    PointProblem problem;
    problem.cases = static_cast<int>(cases_);
    problem.conditions = conditions_;
    problem.condition = sets.data();
    problem.outcome = sets.back();
    if (!changed.weight.empty()) {
        problem.weight = changed.weight.data();
        problem.weightings = points;
    }
    const std::vector<double> incl(changed.size, incl_bound_), pri(changed.size, pri_bound_);
    const std::vector<std::int32_t> n(changed.size, n_cut_);
    const std::unique_ptr<PointEngine> engine = make_cpu_point_engine(problem, threads_);
    const TableSpan unknown = engine->evaluate(
        {choice.data(), changed.weight.empty() ? nullptr : numbered.data(), incl.data(), pri.data(), n.data(), changed.size, 0});
    const std::vector<CodedTable> tables(unknown.first, unknown.first + unknown.size);
    engine->learn({tables.data(), tables.size()});
    std::vector<std::uint32_t> table(changed.size);
    engine->numbers(table.data());
    std::vector<std::uint64_t> times(tables.size());
    for (const std::uint32_t number : table) ++times[number];
    for (std::size_t t = 0; t < tables.size(); ++t) counts.add(book.verdict(tables[t]), times[t]);
}

}  // namespace qca
