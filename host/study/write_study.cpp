// Study -> TOML.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "host/study/read_study.hpp"

namespace qca {
namespace {

std::string quoted(const std::string& text) {
    std::string toml = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            toml += '\\';
            toml += c;
        } else if ((c >= 0 && c < ' ') || c == '\x7F') {
            toml += fmt::format("\\u{:04X}", static_cast<int>(c));
        } else {
            toml += c;
        }
    }
    return toml + '"';
}

std::string list(const std::vector<std::string>& texts) {
    std::vector<std::string> items;
    for (const std::string& text : texts) items.push_back(quoted(text));
    return fmt::format("[{}]", fmt::join(items, ", "));
}

template <class Number>
std::string list(const std::vector<Number>& numbers) {
    return fmt::format("[{}]",
                       fmt::join(numbers, ", "));  // fmt prints the shortest text that reads back equal
}

std::string anchors_text(const Anchors& anchors) {
    return fmt::format("{{ exclusion = {}, crossover = {}, inclusion = {} }}", anchors.exclusion, anchors.crossover,
                       anchors.inclusion);
}

/// The data file as seen from the folder of the study file.
std::string relative_data_file(const Study& study) {
    const std::filesystem::path folder = std::filesystem::path(study.file).parent_path();
    const std::string prefix = folder.empty() ? std::string() : (folder / "").string();
    if (study.data_file.starts_with(prefix)) return study.data_file.substr(prefix.size());
    const std::filesystem::path data(study.data_file);
    return data.is_absolute() ? study.data_file : data.lexically_proximate(folder).string();
}

class StudyWriter {
  public:
    std::string write(const Study& study) {
        write_data(study);
        write_outcome(study);
        for (const SetDefinition& condition : study.conditions) {
            table("conditions." + condition.name);
            write_set(condition);
        }
        write_cutoffs(study.cutoffs);
        write_solution(study);
        write_necessity(study.necessity);
        if (!study.paths.empty()) table("paths");
        for (const NamedPath& path : study.paths) entry(path.name, quoted(path.expression));
        write_protocol(study);
        if (study.sweep.stated) write_sweep(study);
        return std::move(text_);
    }

  private:
    void table(const std::string& name) { text_ += fmt::format("{}[{}]\n", text_.empty() ? "" : "\n", name); }
    void comment(const std::string& text) { text_ += fmt::format("# {}\n", text); }
    void entry(const std::string& key, const std::string& value) {
        text_ += fmt::format("{} = {}\n", key, value);
    }
    void entry(const std::string& key, double value) { entry(key, fmt::format("{}", value)); }
    void entry(const std::string& key, bool value) { entry(key, std::string(value ? "true" : "false")); }

    void write_data(const Study& study) {
        table("study");
        entry("name", quoted(study.name));
        if (!study.title.empty()) entry("title", quoted(study.title));
        table("data");
        entry("file", quoted(relative_data_file(study)));
        entry("cases", quoted(study.case_column));
        if (!study.excluded_cases.empty()) entry("exclude", list(study.excluded_cases));
        if (study.separator) entry("separator", quoted(std::string(1, *study.separator)));
        if (study.decimal) entry("decimal", quoted(std::string(1, *study.decimal)));
    }

    void write_outcome(const Study& study) {
        table("outcome");
        entry("name", quoted(study.outcome.name));
        write_set(study.outcome);
        entry("negate", study.outcome.negate);
        for (const SetDefinition& other : study.other_outcomes) {
            table("outcomes." + other.name);
            write_set(other);
            entry("negate", other.negate);
        }
    }

    void write_set(const SetDefinition& set) {
        entry("column", quoted(set.column));
        if (set.ranking) {
            entry("rank", fmt::format("{{ best = \"{}\", ties = \"{}\" }}",
                                      set.ranking->best_is_smallest ? "smallest" : "largest",
                                      ties_names[static_cast<std::size_t>(set.ranking->ties)]));
        }
        write_calibration(set);
        if (!set.rationale.empty()) entry("rationale", quoted(set.rationale));
    }

    void write_calibration(const SetDefinition& set) {
        if (set.method == CalibrationMethod::codes) {
            std::vector<std::string> codes;
            for (const auto& [value, membership] : set.codes)
                codes.push_back(fmt::format("\"{}\" = {}", value, membership));
            entry("codes", fmt::format("{{ {} }}", fmt::join(codes, ", ")));
            return;
        }
        entry("calibrate", quoted(calibration_method_names[static_cast<std::size_t>(set.method)]));
        if (set.method == CalibrationMethod::crisp) entry("threshold", set.threshold);
        if (set.has_anchors()) {
            entry("anchors", anchors_text(set.anchors));
        }
        if (set.method == CalibrationMethod::logistic) {
            entry("idm", set.idm);
            entry("clamp", set.clamp);
        }
    }

    void write_cutoffs(const Cutoffs& cutoffs) {
        table("cutoffs");
        entry("incl", cutoffs.incl);
        entry("pri", cutoffs.pri);
        entry("n", static_cast<double>(cutoffs.n));
        if (cutoffs.incl0) entry("incl0", *cutoffs.incl0);
    }

    void write_solution(const Study& study) {
        const SolutionOptions& options = study.solution;
        table("solution");
        entry("type", quoted(solution_type_names[static_cast<std::size_t>(study.solution_type)]));
        entry("models", quoted(model_choice_names[static_cast<std::size_t>(options.models)]));
        if (options.expected) {
            std::vector<std::string> expectations;
            for (std::size_t c = 0; c < study.conditions.size(); ++c) {
                const std::uint32_t bit =
                    condition_bit(static_cast<int>(c), static_cast<int>(study.conditions.size()));
                const char* expectation = (options.expected->literals & bit) == 0 ? "none"
                                          : (options.expected->values & bit) != 0 ? "present"
                                                                                  : "absent";
                expectations.push_back(fmt::format("{} = \"{}\"", study.conditions[c].name, expectation));
            }
            entry("expect", fmt::format("{{ {} }}", fmt::join(expectations, ", ")));
        }
        write_rows("exclude", options.exclude);
        write_rows("necessary", options.necessary);
    }

    void write_necessity(const NecessityOptions& options) {
        table("necessity");
        std::vector<std::string> expressions;
        for (const NamedExpression& named : options.expressions) expressions.push_back(named.expression);
        if (!expressions.empty()) entry("expressions", list(expressions));
        entry("cutoff", options.cutoff);
    }

    void write_protocol(const Study& study) {
        const ProtocolOptions& protocol = study.protocol;
        if (protocol == ProtocolOptions{}) return;
        table("protocol");
        if (protocol.initial) entry("initial", quoted(protocol.initial->expression));
        for (const TestAnalysis& test : protocol.tests) {
            table(fmt::format("protocol.tests.{}", quoted(test.name)));
            if (test.solution) entry("solution", quoted(test.solution->expression));
            if (test.incl) entry("incl", *test.incl);
            if (test.pri) entry("pri", *test.pri);
            if (test.n) entry("n", static_cast<double>(*test.n));
            if (test.incl0) entry("incl0", *test.incl0);
            if (test.type) entry("type", quoted(solution_type_names[static_cast<std::size_t>(*test.type)]));
            std::vector<std::string> sets;
            for (const AnchorChange& change : test.anchors) {
                std::vector<std::string> anchors;
                if (change.exclusion) anchors.push_back(fmt::format("exclusion = {}", *change.exclusion));
                if (change.crossover) anchors.push_back(fmt::format("crossover = {}", *change.crossover));
                if (change.inclusion) anchors.push_back(fmt::format("inclusion = {}", *change.inclusion));
                sets.push_back(fmt::format("{} = {{ {} }}", study.set(change.set).name, fmt::join(anchors, ", ")));
            }
            if (!sets.empty()) entry("anchors", fmt::format("{{ {} }}", fmt::join(sets, ", ")));
        }
    }

    void write_rows(const std::string& key, const std::vector<NamedRows>& rows) {
        if (rows.empty()) return;
        std::vector<std::string> expressions;
        for (const NamedRows& named : rows) expressions.push_back(named.expression);
        entry(key, list(expressions));
    }

    void write_sweep(const Study& study) {
        const SweepDefinition& sweep = study.sweep;
        table("sweep");
        const Sampling& sampling = sweep.sampling;
        entry("design", quoted(design_names[static_cast<std::size_t>(sampling.design)]));
        if (sampling.stated()) {
            entry("samples", std::to_string(sampling.samples));
            entry("seed", std::to_string(sampling.seed));
        }
        std::vector<std::string> presets;
        for (const Preset preset : sweep.presets)
            presets.emplace_back(preset_names[static_cast<std::size_t>(preset)]);
        if (!presets.empty()) entry("preset", list(presets));
        for (const std::string& note : study.notes) comment(note);
        if (!sweep.exclude.empty()) {
            std::vector<std::string> texts;
            for (const Exclusion& exclusion : sweep.exclude) texts.push_back(exclusion.text);
            entry("exclude", list(texts));
        }
        entry("simultaneous", sweep.simultaneous);
        for (std::size_t i = 0; i < sweep.anchors.size(); ++i)
            write_anchor_axes(sweep.anchors[i], sampling.stated() ? sampling.anchors[i] : AnchorRanges{}, study.set(i).name);
        if (!sweep.incl.empty() || !sweep.pri.empty() || !sweep.n.empty()) {
            table("sweep.cutoffs");
            if (!sweep.incl.empty()) entry("incl", axis(sweep.incl, sampling.incl));
            if (!sweep.pri.empty()) entry("pri", axis(sweep.pri, sampling.pri));
            if (!sweep.n.empty()) entry("n", list(sweep.n));
        }
        if (!sweep.solution_types.empty()) {
            table("sweep.solution");
            std::vector<std::string> types;
            for (const SolutionType type : sweep.solution_types) {
                types.emplace_back(solution_type_names[static_cast<std::size_t>(type)]);
            }
            entry("type", list(types));
        }
        write_slices(study);
        constexpr const char* choices[] = {"automatic", "always", "never"};
        table("sweep.columns");
        entry("survival", quoted(choices[static_cast<std::size_t>(sweep.columns.survival)]));
        entry("solution", quoted(choices[static_cast<std::size_t>(sweep.columns.solution)]));
        entry("fits", sweep.columns.fits);
        entry("limit_mib", sweep.columns.limit_mib);
    }

    void write_slices(const Study& study) {
        const SweepDefinition& sweep = study.sweep;
        for (const AnchorSet& other : sweep.anchor_sets) {
            table("sweep.anchor_sets." + quoted(other.name));
            for (const auto& [set, anchors] : other.anchors) entry(study.set(set).name, anchors_text(anchors));
        }
        if (sweep.linked.stated()) {
            table("sweep.linked");
            std::vector<std::string> names;
            for (const std::size_t set : sweep.linked.sets) names.push_back(study.set(set).name);
            entry("sets", list(names));
            write_axes(sweep.linked.percent);
        }
        if (!sweep.negate.empty() || !sweep.outcomes.empty()) {
            table("sweep.outcome");
            std::vector<std::string> names;
            for (const std::size_t set : sweep.outcomes) names.push_back(study.set(set).name);
            if (!names.empty()) entry("sets", list(names));
            if (!sweep.negate.empty()) entry("negate", fmt::format("[{}]", fmt::join(sweep.negate, ", ")));
        }
        if (!sweep.conditions.candidates.empty()) {
            table("sweep.conditions");
            std::vector<std::string> names;
            for (const std::size_t condition : sweep.conditions.candidates) names.push_back(study.conditions[condition].name);
            entry("candidates", list(names));
            entry("size", fmt::format("{{ from = {}, to = {} }}", sweep.conditions.from, sweep.conditions.to));
        }
        if (sweep.cases.stated()) {
            table("sweep.cases");
            if (!sweep.cases.leave_out.empty()) entry("leave_out", fmt::format("[{}]", fmt::join(sweep.cases.leave_out, ", ")));
            if (sweep.cases.sample > 0) entry("sample", std::to_string(sweep.cases.sample));
            if (sweep.cases.bootstrap > 0) entry("bootstrap", std::to_string(sweep.cases.bootstrap));
            if (sweep.cases.sample > 0 || sweep.cases.bootstrap > 0) entry("seed", std::to_string(sweep.cases.seed));
        }
        if (!sweep.calibration.methods.empty() || !sweep.calibration.ties.empty()) {
            table("sweep.calibration");
            std::vector<std::string> methods, ties;
            for (const CalibrationMethod method : sweep.calibration.methods)
                methods.emplace_back(calibration_method_names[static_cast<std::size_t>(method)]);
            for (const Ties rule : sweep.calibration.ties)
                ties.emplace_back(ties_names[static_cast<std::size_t>(rule)]);
            if (!methods.empty()) entry("calibrate", list(methods));
            if (!ties.empty()) entry("ties", list(ties));
        }
        if (sweep.noise.draws > 0) {
            table("sweep.noise");
            entry("draws", std::to_string(sweep.noise.draws));
            entry("shape", quoted(noise_shape_names[static_cast<std::size_t>(sweep.noise.shape)]));
            std::vector<std::string> sizes;
            for (std::size_t set = 0; set < sweep.noise.sizes.size(); ++set)
                if (sweep.noise.sizes[set] > 0)
                    sizes.push_back(fmt::format("{} = {}", study.set(set).name, sweep.noise.sizes[set]));
            entry("size", fmt::format("{{ {} }}", fmt::join(sizes, ", ")));
            entry("seed", std::to_string(sweep.noise.seed));
        }
    }

    void write_anchor_axes(const AnchorAxes& axes, const AnchorRanges& ranges, const std::string& set) {
        if (axes == AnchorAxes{}) return;
        table("sweep.anchors." + set);
        write_axes(axes, ranges);
    }

    void write_axes(const AnchorAxes& axes, const AnchorRanges& ranges = {}) {
        if (!axes.exclusion.empty()) entry("exclusion", axis(axes.exclusion, ranges.exclusion));
        if (!axes.crossover.empty()) entry("crossover", axis(axes.crossover, ranges.crossover));
        if (!axes.inclusion.empty()) entry("inclusion", axis(axes.inclusion, ranges.inclusion));
    }

    static std::string axis(const std::vector<double>& values, const std::optional<ValueRange>& range) {
        return range ? fmt::format("{{ from = {}, to = {} }}", range->from, range->to) : list(values);
    }

    std::string text_;
};

}  // namespace

std::string resolved_study(const Study& study) {
    return StudyWriter().write(study);
}

}  // namespace qca
