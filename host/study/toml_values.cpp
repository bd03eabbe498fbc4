#include "host/study/toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/study/nearest_name.hpp"

namespace qca {
namespace {

const char* kind_name(TomlKind kind) {
    switch (kind) {
        case TomlKind::table:
            return "a table";
        case TomlKind::list:
            return "a list";
        case TomlKind::text:
            return "a text";
        case TomlKind::whole_number:
            return "a whole number";
        case TomlKind::number:
            return "a number";
        case TomlKind::truth:
            return "true or false";
        case TomlKind::date:
            break;
    }
    return "a date or time";
}

[[noreturn]] void reject_kind(const TomlNode& node, std::string_view expected, std::string_view example) {
    reject(node.where, fmt::format("{} must be {}", node.label, expected),
           fmt::format("this is {}", kind_name(node.kind)), fmt::format("write {}", example));
}

}  // namespace

std::string shown(const TomlNode& node) {
    return node.label.empty() ? std::string("the study file") : fmt::format("[{}]", node.label);
}

const TomlNode* find(const TomlNode& table, std::string_view key) {
    const auto found = std::find_if(table.children.begin(), table.children.end(),
                                    [&](const TomlNode& child) { return child.name == key; });
    return found == table.children.end() ? nullptr : &*found;
}

const TomlNode& require(const TomlNode& table, std::string_view key, std::string_view example) {
    const TomlNode* child = find(table, key);
    if (!child) {
        reject(table.where, fmt::format("{} has no '{}'", shown(table), key), "it is required",
               fmt::format("add {}", example));
    }
    return *child;
}

void require_table(const TomlNode& node, std::string_view example) {
    if (node.kind != TomlKind::table) reject_kind(node, "a table", example);
}

void require_table(const TomlNode& node, const std::vector<std::string>& known_keys,
                   std::string_view example) {
    require_table(node, example);
    for (const TomlNode& child : node.children) {
        if (std::find(known_keys.begin(), known_keys.end(), child.name) != known_keys.end()) continue;
        reject(child.key_where, fmt::format("unknown key '{}' in {}", child.name, shown(node)),
               fmt::format("known here: {}", listed(known_keys)), did_you_mean(child.name, known_keys));
    }
}

void require_list(const TomlNode& node, std::string_view example) {
    if (node.kind != TomlKind::list) reject_kind(node, "a list", example);
    if (node.children.empty()) {
        reject(node.where, fmt::format("{} is an empty list", node.label), "it needs at least one value",
               fmt::format("write {}, or remove the key", example));
    }
}

const std::string& text_of(const TomlNode& node) {
    if (node.kind != TomlKind::text) reject_kind(node, "a text", fmt::format("{} = \"…\"", node.name));
    if (node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        reject(node.where, fmt::format("{} is empty", node.label), "it needs a text",
               "fill it in or remove the key");
    }
    return node.text;
}

double number_of(const TomlNode& node) {
    if (!node.is_number()) reject_kind(node, "a number", "it without quotes and with a decimal point: 12.5");
    if (!std::isfinite(node.value)) {
        reject(node.where, fmt::format("{} is {}", node.label, node.value), "it must be finite",
               "write a plain number");
    }
    return node.value;
}

double share_of(const TomlNode& node) {
    const double value = number_of(node);
    if (!(value >= 0 && value <= 1)) {
        reject(
            node.where, fmt::format("{} is {}", node.label, value), "it must lie between 0 and 1",
            value > 1 && value <= 100 ? fmt::format("write {}", value / 100) : "choose a value from 0 to 1");
    }
    return value;
}

int count_of(const TomlNode& node) {
    const double value = number_of(node);
    if (value != std::floor(value) || value < 1 || value > largest_count) {
        reject(node.where, fmt::format("{} is {}", node.label, value),
               fmt::format("it must be a whole number from 1 to {}", largest_count),
               "write a number of cases, such as 1");
    }
    return static_cast<int>(value);
}

bool truth_of(const TomlNode& node) {
    if (node.kind != TomlKind::truth) reject_kind(node, "true or false", "true or false, without quotes");
    return node.truth;
}

std::size_t choice_of(const TomlNode& node, const std::vector<std::string>& choices) {
    const std::string& text = text_of(node);
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found == choices.end()) {
        reject(node.where, fmt::format("{} is \"{}\"", node.label, text),
               fmt::format("it must be one of {}", listed(choices)), did_you_mean(text, choices));
    }
    return static_cast<std::size_t>(found - choices.begin());
}

void reject_not_available(const TomlNode& node, std::string_view what, std::string_view use_instead) {
    reject(node.key_where, fmt::format("{} is not available in this version of qcasweep", what),
           "it comes with a later one", use_instead);
}

}  // namespace qca
