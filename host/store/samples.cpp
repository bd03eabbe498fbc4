#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <numeric>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

constexpr std::size_t most_flags = 256;  ///< positions up to it fit u8, and their meanings an attribute

/// A label as CF wants the meaning of a flag: letters, digits and _ - . + @ only.
std::string meaning_of(const std::string& label) {
    std::string meaning;
    for (const char c : label) {
        if (c == '~') meaning += "not_";
        else meaning += std::isalnum(static_cast<unsigned char>(c)) || std::strchr("_-.+@", c) != nullptr || c < 0 ? c : '_';
    }
    return meaning;
}

constexpr std::size_t together = 1024;

/// What every sample drew on an axis, as the file has it. @param of_fractions  writes the values at so many fractions of the axis
template <typename Value, typename OfFractions>
std::vector<Value> drawn(const Sampler& sampler, std::size_t axis, std::uint64_t samples, const OfFractions& of_fractions) {
    std::vector<Value> values(samples);
    std::array<std::uint64_t, together> fractions;
    for (std::uint64_t first = 0; first < samples; first += together) {
        const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(together, samples - first));
        sampler.fractions(axis, first, some, fractions.data());
        of_fractions(fractions.data(), some, values.data() + first);
    }
    return values;
}

/// Of an axis whose values are listed.
template <typename Value, typename Listed>
std::vector<Value> drawn_of(const std::vector<Listed>& listed, const Sampler& sampler, std::size_t axis, std::uint64_t samples) {
    return drawn<Value>(sampler, axis, samples, [&](const std::uint64_t* fractions, std::size_t count, Value* out) {
        std::array<std::uint32_t, together> position;
        Sampler::parts_of(fractions, count, listed.size(), position.data());
        for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<Value>(listed[position[i]]);
    });
}

template <typename Value>
std::vector<Value> positions(const Sampler& sampler, const Axis& axis, std::size_t number, std::uint64_t samples) {
    std::vector<std::uint32_t> listed(axis.size());
    std::iota(listed.begin(), listed.end(), 0u);
    return drawn_of<Value>(listed, sampler, number, samples);
}

template <typename Value>
std::vector<Value> numbers(const Sampler& sampler, const SampleDesign& design, std::size_t number, const Axis& axis) {
    const SampleAxis& of = design.axes[number];
    if (!of.range) return drawn_of<Value>(axis.values, sampler, number, design.samples);
    std::vector<double> steps;
    for (std::uint64_t step = 0; step < of.steps; ++step) steps.push_back(middle_of_part(*of.range, step, of.steps));
    if (of.steps > 0) return drawn_of<Value>(steps, sampler, number, design.samples);
    return drawn<Value>(sampler, number, design.samples, [&](const std::uint64_t* fractions, std::size_t count, Value* out) {
        std::array<double, together> values;
        sampler.values_at(number, fractions, count, values.data());
        std::transform(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count), out, [](double value) { return static_cast<Value>(value); });
    });
}

bool has_columns(const SweepResult& result) {
    return !result.solution.empty() || !result.fit_inclS.empty() ||
           std::ranges::any_of(result.paths, [](const PathResult& path) { return !path.survival.empty(); });
}

/// Calls body with the values of the coordinate of an axis, in the type of the file.
template <typename Body>
void with_coordinate(const SweepResult& result, const Sampler& sampler, std::size_t a, const Body& body) {
    const Axis& axis = result.axes[a];
    const std::uint64_t samples = result.design.samples;
    if (!axis.labels.empty()) {
        if (axis.labels.size() <= most_flags) body(positions<std::uint8_t>(sampler, axis, a, samples));
        else body(positions<std::uint32_t>(sampler, axis, a, samples));
    } else if (axis.name == frequency_axis) {
        body(numbers<std::int32_t>(sampler, result.design, a, axis));
    } else {
        body(numbers<double>(sampler, result.design, a, axis));
    }
}

void describe_coordinate(H5::DataSet& data, const Axis& axis, const std::string& scale) {
    set_attribute(data, "long_name", axis.long_name + " that the sample drew");
    if (axis.labels.empty()) {
        set_attribute(data, "units", axis.units);
        return;
    }
    set_attribute(data, "labels", scale);
    if (axis.labels.size() > most_flags) return;
    std::vector<std::uint8_t> values(axis.labels.size());
    std::iota(values.begin(), values.end(), std::uint8_t{0});
    std::string meanings;
    for (const std::string& label : axis.labels) meanings += (meanings.empty() ? "" : " ") + meaning_of(label);
    set_attribute(data, "flag_values", values);
    set_attribute(data, "flag_meanings", meanings);
}

/// Files of before there were designs do not say it.
Design design_of(const H5::Group& provenance) {
    if (!provenance.attrExists("design")) return Design::grid;
    const std::string name = text_attribute(provenance, "design");
    const auto found = std::ranges::find(design_names, name);
    if (found == design_names.end()) throw H5::AttributeIException("design", "is none");
    return static_cast<Design>(found - design_names.begin());
}

}  // namespace

std::string coordinates_of(const std::vector<Axis>& axes) { return fmt::format("{}", fmt::join(axis_names(axes), " ")); }

void write_samples(LabelledGroup& root, const SweepResult& result) {
    if (!result.design.stated() || !has_columns(result)) return;
    std::vector<std::uint32_t> numbers_of(result.design.samples);
    std::iota(numbers_of.begin(), numbers_of.end(), 0u);
    H5::DataSet scale = root.scale(sample_scale, numbers_of);
    set_attribute(scale, "long_name", "number of the sample");
    const Sampler sampler(result.design);
    const std::vector<std::string> scales = map_scales(result.axes, result.design);
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        with_coordinate(result, sampler, a, [&](const auto& values) {
            H5::DataSet data = root.write(result.axes[a].name, {sample_scale}, values);
            describe_coordinate(data, result.axes[a], scales[a]);
        });
}

void write_design(LabelledGroup& group, const SweepResult& result) {
    const SampleDesign& design = result.design;
    H5::Group& object = group.object();
    set_attribute(object, "design", std::string(design_names[static_cast<std::size_t>(design.design)]));
    if (!design.stated()) return;
    set_attribute(object, "samples", design.samples);
    set_attribute(object, "seed", design.seed);
    std::vector<double> from, to, width;
    std::vector<std::uint64_t> steps;
    std::vector<std::int32_t> dimension;
    std::string snapping;
    for (std::size_t a = 0; a < design.axes.size(); ++a) {
        const SampleAxis& axis = design.axes[a];
        const ValueRange range = axis.range.value_or(ValueRange{});
        from.push_back(range.from);
        to.push_back(range.to);
        steps.push_back(axis.steps);
        dimension.push_back(axis.dimension);
        if (axis.steps > 0)
            snapping += fmt::format("{}{}: middles of {} steps of {:.12g}", snapping.empty() ? "" : "; ", result.axes[a].name, axis.steps,
                                    (range.to - range.from) / static_cast<double>(axis.steps));
    }
    set_attribute(object, "snapping", snapping.empty() ? std::string("none") : snapping);
    const auto write = [&](const char* name, const auto& values, const char* long_name) {
        H5::DataSet data = group.write(name, {"axis"}, values);
        set_attribute(data, "long_name", long_name);
    };
    write("drawn_from", from, "lower end of the range from which the axis is drawn; equal to drawn_to for listed values");
    write("drawn_to", to, "upper end of the range from which the axis is drawn");
    write("drawn_steps", steps, "steps of the range whose middles are drawn; 0: any number of it, or listed values");
    write("drawn_dimension", dimension, "dimension of the design; -1: the axis has one value");
}

std::vector<Axis> read_axes(const H5::Group& root, const H5::Group& provenance) {
    const bool grid = design_of(provenance) == Design::grid;
    std::vector<Axis> axes;
    for (const std::string& name : read_texts(provenance, "axis")) {
        const bool binned = !grid && root.nameExists(name + "_bin");
        axes.push_back(read_axis(root, name, grid ? name : name + (binned ? "_bin" : "_value")));
    }
    return axes;
}

SampleDesign read_design(const H5::Group& provenance, const std::vector<Axis>& axes) {
    SampleDesign design;
    design.design = design_of(provenance);
    if (!design.stated()) return design;
    design.samples = number_attribute<std::uint64_t>(provenance, "samples");
    design.seed = number_attribute<std::uint64_t>(provenance, "seed");
    if (design.samples == 0) throw H5::AttributeIException("samples", "is 0");
    const Shape shape{axes.size()};
    const auto from = read_values<double>(provenance, "drawn_from", shape), to = read_values<double>(provenance, "drawn_to", shape);
    const auto steps = read_values<std::uint64_t>(provenance, "drawn_steps", shape);
    const auto dimension = read_values<std::int32_t>(provenance, "drawn_dimension", shape);
    for (std::size_t a = 0; a < axes.size(); ++a) {
        SampleAxis& axis = design.axes.emplace_back();
        axis.size = axes[a].size();
        if (from[a] < to[a]) axis.range = ValueRange{from[a], to[a]};
        axis.steps = steps[a];
        axis.dimension = dimension[a];
    }
    return design;
}

}  // namespace qca
