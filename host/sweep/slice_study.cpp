#include "host/sweep/slice_study.hpp"

#include "host/study/restrict_solution.hpp"

namespace qca {

namespace {

/// Stands in a path for the conditions that do not take part; above every condition_bit().
constexpr std::uint32_t of_no_condition = std::uint32_t{1} << 31;

Implicant path_of_slice(const Implicant& path, std::size_t conditions, const std::vector<std::size_t>& kept) {
    Implicant out;
    std::uint32_t found = 0;
    for (std::size_t position = 0; position < kept.size(); ++position) {
        const std::uint32_t from = condition_bit(static_cast<int>(kept[position]), static_cast<int>(conditions));
        const std::uint32_t to = condition_bit(static_cast<int>(position), static_cast<int>(kept.size()));
        if ((path.literals & from) != 0) out.literals |= to;
        if ((path.values & from) != 0) out.values |= to;
        found |= path.literals & from;
    }
    if (found != path.literals) out.literals |= of_no_condition;
    return out;
}

}  // namespace

Study study_of_slice(const Study& study, const Slice& slice) {
    Study out = study;
    out.conditions.clear();
    out.sweep.anchors.clear();
    // Shifted before any condition goes: the numbers of the linked sets are those of the whole study.
    std::vector<SetDefinition> conditions = study.conditions;
    for (const std::size_t set : study.sweep.linked.sets) {
        SetDefinition& moved = set < conditions.size() ? conditions[set] : out.outcome;
        moved.anchors = shifted(moved.anchors, slice.shift);
    }
    for (const std::size_t condition : slice.conditions) {
        out.conditions.push_back(conditions[condition]);
        out.sweep.anchors.push_back(study.sweep.anchors[condition]);
    }
    out.sweep.anchors.push_back(study.sweep.anchors.back());
    out.outcome.negate = slice.negate;
    for (NamedPath& path : out.paths) path.implicant = path_of_slice(path.implicant, study.conditions.size(), slice.conditions);
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    out.solution = restricted(study.solution, names, slice.conditions);
    // What is necessary for an outcome says nothing of its negation.
    if (slice.negate != study.outcome.negate) out.solution.necessary.clear();
    out.sweep.linked = {};
    out.sweep.negate.clear();
    out.sweep.conditions = {};
    out.sweep.cases = {};
    return out;
}

StudyData data_of_slice(const Study& study_of_slice, const StudyData& data, const Slice& slice) {
    std::vector<std::size_t> sets = slice.conditions;
    sets.push_back(data.values.size() - 1);
    return select_data(study_of_slice, data, sets, slice.cases);
}

}  // namespace qca
