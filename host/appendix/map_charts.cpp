#include <algorithm>
#include <cmath>

#include "host/appendix/charts.hpp"
#include "host/appendix/drawing.hpp"
#include "host/appendix/vega_lite.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

constexpr const char* survives_title = "scenarios in which the path survives";

/// The long name where there is room for it, in pixels.
std::string title_of(const Axis& axis, int room) {
    const std::string& name = axis.long_name.empty() ? axis.name : axis.long_name;
    const std::string whole = axis.units.empty() || axis.units == "1" ? name : name + " (" + axis.units + ")";
    return text_width(whole, 11) <= room ? whole : axis.name;
}

/// `n` evaluated scenarios and the share of them in which the path survives.
void add_counts(Json& row, const StateCounts& counts) {
    const double share = survival_share(counts);
    row["s"] = std::isnan(share) ? Json(nullptr) : Json(std::round(share * 1e6) / 1e6);
    row["n"] = evaluated(counts);
}

/// The scale of a line over bands: numbers are cells from the middle of the first.
Json over_bands(const char* field, std::size_t cells) {
    return {{"field", field}, {"type", "quantitative"}, {"axis", nullptr}, {"scale", {{"domain", {-0.5, static_cast<double>(cells) - 0.5}}, {"nice", false}, {"zero", false}}}};
}

/// A width in pixels so that every cell has a whole number of them: no seams.
int width_of(std::size_t cells, int room, int largest) { return static_cast<int>(cells) * std::clamp(room / static_cast<int>(cells), 2, largest); }

}  // namespace

std::string map_chart(const SweepResult& result, const PathResult& path, std::size_t a, std::size_t b, const std::vector<MapLine>& lines, double scale) {
    const Axis &across = result.axes[a], &up = result.axes[b];
    const PairMap map(result, path, a, b);
    const int width = width_of(across.size(), chart_width, 60), height = width_of(up.size(), 300, up.size() < 4 ? 45 : 30);
    Json cells = Json::array(), strokes = Json::array();
    // From above to below: the order of the data is that of the bands.
    for (std::size_t j = up.size(); j-- > 0;)
        for (std::size_t i = 0; i < across.size(); ++i) {
            Json row{{"x", axis_value(across, i)}, {"y", axis_value(up, j)}};
            add_counts(row, map.counts(i, j));
            cells.push_back(std::move(row));
        }
    for (const MapLine& line : lines) strokes.push_back({{"x", line.x1}, {"y", line.y1}, {"x2", line.x2}, {"y2", line.y2}});
    const auto over = [&](Json data, Json mark) {
        return Json{{"data", {{"values", std::move(data)}}},
                    {"mark", std::move(mark)},
                    {"encoding", {{"x", over_bands("x", across.size())}, {"y", over_bands("y", up.size())}, {"x2", {{"field", "x2"}}}, {"y2", {{"field", "y2"}}}}}};
    };
    Json layers{{{"params", {{{"name", "pointed"}, {"select", {{"type", "point"}, {"on", "pointerover"}, {"clear", "pointerout"}}}}}},
                 {"mark", {{"type", "rect"}, {"stroke", "#d55e00"}, {"strokeWidth", 0}}},
                 {"encoding",
                  {{"x", bands("x", title_of(across, width))},
                   {"y", bands("y", title_of(up, height))},
                   {"color", shade_of_share(scale, survives_title)},
                   {"strokeWidth", {{"condition", {{"param", "pointed"}, {"empty", false}, {"value", 2}}}, {"value", 0}}},
                   {"tooltip", {under_pointer("x", across.name), under_pointer("y", up.name), under_pointer("s", "path survives", ".2%"), under_pointer("n", "scenarios evaluated", ",d")}}}}}};
    layers[0]["encoding"]["x"]["axis"] = {{"labelOverlap", true}};
    layers[0]["encoding"]["y"]["axis"] = {{"labelOverlap", true}};
    for (const auto& [thick, colour] : {std::pair{4.0, "#ffffff"}, std::pair{2.0, "#d55e00"}})
        if (!strokes.empty()) layers.push_back(over(strokes, {{"type", "rule"}, {"strokeWidth", thick}, {"color", colour}, {"tooltip", nullptr}}));
    if (across.own && up.own) {
        Json own = over(Json::array({{{"x", *across.own}, {"y", *up.own}}}), {{"type", "point"}, {"filled", true}, {"size", 60}, {"fill", "#ffffff"}, {"stroke", "#000000"}, {"opacity", 1}, {"tooltip", nullptr}});
        own["encoding"].erase("x2");
        own["encoding"].erase("y2");
        layers.push_back(std::move(own));
    }
    return chart_text({{"data", {{"values", std::move(cells)}}},
                       {"width", width},
                       {"height", height},
                       {"layer", std::move(layers)},
                       {"resolve", {{"scale", {{"x", "independent"}, {"y", "independent"}}}}}});
}

std::string pair_chart(const SweepResult& result, const PathResult& path, std::size_t a, std::size_t b) {
    // Beyond so many the page would be slow.
    constexpr std::size_t most_values = 40, most_cells = 40'000;
    std::vector<std::size_t> axes;
    for (std::size_t i = 0; i < result.axes.size(); ++i)
        if (const std::size_t n = result.axes[i].size(); n > 1 && n <= most_values) axes.push_back(i);
    Json names = Json::array(), numbers = Json::array(), cells = Json::array();
    for (const std::size_t i : axes) {
        names.push_back(result.axes[i].name);
        numbers.push_back(i);
        for (const std::size_t j : axes) {
            if (j <= i) continue;
            const PairMap map(result, path, i, j);
            if (!map.known()) return "";
            for (std::size_t v = 0; v < result.axes[j].size(); ++v)
                for (std::size_t u = 0; u < result.axes[i].size(); ++u) {
                    Json row{{"a", i}, {"b", j}, {"u", u}, {"v", v}};
                    add_counts(row, map.counts(u, v));
                    cells.push_back(std::move(row));
                }
        }
    }
    if (axes.size() < 2 || cells.size() > most_cells) return "";
    Json labels = Json::array();
    for (const Axis& axis : result.axes) {
        Json of = Json::array();
        for (std::size_t v = 0; v < axis.size() && axis.size() <= most_values; ++v) of.push_back(axis_value(axis, v));
        labels.push_back(std::move(of));
    }
    Json all_names = Json::array();
    for (const Axis& axis : result.axes) all_names.push_back(axis.name);
    const auto choice = [&](const char* name, std::size_t value, const char* label) {
        return Json{{"name", name}, {"value", value}, {"bind", {{"input", "select"}, {"options", numbers}, {"labels", names}, {"name", label}}}};
    };
    Json own = Json::array();
    for (const Axis& axis : result.axes) own.push_back(axis.own ? Json(*axis.own) : Json(nullptr));
    const auto band = [](const char* field, const char* place, const char* order, const char* title) {
        Json of = bands(field, title);
        of["sort"] = {{"field", place}, {"op", "min"}, {"order", order}};
        of["scale"].update({{"round", true}, {"align", 0}});
        of["axis"] = {{"labelOverlap", true}};
        return of;
    };
    return chart_text(
        {{"data", {{"values", std::move(cells)}}},
         {"params", {choice("across", a, "to the right "), choice("up", b, "upwards "), {{"name", "labels"}, {"value", std::move(labels)}}, {{"name", "names"}, {"value", std::move(all_names)}}, {{"name", "own"}, {"value", std::move(own)}}}},
         {"title", {{"text", "Any two choices, picked below. In print: anchors, with exact ranges."}, {"anchor", "start"}, {"fontSize", 11}, {"fontWeight", "normal"}}},
         {"transform",
          {{{"filter", "(datum.a === across && datum.b === up) || (datum.a === up && datum.b === across)"}},
           {{"calculate", "datum.a === across ? datum.u : datum.v"}, {"as", "i"}},
           {{"calculate", "datum.a === across ? datum.v : datum.u"}, {"as", "j"}},
           {{"calculate", "labels[across][datum.i]"}, {"as", "x"}},
           {{"calculate", "labels[up][datum.j]"}, {"as", "y"}},
           {{"calculate", "names[across] + ' ' + datum.x"}, {"as", "right"}},
           {{"calculate", "names[up] + ' ' + datum.y"}, {"as", "above"}}}},
         {"width", 360},
         {"height", 240},
         {"encoding", {{"x", band("x", "i", "ascending", "the choice to the right")}, {"y", band("y", "j", "descending", "the choice upwards")}}},
         {"layer",
          {{{"mark", "rect"},
            {"encoding",
             {{"color", shade_of_share(0, survives_title)},
              {"tooltip", {under_pointer("right", "to the right"), under_pointer("above", "upwards"), under_pointer("s", "path survives", ".2%"), under_pointer("n", "scenarios evaluated", ",d")}}}}},
           {{"transform", {{{"filter", "datum.i === own[across] && datum.j === own[up]"}}}},
            {"mark", {{"type", "point"}, {"filled", true}, {"size", 60}, {"fill", "#ffffff"}, {"stroke", "#000000"}, {"opacity", 1}, {"tooltip", nullptr}}}}}}});
}

}  // namespace qca::appendix
