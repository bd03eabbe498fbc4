#include "host/plan/slices.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/error.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

constexpr double most_values = 65535;
constexpr double most_slices = 100000;

using Numbers = std::vector<std::size_t>;

Numbers all_numbers(std::size_t size) {
    Numbers numbers(size);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    return numbers;
}

double binomial(std::size_t n, std::size_t k) {
    double ways = 1;
    for (std::size_t i = 0; i < k; ++i) ways = ways * static_cast<double>(n - i) / static_cast<double>(i + 1);
    return ways;
}

void require_few(const Study& study, const char* table, double values) {
    if (values > most_values)
        throw InputError(fmt::format("{}: [{}]: {:.4g} values are too many for an axis (the limit is {:.0f}) {}", study.file,
                                     table, values, most_values, "choose smaller sizes, or a sample"));
}

/// All subsets of `size` of the first n numbers, in lexicographic order.
std::vector<Numbers> subsets(std::size_t n, std::size_t size) {
    std::vector<Numbers> all;
    Numbers chosen = all_numbers(size);
    for (;;) {
        all.push_back(chosen);
        std::size_t i = size;
        while (i > 0 && chosen[i - 1] == n - size + i - 1) --i;
        if (i == 0) return all;
        ++chosen[i - 1];
        for (; i < size; ++i) chosen[i] = chosen[i - 1] + 1;
    }
}

/// So many different subsets, or all when there are no more; in lexicographic order.
std::vector<Numbers> sampled_subsets(std::size_t n, std::size_t size, std::size_t samples, SeededRandom& random) {
    if (binomial(n, size) <= static_cast<double>(samples)) return subsets(n, size);
    std::set<Numbers> drawn;
    while (drawn.size() < samples) {
        // Floyd's way to draw a subset: every one is as likely as any other.
        std::set<std::size_t> chosen;
        for (std::size_t last = n - size; last < n; ++last) {
            const auto number = static_cast<std::size_t>(random.below(last + 1));
            chosen.insert(chosen.contains(number) ? last : number);
        }
        drawn.insert(Numbers(chosen.begin(), chosen.end()));
    }
    return {drawn.begin(), drawn.end()};
}

/// The values of an axis with what they stand for.
template <class Value>
struct Choices {
    Axis axis;
    std::vector<Value> values;

    void add(std::string label, Value value) {
        axis.labels.push_back(std::move(label));
        values.push_back(std::move(value));
    }
};

struct OutcomeChoice {
    std::size_t set;
    bool negate;
};

Choices<OutcomeChoice> outcome_choices(const Study& study) {
    Choices<OutcomeChoice> choices{{outcome_axis, "the outcome, or its negation", "", {}, {}, std::nullopt},
                                   {}};
    const std::size_t own = study.sets() - 1;
    for (const std::size_t set : study.sweep.outcomes.empty() ? Numbers{own} : study.sweep.outcomes) {
        const SetDefinition& outcome = study.set(set);
        for (const bool negate :
             study.sweep.negate.empty() ? std::vector<bool>{outcome.negate} : study.sweep.negate) {
            if (set == own && negate == outcome.negate) choices.axis.own = choices.values.size();
            choices.add((negate ? "~" : "") + outcome.name, {set, negate});
        }
    }
    return choices;
}

std::string condition_names(const Study& study, const Numbers& kept) {
    std::vector<std::string> names;
    for (const std::size_t condition : kept) names.push_back(study.conditions[condition].name);
    return fmt::format("{}", fmt::join(names, ","));
}

Choices<Numbers> condition_choices(const Study& study) {
    const ConditionSubsets& wanted = study.sweep.conditions;
    Choices<Numbers> choices{{conditions_axis, "the conditions", "", {}, {}, std::nullopt}, {}};
    double size = 0;
    for (std::size_t chosen = wanted.from; chosen <= wanted.to; ++chosen) size += binomial(wanted.candidates.size(), chosen);
    require_few(study, "sweep.conditions", size);
    for (std::size_t chosen = wanted.from; chosen <= wanted.to; ++chosen)
        for (const Numbers& of_candidates : subsets(wanted.candidates.size(), chosen)) {
            Numbers kept;
            for (std::size_t condition = 0; condition < study.conditions.size(); ++condition) {
                const auto candidate = std::find(wanted.candidates.begin(), wanted.candidates.end(), condition);
                const auto number = static_cast<std::size_t>(candidate - wanted.candidates.begin());
                if (candidate == wanted.candidates.end() || std::binary_search(of_candidates.begin(), of_candidates.end(), number))
                    kept.push_back(condition);
            }
            if (kept.size() == study.conditions.size()) choices.axis.own = choices.values.size();
            choices.add(condition_names(study, kept), kept);
        }
    return choices;
}

CaseSelection without(const Numbers& left_out, std::size_t cases) {
    CaseSelection kept;
    for (std::size_t c = 0; c < cases; ++c)
        if (!std::binary_search(left_out.begin(), left_out.end(), c)) kept.push_back(c);
    return kept;
}

Choices<CaseSelection> case_choices(const Study& study, const std::vector<std::string>& cases) {
    const CaseChanges& wanted = study.sweep.cases;
    Choices<CaseSelection> choices{{cases_axis, "the cases that take part", "", {}, {}, 0}, {}};
    choices.add("all", all_numbers(cases.size()));
    SeededRandom random(wanted.seed);
    double size = 1 + static_cast<double>(wanted.bootstrap);
    for (const std::size_t left_out : wanted.leave_out) {
        if (left_out >= cases.size())
            throw InputError(fmt::format("{}: [sweep.cases]: {} of {} cases cannot be left out (1 has to stay) leave out fewer",
                                         study.file, left_out, cases.size()));
        const double ways = binomial(cases.size(), left_out);
        size += wanted.sample == 0 ? ways : std::min(ways, static_cast<double>(wanted.sample));
    }
    require_few(study, "sweep.cases", size);
    for (const std::size_t left_out : wanted.leave_out) {
        const std::vector<Numbers> sets = wanted.sample == 0 ? subsets(cases.size(), left_out)
                                                             : sampled_subsets(cases.size(), left_out, wanted.sample, random);
        for (const Numbers& set : sets) {
            std::vector<std::string> names;
            for (const std::size_t c : set) names.push_back(cases[c]);
            choices.add(fmt::format("without {}", fmt::join(names, ", ")), without(set, cases.size()));
        }
    }
    for (std::size_t draw = 1; draw <= wanted.bootstrap; ++draw) {
        CaseSelection drawn;
        for (std::size_t i = 0; i < cases.size(); ++i) drawn.push_back(static_cast<std::size_t>(random.below(cases.size())));
        std::sort(drawn.begin(), drawn.end());
        choices.add(fmt::format("bootstrap {}", draw), std::move(drawn));
    }
    return choices;
}

Choices<std::size_t> anchor_set_choices(const Study& study) {
    Choices<std::size_t> choices{{anchors_axis, "anchors of several sets at once", "", {}, {}, 0}, {}};
    choices.add(own_anchors, 0);
    for (const AnchorSet& other : study.sweep.anchor_sets) choices.add(other.name, choices.values.size());
    return choices;
}

/// Shifts of one anchor of the linked sets.
Choices<double> linked_choices(const char* anchor, const std::vector<double>& percent) {
    Choices<double> choices{{std::string(linked_axis) + anchor, fmt::format("shift of the {} anchors of all linked sets", anchor),
                             "percent of the anchor distance", percent, {}, std::nullopt}, percent};
    const auto own = std::find(percent.begin(), percent.end(), 0.0);
    if (own != percent.end()) choices.axis.own = static_cast<std::size_t>(own - percent.begin());
    return choices;
}

/// What all sets to which a choice applies have in common; nothing when they differ.
template <class Value, class Of>
std::optional<Value> common_choice(const Study& study, const Of& of) {
    std::optional<Value> common;
    for (std::size_t set = 0; set < study.all_sets(); ++set) {
        const std::optional<Value> value = of(study.set(set));
        if (!value) continue;
        if (common && common != value) return std::nullopt;
        common = value;
    }
    return common;
}

/// @param own  the sets' own choice, when they have it in common
template <class Value, class Names>
Choices<Value> uniform_choices(Axis axis, const std::vector<Value>& values, const std::optional<Value>& own,
                               const Names& names) {
    Choices<Value> choices{std::move(axis), {}};
    for (const Value value : values) {
        if (own == value) choices.axis.own = choices.values.size();
        choices.add(names[static_cast<std::size_t>(value)], value);
    }
    return choices;
}

Choices<CalibrationMethod> method_choices(const Study& study) {
    const auto own = common_choice<CalibrationMethod>(study, [](const SetDefinition& set) {
        return set.has_anchors() ? std::optional(set.method) : std::nullopt;
    });
    return uniform_choices(
        {calibration_axis, "calibration of all sets with anchors", "", {}, {}, std::nullopt},
        study.sweep.calibration.methods, own, calibration_method_names);
}

Choices<Ties> ties_choices(const Study& study) {
    const auto own = common_choice<Ties>(study, [](const SetDefinition& set) {
        return set.ranking ? std::optional(set.ranking->ties) : std::nullopt;
    });
    return uniform_choices({ties_axis, "rank of tied cases, in all ranked sets", "", {}, {}, std::nullopt},
                           study.sweep.calibration.ties, own, ties_names);
}

Choices<std::size_t> noise_choices(const Study& study) {
    Choices<std::size_t> choices{{noise_axis, "noise on the raw values", "", {}, {}, 0}, {}};
    require_few(study, "sweep.noise", 1 + static_cast<double>(study.sweep.noise.draws));
    choices.add("none", 0);
    for (std::size_t draw = 1; draw <= study.sweep.noise.draws; ++draw)
        choices.add(fmt::format("draw {}", draw), draw);
    return choices;
}

}  // namespace

Anchors shifted(const Anchors& anchors, const Anchors& percent) {
    const double distance = anchors.inclusion - anchors.exclusion;
    return {anchors.exclusion + distance * percent.exclusion / 100, anchors.crossover + distance * percent.crossover / 100,
            anchors.inclusion + distance * percent.inclusion / 100};
}

SetDefinition set_of_slice(const Study& study, const Slice& slice, std::size_t number) {
    SetDefinition set = study.set(number);
    if (slice.anchor_set > 0)
        for (const auto& [other, anchors] : study.sweep.anchor_sets[slice.anchor_set - 1].anchors)
            if (other == number) set.anchors = anchors;
    const std::vector<std::size_t>& linked = study.sweep.linked.sets;
    if (std::binary_search(linked.begin(), linked.end(), number))
        set.anchors = shifted(set.anchors, slice.shift);
    if (slice.method && set.has_anchors()) set.method = *slice.method;
    if (slice.ties && set.ranking) set.ranking->ties = *slice.ties;
    return set;
}

bool anchors_in_order(const Study& study, const Slice& slice) {
    const auto of_set = [&](std::size_t number) {
        if (number < study.sweep.anchors.size() && study.sweep.anchors[number] != AnchorAxes{}) return true;
        return !study.set(number).has_anchors() || set_of_slice(study, slice, number).anchors.in_order();
    };
    for (std::size_t set = 0; set < study.sets(); ++set)
        if (!of_set(set)) return false;
    return of_set(slice.outcome);
}

Slice own_slice(const Study& study, std::size_t cases) {
    Slice own;
    own.conditions = all_numbers(study.conditions.size());
    own.cases = all_numbers(cases);
    own.outcome = study.sets() - 1;
    own.negate = study.outcome.negate;
    return own;
}

SlicePlan plan_slices(const Study& study, const std::vector<std::string>& cases) {
    SlicePlan plan;
    double size = 1;
    plan.slices.push_back(own_slice(study, cases.size()));
    /// Every slice so far under every value of one more axis.
    const auto multiply = [&](auto choices, const auto& put) {
        size *= static_cast<double>(choices.values.size());
        if (size > most_slices)
            throw InputError(fmt::format(
                "{}: [sweep]: {:.0f} combinations of outcome, conditions, cases, anchors, "
                "calibration and noise are too many (the limit is {:.0f}) vary fewer of them together",
                study.file, size, most_slices));
        plan.axes.push_back(std::move(choices.axis));
        std::vector<Slice> more;
        for (const Slice& slice : plan.slices)
            for (std::size_t value = 0; value < choices.values.size(); ++value) {
                more.push_back(slice);
                more.back().at.push_back(value);
                put(more.back(), choices.values[value]);
            }
        plan.slices = std::move(more);
    };
    if (!study.sweep.negate.empty() || !study.sweep.outcomes.empty())
        multiply(outcome_choices(study), [](Slice& slice, const OutcomeChoice& choice) {
            slice.outcome = choice.set;
            slice.negate = choice.negate;
        });
    if (!study.sweep.conditions.candidates.empty())
        multiply(condition_choices(study), [](Slice& slice, const Numbers& kept) { slice.conditions = kept; });
    if (study.sweep.cases.stated())
        multiply(case_choices(study, cases), [](Slice& slice, const CaseSelection& selected) { slice.cases = selected; });
    if (!study.sweep.anchor_sets.empty())
        multiply(anchor_set_choices(study),
                 [](Slice& slice, std::size_t chosen) { slice.anchor_set = chosen; });
    const AnchorAxes& linked = study.sweep.linked.percent;
    if (!linked.exclusion.empty())
        multiply(linked_choices("exclusion", linked.exclusion), [](Slice& slice, double by) { slice.shift.exclusion = by; });
    if (!linked.crossover.empty())
        multiply(linked_choices("crossover", linked.crossover), [](Slice& slice, double by) { slice.shift.crossover = by; });
    if (!linked.inclusion.empty())
        multiply(linked_choices("inclusion", linked.inclusion), [](Slice& slice, double by) { slice.shift.inclusion = by; });
    if (!study.sweep.calibration.methods.empty())
        multiply(method_choices(study),
                 [](Slice& slice, CalibrationMethod method) { slice.method = method; });
    if (!study.sweep.calibration.ties.empty())
        multiply(ties_choices(study), [](Slice& slice, Ties ties) { slice.ties = ties; });
    if (study.sweep.noise.draws > 0)
        multiply(noise_choices(study), [](Slice& slice, std::size_t draw) { slice.noise = draw; });
    return plan;
}

}  // namespace qca
