#include <nlohmann/json.hpp>

#include "host/report/flip_json.hpp"
#include "host/report/names.hpp"
#include "host/report/range_words.hpp"
#include "host/report/worst_report.hpp"
#include "host/report/worst_words.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json joint_flip_json(const Study& study, const StudyData& data, const RowFlip& flip) {
    Json json = flip_json(study, data, flip);
    json["text"] = joint_flip_text(study, data, flip);
    return json;
}

Json bounds_json(const Study& study, const StudyData& data, const AnchorShifts& shifts, const ShiftBounds& bounds) {
    Json report{{"certified", bounds.certified},
                {"found", nullptr},
                {"gap", nullptr},
                {"boxes", bounds.boxes},
                {"scenario", nullptr}};
    if (!bounds.found) return report;
    const LostShift& found = *bounds.found;
    report["found"] = found.length;
    report["gap"] = found.length - bounds.certified;
    Json anchors = Json::array(), flips = Json::array();
    for (std::size_t a = 0; a < shifts.size(); ++a)
        anchors.push_back({{"anchor", shifts.parameter(a).name},
                           {"own", shifts.own(a)},
                           {"shifted", shifts.value(a, found.shift[a])},
                           {"shift", found.shift[a]}});
    for (const RowFlip& flip : found.flips) flips.push_back(joint_flip_json(study, data, flip));
    report["scenario"] = {{"state", joint_state_text(study, found.state)},
                          {"anchors", std::move(anchors)},
                          {"flips", std::move(flips)},
                          {"toml", anchors_toml(shifts, found.shift)}};
    return report;
}

}  // namespace

std::string worst_json(const Study& study, const StudyData& data, const WorstShift& worst) {
    const AnchorShifts shifts(study, data);
    Json alone = nullptr;
    if (worst.alone) alone = {{"anchor", shifts.parameter(*worst.alone).name}, {"shift", worst.alone_shift}};
    const Json report{{"study", study.name},
                      {"outcome", outcome_name(study)},
                      {"solution_type", solution_type_names[static_cast<std::size_t>(study.solution_type)]},
                      {"path", worst.path ? Json(to_expression(*worst.path, condition_names(study))) : Json(nullptr)},
                      {"reach", worst.reach},
                      {"immovable", worst.immovable},
                      {"own", joint_state_text(study, worst.own)},
                      {"capped", worst.own.capped},
                      {"alone", std::move(alone)},
                      {"largest", bounds_json(study, data, shifts, worst.largest)},
                      {"euclidean", bounds_json(study, data, shifts, worst.euclidean)}};
    return report.dump(2) + "\n";
}

}  // namespace qca
