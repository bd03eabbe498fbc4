// One varied choice of a sweep.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace qca {

/// One varied choice. Its values are numbers, but for solution_type, whose values are names.
struct Axis {
    std::string name;                 ///< `ENT_crossover`, `incl_cut`, `pri_cut`, `n_cut`, `solution_type`
    std::string long_name;            ///< for people: "crossover anchor of ENT"
    std::string units;                ///< of the raw variable where known, else "1"
    std::vector<double> values;       ///< empty for solution_type
    std::vector<std::string> labels;  ///< only for solution_type
    std::optional<std::size_t> own;   ///< position of the study's own choice, when it lies on the axis

    std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }
    friend bool operator==(const Axis&, const Axis&) = default;
};

}  // namespace qca
