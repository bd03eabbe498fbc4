#include "host/report/worst_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/names.hpp"

namespace qca {

std::string joint_flip_text(const Study& study, const StudyData& data, const RowFlip& flip) {
    const std::string row = configuration(flip.row, study.conditions.size());
    std::vector<std::string> causes;
    for (const FlipCause& cause : flip.causes) {
        const auto meets = [&](const char* statistic, double cutoff, double value) {
            causes.push_back(fmt::format("{} of row {} {} {}, at {:.9f}", statistic, row, cause.rises ? "reaches" : "falls below", cutoff, value));
        };
        switch (cause.kind) {
            case FlipCause::Kind::membership:
            case FlipCause::Kind::jump:
                causes.push_back(fmt::format("{} {} row {}", data.cases[cause.case_number], cause.rises ? "enters" : "leaves", row));
                break;
            case FlipCause::Kind::n:
                causes.push_back(fmt::format("n of row {} {} {}", row, cause.rises ? "rises to" : "falls to", flip.n_to));
                break;
            case FlipCause::Kind::incl:
                meets("inclusion", study.cutoffs.incl, flip.incl);
                break;
            case FlipCause::Kind::pri:
                meets("PRI", study.cutoffs.pri, flip.pri);
                break;
            case FlipCause::Kind::incl0:
                meets("inclusion", study.cutoffs.incl0.value_or(0), flip.incl);
                break;
        }
    }
    return fmt::format("row {}: {} -> {} ({})", row, flip.from, flip.to, fmt::join(causes, "; "));
}

std::string joint_state_text(const Study& study, const RangeState& state) {
    if (state.survival) return survival_names[static_cast<std::size_t>(*state.survival)];
    if (state.models.empty()) return "no row is positive, no model";
    std::vector<std::string> models;
    for (const auto& model : state.models) models.push_back(model_expression(model, condition_names(study)));
    return fmt::format("{}{}", fmt::join(models, " | "), state.capped ? " | ..." : "");
}

std::string anchors_toml(const AnchorShifts& shifts, const Shift& shift) {
    const Study& study = shifts.study();
    std::string text;
    for (std::size_t set = 0; set < study.sets(); ++set) {
        const std::vector<std::size_t>& at = shifts.anchors_of(set);
        bool moved = false;
        for (const std::size_t anchor : at) moved = moved || shift[anchor] != 0;
        if (!moved) continue;
        const auto value = [&](std::size_t a) { return shifts.value(at[a], shift[at[a]]); };
        text += set < study.conditions.size() ? fmt::format("[conditions.{}]\n", study.set(set).name) : "[outcome]\n";
        text += at.size() == 1 ? fmt::format("threshold = {}\n", value(0))
                               : fmt::format("anchors = {{ exclusion = {}, crossover = {}, inclusion = {} }}\n", value(0), value(1), value(2));
    }
    return text;
}

}  // namespace qca
