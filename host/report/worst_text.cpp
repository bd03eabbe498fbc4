#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/names.hpp"
#include "host/report/text_table.hpp"
#include "host/report/worst_report.hpp"
#include "host/report/worst_words.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

std::string head(const Study& study, const WorstShift& worst) {
    const char* type = solution_type_names[static_cast<std::size_t>(study.solution_type)];
    std::string text = fmt::format("{}\n", study.name);
    if (worst.path)
        text += fmt::format("Smallest shift of all anchors that loses the path {} in the {} solution of {} ({})\n",
                            to_expression(*worst.path, condition_names(study)), type, outcome_name(study), joint_state_text(study, worst.own));
    else
        text += fmt::format("Smallest shift of all anchors that changes the {} solution of {}\n", type, outcome_name(study));
    text += fmt::format("In units of each set's distance from exclusion to inclusion, up to {}; anchors keep their order, all else is as the study says.\n",
                        worst.reach);
    if (!worst.immovable.empty()) text += fmt::format("No anchors: {}.\n", fmt::join(worst.immovable, ", "));
    if (worst.own.capped) text += "There are further models, which were not compared.\n";
    return text;
}

std::string table(const AnchorShifts& shifts, const WorstShift& worst) {
    TextTable table({"shift", "none up to", "found at", "gap", "boxes"}, "lrrrr");
    const auto add = [&](const char* name, const ShiftBounds& bounds) {
        table.add({name, fmt::format("{:.6f}", bounds.certified), bounds.found ? fmt::format("{:.6f}", bounds.found->length) : "none",
                   bounds.found ? fmt::format("{:.6f}", bounds.found->length - bounds.certified) : "-", fmt::format("{}", bounds.boxes)});
    };
    add("largest single", worst.largest);
    add("Euclidean", worst.euclidean);
    std::string text = "\n" + table.text();
    text += worst.alone ? fmt::format("Alone, {} does it at {:+.6f}.\n", shifts.parameter(*worst.alone).name, worst.alone_shift)
                        : std::string("No anchor does it alone.\n");
    return text + "\"none up to\" is proved for all shifts together; what is found is an analysis.\n";
}

std::string scenario(const Study& study, const StudyData& data, const AnchorShifts& shifts, const char* name, const LostShift& found) {
    std::string text = fmt::format("\nSmallest {} shift found: {:.6f}: {}\n", name, found.length, joint_state_text(study, found.state));
    for (const RowFlip& flip : found.flips) text += "  " + joint_flip_text(study, data, flip) + "\n";
    TextTable table({"anchor", "own", "shifted", "shift"}, "lrrr");
    for (std::size_t a = 0; a < shifts.size(); ++a)
        if (found.shift[a] != 0)
            table.add({shifts.parameter(a).name, fmt::format("{}", shifts.own(a)), fmt::format("{:.6f}", shifts.value(a, found.shift[a])),
                       fmt::format("{:+.6f}", found.shift[a])});
    return text + table.text() + "As it stands in a study file:\n" + anchors_toml(shifts, found.shift);
}

}  // namespace

std::string worst_text(const Study& study, const StudyData& data, const WorstShift& worst) {
    const AnchorShifts shifts(study, data);
    std::string text = head(study, worst) + table(shifts, worst);
    if (worst.largest.found) text += scenario(study, data, shifts, "largest single", *worst.largest.found);
    if (worst.euclidean.found) text += scenario(study, data, shifts, "Euclidean", *worst.euclidean.found);
    return text;
}

}  // namespace qca
