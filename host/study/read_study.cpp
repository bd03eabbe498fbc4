#include "host/study/read_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "host/study/expression.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_file.hpp"
#include "host/study/read_necessity.hpp"
#include "host/study/read_protocol.hpp"
#include "host/study/read_set.hpp"
#include "host/study/read_solution.hpp"
#include "host/study/read_sweep.hpp"
#include "host/study/toml_values.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {
namespace {

/// An Implicant has room for so many. At most max_conditions of them are in one truth table.
constexpr std::size_t most_conditions = 16;
/// Far beyond what any study has; each costs maps and counts of its own, or is compared with all others.
constexpr std::size_t most_paths = 1000, most_other_outcomes = 1000, most_excluded_cases = 10'000;
/// A study file of many explicit axis values has some megabytes; more is another file given by mistake.
constexpr std::size_t largest_study_file = std::size_t{4} << 20;

void read_heading(const TomlNode& table, Study& study) {
    require_table(table, {"name", "title"}, "[study] on a line of its own, then name = \"…\"");
    const TomlNode& name = require(table, "name", "name = \"…\", a short name for the study");
    study.name = text_of(name);
    const bool usable = std::none_of(study.name.begin(), study.name.end(), [](char c) {
        return c == '/' || c == '\\' || (c >= 0 && c < ' ') || c == '\x7F';
    });
    if (!usable) {
        reject(name.where, "the name of the study has a slash or a control character",
               "names of files are made from it",
               "use letters, digits, blanks, '-' and '_'; any text may go into title");
    }
    if (const TomlNode* title = find(table, "title")) study.title = text_of(*title);
}

char read_separator(const TomlNode& node) {
    const bool known =
        node.kind == TomlKind::text && (node.text == "," || node.text == ";" || node.text == "\t");
    if (!known) {
        reject(node.where, "data.separator is none that can be read", "it is \",\", \";\" or \"\\t\" (tab)",
               "write one of them, or remove the key: the separator is detected");
    }
    return node.text[0];
}

void read_data(const TomlNode& table, Study& study) {
    require_table(table, {"file", "cases", "exclude", "separator", "decimal"},
                  "[data] on a line of its own, then file = \"…\" and cases = \"…\"");
    const std::string file = text_of(require(table, "file", "file = \"…\", the CSV file beside this one"));
    study.data_file = (std::filesystem::path(study.file).parent_path() / file).string();
    study.case_column =
        text_of(require(table, "cases", "cases = \"…\", the column with the names of the cases"));
    if (const TomlNode* exclude = find(table, "exclude")) {
        require_list(*exclude, "exclude = [\"…\"]");
        if (exclude->children.size() > most_excluded_cases)
            reject(exclude->where, fmt::format("{} cases are excluded", exclude->children.size()),
                   fmt::format("a study excludes at most {}", most_excluded_cases), "leave their rows out of the data file");
        for (const TomlNode& name : exclude->children) {
            if (std::count(study.excluded_cases.begin(), study.excluded_cases.end(), text_of(name)) > 0) {
                reject(name.where, fmt::format("the case '{}' is excluded twice", name.text),
                       "once is enough", "remove it");
            }
            study.excluded_cases.push_back(name.text);
        }
    }
    if (const TomlNode* separator = find(table, "separator")) study.separator = read_separator(*separator);
    if (const TomlNode* decimal = find(table, "decimal")) {
        study.decimal = choice_of(*decimal, {".", ","}) == 0 ? '.' : ',';
    }
}

void read_conditions(const TomlNode& table, Study& study) {
    require_table(table, "[conditions.NAME] on a line of its own for every condition");
    if (table.children.empty()) {
        reject(table.where, "the study has no conditions", "a truth table needs at least one",
               "add [conditions.NAME]");
    }
    for (const TomlNode& child : table.children) {
        if (study.conditions.size() == most_conditions) {
            reject(child.key_where, fmt::format("'{}' is one condition too many", child.name),
                   fmt::format("a study has at most {}, of which at most {} are analysed at once", most_conditions, max_conditions),
                   "remove some");
        }
        study.conditions.push_back(read_condition(child));
        if (child.name == study.outcome.name) {
            reject(child.key_where, fmt::format("'{}' is a condition and the outcome", child.name),
                   "every set has a name of its own", "rename one of them");
        }
    }
}

void read_other_outcomes(const TomlNode& table, Study& study) {
    require_table(table, "[outcomes.NAME] on a line of its own for every other outcome");
    for (const TomlNode& child : table.children) {
        if (study.other_outcomes.size() == most_other_outcomes)
            reject(child.key_where, fmt::format("'{}' is one outcome too many", child.name),
                   fmt::format("a study has at most {} others", most_other_outcomes), "leave some out");
        study.other_outcomes.push_back(read_other_outcome(child));
        for (std::size_t set = 0; set + 1 < study.all_sets(); ++set)
            if (study.set(set).name == child.name)
                reject(child.key_where, fmt::format("a second set '{}'", child.name),
                       "every set has a name of its own", "rename one of them");
    }
}

void read_cutoffs(const TomlNode& table, Cutoffs& cutoffs) {
    require_table(table, {"incl", "pri", "n", "incl0"}, "[cutoffs] on a line of its own, then incl = 0.8");
    if (const TomlNode* incl = find(table, "incl")) cutoffs.incl = share_of(*incl);
    if (const TomlNode* pri = find(table, "pri")) cutoffs.pri = share_of(*pri);
    if (const TomlNode* n = find(table, "n")) cutoffs.n = count_of(*n);
    if (const TomlNode* incl0 = find(table, "incl0")) {
        cutoffs.incl0 = share_of(*incl0);
        if (*cutoffs.incl0 > cutoffs.incl) {
            reject(incl0->where, fmt::format("incl0 is {}, above incl {}", *cutoffs.incl0, cutoffs.incl),
                   "rows between incl0 and incl are contradictions", "choose incl0 <= incl");
        }
    }
}

/// Names of paths become parts of the names of data sets: `survival_<path>`, `map_<path>__<axis>`.
void check_path_name(const TomlNode& node) {
    const bool allowed = !node.name.empty() && std::all_of(node.name.begin(), node.name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!allowed || node.name.find("__") != std::string::npos) {
        reject(node.key_where, fmt::format("'{}' cannot be the name of a path", node.name),
               "it becomes part of names in the result file: letters A-Z and a-z, digits, single underscores",
               "choose a name such as main_path");
    }
    if (node.name == "exclusion" || node.name == "crossover" || node.name == "inclusion") {
        reject(node.key_where, fmt::format("'{}' cannot be the name of a path", node.name),
               "in the result file survival_crossover would be taken for an anchor",
               "choose a name such as main_path");
    }
}

std::vector<NamedPath> read_paths(const TomlNode& table, const std::vector<SetDefinition>& conditions) {
    require_table(table, "[paths] on a line of its own, then name = \"A*~B\"");
    std::vector<std::string> names;
    for (const SetDefinition& condition : conditions) names.push_back(condition.name);
    std::vector<NamedPath> paths;
    for (const TomlNode& child : table.children) {
        check_path_name(child);
        if (paths.size() == most_paths)
            reject(child.key_where, fmt::format("'{}' is one path too many", child.name), fmt::format("a study has at most {}", most_paths),
                   "leave some out");
        NamedPath path{child.name, {}, parse_path(text_of(child), names, child.where)};
        path.expression = to_expression(path.implicant, names);
        paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace

Study parse_study(std::string_view text, const std::string& file) {
    const TomlNode root = parse_toml(text, file);
    require_table(root,
                  {"study", "data", "outcome", "outcomes", "conditions", "cutoffs", "solution", "necessity",
                   "paths", "protocol", "sweep"},
                  "");
    Study study;
    study.file = file;
    study.text = text;
    read_heading(require(root, "study", "[study] with name = \"…\""), study);
    read_data(require(root, "data", "[data] with file = \"…\" and cases = \"…\""), study);
    study.outcome = read_outcome(require(root, "outcome", "[outcome] with name, column and anchors"));
    read_conditions(require(root, "conditions", "[conditions.NAME] with column and anchors"), study);
    if (const TomlNode* outcomes = find(root, "outcomes")) read_other_outcomes(*outcomes, study);
    if (const TomlNode* cutoffs = find(root, "cutoffs")) read_cutoffs(*cutoffs, study.cutoffs);
    if (const TomlNode* solution = find(root, "solution")) read_solution(*solution, study);
    if (const TomlNode* necessity = find(root, "necessity")) read_necessity(*necessity, study);
    if (const TomlNode* paths = find(root, "paths")) study.paths = read_paths(*paths, study.conditions);
    if (const TomlNode* protocol = find(root, "protocol")) read_protocol(*protocol, study);
    study.sweep = read_sweep(find(root, "sweep"), study);
    return study;
}

Study read_study(const std::string& file) {
    return parse_study(read_file(file, "study file", largest_study_file), file);
}

}  // namespace qca
