#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

#include "host/report/path_company_report.hpp"
#include "host/report/solution_types.hpp"
#include "host/report/survival_report.hpp"
#include "host/robustness/path_company.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_lowest = 10;

Json number(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json value_json(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? Json(axis.values[value]) : Json(axis.labels[value]);
}

const char* state_name(Survival state) {
    return survival_names[static_cast<std::size_t>(state)];
}

/// One entry a state, skipped left out.
template <class Entry>
Json by_state(const StateCounts& counts, const Entry& entry) {
    Json states = Json::object();
    for (std::size_t s = 0; s < counts.size(); ++s)
        if (static_cast<Survival>(s) != Survival::skipped) states[survival_names[s]] = entry(counts[s]);
    return states;
}

std::uint64_t skipped(const StateCounts& counts) {
    return counts[static_cast<std::size_t>(Survival::skipped)];
}

Json axes_json(const SweepResult& result, const PathResult& path) {
    Json axes = Json::array();
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        const Axis& axis = result.axes[a];
        Json values = Json::array();
        for (std::size_t v = 0; v < axis.size(); ++v) {
            const StateCounts& counts = path.axis_maps[a][v];
            values.push_back({{"value", value_json(axis, v)},
                              {"states", by_state(counts, [](std::uint64_t count) { return Json(count); })},
                              {"skipped", skipped(counts)},
                              {"survival_share", number(survival_share(counts))}});
        }
        axes.push_back({{"axis", axis.name},
                        {"long_name", axis.long_name},
                        {"units", axis.units},
                        {"own", axis.own ? value_json(axis, *axis.own) : Json(nullptr)},
                        {"values", std::move(values)}});
        if (!axis.edges.empty()) axes.back()["edges"] = axis.edges;
    }
    return axes;
}

Json influence_json(const SweepResult& result, const PathResult& path) {
    Json list = Json::array();
    for (const AxisInfluence& entry : axis_influence(path)) {
        const Axis& axis = result.axes[entry.axis];
        list.push_back({{"axis", axis.name},
                        {"worst", value_json(axis, entry.worst)},
                        {"best", value_json(axis, entry.best)},
                        {"spread", entry.spread}});
    }
    return list;
}

Json lowest_json(const SweepResult& result, const PathResult& path) {
    Json list = Json::array();
    for (const AxisValue& at : lowest_survival(path, most_lowest))
        list.push_back({{"axis", result.axes[at.axis].name},
                        {"value", value_json(result.axes[at.axis], at.value)},
                        {"survival_share", number(survival_share(path.axis_maps[at.axis][at.value]))}});
    return list;
}

Json changes_json(const SweepResult& result, const PathResult& path) {
    Json list = Json::array();
    for (const SingleChange& change : list_single_changes(result, path))
        list.push_back({{"axis", result.axes[change.to.axis].name},
                        {"value", value_json(result.axes[change.to.axis], change.to.value)},
                        {"state", state_name(change.state)},
                        {"kills", change.kills},
                        {"revives", change.revives}});
    return list;
}

Json cases_json(const SweepResult& result, const PathResult& path) {
    Json list = Json::array();
    for (const CaseRetention& entry : case_retention(result, path)) {
        Json axes = Json::object();
        for (std::size_t a = 0; a < path.case_axis_counts.size(); ++a) {
            if (path.case_axis_counts[a].empty()) continue;
            Json shares = Json::array();
            for (std::size_t v = 0; v < result.axes[a].size(); ++v)
                shares.push_back(number(case_share(result, path, entry.case_number, {a, v})));
            axes[result.axes[a].name] = std::move(shares);
        }
        list.push_back({{"case", result.cases[entry.case_number]},
                        {"count", entry.scenarios},
                        {"share", number(entry.share)},
                        {"axes", std::move(axes)}});
    }
    return list;
}

Json company_json(const SweepResult& result, const Company& company) {
    const std::vector<std::string> types = solution_type_labels(result);
    Json scenarios = Json::object(), paths = Json::array();
    for (std::size_t type = 0; type < types.size(); ++type) scenarios[types[type]] = company.scenarios[type];
    for (const CompanyPath& met : company.paths) {
        Json by_type = Json::object();
        for (std::size_t type = 0; type < types.size(); ++type)
            by_type[types[type]] = {{"count", met.counts[type]}, {"share", number(share(met.counts[type], company.scenarios[type]))}};
        paths.push_back({{"path", met.expression}, {"solution_types", std::move(by_type)}});
    }
    return {{"scenarios", std::move(scenarios)}, {"paths", std::move(paths)}};
}

Json roles_json(const SweepResult& result, const PathResult& path) {
    const CensusDetails& details = result.census_details;
    if (details.path_roles.empty()) return nullptr;
    const PathRoles& roles = details.path_roles[static_cast<std::size_t>(&path - result.paths.data())];
    Json literals = Json::object();
    for (std::size_t c = 0; c < roles.by_condition.size(); ++c) {
        const std::string literal = literal_of(path.expression, result.conditions[c]);
        if (literal.empty()) continue;
        const RoleCounts& counts = roles.by_condition[c];
        const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        for (std::size_t role = 0; role < literal_roles; ++role)
            literals[literal][role_names[role]] = {{"count", counts[role]}, {"share", number(share(counts[role], all))}};
    }
    return {{"solution_type", details.role_type}, {"uncontained", roles.uncontained}, {"literals", std::move(literals)}};
}

}  // namespace

std::string survival_json(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where) {
    const std::uint64_t all = evaluated(path.total);
    const auto count_and_share = [&](std::uint64_t count) {
        return Json{{"count", count}, {"share", number(share(count, all))}};
    };
    const PathCompany company = path_company(result, path);
    Json report{{"path", path.expression},
                      {"name", path.name},
                      {"outcome", result.outcome},
                      {"study", result.provenance.study_name},
                      {"own", state_name(path.own)},
                      {"scenarios", all + skipped(path.total)},
                      {"evaluated", all},
                      {"skipped", skipped(path.total)},
                      {"excluded", result.counts.excluded},
                      {"states", by_state(path.total, count_and_share)},
                      {"survival_share", number(survival_share(path.total))},
                      {"axes", axes_json(result, path)},
                      {"influence", influence_json(result, path)},
                      {"lowest", lowest_json(result, path)},
                      {"single_changes", changes_json(result, path)},
                      {"cases", cases_json(result, path)},
                      {"beside", company_json(result, company.beside)},
                      {"instead",
                       {{"shorter", company_json(result, company.shorter)},
                        {"longer", company_json(result, company.longer)},
                        {"others", company_json(result, company.others)}}},
                      {"roles", roles_json(result, path)}};
    if (where) {
        const Axis& axis = result.axes[*where];
        report["where"] = {{"axis", axis.name}, {"value", value_json(axis, 0)}};
        for (const char* of_the_whole : {"beside", "instead", "roles"}) report[of_the_whole] = nullptr;
    }
    if (result.design.stated()) {
        report["design"] = {{"design", design_names[static_cast<std::size_t>(result.design.design)]},
                            {"samples", result.design.samples},
                            {"seed", result.design.seed}};
        const ShareInterval interval = wilson_interval(surviving(path.total), all);
        report["survival_interval"] =
            result.design.design == Design::random && all > 0 ? Json{interval.low, interval.high} : Json(nullptr);
    }
    return report.dump(2) + "\n";
}

}  // namespace qca
