#include "host/robustness/range_parameter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

using Kind = RangeParameter::Kind;

constexpr double infinite = std::numeric_limits<double>::infinity();

SetDefinition& set_of(Study& study, std::size_t set) {
    return set < study.conditions.size() ? study.conditions[set] : study.outcome;
}

double& anchor(Anchors& anchors, Kind kind) {
    return kind == Kind::exclusion ? anchors.exclusion : kind == Kind::crossover ? anchors.crossover : anchors.inclusion;
}

/// As far as the anchors stay in order.
SearchRange in_order(SearchRange range, const RangeParameter& parameter, const Anchors& anchors) {
    const auto not_below = [&](double bound) {
        range.first = std::nextafter(bound, infinite);
        range.low_end = SearchEnd::infeasible;
    };
    const auto not_above = [&](double bound) {
        range.last = std::nextafter(bound, -infinite);
        range.high_end = SearchEnd::infeasible;
    };
    const bool rising = anchors.exclusion < anchors.inclusion;
    if (parameter.kind == Kind::crossover) {
        not_below(std::min(anchors.exclusion, anchors.inclusion));
        not_above(std::max(anchors.exclusion, anchors.inclusion));
    } else if ((parameter.kind == Kind::exclusion) == rising) {
        not_above(anchors.crossover);
    } else {
        not_below(anchors.crossover);
    }
    return range;
}

SearchRange range_of_anchor(const RangeParameter& parameter, const SetDefinition& set, const std::vector<double>& raw,
                            double reach) {
    const auto [smallest, largest] = std::minmax_element(raw.begin(), raw.end());
    SearchRange range{*smallest, *largest};
    if (parameter.kind == Kind::threshold) {
        range.unit = *largest > *smallest ? *largest - *smallest : 1;
        range.first = std::min(range.first, set.threshold) - reach * range.unit;
        range.last = std::max(range.last, set.threshold) + reach * range.unit;
        return range;
    }
    range.unit = std::abs(set.anchors.inclusion - set.anchors.exclusion);
    range.first = std::min({range.first, set.anchors.exclusion, set.anchors.inclusion}) - reach * range.unit;
    range.last = std::max({range.last, set.anchors.exclusion, set.anchors.inclusion}) + reach * range.unit;
    return in_order(range, parameter, set.anchors);
}

}  // namespace

std::vector<RangeParameter> range_parameters(const Study& study) {
    std::vector<RangeParameter> parameters;
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const SetDefinition& set = study.set(s);
        if (set.has_anchors()) {
            parameters.push_back({Kind::exclusion, s, set.name + "_exclusion"});
            parameters.push_back({Kind::crossover, s, set.name + "_crossover"});
            parameters.push_back({Kind::inclusion, s, set.name + "_inclusion"});
        }
        if (set.method == CalibrationMethod::crisp) parameters.push_back({Kind::threshold, s, set.name + "_threshold"});
    }
    parameters.push_back({Kind::incl, 0, "incl_cut"});
    parameters.push_back({Kind::pri, 0, "pri_cut"});
    if (study.cutoffs.incl0) parameters.push_back({Kind::incl0, 0, "incl0_cut"});
    parameters.push_back({Kind::n, 0, "n_cut"});
    return parameters;
}

double value_of(const RangeParameter& parameter, const Study& study) {
    switch (parameter.kind) {
        case Kind::incl:
            return study.cutoffs.incl;
        case Kind::pri:
            return study.cutoffs.pri;
        case Kind::incl0:
            return study.cutoffs.incl0.value();
        case Kind::n:
            return study.cutoffs.n;
        case Kind::threshold:
            return study.set(parameter.set).threshold;
        default:
            Anchors anchors = study.set(parameter.set).anchors;
            return anchor(anchors, parameter.kind);
    }
}

Study study_with(const Study& study, const RangeParameter& parameter, double value) {
    Study other = study;
    switch (parameter.kind) {
        case Kind::incl:
            other.cutoffs.incl = value;
            break;
        case Kind::pri:
            other.cutoffs.pri = value;
            break;
        case Kind::incl0:
            other.cutoffs.incl0 = value;
            break;
        case Kind::n:
            other.cutoffs.n = static_cast<int>(value);
            break;
        case Kind::threshold:
            set_of(other, parameter.set).threshold = value;
            break;
        default:
            anchor(set_of(other, parameter.set).anchors, parameter.kind) = value;
    }
    return other;
}

SearchRange search_range(const RangeParameter& parameter, const Study& study, const StudyData& data, double reach) {
    constexpr SearchEnd infeasible = SearchEnd::infeasible;
    switch (parameter.kind) {
        case Kind::incl:
            return {study.cutoffs.incl0.value_or(0), 1, infeasible, infeasible};
        case Kind::pri:
            return {0, 1, infeasible, infeasible};
        case Kind::incl0:
            return {0, study.cutoffs.incl, infeasible, infeasible};
        case Kind::n:
            return {1, std::max(static_cast<double>(data.number_of_cases()) + 1, static_cast<double>(study.cutoffs.n)), infeasible, SearchEnd::edge};
        default:
            return range_of_anchor(parameter, study.set(parameter.set), data.raw[parameter.set], reach);
    }
}

double value_before(const RangeParameter& parameter, double value) {
    return parameter.is_whole() ? value - 1 : std::nextafter(value, -infinite);
}

double value_after(const RangeParameter& parameter, double value) {
    return parameter.is_whole() ? value + 1 : std::nextafter(value, infinite);
}

}  // namespace qca
