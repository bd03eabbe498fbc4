#include "host/study/longest_axis.hpp"

#include "host/error.hpp"
#include "host/study/toml_node.hpp"
#include "host/study/toml_values.hpp"

namespace qca {

namespace {

double number_or(const TomlNode& table, const char* key, double otherwise) {
    const TomlNode* const node = find(table, key);
    return node != nullptr && node->is_number() ? node->value : otherwise;
}

/// About how many values a node gives an axis; 0: it is no axis.
double values_of(const TomlNode& node) {
    if (node.kind == TomlKind::list) return static_cast<double>(node.children.size());
    if (node.kind != TomlKind::table) return 0;
    if (find(node, "from") && find(node, "step")) return (number_or(node, "to", 0) - number_or(node, "from", 0)) / number_or(node, "step", 1) + 1;
    return find(node, "around") ? 2 * number_or(node, "steps", 0) + 1 : 0;
}

/// The node with the most values so far, in a tree.
void keep_longest(const TomlNode& node, const TomlNode*& longest, double& values) {
    if (const double own = values_of(node); own > values) {
        longest = &node;
        values = own;
    }
    if (node.kind != TomlKind::table) return;
    for (const TomlNode& child : node.children) keep_longest(child, longest, values);
}

}  // namespace

std::string where_longest_axis(const Study& study) {
    try {
        const TomlNode root = parse_toml(study.text, study.file);
        const TomlNode* const sweep = find(root, "sweep");
        const TomlNode* longest = nullptr;
        double values = 1;
        if (sweep != nullptr) keep_longest(*sweep, longest, values);
        return longest == nullptr ? study.file : longest->where;
    } catch (const InputError&) {
        return study.file;  // a study that was not read from a text
    }
}

}  // namespace qca
