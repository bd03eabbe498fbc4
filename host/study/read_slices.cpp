#include "host/study/read_slices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "host/study/nearest_name.hpp"
#include "host/study/read_axis.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

std::vector<bool> read_negate(const TomlNode& table) {
    require_table(table, {"negate"}, "[sweep.outcome] on a line of its own, then negate = [false, true]");
    const TomlNode& list = require(table, "negate", "negate = [false, true]");
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
    std::vector<std::string> names;
    std::vector<std::size_t> sets;
    for (std::size_t set = 0; set < study.sets(); ++set) {
        names.push_back(study.set(set).name);
        if (!list && study.set(set).has_anchors()) sets.push_back(set);
    }
    if (!list) return sets;
    require_list(*list, "sets = [\"A\", \"B\"]");
    for (const TomlNode& child : list->children) {
        const std::string& name = text_of(child);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            reject(child.where, fmt::format("unknown set '{}' in {}", name, list->label), fmt::format("the sets are {}", listed(names)),
                   did_you_mean(name, names));
        const auto number = static_cast<std::size_t>(found - names.begin());
        if (!study.set(number).has_anchors())
            reject(child.where, fmt::format("the set {} has no anchors to move", name), "it is not calibrated by anchors", "remove it");
        if (std::find(sets.begin(), sets.end(), number) == sets.end()) sets.push_back(number);
    }
    std::sort(sets.begin(), sets.end());
    return sets;
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
            if (!(single[set].*part).empty())
                reject(node->key_where, fmt::format("the {} anchor of {} moves by itself and with others", key, study.set(set).name),
                       fmt::format("[sweep.anchors.{}] lists values for it", study.set(set).name),
                       "remove one of the two, or name the sets that are linked: sets = [ … ]");
    }
    if (!linked.stated())
        reject(table.key_where, "[sweep.linked] moves no anchors", "it has neither exclusion nor crossover nor inclusion",
               "write crossover = { around = 0, by = 5, steps = 2 }, in percent of the anchor distance");
    return linked;
}

}  // namespace

void read_slices(const TomlNode& sweep, const Study& study, SweepDefinition& definition) {
    if (const TomlNode* table = find(sweep, "linked")) definition.linked = read_linked(*table, study, definition.anchors);
    if (const TomlNode* table = find(sweep, "outcome")) definition.negate = read_negate(*table);
    if (const TomlNode* table = find(sweep, "conditions")) definition.conditions = read_conditions(*table, study);
    if (const TomlNode* table = find(sweep, "cases")) definition.cases = read_cases(*table);
}

}  // namespace qca
