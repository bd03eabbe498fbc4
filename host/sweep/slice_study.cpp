#include "host/sweep/slice_study.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/data/add_noise.hpp"
#include "host/error.hpp"
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

template <class Value>
std::vector<Value> values_at(const std::vector<Value>& values, const std::vector<std::size_t>& positions) {
    std::vector<Value> chosen;
    for (const std::size_t position : positions) chosen.push_back(values[position]);
    return chosen;
}

}  // namespace

Study study_of_slice(const Study& study, const Slice& slice) {
    Study out = study;
    out.conditions.clear();
    out.sweep.anchors.clear();
    out.sweep.sampling = {};
    for (const std::size_t condition : slice.conditions) {
        out.conditions.push_back(set_of_slice(study, slice, condition));
        out.sweep.anchors.push_back(study.sweep.anchors[condition]);
    }
    const bool own_outcome = slice.outcome + 1 == study.sets();
    out.sweep.anchors.push_back(own_outcome ? study.sweep.anchors.back() : AnchorAxes{});
    out.outcome = set_of_slice(study, slice, slice.outcome);
    out.outcome.negate = slice.negate;
    out.other_outcomes.clear();
    for (NamedPath& path : out.paths) path.implicant = path_of_slice(path.implicant, study.conditions.size(), slice.conditions);
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    out.solution = restricted(study.solution, names, slice.conditions);
    out.necessity = restricted(study.necessity, study.conditions.size(), slice.conditions);
    // What is necessary for an outcome says nothing of its negation, or of another.
    if (!own_outcome || slice.negate != study.outcome.negate) out.solution.necessary.clear();
    out.sweep.anchor_sets.clear();
    out.sweep.linked = {};
    out.sweep.outcomes.clear();
    out.sweep.negate.clear();
    out.sweep.calibration = {};
    out.sweep.noise = {};
    out.sweep.conditions = {};
    out.sweep.cases = {};
    out.sweep.exclude.clear();
    return out;
}

Study study_in_box(const Study& study, const SweepPlan& plan, const Box& box) {
    Study out = study;
    out.sweep.exclude.clear();
    out.sweep.incl = values_at(plan.incl, box[plan.incl_axis]);
    out.sweep.pri = values_at(plan.pri, box[plan.pri_axis]);
    out.sweep.n = values_at(plan.n, box[plan.n_axis]);
    out.sweep.solution_types = values_at(plan.types, box[plan.type_axis]);
    for (std::size_t set = 0; set < plan.sets.size(); ++set) {
        std::size_t x = 0;
        for (const auto member : {&AnchorAxes::exclusion, &AnchorAxes::crossover, &AnchorAxes::inclusion}) {
            if (set >= study.sweep.anchors.size() || (study.sweep.anchors[set].*member).empty()) continue;
            std::vector<double>& values = out.sweep.anchors[set].*member;
            values = values_at(values, box[plan.sets[set].axes[x++]]);
        }
    }
    return out;
}

Slice complete(const Slice& slice, const Study& study, const StudyData& data) {
    Slice out = slice;
    const std::vector<double>& values = data.values[slice.outcome];
    std::erase_if(out.cases, [&](std::size_t c) { return std::isnan(values[c]); });
    if (out.cases.empty())
        throw InputError(fmt::format(
            "{}: [outcomes.{}]: none of the cases of a scenario has a value (1 has to) leave the outcome "
            "out of [sweep.outcome], or fewer cases out of [sweep.cases]",
            study.file, study.set(slice.outcome).name));
    return out;
}

StudyData data_of_slice(const Study& study, const StudyData& data, const Slice& slice) {
    std::vector<std::size_t> sets = slice.conditions;
    sets.push_back(slice.outcome);
    const Study of_slice = study_of_slice(study, slice);
    if (slice.noise == 0) return select_data(of_slice, data, sets, slice.cases);
    return select_data(of_slice, with_noise(study, data, slice.noise), sets, slice.cases);
}

void check_slices(const Study& study, const StudyData& data, const SweepPlan& plan) {
    if (plan.slice_axes == 0) return;
    std::set<std::size_t> outcomes;
    for (const SweepPart& part : plan.parts) {
        const Slice& slice = plan.slices[part.slice];
        complete(slice, study, data);
        if (!outcomes.insert(slice.outcome).second) continue;
        Slice own = own_slice(study, data.cases.size());
        own.outcome = slice.outcome;
        own = complete(own, study, data);
        calibrate_study(study_of_slice(study, own), data_of_slice(study, data, own));
    }
}

}  // namespace qca
