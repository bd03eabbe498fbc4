#include "host/robustness/anchor_shifts.hpp"

#include <algorithm>
#include <cmath>

#include "host/analysis/set_membership.hpp"

namespace qca {

double length_of(const Shift& shift, ShiftNorm norm) {
    double largest = 0, squares = 0;
    for (const double x : shift) {
        largest = std::max(largest, std::abs(x));
        squares += x * x;
    }
    return norm == ShiftNorm::largest ? largest : std::sqrt(squares);
}

AnchorShifts::AnchorShifts(const Study& study, const StudyData& data) : study_(study), data_(data), anchors_of_(study.sets()) {
    for (const RangeParameter& parameter : range_parameters(study)) {
        if (!parameter.is_anchor()) continue;
        anchors_of_[parameter.set].push_back(parameters_.size());
        parameters_.push_back(parameter);
        own_.push_back(value_of(parameter, study));
        units_.push_back(search_range(parameter, study, data, 0).unit);
    }
}

SetDefinition AnchorShifts::definition_at(std::size_t set, const Shift& shift) const {
    SetDefinition definition = study_.set(set);
    const std::vector<std::size_t>& anchors = anchors_of_[set];
    if (anchors.size() == 1) definition.threshold = value(anchors[0], shift[anchors[0]]);
    if (anchors.size() == 3)
        definition.anchors = {value(anchors[0], shift[anchors[0]]), value(anchors[1], shift[anchors[1]]),
                              value(anchors[2], shift[anchors[2]])};
    return definition;
}

bool AnchorShifts::feasible(const Shift& shift) const {
    for (std::size_t set = 0; set < anchors_of_.size(); ++set) {
        if (anchors_of_[set].size() != 3) continue;
        const Anchors anchors = definition_at(set, shift).anchors, &own = study_.set(set).anchors;
        if (!anchors.in_order() || (anchors.exclusion < anchors.inclusion) != (own.exclusion < own.inclusion)) return false;
    }
    return true;
}

Study AnchorShifts::study_at(const Shift& shift) const {
    Study study = study_;
    for (std::size_t anchor = 0; anchor < size(); ++anchor)
        study = study_with(study, parameters_[anchor], value(anchor, shift[anchor]));
    return study;
}

Memberships AnchorShifts::memberships_at(const Shift& shift) const {
    Memberships memberships;
    memberships.order = data_.summation_order;
    for (std::size_t set = 0; set < study_.sets(); ++set) {
        const SetDefinition definition = definition_at(set, shift);
        memberships.set.push_back(calibrate(data_.raw[set], definition, definition.anchors, data_.cases));
    }
    if (study_.outcome.negate) memberships.set.back() = negated(memberships.set.back());
    return memberships;
}

}  // namespace qca
