#include "host/study/read_slices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "host/study/anchor_sets.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_axis.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

std::vector<std::string> set_names(const Study& study) {
    std::vector<std::string> names;
    for (std::size_t set = 0; set < study.all_sets(); ++set) names.push_back(study.set(set).name);
    return names;
}

/// The number of the set that a text names, among those that may be named here.
std::size_t number_of_set(const TomlNode& text, const std::vector<std::string>& names,
                          const std::string& list) {
    const std::string& name = text_of(text);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        reject(text.where, fmt::format("unknown set '{}' in {}", name, list),
               fmt::format("the sets are {}", listed(names)), did_you_mean(name, names));
    return static_cast<std::size_t>(found - names.begin());
}

/// By default all outcomes.
std::vector<std::size_t> read_outcomes(const TomlNode* list, const Study& study) {
    std::vector<std::size_t> outcomes;
    if (!list) {
        for (std::size_t set = study.sets() - 1; set < study.all_sets() && !study.other_outcomes.empty();
             ++set)
            outcomes.push_back(set);
        return outcomes;
    }
    require_list(*list, "sets = [\"A\", \"B\"]");
    std::vector<std::string> names = set_names(study);
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(study.conditions.size()));
    for (const TomlNode& child : list->children) {
        const std::size_t set = study.conditions.size() + number_of_set(child, names, list->label);
        if (std::find(outcomes.begin(), outcomes.end(), set) == outcomes.end()) outcomes.push_back(set);
    }
    std::sort(outcomes.begin(), outcomes.end());
    return outcomes;
}

std::vector<bool> read_negate(const TomlNode& list) {
    require_list(list, "negate = [false, true]");
    bool seen[2] = {};
    for (const TomlNode& child : list.children) seen[truth_of(child) ? 1 : 0] = true;
    std::vector<bool> negate;
    for (const bool value : {false, true})
        if (seen[value ? 1 : 0]) negate.push_back(value);
    return negate;
}

std::vector<std::size_t> read_candidates(const TomlNode* list, const Study& study) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    std::vector<std::size_t> candidates;
    if (!list) {
        for (std::size_t condition = 0; condition < names.size(); ++condition) candidates.push_back(condition);
        return candidates;
    }
    require_list(*list, "candidates = [\"A\", \"B\"]");
    for (const TomlNode& child : list->children) {
        const std::string& name = text_of(child);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            reject(child.where, fmt::format("unknown condition '{}' in {}", name, list->label),
                   fmt::format("the conditions are {}", listed(names)), did_you_mean(name, names));
        const auto number = static_cast<std::size_t>(found - names.begin());
        if (std::find(candidates.begin(), candidates.end(), number) != candidates.end())
            reject(child.where, fmt::format("a second '{}' in {}", name, list->label), "a candidate is in or out", "remove it");
        candidates.push_back(number);
    }
    std::sort(candidates.begin(), candidates.end());
    return candidates;
}

/// A whole number in [lowest, highest].
std::size_t read_size(const TomlNode& node, std::size_t lowest, std::size_t highest) {
    const double value = number_of(node);
    if (value != static_cast<double>(static_cast<long long>(value)) || value < static_cast<double>(lowest) ||
        value > static_cast<double>(highest))
        reject(node.where, fmt::format("{} is {}", node.label, value),
               fmt::format("it must be a whole number from {} to {}", lowest, highest), "choose another");
    return static_cast<std::size_t>(value);
}

ConditionSubsets read_conditions(const TomlNode& table, const Study& study) {
    require_table(table, {"candidates", "size"}, "[sweep.conditions] on a line of its own, then size = { from = 3, to = 4 }");
    ConditionSubsets subsets;
    subsets.candidates = read_candidates(find(table, "candidates"), study);
    const std::size_t most = subsets.candidates.size();
    const std::size_t fewest = most == study.conditions.size() ? 1 : 0;  // one condition has to stay
    subsets.from = fewest;
    subsets.to = most;
    if (const TomlNode* size = find(table, "size")) {
        if (size->kind == TomlKind::table) {
            require_table(*size, {"from", "to"}, "{ from = 3, to = 4 }");
            if (const TomlNode* from = find(*size, "from")) subsets.from = read_size(*from, fewest, most);
            if (const TomlNode* to = find(*size, "to")) subsets.to = read_size(*to, fewest, most);
            if (subsets.from > subsets.to)
                reject(size->where, fmt::format("{} runs from {} down to {}", size->label, subsets.from, subsets.to),
                       "sizes are tried in increasing order", "swap from and to");
        } else {
            subsets.from = subsets.to = read_size(*size, fewest, most);
        }
    }
    const std::size_t at_once = study.conditions.size() - most + subsets.to;
    if (at_once > max_conditions) {
        const TomlNode* size = find(table, "size");
        const std::string always = most == study.conditions.size()
                                       ? std::string()
                                       : fmt::format(" ({} are no candidates and always take part)", study.conditions.size() - most);
        reject(size ? size->where : table.key_where, fmt::format("up to {} conditions at once{}", at_once, always),
               fmt::format("a truth table has at most {}", max_conditions), "write smaller sizes: size = { from = 3, to = 5 }");
    }
    return subsets;
}

CaseChanges read_cases(const TomlNode& table) {
    require_table(table, {"leave_out", "sample", "bootstrap", "seed"},
                  "[sweep.cases] on a line of its own, then leave_out = 1");
    CaseChanges cases;
    if (const TomlNode* node = find(table, "leave_out")) {
        const std::vector<double> sizes =
            node->kind == TomlKind::list ? read_axis(*node, AxisValues::counts) : std::vector<double>{static_cast<double>(count_of(*node))};
        for (const double size : sizes) cases.leave_out.push_back(static_cast<std::size_t>(size));
    }
    if (const TomlNode* node = find(table, "bootstrap")) cases.bootstrap = static_cast<std::size_t>(count_of(*node));
    const TomlNode* sample = find(table, "sample");
    if (sample) cases.sample = static_cast<std::size_t>(count_of(*sample));
    const TomlNode* seed = find(table, "seed");
    if (seed) cases.seed = read_size(*seed, 0, std::size_t{1} << 53);
    if (!cases.stated())
        reject(table.key_where, "[sweep.cases] varies no cases", "it has neither leave_out nor bootstrap",
               "write leave_out = 1, or bootstrap = 200");
    if (sample && cases.leave_out.empty())
        reject(sample->key_where, "a sample of nothing", "it is a sample of the combinations of leave_out", "add leave_out, or remove it");
    if (seed && cases.bootstrap == 0 && cases.sample == 0)
        reject(seed->key_where, "a seed without anything drawn", "every combination of leave_out is tried",
               "remove it, or add sample or bootstrap");
    return cases;
}

/// By default all sets that have anchors.
std::vector<std::size_t> read_linked_sets(const TomlNode* list, const Study& study) {
    const std::vector<std::string> names = set_names(study);
    std::vector<std::size_t> sets;
    for (std::size_t set = 0; set < names.size(); ++set)
        if (!list && study.set(set).has_anchors()) sets.push_back(set);
    if (!list) return sets;
    require_list(*list, "sets = [\"A\", \"B\"]");
    for (const TomlNode& child : list->children) {
        const std::size_t number = number_of_set(child, names, list->label);
        if (!study.set(number).has_anchors())
            reject(child.where, fmt::format("the set {} has no anchors to move", names[number]),
                   "it is not calibrated by anchors", "remove it");
        if (std::find(sets.begin(), sets.end(), number) == sets.end()) sets.push_back(number);
    }
    std::sort(sets.begin(), sets.end());
    return sets;
}

/// Names stand in scenarios: `anchors=NAME,incl_cut=0.8`.
void check_anchor_set_name(const TomlNode& table, const SweepDefinition& sweep) {
    const std::string& name = table.name;
    const bool plain = !name.empty() && name.front() != ' ' && name.back() != ' ' &&
                       std::none_of(name.begin(), name.end(), [](char c) {
                           return c == ',' || c == '=' || (c >= 0 && c < ' ') || c == '\x7F';
                       });
    if (!plain)
        reject(table.key_where, fmt::format("'{}' cannot be the name of anchors", name),
               "rerun takes scenarios such as anchors=NAME,incl_cut=0.8",
               "choose one without commas, = and blanks at its ends, such as \"90/50/10\"");
    if (name == own_anchors)
        reject(table.key_where, "'own' cannot be the name of anchors",
               "the study's own are on the axis without being listed", "remove the table, or rename it");
    for (const AnchorSet& other : sweep.anchor_sets)
        if (other.name == name)
            reject(table.key_where, fmt::format("a second '{}' in [sweep.anchor_sets]", name),
                   "a name has one set of anchors", "rename one of them");
}

Anchors read_other_anchors(const TomlNode& table, const Anchors& own) {
    require_table(table, {"exclusion", "crossover", "inclusion"},
                  "{ exclusion = 2, crossover = 12.5, inclusion = 25 }");
    if (table.children.empty())
        reject(table.where, fmt::format("{} is empty", table.label), "it replaces no anchor", "remove it");
    Anchors anchors = own;
    if (const TomlNode* node = find(table, "exclusion")) anchors.exclusion = number_of(*node);
    if (const TomlNode* node = find(table, "crossover")) anchors.crossover = number_of(*node);
    if (const TomlNode* node = find(table, "inclusion")) anchors.inclusion = number_of(*node);
    return anchors;
}

AnchorSet read_anchor_set(const TomlNode& table, const Study& study, const SweepDefinition& sweep) {
    constexpr const char* example =
        "[sweep.anchor_sets.\"90/50/10\"] on a line of its own, then "
        "GDP = { exclusion = 2, crossover = 12.5, inclusion = 25 }";
    require_table(table, example);
    check_anchor_set_name(table, sweep);
    if (table.children.empty())
        reject(table.key_where, fmt::format("the anchors '{}' are those of the study", table.name),
               "no set has others", std::string("write ") + example);
    const std::vector<std::string> names = set_names(study);
    AnchorSet set{table.name, {}};
    for (const TomlNode& child : table.children) {
        const auto found = std::find(names.begin(), names.end(), child.name);
        if (found == names.end())
            reject(child.key_where, fmt::format("unknown set '{}' in {}", child.name, table.label),
                   fmt::format("the sets are {}", listed(names)), did_you_mean(child.name, names));
        const auto number = static_cast<std::size_t>(found - names.begin());
        if (!study.set(number).has_anchors())
            reject(child.key_where, fmt::format("the set {} has no anchors", child.name),
                   "it is not calibrated by anchors", "remove it");
        if (number < study.sets() && sweep.anchors[number] != AnchorAxes{})
            reject(child.key_where,
                   fmt::format("the anchors of {} move by themselves and with others", child.name),
                   fmt::format("[sweep.anchors.{}] lists values for them", child.name),
                   "remove one of the two");
        set.anchors.emplace_back(number, read_other_anchors(child, study.set(number).anchors));
    }
    std::sort(set.anchors.begin(), set.anchors.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return set;
}

LinkedAnchors read_linked(const TomlNode& table, const Study& study, const std::vector<AnchorAxes>& single) {
    require_table(table, {"sets", "exclusion", "crossover", "inclusion"},
                  "[sweep.linked] on a line of its own, then crossover = { around = 0, by = 5, steps = 2 }");
    LinkedAnchors linked;
    linked.sets = read_linked_sets(find(table, "sets"), study);
    const std::tuple<const char*, std::vector<double> AnchorAxes::*> parts[] = {
        {"exclusion", &AnchorAxes::exclusion}, {"crossover", &AnchorAxes::crossover}, {"inclusion", &AnchorAxes::inclusion}};
    for (const auto& [key, part] : parts) {
        const TomlNode* node = find(table, key);
        if (!node) continue;
        linked.percent.*part = read_axis(*node, AxisValues::raw_values);
        for (const std::size_t set : linked.sets)
            if (set < single.size() && !(single[set].*part).empty())
                reject(node->key_where, fmt::format("the {} anchor of {} moves by itself and with others", key, study.set(set).name),
                       fmt::format("[sweep.anchors.{}] lists values for it", study.set(set).name),
                       "remove one of the two, or name the sets that are linked: sets = [ … ]");
    }
    if (!linked.stated())
        reject(table.key_where, "[sweep.linked] moves no anchors", "it has neither exclusion nor crossover nor inclusion",
               "write crossover = { around = 0, by = 5, steps = 2 }, in percent of the anchor distance");
    return linked;
}

std::vector<CalibrationMethod> read_methods(const TomlNode& list, const Study& study) {
    require_list(list, "calibrate = [\"logistic\", \"linear\"]");
    std::vector<CalibrationMethod> methods;
    for (const TomlNode& child : list.children)
        methods.push_back(static_cast<CalibrationMethod>(choice_of(child, {"logistic", "linear"})));
    std::sort(methods.begin(), methods.end());
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
    bool any = false;
    for (std::size_t set = 0; set < study.all_sets(); ++set) any = any || study.set(set).has_anchors();
    if (!any)
        reject(list.key_where, "no set to calibrate in other ways", "none of the sets has anchors",
               "remove it");
    return methods;
}

std::vector<Ties> read_ties(const TomlNode& list, const Study& study) {
    require_list(list, "ties = [\"largest\", \"average\"]");
    std::vector<Ties> ties;
    for (const TomlNode& child : list.children)
        ties.push_back(static_cast<Ties>(choice_of(child, {"largest", "smallest", "average"})));
    std::sort(ties.begin(), ties.end());
    ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
    bool any = false;
    for (std::size_t set = 0; set < study.all_sets(); ++set) any = any || study.set(set).ranking.has_value();
    if (!any)
        reject(list.key_where, "no set whose ties could rank otherwise", "none of the sets is ranked",
               "remove it");
    return ties;
}

CalibrationChanges read_calibration(const TomlNode& table, const Study& study) {
    require_table(table, {"calibrate", "ties"},
                  "[sweep.calibration] on a line of its own, then calibrate = [\"logistic\", \"linear\"]");
    CalibrationChanges changes;
    if (const TomlNode* list = find(table, "calibrate")) changes.methods = read_methods(*list, study);
    if (const TomlNode* list = find(table, "ties")) changes.ties = read_ties(*list, study);
    if (changes == CalibrationChanges{})
        reject(table.key_where, "[sweep.calibration] varies nothing", "it has neither calibrate nor ties",
               "write calibrate = [\"logistic\", \"linear\"], or ties = [\"largest\", \"average\"]");
    return changes;
}

/// Sizes of the noise of each set, in units of its raw values.
std::vector<double> read_noise_sizes(const TomlNode& table, const Study& study) {
    constexpr const char* example = "size = { GDP = 500 }, in units of the raw values";
    require_table(table, example);
    const std::vector<std::string> names = set_names(study);
    std::vector<double> sizes(names.size());
    for (const TomlNode& child : table.children) {
        const auto found = std::find(names.begin(), names.end(), child.name);
        if (found == names.end())
            reject(child.key_where, fmt::format("unknown set '{}' in {}", child.name, table.label),
                   fmt::format("the sets are {}", listed(names)), did_you_mean(child.name, names));
        const auto set = static_cast<std::size_t>(found - names.begin());
        const CalibrationMethod method = study.set(set).method;
        if (method == CalibrationMethod::codes || method == CalibrationMethod::none)
            reject(child.key_where, fmt::format("noise on {}", child.name),
                   method == CalibrationMethod::codes ? "its raw values are codes: none lies between them"
                                                      : "its raw values are memberships already",
                   "remove it");
        sizes[set] = number_of(child);
        if (!(sizes[set] > 0))
            reject(child.where, fmt::format("{} is {}", child.label, sizes[set]), "noise has a size above 0",
                   "leave out the sets that are measured without error");
    }
    if (table.children.empty())
        reject(table.where, "no set has noise", "size is empty", std::string("write ") + example);
    return sizes;
}

Noise read_noise(const TomlNode& table, const Study& study) {
    constexpr const char* example =
        "[sweep.noise] on a line of its own, then draws = 100 and size = { GDP = 500 }";
    require_table(table, {"draws", "shape", "size", "seed"}, example);
    Noise noise;
    noise.draws = static_cast<std::size_t>(count_of(require(table, "draws", "draws = 100")));
    noise.sizes =
        read_noise_sizes(require(table, "size", "size = { GDP = 500 }, in units of the raw values"), study);
    if (const TomlNode* shape = find(table, "shape"))
        noise.shape = static_cast<NoiseShape>(choice_of(*shape, {"normal", "uniform"}));
    if (const TomlNode* seed = find(table, "seed")) noise.seed = read_size(*seed, 0, std::size_t{1} << 53);
    return noise;
}

/// Two names of one choice would count it twice.
void require_different_anchors(const TomlNode& table, const Study& study, const SweepDefinition& definition) {
    Study with_outcomes = study;
    with_outcomes.sweep.outcomes = definition.outcomes;
    for (std::size_t number = 0; number < definition.anchor_sets.size(); ++number) {
        const AnchorSet& set = definition.anchor_sets[number];
        const std::vector<AnchorSet> before(definition.anchor_sets.begin(),
                                            definition.anchor_sets.begin() + static_cast<std::ptrdiff_t>(number));
        if (const auto same = same_anchors(with_outcomes, before, set))
            reject(table.children[number].key_where,
                   fmt::format("the anchors '{}' are those of {}", set.name, *same == own_anchors ? "the study" : "'" + *same + "'"),
                   "in all sets that the sweep looks at, and each name counts as a choice of its own", "remove one, or give a set other anchors");
    }
}

}  // namespace

void read_slices(const TomlNode& sweep, const Study& study, SweepDefinition& definition) {
    if (const TomlNode* table = find(sweep, "anchor_sets")) {
        require_table(*table, "[sweep.anchor_sets.NAME] on a line of its own");
        if (table->children.empty())
            reject(table->key_where, "[sweep.anchor_sets] names no anchors", "it is empty",
                   "add [sweep.anchor_sets.NAME]");
        for (const TomlNode& child : table->children)
            definition.anchor_sets.push_back(read_anchor_set(child, study, definition));
    }
    if (const TomlNode* table = find(sweep, "linked")) definition.linked = read_linked(*table, study, definition.anchors);
    if (const TomlNode* table = find(sweep, "outcome")) {
        require_table(*table, {"sets", "negate"},
                      "[sweep.outcome] on a line of its own, then negate = [false, true]");
        definition.outcomes = read_outcomes(find(*table, "sets"), study);
        const bool own = definition.outcomes.empty() || definition.outcomes.front() + 1 == study.sets();
        if (!own && definition.anchors.back() != AnchorAxes{})
            reject(find(*table, "sets")->where, fmt::format("no scenario explains {}", study.outcome.name),
                   "[sweep.anchors] varies its anchors",
                   fmt::format("add \"{}\", or leave its anchors as they are", study.outcome.name));
        if (const TomlNode* negate = find(*table, "negate")) definition.negate = read_negate(*negate);
        if (definition.outcomes.empty() && definition.negate.empty())
            reject(table->key_where, "[sweep.outcome] varies nothing",
                   "the study has one outcome, and negate is not there",
                   "write negate = [false, true], or add tables [outcomes.NAME]");
    }
    if (const TomlNode* table = find(sweep, "anchor_sets")) require_different_anchors(*table, study, definition);
    if (const TomlNode* table = find(sweep, "conditions")) definition.conditions = read_conditions(*table, study);
    if (const TomlNode* table = find(sweep, "cases")) definition.cases = read_cases(*table);
    if (const TomlNode* table = find(sweep, "calibration"))
        definition.calibration = read_calibration(*table, study);
    if (const TomlNode* table = find(sweep, "noise")) definition.noise = read_noise(*table, study);
}

}  // namespace qca
