#include <cmath>

#include <nlohmann/json.hpp>

#include "host/report/names.hpp"
#include "host/report/recover_report.hpp"
#include "host/report/recover_words.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json transforms_json(const Variant& variant) {
    Json list = Json::array();
    for (const Transform& transform : variant.transforms) list.push_back(transform_name(transform));
    return list;
}

Json space_json(const Recovery& recovery) {
    Json list = Json::array();
    for (const SetSpace& space : recovery.spaces) {
        Json variants = Json::array();
        for (const Variant& variant : space.variants)
            variants.push_back({{"transforms", transforms_json(variant)},
                                {"exclusion", variant.exclusion},
                                {"crossover", variant.crossover},
                                {"inclusion", variant.inclusion}});
        list.push_back({{"set", space.name}, {"searched", space.searched}, {"candidates", space.size()}, {"variants", std::move(variants)}});
    }
    return list;
}

Json candidates_json(const Published& published, const Recovery& recovery) {
    Json list = Json::array();
    for (const JointCandidate& joint : recovery.candidates) {
        Json sets = Json::object();
        for (std::size_t s = 0; s < recovery.spaces.size(); ++s) {
            const SetSpace& space = recovery.spaces[s];
            if (!space.searched) continue;
            const Candidate& candidate = space.candidates[joint.members[s]];
            sets[space.name] = {{"transforms", transforms_json(space.variants[candidate.variant])},
                                {"exclusion", candidate.anchors.exclusion},
                                {"crossover", candidate.anchors.crossover},
                                {"inclusion", candidate.anchors.inclusion}};
        }
        list.push_back({{"reproduced", published.cells.size() - joint.lost}, {"distance", number(joint.distance)}, {"sets", std::move(sets)}});
    }
    return list;
}

Json identified_json(const Recovery& recovery) {
    Json sets = Json::object();
    for (std::size_t s = 0; s < recovery.sets.size(); ++s) {
        if (!recovery.spaces[s].searched) continue;
        const SetRecovery& set = recovery.sets[s];
        Json regions = Json::array();
        for (const VariantRegion& region : set.regions) {
            Json one{{"transforms", transforms_json(recovery.spaces[s].variants[region.variant])}, {"candidates", region.candidates}};
            for (std::size_t a = 0; a < anchor_names.size(); ++a) {
                const AnchorRegion& anchor = region.anchors[a];
                one[anchor_names[a]] = {{"low", anchor.low}, {"high", anchor.high}, {"values", anchor.values}, {"contiguous", anchor.contiguous}};
            }
            regions.push_back(std::move(one));
        }
        Json alone = Json::object();
        for (std::size_t a = 0; a < anchor_names.size(); ++a)
            alone[anchor_names[a]] = {{"low", number(set.reaches[a].low)}, {"high", number(set.reaches[a].high)}};
        sets[recovery.spaces[s].name] = {{"candidates", set.candidates}, {"regions", std::move(regions)}, {"alone", std::move(alone)}};
    }
    return sets;
}

Json figures_json(const StudyData& data, const Published& published, const Recovery& recovery) {
    std::vector<char> never(published.cells.size(), 0);
    for (const std::size_t cell : recovery.never_reproduced) never[cell] = 1;
    const auto value_of = [&](const PrintedCell& cell, const Reproduction& reproduction) {
        return cell.column == "cases" ? Json(case_names(reproduction.cases, data)) : number(reproduction.value);
    };
    Json list = Json::array();
    for (std::size_t i = 0; i < published.cells.size(); ++i) {
        const PrintedCell& cell = published.cells[i];
        list.push_back({{"table", cell.table},
                        {"row", cell.row},
                        {"figure", cell.column},
                        {"printed", cell.text},
                        {"where", cell.where},
                        {"recomputed", value_of(cell, recovery.reproductions[i])},
                        {"reproduced", recovery.reproductions[i].reproduced},
                        {"misprint", never[i] != 0},
                        {"own", value_of(cell, recovery.own[i])},
                        {"own_reproduced", recovery.own[i].reproduced}});
    }
    return list;
}

}  // namespace

std::string recover_json(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery) {
    const std::size_t figures = published.cells.size(), own_lost = lost_of(recovery.own);
    const Json report{{"study", study.name},
                      {"outcome", outcome_name(study)},
                      {"cases", data.cases.size()},
                      {"printed", figures},
                      {"notes", published.notes},
                      {"space", space_json(recovery)},
                      {"joint_candidates", recovery.covered},
                      {"complete", recovery.complete},
                      {"most_reproduced", figures - recovery.fewest_lost},
                      {"best", recovery.best},
                      {"candidates", candidates_json(published, recovery)},
                      {"identified", identified_json(recovery)},
                      {"own", {{"reproduced", figures - own_lost}, {"distance", number(distance_of(published, recovery.own, false))}}},
                      {"figures", figures_json(data, published, recovery)},
                      {"work", {{"necessities", recovery.pairs}, {"boxes", recovery.boxes}, {"single", recovery.leaves}}}};
    return report.dump(2) + "\n";
}

}  // namespace qca
