// One varied choice of a sweep.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace qca {

/// Axes whose values are names.
inline constexpr const char* outcome_axis = "outcome";
inline constexpr const char* conditions_axis = "conditions";
inline constexpr const char* cases_axis = "cases";
inline constexpr const char* anchors_axis = "anchors";
inline constexpr const char* calibration_axis = "calibration";
inline constexpr const char* ties_axis = "ties";
inline constexpr const char* noise_axis = "noise";
inline constexpr const char* solution_type_axis = "solution_type";

/// Axes of anchors that move together; the name of the anchor follows.
inline constexpr const char* linked_axis = "linked_";

/// One varied choice.
struct Axis {
    std::string name;                 ///< `ENT_crossover`, `incl_cut`, `pri_cut`, `n_cut`, or one of those above
    std::string long_name;            ///< for people: "crossover anchor of ENT"
    std::string units;                ///< of the raw variable where known, else "1"
    std::vector<double> values;       ///< empty where the values are names
    std::vector<std::string> labels;  ///< empty where the values are numbers
    std::optional<std::size_t> own;   ///< position of the study's own choice, when it lies on the axis
    std::vector<double> edges = {};   ///< of the bins of a range, one more than values, which are their middles; own is then the
                                      ///< bin with the own choice. Empty where the values themselves are tried

    std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }
    friend bool operator==(const Axis&, const Axis&) = default;
};

/// One value of one axis, by position.
struct AxisValue {
    std::size_t axis = 0;
    std::size_t value = 0;

    friend bool operator==(const AxisValue&, const AxisValue&) = default;
};

}  // namespace qca
