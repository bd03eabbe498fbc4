#include <fmt/format.h>

#include "host/appendix/charts.hpp"
#include "host/appendix/vega_lite.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

Json rank(const Json& domain, const Json& axis) {
    return {{"field", "r"}, {"type", "quantitative"}, {"scale", {{"domain", domain}, {"nice", false}, {"zero", false}, {"clamp", false}}}, {"axis", axis}};
}

Json colours(const char* field, const Json& domain, const Json& range) {
    return {{"field", field}, {"type", "nominal"}, {"scale", {{"domain", domain}, {"range", range}}}, {"legend", {{"title", nullptr}, {"orient", "right"}}}};
}

}  // namespace

std::string curve_chart(const SweepResult& result, std::size_t path, const std::vector<const SampledScenario*>& shown, const std::vector<std::size_t>& axes) {
    constexpr const char* lives = "in the solution";
    constexpr const char* lives_not = "not in the solution";
    Json points = Json::array(), choices = Json::array(), names = Json::array();
    const auto name_of = [&](std::size_t a) {
        const Axis& axis = result.axes[a];
        return axis.labels.empty() ? fmt::format("{}: {} to {}", axis.name, axis_value(axis, 0), axis_value(axis, axis.size() - 1)) : axis.name;
    };
    for (const std::size_t a : axes) names.push_back(name_of(a));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const SampledPath& at = shown[i]->paths[path];
        for (const auto& [measure, value] : {std::pair{"inclusion", at.inclS}, std::pair{"raw coverage", at.covS}})
            points.push_back({{"r", i + 1}, {"m", measure}, {"v", value}, {"t", survival_names[static_cast<std::size_t>(at.state)]}});
        for (const std::size_t a : axes) {
            const Axis& axis = result.axes[a];
            choices.push_back({{"r", i + 1}, {"a", name_of(a)}, {"v", axis_value(axis, shown[i]->at[a])},
                               {"h", static_cast<double>(shown[i]->at[a]) / static_cast<double>(axis.size() - 1)}, {"l", survives(at.state) ? lives : lives_not}});
        }
    }
    const Json all{0.5, static_cast<double>(shown.size()) + 0.5}, picked{{"param", "picked"}, {"encoding", "x"}};
    const Json fit{{"y", {{"field", "v"}, {"type", "quantitative"}, {"scale", {{"domain", {0, 1}}}}, {"title", "inclusion, raw coverage"}, {"axis", {{"grid", true}, {"tickCount", 5}}}}},
                   {"color", colours("m", {"inclusion", "raw coverage"}, {"#d55e00", "#0072b2"})},
                   {"tooltip", {under_pointer("r", "scenario"), under_pointer("m", "measure"), under_pointer("v", "value", ".3f"), under_pointer("t", "state of the path")}}};
    const auto panel = [&](const Json& data, int height, const Json& mark, Json encoding, const Json& x) {
        encoding["x"] = x;
        return Json{{"data", {{"values", data}}}, {"width", chart_width}, {"height", height}, {"mark", mark}, {"encoding", std::move(encoding)}};
    };
    Json overview = panel(points, 50, {{"type", "point"}, {"filled", true}, {"size", 8}}, fit, rank(all, {{"title", "all scenarios, by survival and coverage: mark an interval here to enlarge it"}, {"tickCount", 5}}));
    overview["params"] = {{{"name", "picked"}, {"select", {{"type", "interval"}, {"encodings", {"x"}}}}}};
    overview["encoding"]["y"]["title"] = nullptr;
    overview["encoding"]["color"]["legend"] = nullptr;
    overview["encoding"]["y"]["axis"] = {{"tickCount", 2}};
    Json matrix = panel(choices, static_cast<int>(axes.size()) * 22, {{"type", "tick"}, {"orient", "horizontal"}, {"thickness", 4}, {"size", 4}, {"clip", true}},
                        {{"y", {{"field", "a"}, {"type", "ordinal"}, {"sort", nullptr}, {"title", nullptr}, {"scale", {{"domain", names}, {"paddingInner", 0.3}, {"paddingOuter", 0.15}}}, {"axis", {{"grid", false}, {"ticks", false}}}}},
                         {"yOffset", {{"field", "h"}, {"type", "quantitative"}, {"scale", {{"domain", {1, 0}}, {"nice", false}}}}},
                         {"color", colours("l", {lives, lives_not}, {"#003060", "#e69f00"})},
                         {"tooltip", {under_pointer("r", "scenario"), under_pointer("a", "choice"), under_pointer("v", "value"), under_pointer("l", "path")}}},
                        rank(picked, nullptr));
    return chart_text({{"vconcat",
                        {std::move(overview), panel(points, 160, {{"type", "point"}, {"filled", true}, {"size", 22}, {"clip", true}}, fit, rank(picked, {{"title", nullptr}, {"tickCount", 5}})),
                         std::move(matrix)}},
                       {"spacing", 14},
                       {"resolve", {{"scale", {{"color", "independent"}}}, {"legend", {{"color", "independent"}}}}}});
}

}  // namespace qca::appendix
