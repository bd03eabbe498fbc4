#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "host/data/study_data.hpp"
#include "host/study/reject.hpp"

namespace qca {
namespace {

/// Clamped, memberships below the first are 0, above the second 1.
constexpr double lowest_membership = 0.0001;
constexpr double highest_membership = 0.9999;

bool on_inclusion_side(double value, const Anchors& anchors) {
    return anchors.inclusion > anchors.crossover ? value >= anchors.crossover : value <= anchors.crossover;
}

/// The distance from the crossover in units of the distance of the anchor on that side: -1 at the exclusion
/// anchor, 0 at the crossover, 1 at the inclusion anchor.
double anchor_distance(double value, const Anchors& anchors) {
    return on_inclusion_side(value, anchors)
               ? (value - anchors.crossover) / (anchors.inclusion - anchors.crossover)
               : (value - anchors.crossover) / (anchors.crossover - anchors.exclusion);
}

double negative_log_odds(double idm) { return -std::log(idm / (1 - idm)); }

/// @param steepness  negative_log_odds()
double logistic(double distance, double steepness, bool clamp) {
    const double membership = 1 / (1 + std::exp(steepness * distance));
    if (clamp && membership < lowest_membership) return 0;
    if (clamp && membership > highest_membership) return 1;
    return membership;
}

}  // namespace

double membership_at(double distance, const SetDefinition& definition) {
    if (definition.method == CalibrationMethod::linear) return std::clamp(0.5 + 0.5 * distance, 0.0, 1.0);
    return logistic(distance, negative_log_odds(definition.idm), definition.clamp);
}

std::vector<double> calibrate(const std::vector<double>& raw, const SetDefinition& definition,
                              const Anchors& anchors, const std::vector<std::string>& cases) {
    if (definition.has_anchors() && !anchors.in_order()) {
        reject(fmt::format("set {}", definition.name), "the anchors are not in order",
               fmt::format("exclusion {}, crossover {}, inclusion {}", anchors.exclusion, anchors.crossover,
                           anchors.inclusion),
               "let them rise or fall strictly");
    }
    const double steepness = negative_log_odds(definition.idm);
    const auto membership = [&](std::size_t i) -> double {
        const double value = raw[i];
        switch (definition.method) {
            case CalibrationMethod::logistic:
                return logistic(anchor_distance(value, anchors), steepness, definition.clamp);
            case CalibrationMethod::linear:
                return membership_at(anchor_distance(value, anchors), definition);
            case CalibrationMethod::crisp:
                return value >= definition.threshold ? 1 : 0;
            case CalibrationMethod::codes: {
                const auto code = std::find_if(definition.codes.begin(), definition.codes.end(),
                                               [&](const auto& entry) { return entry.first == value; });
                if (code != definition.codes.end()) return code->second;
                reject(fmt::format("set {}, case '{}'", definition.name, cases[i]),
                       fmt::format("no code for the value {}", value),
                       fmt::format("column '{}' is calibrated by codes", definition.column),
                       fmt::format("add \"{}\" = … to the codes of {}", value, definition.name));
            }
            case CalibrationMethod::none:
                break;
        }
        if (!(value >= 0 && value <= 1)) {
            reject(fmt::format("set {}, case '{}'", definition.name, cases[i]),
                   fmt::format("the membership {} lies outside 0 to 1", value),
                   fmt::format("calibrate = \"none\" takes column '{}' as memberships", definition.column),
                   "calibrate the column or correct the value");
        }
        return value;
    };
    std::vector<double> memberships;
    memberships.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) memberships.push_back(membership(i));
    return memberships;
}

}  // namespace qca
