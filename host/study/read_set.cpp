#include "host/study/read_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "host/study/toml_values.hpp"

namespace qca {
namespace {

constexpr const char* anchors_example = "anchors = { exclusion = 2, crossover = 12.5, inclusion = 25 }";
constexpr const char* codes_example = "codes = { \"1\" = 0.0, \"2\" = 0.33, \"3\" = 1.0 }";
constexpr const char* rank_example = "rank = { best = \"smallest\", ties = \"largest\" }";

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Names occur in expressions and, joined by two underscores, in the names of the result file's data sets.
void check_name(const std::string& name, const std::string& where) {
    const bool allowed =
        !name.empty() && is_letter(name[0]) &&
        std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
    if (!allowed) {
        reject(where, fmt::format("'{}' cannot be the name of a set", name),
               "names stand in expressions: a letter A-Z or a-z, then such letters, digits and underscores",
               "choose a short name such as GDP; the column may be called anything");
    }
    if (name.find("__") != std::string::npos) {
        reject(where, fmt::format("'{}' cannot be the name of a set", name),
               "two underscores in a row separate names in the result file", "use one underscore");
    }
}

Anchors read_anchors(const TomlNode& node) {
    require_table(node, {"exclusion", "crossover", "inclusion"}, anchors_example);
    Anchors anchors;
    anchors.exclusion =
        number_of(require(node, "exclusion", "exclusion = …, the raw value that is out of the set"));
    anchors.crossover = number_of(require(node, "crossover", "crossover = …, the raw value half in the set"));
    anchors.inclusion =
        number_of(require(node, "inclusion", "inclusion = …, the raw value that is in the set"));
    if (!anchors.in_order()) {
        reject(node.where, fmt::format("the anchors of {} are not in order", node.label),
               fmt::format("exclusion {}, crossover {}, inclusion {}", anchors.exclusion, anchors.crossover,
                           anchors.inclusion),
               "let them rise or fall strictly: exclusion < crossover < inclusion, or the reverse");
    }
    if (!std::isfinite(anchors.inclusion - anchors.exclusion)) {
        reject(node.where, fmt::format("the anchors of {} lie too far apart", node.label),
               "their distance is no finite number", "use another unit");
    }
    return anchors;
}

double read_code(const TomlNode& node) {
    if (node.kind == TomlKind::table) {
        reject(node.key_where, fmt::format("{} is a table", node.label),
               "a key with a dot is split in two unless it is quoted",
               fmt::format("put raw values in quotes: {}", codes_example));
    }
    double value = 0;
    const char* end = node.name.data() + node.name.size();
    const auto [stop, error] = std::from_chars(node.name.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) {
        reject(node.key_where, fmt::format("the code '{}' is no number", node.name),
               "codes say: raw value = membership", fmt::format("write {}", codes_example));
    }
    return value + 0.0;  // -0 is 0
}

std::vector<std::pair<double, double>> read_codes(const TomlNode& node) {
    require_table(node, codes_example);
    if (node.children.empty()) {
        reject(node.where, fmt::format("{} is empty", node.label), "every raw value needs a membership",
               fmt::format("write {}", codes_example));
    }
    std::vector<std::pair<double, double>> codes;
    for (const TomlNode& child : node.children) {
        const double code = read_code(child);
        if (std::any_of(codes.begin(), codes.end(), [&](const auto& other) { return other.first == code; })) {
            reject(child.key_where, fmt::format("the code {} occurs twice in {}", code, node.label),
                   "one raw value has one membership", "remove one of them");
        }
        codes.emplace_back(code, share_of(child));
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

Ranking read_ranking(const TomlNode& node) {
    require_table(node, {"best", "ties"}, rank_example);
    Ranking ranking;
    ranking.best_is_smallest =
        choice_of(require(node, "best", "best = \"smallest\" or \"largest\""), {"smallest", "largest"}) == 0;
    if (const TomlNode* ties = find(node, "ties")) {
        ranking.ties = static_cast<Ties>(choice_of(*ties, {"largest", "smallest", "average"}));
    }
    return ranking;
}

[[noreturn]] void reject_contradiction(const TomlNode& node, std::string_view other,
                                       std::string_view suggestion) {
    reject(node.key_where, fmt::format("{} does not go with {}", node.label, other),
           "a set is calibrated in one way", suggestion);
}

CalibrationMethod read_method(const TomlNode& table) {
    const TomlNode* anchors = find(table, "anchors");
    const TomlNode* codes = find(table, "codes");
    const TomlNode* threshold = find(table, "threshold");
    const TomlNode* stated = find(table, "calibrate");
    if (codes && anchors) reject_contradiction(*codes, "anchors", "keep one of the two");
    if (codes && threshold) reject_contradiction(*threshold, "codes", "keep one of the two");
    if (codes && stated) reject_contradiction(*stated, "codes", "remove calibrate: codes alone are enough");
    if (codes) return CalibrationMethod::codes;
    if (!stated) {
        if (threshold) reject_contradiction(*threshold, "the logistic method", "add calibrate = \"crisp\"");
        if (!anchors) {
            reject(table.where, fmt::format("{} is not calibrated", shown(table)),
                   "memberships come from raw values",
                   fmt::format(
                       "add {}, codes, calibrate = \"crisp\" with threshold, or calibrate = \"none\" for a "
                       "column of memberships",
                       anchors_example));
        }
        return CalibrationMethod::logistic;
    }
    constexpr CalibrationMethod methods[] = {CalibrationMethod::logistic, CalibrationMethod::linear,
                                             CalibrationMethod::crisp, CalibrationMethod::none};
    const CalibrationMethod method = methods[choice_of(*stated, {"logistic", "linear", "crisp", "none"})];
    const bool needs_anchors = method == CalibrationMethod::logistic || method == CalibrationMethod::linear;
    const std::string name = fmt::format("calibrate = \"{}\"", stated->text);
    if (anchors && !needs_anchors) reject_contradiction(*anchors, name, "remove anchors or calibrate");
    if (threshold && method != CalibrationMethod::crisp) {
        reject_contradiction(*threshold, name, "remove it, or write calibrate = \"crisp\"");
    }
    if (needs_anchors) require(table, "anchors", anchors_example);
    if (method == CalibrationMethod::crisp) {
        require(table, "threshold", "threshold = …, the lowest raw value that is in the set");
    }
    return method;
}

double read_idm(const TomlNode& node) {
    const double idm = number_of(node);
    if (!(idm > 0.5 && idm < 1)) {
        reject(node.where, fmt::format("{} is {}", node.label, idm),
               "the membership at the inclusion anchor lies between 0.5 and 1", "the usual one is 0.95");
    }
    return idm;
}

/// Everything but the name and what only the outcome has; unknown keys are refused by the callers.
SetDefinition read_set(const TomlNode& table, std::string name) {
    SetDefinition set;
    set.name = std::move(name);
    set.column = text_of(require(table, "column", "column = \"…\", the name of a column of the data file"));
    set.method = read_method(table);
    if (const TomlNode* rank = find(table, "rank")) {
        if (set.method == CalibrationMethod::none) {
            reject_contradiction(*rank, "calibrate = \"none\"",
                                 "ranks are no memberships: give anchors for the ranks");
        }
        set.ranking = read_ranking(*rank);
    }
    if (set.has_anchors()) set.anchors = read_anchors(*find(table, "anchors"));
    if (set.method == CalibrationMethod::crisp) set.threshold = number_of(*find(table, "threshold"));
    if (set.method == CalibrationMethod::codes) set.codes = read_codes(*find(table, "codes"));
    const bool logistic = set.method == CalibrationMethod::logistic;
    if (const TomlNode* idm = find(table, "idm")) {
        if (!logistic)
            reject_contradiction(*idm, "this method", "remove it: only the logistic method has idm");
        set.idm = read_idm(*idm);
    }
    if (const TomlNode* clamp = find(table, "clamp")) {
        if (!logistic)
            reject_contradiction(*clamp, "this method", "remove it: only the logistic method has clamp");
        set.clamp = truth_of(*clamp);
    }
    if (const TomlNode* rationale = find(table, "rationale")) set.rationale = text_of(*rationale);
    return set;
}

std::vector<std::string> set_keys() {
    return {"column", "anchors", "calibrate", "threshold", "codes", "rank", "idm", "clamp", "rationale"};
}

}  // namespace

SetDefinition read_condition(const TomlNode& table) {
    require_table(table,
                  fmt::format("[conditions.{}] on a line of its own, then column = \"…\"", table.name));
    check_name(table.name, table.key_where);
    if (const TomlNode* negate = find(table, "negate")) {
        reject(negate->key_where, "a condition cannot be negated here",
               "both A and ~A occur in the truth table anyway",
               fmt::format("remove it and write ~{} in paths", table.name));
    }
    require_table(table, set_keys(), "");
    return read_set(table, table.name);
}

SetDefinition read_outcome(const TomlNode& table) {
    std::vector<std::string> keys = set_keys();
    keys.insert(keys.begin(), "name");
    keys.push_back("negate");
    require_table(table, keys, "[outcome] on a line of its own, then name = \"…\" and column = \"…\"");
    const TomlNode& name = require(table, "name", "name = \"…\", a short name such as INT");
    check_name(text_of(name), name.where);
    SetDefinition outcome = read_set(table, name.text);
    if (const TomlNode* negate = find(table, "negate")) outcome.negate = truth_of(*negate);
    return outcome;
}

SetDefinition read_other_outcome(const TomlNode& table) {
    std::vector<std::string> keys = set_keys();
    keys.push_back("negate");
    require_table(table, keys, "[outcomes.NAME] on a line of its own, then column = \"…\" and anchors");
    check_name(table.name, table.key_where);
    SetDefinition outcome = read_set(table, table.name);
    if (const TomlNode* negate = find(table, "negate")) outcome.negate = truth_of(*negate);
    return outcome;
}

}  // namespace qca
