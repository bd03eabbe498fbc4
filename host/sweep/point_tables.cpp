#include "host/sweep/point_tables.hpp"

#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

PointTables::PointTables(const Study& study, const StudyData& data, const std::vector<std::vector<Anchors>>& anchors,
                         RememberedMemberships& memberships)
    : words_((data.cases.size() + 63) / 64) {
    const std::size_t cases = data.cases.size();
    std::vector<int> choices;
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const SetDefinition& set = study.set(s);
        const std::vector<Anchors> of_set = anchors[s].empty() ? std::vector<Anchors>{set.anchors} : anchors[s];
        choices.push_back(static_cast<int>(of_set.size()));
        const std::vector<double>& table = memberships_.emplace_back(memberships.table(set, data.raw[s], of_set, data.cases, data.summation_order));
        if (s + 1 == study.sets()) break;
        std::vector<std::uint64_t>& members = members_.emplace_back(of_set.size() * 2 * words_);
        for (std::size_t i = 0; i < table.size(); ++i) {
            const std::size_t c = i % cases, row = 2 * (i / cases);
            const int side = side_of(table[i]);  // 0: in the negation, 1: in the set
            if (side >= 0) members[(row + static_cast<std::size_t>(side)) * words_ + c / 64] |= std::uint64_t{1} << (c % 64);
        }
    }
    const auto view = [&](std::size_t s) {
        SetChoices of;
        of.membership = memberships_[s].data();
        of.choices = choices[s];
        return of;
    };
    for (std::size_t s = 0; s + 1 < study.sets(); ++s) conditions_.push_back(view(s));
    problem_.cases = static_cast<int>(cases);
    problem_.conditions = static_cast<int>(conditions_.size());
    problem_.condition = conditions_.data();
    problem_.outcome = view(study.sets() - 1);
}

SweepProblem PointTables::fits() const {
    SweepProblem problem;
    problem.cases = problem_.cases;
    problem.conditions = problem_.conditions;
    problem.sets_a = problem_.conditions / 2;
    problem.condition = problem_.condition;
    problem.outcome = problem_.outcome;
    return problem;
}

}  // namespace qca
