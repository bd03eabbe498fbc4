#include "host/study/read_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>

#include "host/study/exclusion.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_axis.hpp"
#include "host/study/read_solution.hpp"
#include "host/study/read_slices.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

constexpr double most_samples = 1e9;
constexpr std::size_t most_exclusions = 200;  ///< what they leave is cut along each of them
constexpr double largest_seed = 9007199254740992.0;  ///< 2^53: every whole number up to it is one of TOML and of double

std::uint64_t read_whole(const TomlNode& node, double lowest, double highest) {
    const double value = number_of(node);
    if (!(value >= lowest && value <= highest) || value != std::floor(value))
        reject(node.where, fmt::format("{} is {}", node.label, value),
               fmt::format("it must be a whole number from {:.0f} to {:.0f}", lowest, highest), "choose another");
    return static_cast<std::uint64_t>(value);
}

Sampling read_sampling(const TomlNode& sweep, std::size_t sets) {
    Sampling sampling;
    if (const TomlNode* design = find(sweep, "design"))
        sampling.design = static_cast<Design>(choice_of(*design, {design_names.begin(), design_names.end()}));
    if (!sampling.stated()) {
        for (const char* key : {"samples", "seed"})
            if (const TomlNode* node = find(sweep, key))
                reject_not_available(*node, fmt::format("'{}'", key),
                                     "remove it: a grid evaluates every combination (design = \"sobol\" draws samples)");
        return sampling;
    }
    sampling.anchors.resize(sets);
    sampling.samples = read_whole(require(sweep, "samples", "samples = 100000"), 1, most_samples);
    if (const TomlNode* seed = find(sweep, "seed")) sampling.seed = read_whole(*seed, 0, largest_seed);
    return sampling;
}

/// The values of an axis; of a range from which a design draws, the middles of its bins.
/// @param range  null where there is no design
std::vector<double> read_choices(const TomlNode& node, AxisValues values, std::size_t bins, std::optional<ValueRange>* range,
                                 double distance = 0) {
    if (range == nullptr || !is_range(node)) return read_axis(node, values, distance);
    *range = read_range(node, values);
    std::vector<double> middles;
    for (std::size_t bin = 0; bin < bins; ++bin) middles.push_back(middle_of_part(**range, bin, bins));
    for (std::size_t bin = 1; bin < bins; ++bin)
        if (!(middles[bin - 1] < middles[bin]))
            reject(node.where, fmt::format("{} is too narrow beside its values", node.label),
                   "values are rounded to 12 significant digits", "choose a wider range");
    return middles;
}

std::vector<Preset> read_presets(const TomlNode& node) {
    const std::vector<std::string> names(preset_names.begin(), preset_names.end());
    if (node.kind == TomlKind::text) return {static_cast<Preset>(choice_of(node, names))};
    require_list(node, "preset = \"anchors-10-percent\", or a list of presets");
    std::vector<Preset> presets;
    for (const TomlNode& child : node.children) {
        const auto preset = static_cast<Preset>(choice_of(child, names));
        if (std::find(presets.begin(), presets.end(), preset) != presets.end())
            reject(child.where, fmt::format("a second '{}' in {}", child.text, node.label), "once is enough",
                   "remove it");
        presets.push_back(preset);
    }
    return presets;
}

/// Whether some triple of the axes (a set's own anchor where an axis is empty) rises or falls strictly.
bool some_triple_in_order(const AnchorAxes& axes, const Anchors& own) {
    const auto values = [](const std::vector<double>& axis, double own_value) {
        return axis.empty() ? std::vector<double>{own_value} : axis;
    };
    const std::vector<double> exclusion = values(axes.exclusion, own.exclusion);
    const std::vector<double> crossover = values(axes.crossover, own.crossover);
    const std::vector<double> inclusion = values(axes.inclusion, own.inclusion);
    return std::any_of(crossover.begin(), crossover.end(), [&](double middle) {
        return (exclusion.front() < middle && middle < inclusion.back()) ||
               (exclusion.back() > middle && middle > inclusion.front());
    });
}

/// @param ranges  null where there is no design
AnchorAxes read_anchor_axes(const TomlNode& table, const SetDefinition& set, AnchorRanges* ranges) {
    if (table.kind == TomlKind::table && !set.has_anchors()) {
        const char* method = set.method == CalibrationMethod::crisp   ? "crisp: it has a threshold"
                             : set.method == CalibrationMethod::codes ? "coded"
                                                                      : "not calibrated";
        reject(table.key_where, fmt::format("the set {} has no anchors to vary", set.name),
               fmt::format("it is {}", method), "remove this table, or give the set anchors");
    }
    require_table(table, {"exclusion", "crossover", "inclusion"},
                  fmt::format("[sweep.anchors.{}] on a line of its own, then crossover = [ … ]", set.name));
    const double distance = set.anchors.inclusion - set.anchors.exclusion;
    AnchorAxes axes;
    if (const TomlNode* node = find(table, "exclusion"))
        axes.exclusion = read_choices(*node, AxisValues::raw_values, anchor_bins, ranges ? &ranges->exclusion : nullptr, distance);
    if (const TomlNode* node = find(table, "crossover"))
        axes.crossover = read_choices(*node, AxisValues::raw_values, anchor_bins, ranges ? &ranges->crossover : nullptr, distance);
    if (const TomlNode* node = find(table, "inclusion"))
        axes.inclusion = read_choices(*node, AxisValues::raw_values, anchor_bins, ranges ? &ranges->inclusion : nullptr, distance);
    if (!some_triple_in_order(axes, set.anchors)) {
        reject(table.children.front().key_where,
               fmt::format("no combination of the anchors of {} is in order", set.name),
               fmt::format(
                   "an anchor without values here keeps its own: exclusion {}, crossover {}, inclusion {}",
                   set.anchors.exclusion, set.anchors.crossover, set.anchors.inclusion),
               "let some rise or fall strictly: exclusion < crossover < inclusion, or the reverse");
    }
    return axes;
}

std::vector<AnchorAxes> read_anchors(const TomlNode* table, const Study& study, Sampling& sampling) {
    std::vector<AnchorAxes> axes(study.sets());
    if (!table) return axes;
    require_table(*table, "[sweep.anchors.NAME] on a line of its own");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < study.sets(); ++i) names.push_back(study.set(i).name);
    for (const TomlNode& child : table->children) {
        const auto found = std::find(names.begin(), names.end(), child.name);
        if (found == names.end()) {
            for (const SetDefinition& other : study.other_outcomes)
                if (other.name == child.name)
                    reject(child.key_where,
                           fmt::format("the anchors of {} cannot vary by themselves", child.name),
                           "scenarios that explain another outcome would differ in nothing",
                           "remove this table; [sweep.linked] moves the anchors of all outcomes");
            reject(child.key_where, fmt::format("unknown set '{}' in [sweep.anchors]", child.name),
                   fmt::format("the sets are {}", listed(names)), did_you_mean(child.name, names));
        }
        const auto number = static_cast<std::size_t>(found - names.begin());
        axes[number] = read_anchor_axes(child, study.set(number), sampling.stated() ? &sampling.anchors[number] : nullptr);
    }
    return axes;
}

void read_cutoffs(const TomlNode& table, SweepDefinition& sweep) {
    require_table(table, {"incl", "pri", "n"},
                  "[sweep.cutoffs] on a line of its own, then incl = [0.8, 0.85]");
    Sampling& sampling = sweep.sampling;
    if (const TomlNode* node = find(table, "incl"))
        sweep.incl = read_choices(*node, AxisValues::shares, cutoff_bins, sampling.stated() ? &sampling.incl : nullptr);
    if (const TomlNode* node = find(table, "pri"))
        sweep.pri = read_choices(*node, AxisValues::shares, cutoff_bins, sampling.stated() ? &sampling.pri : nullptr);
    if (const TomlNode* node = find(table, "n")) {
        const std::vector<double> counts = read_axis(*node, AxisValues::counts);
        std::transform(counts.begin(), counts.end(), std::back_inserter(sweep.n),
                       [](double count) { return static_cast<int>(count); });
    }
}

std::vector<SolutionType> read_solution_types(const TomlNode& table, const Study& study) {
    require_table(table, {"type"}, "[sweep.solution] on a line of its own, then type = [ … ]");
    const TomlNode* list = find(table, "type");
    if (!list) return {};
    require_list(*list, "type = [\"conservative\", \"parsimonious\"]");
    std::vector<SolutionType> types;
    for (const TomlNode& child : list->children) {
        const auto type =
            static_cast<SolutionType>(choice_of(child, {"conservative", "parsimonious", "intermediate"}));
        if (type == SolutionType::intermediate) require_expectations(child, study);
        types.push_back(type);
    }
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
}

/// Directional expectations are stated for one outcome; what its negation is expected to come from is another matter.
void require_one_outcome(const TomlNode& sweep_table, const SweepDefinition& sweep, const Study& study) {
    const bool intermediate =
        sweep.solution_types.empty()
            ? study.solution_type == SolutionType::intermediate
            : std::count(sweep.solution_types.begin(), sweep.solution_types.end(), SolutionType::intermediate) > 0;
    bool other = std::count(sweep.negate.begin(), sweep.negate.end(), !study.outcome.negate) > 0;
    for (const std::size_t set : sweep.outcomes)
        other = other || (sweep.negate.empty() && study.set(set).negate != study.outcome.negate);
    if (!intermediate || !other) return;
    reject(find(sweep_table, "outcome")->key_where,
           "the intermediate solution of an outcome and of its negation in one sweep",
           "directional expectations are stated for one of them",
           "write a study file for each, with its own expect, or leave out \"intermediate\"");
}

ColumnChoice read_column_choice(const TomlNode& node) {
    if (node.kind == TomlKind::truth) return node.truth ? ColumnChoice::always : ColumnChoice::never;
    return static_cast<ColumnChoice>(choice_of(node, {"automatic", "always", "never"}));
}

ColumnOptions read_columns(const TomlNode& table) {
    require_table(table, {"survival", "solution", "fits", "limit_mib"},
                  "[sweep.columns] on a line of its own, then survival = \"always\"");
    ColumnOptions columns;
    if (const TomlNode* node = find(table, "survival")) columns.survival = read_column_choice(*node);
    if (const TomlNode* node = find(table, "solution")) columns.solution = read_column_choice(*node);
    if (const TomlNode* node = find(table, "fits")) columns.fits = truth_of(*node);
    if (const TomlNode* node = find(table, "limit_mib")) {
        columns.limit_mib = number_of(*node);
        if (columns.limit_mib <= 0) {
            reject(node->where, fmt::format("{} is {}", node->label, columns.limit_mib), "it must be above 0",
                   "write \"never\" for the columns that are not wanted");
        }
    }
    return columns;
}

}  // namespace

SweepDefinition read_sweep(const TomlNode* table, const Study& study) {
    SweepDefinition sweep;
    if (table) {
        require_table(*table,
                      {"design", "preset", "anchors", "anchor_sets", "cutoffs", "solution", "columns", "linked", "outcome",
                       "conditions", "cases", "calibration", "noise", "exclude", "simultaneous", "samples", "seed"},
                      "[sweep] on a line of its own");
        sweep.sampling = read_sampling(*table, study.sets());
        sweep.stated = true;
        if (const TomlNode* preset = find(*table, "preset")) sweep.presets = read_presets(*preset);
        if (const TomlNode* cutoffs = find(*table, "cutoffs")) read_cutoffs(*cutoffs, sweep);
        if (const TomlNode* solution = find(*table, "solution"))
            sweep.solution_types = read_solution_types(*solution, study);
        if (const TomlNode* exclude = find(*table, "exclude")) {
            require_list(*exclude, "exclude = [\"GDP_crossover < 13 and incl_cut > 0.9\"]");
            if (exclude->children.size() > most_exclusions)
                reject(exclude->where, fmt::format("sweep.exclude has {} texts", exclude->children.size()),
                       fmt::format("a sweep has at most {}", most_exclusions), "join those that differ in one limit only");
            for (const TomlNode& child : exclude->children)
                sweep.exclude.push_back(parse_exclusion(text_of(child), child.where));
        }
        if (const TomlNode* simultaneous = find(*table, "simultaneous")) {
            sweep.simultaneous = truth_of(*simultaneous);
        }
        if (const TomlNode* columns = find(*table, "columns")) sweep.columns = read_columns(*columns);
    }
    sweep.anchors = read_anchors(table ? find(*table, "anchors") : nullptr, study, sweep.sampling);
    if (table) {
        read_slices(*table, study, sweep);
        require_one_outcome(*table, sweep, study);
    }
    return sweep;
}

}  // namespace qca
