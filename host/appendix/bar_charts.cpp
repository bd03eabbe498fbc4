#include <cmath>

#include "host/appendix/charts.hpp"
#include "host/appendix/vega_lite.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

Json names_down(const char* field) {
    return {{"field", field}, {"type", "ordinal"}, {"sort", nullptr}, {"title", nullptr}, {"axis", {{"ticks", false}, {"domain", false}}}};
}

Json share_axis(const char* field, const std::string& title, bool zero) {
    return {{"field", field}, {"type", "quantitative"}, {"title", title}, {"scale", {{"zero", zero}}}, {"axis", {{"format", "~%"}, {"grid", true}, {"tickCount", 5}}}};
}

}  // namespace

std::string case_chart(const SweepResult& result, const PathResult& path, const std::vector<CaseRetention>& cases, const std::vector<std::size_t>& axes) {
    Json maps = Json::array();
    for (const std::size_t a : axes) {
        const Axis& axis = result.axes[a];
        Json cells = Json::array();
        for (const CaseRetention& of : cases)
            for (std::size_t v = 0; v < axis.size(); ++v) {
                const double share = case_share(result, path, of.case_number, {a, v});
                cells.push_back({{"c", result.cases[of.case_number]}, {"x", axis_value(axis, v) + (axis.own == v ? "*" : "")}, {"s", std::isnan(share) ? Json(nullptr) : Json(std::round(share * 1e6) / 1e6)},
                                 {"n", surviving(path.axis_maps[a][v])}});
            }
        Json x = bands("x", axis.name), y = bands("c", "");
        x["axis"] = {{"orient", "top"}, {"labelAngle", -90}, {"titleAngle", -90}, {"titleAlign", "left"}, {"titleAnchor", "middle"}, {"titleBaseline", "middle"}};
        y["title"] = nullptr;
        if (maps.empty()) y["axis"] = {{"ticks", false}};
        else y["axis"] = nullptr;
        maps.push_back({{"data", {{"values", std::move(cells)}}},
                        {"width", {{"step", 16}}},
                        {"height", {{"step", 16}}},
                        {"mark", "rect"},
                        {"encoding",
                         {{"x", std::move(x)},
                          {"y", std::move(y)},
                          {"color", shade_of_share(1, "share of surviving scenarios with the case")},
                          {"tooltip", {under_pointer("c", "case"), under_pointer("x", axis.name), under_pointer("s", "in the path", ".2%"), under_pointer("n", "scenarios in which the path survives", ",d")}}}}});
    }
    return chart_text({{"hconcat", std::move(maps)}, {"spacing", 8}});
}

std::string leave_out_chart(const SweepResult& result, const PathResult& path, std::size_t a, const std::vector<std::size_t>& order) {
    const Axis& axis = result.axes[a];
    Json rows = Json::array(), layers = Json::array();
    for (const std::size_t v : order) rows.push_back({{"c", axis_value(axis, v)}, {"s", survival_share(path.axis_maps[a][v])}, {"n", evaluated(path.axis_maps[a][v])}});
    if (axis.own)
        if (const double own = survival_share(path.axis_maps[a][*axis.own]); !std::isnan(own))
            layers.push_back({{"data", {{"values", Json::array({{{"s", own}}})}}}, {"mark", {{"type", "rule"}, {"color", "#d55e00"}, {"strokeDash", {4, 3}}}},
                              {"encoding", {{"x", share_axis("s", "scenarios in which the path survives", false)}, {"tooltip", {under_pointer("s", axis_value(axis, *axis.own), ".2%")}}}}});
    layers.push_back({{"mark", {{"type", "point"}, {"filled", true}, {"size", 50}, {"color", "#0072b2"}, {"opacity", 1}}},
                      {"encoding",
                       {{"x", share_axis("s", "scenarios in which the path survives", false)},
                        {"y", names_down("c")},
                        {"tooltip", {under_pointer("c", "cases"), under_pointer("s", "path survives", ".2%"), under_pointer("n", "scenarios evaluated", ",d")}}}}});
    layers.back()["encoding"]["y"]["axis"] = {{"grid", true}, {"ticks", false}, {"domain", false}};
    return chart_text({{"data", {{"values", std::move(rows)}}}, {"width", 360}, {"height", {{"step", 14}}}, {"layer", std::move(layers)}});
}

std::string choice_chart(const std::vector<ChoiceBar>& bars, const std::pair<std::string, std::string>& names, const std::string& title) {
    Json rows = Json::array();
    bool pale = false;
    for (const ChoiceBar& bar : bars) {
        rows.push_back({{"c", bar.choice}, {"dark", bar.dark}, {"pale", bar.pale}});
        pale = pale || !std::isnan(bar.pale);
    }
    Json tips{under_pointer("c", "choice"), under_pointer("dark", names.first, ".4f")};
    if (pale) tips.push_back(under_pointer("pale", names.second, ".4f"));
    Json shades{{"domain", Json::array({names.first})}, {"range", Json::array({"#0072b2"})}};
    if (pale) shades = {{"domain", {names.first, names.second}}, {"range", {"#0072b2", "#56b4e9"}}};
    const auto bar = [&](const char* field, const std::string& name, int size) {
        return Json{{"mark", {{"type", "bar"}, {"height", size}}},
                    {"encoding", {{"color", {{"datum", name}, {"type", "nominal"}, {"scale", shades}, {"legend", {{"title", nullptr}, {"orient", "top"}}}}}, {"x", {{"field", field}, {"type", "quantitative"}, {"title", title}, {"axis", {{"grid", true}, {"tickCount", 5}}}}}, {"y", names_down("c")}, {"tooltip", tips}}}};
    };
    Json layers = Json::array();
    if (pale) layers.push_back(bar("pale", names.second, 14));
    layers.push_back(bar("dark", names.first, 7));
    return chart_text({{"data", {{"values", std::move(rows)}}}, {"width", 360}, {"height", {{"step", 19}}}, {"layer", std::move(layers)}});
}

std::string state_chart(const std::vector<std::pair<std::string, StateCounts>>& bars, const std::vector<std::string>& colours) {
    Json rows = Json::array(), states = Json::array();
    for (std::size_t s = 0; s < colours.size(); ++s) states.push_back(survival_names[s]);
    for (std::size_t b = 0; b < bars.size(); ++b)
        for (std::size_t s = 0; s < colours.size(); ++s)
            rows.push_back({{"b", b}, {"p", bars[b].first}, {"t", survival_names[s]}, {"o", s}, {"n", bars[b].second[s]}, {"f", share(bars[b].second[s], evaluated(bars[b].second))}});
    Json names = Json::array();
    for (const auto& [name, counts] : bars) names.push_back(name);
    // Names may come twice (a solution type under every path): bars are numbers, labelled with them.
    Json down = names_down("b");
    down["axis"] = {{"ticks", false}, {"domain", false}, {"labelExpr", "bar_names[datum.value]"}, {"labelLimit", 320}};
    Json along = share_axis("f", "share of the evaluated scenarios", true);
    along["scale"]["domain"] = {0, 1};
    return chart_text({{"data", {{"values", std::move(rows)}}},
                       {"params", {{{"name", "bar_names"}, {"value", std::move(names)}}}},
                       {"width", chart_width},
                       {"height", {{"step", 20}}},
                       {"layer",
                        {{{"params", {{{"name", "picked"}, {"select", {{"type", "point"}, {"fields", {"t"}}}}, {"bind", "legend"}}}},
                          {"mark", "bar"},
                          {"encoding",
                           {{"x", std::move(along)},
                            {"y", std::move(down)},
                            {"order", {{"field", "o"}}},
                            {"color", {{"field", "t"}, {"type", "nominal"}, {"scale", {{"domain", states}, {"range", colours}}}, {"legend", {{"title", nullptr}, {"orient", "top"}, {"columns", 7}}}}},
                            {"opacity", {{"condition", {{"param", "picked"}, {"value", 1}}}, {"value", 0.15}}},
                            {"tooltip", {under_pointer("p", "path, solution type"), under_pointer("t", "state"), under_pointer("n", "scenarios", ",d"), under_pointer("f", "share", ".2%")}}}}}}}});
}

}  // namespace qca::appendix
