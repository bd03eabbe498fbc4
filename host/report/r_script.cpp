#include "host/report/r_script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "host/analysis/solution_rules.hpp"
#include "host/data/read_csv.hpp"
#include "host/report/names.hpp"
#include "host/study/utf8.hpp"

namespace qca {
namespace {

constexpr std::uint32_t unreadable = 0xFFFD;  ///< in place of a byte that is not UTF-8

/// Takes the next character off a text.
std::uint32_t take_character(std::string_view& text) {
    std::size_t length = 1;
    while (length < text.size() && !starts_character(text[length])) ++length;
    const std::string_view bytes = text.substr(0, length);
    if (first_invalid_utf8(bytes)) {
        text.remove_prefix(1);
        return unreadable;
    }
    text.remove_prefix(length);
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
    std::uint32_t character = length == 1 ? byte(0) : byte(0) & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) character = character << 6 | (byte(i) & 0x3F);
    return character;
}

/// `c("a", "b")`.
std::string r_strings(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + r_string(text);
    return "c(" + list + ")";
}

std::string read_text(const Study& study, const StudyData& data) {
    const char separator = read_csv(data.bytes, study.data_file, study.separator).separator;
    return fmt::format(R"(data.file <- {}

# The file as it is: all fields are texts.
lines <- readLines(data.file, encoding = "UTF-8", warn = FALSE)
lines[1] <- sub("^\ufeff", "", lines[1])
raw <- read.table(text = lines, header = TRUE, sep = {}, quote = "\"", colClasses = "character", check.names = FALSE,
                  strip.white = TRUE, comment.char = "", na.strings = character(0), encoding = "UTF-8")
names(raw) <- trimws(names(raw))
raw[] <- lapply(raw, trimws)

# A text as a number, with a decimal point or a decimal comma.
number <- function(text) as.numeric(sub(",", ".", text, fixed = TRUE))
)",
                       r_string(study.data_file), r_string(std::string(1, separator)));
}

std::string cases_text(const Study& study, const StudyData& data, const std::vector<std::string>& cases) {
    const std::string column = r_string(study.case_column);
    std::string text = fmt::format("\n# The cases.\nraw <- raw[raw[[{}]] != \"\", , drop = FALSE]\n", column);
    const auto leave_out = [&](const char* what, const std::vector<std::string>& names) {
        if (names.empty()) return;
        text += fmt::format("{0} <- {1}\nraw <- raw[!(raw[[{2}]] %in% {0}), , drop = FALSE]\n", what, r_strings(names),
                            column);
    };
    leave_out("excluded", data.excluded);
    leave_out("incomplete", data.incomplete);
    if (cases == data.cases) return text + fmt::format("rownames(raw) <- raw[[{}]]\n", column);
    if (std::adjacent_find(cases.begin(), cases.end()) == cases.end()) {
        std::vector<std::string> left_out;
        std::copy_if(data.cases.begin(), data.cases.end(), std::back_inserter(left_out), [&](const std::string& name) {
            return std::find(cases.begin(), cases.end(), name) == cases.end();
        });
        leave_out("left.out", left_out);
        return text + fmt::format("rownames(raw) <- raw[[{}]]\n", column);
    }
    return text + fmt::format("drawn <- {}\nraw <- raw[match(drawn, raw[[{}]]), , drop = FALSE]\n"
                              "rownames(raw) <- make.unique(drawn)\n",
                              r_strings(cases), column);
}

/// @param noisy  the values, where they are not those of the file
std::string values_text(const SetDefinition& set, const std::vector<double>* noisy) {
    const std::string value = noisy ? fmt::format("c({})", fmt::join(*noisy, ", "))
                                    : fmt::format("number(raw[[{}]])", r_string(set.column));
    if (!set.ranking) return value;
    constexpr const char* ties[] = {"max", "min", "average"};
    return fmt::format("rank({}{}, ties.method = \"{}\")", set.ranking->best_is_smallest ? "" : "-", value,
                       ties[static_cast<std::size_t>(set.ranking->ties)]);
}

std::string thresholds(const Anchors& anchors) {
    return fmt::format("c(e = {}, c = {}, i = {})", anchors.exclusion, anchors.crossover, anchors.inclusion);
}

std::string membership_text(const SetDefinition& set) {
    const std::string values = fmt::format("values[[{}]]", r_string(set.name));
    switch (set.method) {
        case CalibrationMethod::logistic:
            if (!set.clamp)
                return fmt::format("logistic({}, {}, idm = {})", values, thresholds(set.anchors), set.idm);
            return fmt::format("calibrate({}, type = \"fuzzy\", thresholds = {}, logistic = TRUE, idm = {})", values,
                               thresholds(set.anchors), set.idm);
        case CalibrationMethod::linear:
            return fmt::format("calibrate({}, type = \"fuzzy\", thresholds = {}, logistic = FALSE)", values,
                               thresholds(set.anchors));
        case CalibrationMethod::crisp:
            return fmt::format("as.numeric({} >= {})", values, set.threshold);
        case CalibrationMethod::codes: {
            std::string from, to;
            for (const auto& [value, membership] : set.codes) {
                from += fmt::format("{}{}", from.empty() ? "" : ", ", value);
                to += fmt::format("{}{}", to.empty() ? "" : ", ", membership);
            }
            return fmt::format("c({})[match({}, c({}))]", to, values, from);
        }
        case CalibrationMethod::none:
            break;
    }
    return values;
}

std::string sets_text(const Study& study, const StudyData& of_scenario) {
    const bool noisy = of_scenario.noise_draw > 0;
    std::string text =
        noisy ? fmt::format("\n# With noise, draw {} of the sweep.", of_scenario.noise_draw) : std::string();
    text += "\n# The raw values, one column a set.\nvalues <- data.frame(row.names = rownames(raw))\n";
    bool unclamped = false, crisp = false;
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const SetDefinition& set = study.set(s);
        text += fmt::format("values[[{}]] <- {}\n", r_string(set.name),
                            values_text(set, noisy ? &of_scenario.values[s] : nullptr));
        unclamped = unclamped || (set.method == CalibrationMethod::logistic && !set.clamp);
        crisp = crisp || set.method == CalibrationMethod::crisp;
    }
    text += "\n# Calibration.\n";
    if (unclamped)
        text += R"(# calibrate() makes 0 of memberships below 0.0001 and 1 of those above 0.9999; the study keeps them.
logistic <- function(x, thresholds, idm) {
    inside <- (x - thresholds[["c"]]) / (thresholds[["i"]] - thresholds[["c"]])
    outside <- (x - thresholds[["c"]]) / (thresholds[["c"]] - thresholds[["e"]])
    1 / (1 + exp(-log(idm / (1 - idm)) * ifelse(inside >= 0, inside, outside)))
}
)";
    if (crisp) text += "# calibrate(type = \"crisp\") is x >= threshold, but refuses a threshold beyond the data.\n";
    text += "sets <- data.frame(row.names = rownames(raw))\n";
    for (std::size_t s = 0; s < study.sets(); ++s)
        text += fmt::format("sets[[{}]] <- {}\n", r_string(study.set(s).name), membership_text(study.set(s)));
    return text + "print(round(sets, 3))\n";
}

/// Rows as R numbers them, from 1.
std::string r_rows(const RowSet& rows) {
    std::string list;
    for (int row = 0; row < max_rows; ++row)
        if (rows.contains(row)) list += fmt::format("{}{}", list.empty() ? "" : ", ", row + 1);
    return "c(" + list + ")";
}

std::string table_call(const Study& study, const std::string& exclude) {
    std::string incl = fmt::format("{}", study.cutoffs.incl);
    if (study.cutoffs.incl0) incl = fmt::format("c({}, {})", incl, *study.cutoffs.incl0);
    return fmt::format("truthTable(sets, outcome = {}, conditions = {},\n"
                       "                 incl.cut = {}, pri.cut = {}, n.cut = {}, {}show.cases = TRUE)",
                       r_string(outcome_name(study)), r_strings(condition_names(study)), incl, study.cutoffs.pri,
                       study.cutoffs.n, exclude);
}

/// What `exclude` and `necessary` of the study do to the truth table.
std::string exclusion_text(const Study& study) {
    const SolutionRules rules = rules_of(study);
    if (rules.negative.empty() && rules.not_assumed.empty()) return "";
    std::vector<std::string> lines;
    for (const NamedRows& named : study.solution.exclude)
        lines.push_back((named.configuration ? "Excluded: " : "Excluded where a remainder: ") + named.expression);
    for (const NamedRows& claim : study.solution.necessary)
        lines.push_back("Excluded where a remainder: without " + claim.expression + ", which is claimed necessary");
    return "\n" + r_comment(lines) +
           fmt::format("coded <- as.integer(rownames(tt$tt))[tt$tt$OUT != \"?\"]\n"
                       "out <- union({}, setdiff({}, coded))\n"
                       "if (length(out) > 0) {{\n    tt <- {}\n    print(tt)\n}}\n",
                       r_rows(rules.negative), r_rows(rules.not_assumed), table_call(study, "exclude = out, "));
}

/// Arguments of minimize() after the truth table.
std::string minimize_arguments(const Study& study) {
    if (study.solution_type == SolutionType::conservative) return "include = \"\"";
    if (study.solution_type == SolutionType::parsimonious || !study.solution.expected) return "include = \"?\"";
    std::vector<std::string> expectations;
    const auto conditions = static_cast<int>(study.conditions.size());
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        const bool present = (study.solution.expected->values & bit) != 0;
        expectations.emplace_back((study.solution.expected->literals & bit) == 0 ? "-" : present ? "1" : "0");
    }
    return fmt::format("include = \"?\", dir.exp = {}", r_strings(expectations));
}

std::string solution_text(const Study& study) {
    return fmt::format("\ntt <- {}\nprint(tt)\n", table_call(study, "")) + exclusion_text(study) +
           fmt::format("\n# The {} solution.\n"
                       "if (any(tt$tt$OUT == \"1\")) {{\n"
                       "    print(minimize(tt, {}, {}details = TRUE))\n"
                       "}} else {{\n"
                       "    cat(\"No row of the truth table is positive, so there is no model.\\n\")\n"
                       "}}\n",
                       solution_type_names[static_cast<std::size_t>(study.solution_type)], minimize_arguments(study),
                       study.solution.models == ModelChoice::all ? "all.sol = TRUE, " : "");
}

}  // namespace

std::string r_string(const std::string& text) {
    std::string quoted = "\"";
    for (std::string_view rest = text; !rest.empty();) {
        const std::uint32_t character = take_character(rest);
        if (character == '"' || character == '\\') quoted += fmt::format("\\{}", static_cast<char>(character));
        else if (character >= ' ' && character < 0x7F) quoted += static_cast<char>(character);
        else if (character < 0x10000) quoted += fmt::format("\\u{:04x}", character);
        else quoted += fmt::format("\\U{:08x}", character);
    }
    return quoted + '"';
}

std::string r_comment(const std::vector<std::string>& lines) {
    std::string text;
    for (std::string line : lines) {
        std::replace_if(line.begin(), line.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
        text += line.empty() ? "#\n" : "# " + line + "\n";
    }
    return text;
}

std::string r_script(const Study& study, const StudyData& data, const StudyData& of_scenario,
                     const std::vector<std::string>& about) {
    return r_comment(about) + R"(
# install.packages("QCA")
library(QCA)
stopifnot(packageVersion("QCA") >= "3.20")

)" + read_text(study, data) +
           cases_text(study, data, of_scenario.cases) + sets_text(study, of_scenario) + solution_text(study);
}

}  // namespace qca
