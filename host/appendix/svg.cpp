#include <fmt/format.h>

#include "host/appendix/writers.hpp"

namespace qca::appendix {
namespace {

constexpr const char* fonts = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', 'Noto Sans CJK SC', sans-serif";

struct SvgOf {
    std::string operator()(const Line& l) const {
        return fmt::format("<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" stroke=\"{}\" stroke-width=\"{:.2f}\"{}/>\n", l.x1, l.y1,
                           l.x2, l.y2, hex(l.colour), l.width, l.dashed ? " stroke-dasharray=\"2 1.5\"" : "");
    }
    /// A part of a path, see drawing_svg().
    std::string operator()(const Rectangle& r) const { return fmt::format("M{:.5g} {:.5g}h{:.4g}v{:.4g}h{:.4g}z", r.x, r.y, r.width, r.height, -r.width); }
    std::string operator()(const Circle& c) const {
        return fmt::format("<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:.2f}\" fill=\"{}\"{}/>\n", c.x, c.y, c.radius, hex(c.fill),
                           c.outline == c.fill ? "" : fmt::format(" stroke=\"{}\" stroke-width=\"0.5\"", hex(c.outline)));
    }
    std::string operator()(const Polyline& p) const {
        std::string points;
        for (const auto& [x, y] : p.points) points += fmt::format("{}{:.2f},{:.2f}", points.empty() ? "" : " ", x, y);
        return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2f}\"/>\n", points, hex(p.colour), p.width);
    }
    std::string operator()(const Label& t) const {
        constexpr const char* anchors[] = {"start", "middle", "end"};
        return fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{}\" text-anchor=\"{}\" fill=\"{}\"{}{}>{}</text>\n", t.x, t.y, t.size,
                           anchors[static_cast<std::size_t>(t.anchor)], hex(t.colour), t.bold ? " font-weight=\"bold\"" : "",
                           t.upright ? fmt::format(" transform=\"rotate(-90 {:.2f} {:.2f})\"", t.x, t.y) : "", escaped_html(t.text));
    }
};

}  // namespace

std::string drawing_svg(const Drawing& drawing, const std::string& title) {
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.2f}mm\" height=\"{:.2f}mm\" viewBox=\"0 0 {:.2f} {:.2f}\" role=\"img\" "
        "font-family=\"{}\">\n<title>{}</title>\n",
        drawing.width / points_per_mm, drawing.height / points_per_mm, drawing.width, drawing.height, fonts, escaped_html(title));
    // Rectangles of one colour that follow one another are one path: smaller, and without seams between them.
    const Colour* open = nullptr;
    for (const Shape& shape : drawing.shapes) {
        const auto* const rectangle = std::get_if<Rectangle>(&shape);
        if (open != nullptr && (rectangle == nullptr || rectangle->fill != *open)) {
            svg += "\"/>\n";
            open = nullptr;
        }
        if (rectangle != nullptr && open == nullptr) {
            svg += fmt::format("<path fill=\"{}\" shape-rendering=\"crispEdges\" d=\"", hex(rectangle->fill));
            open = &rectangle->fill;
        }
        svg += std::visit(SvgOf{}, shape);
    }
    if (open != nullptr) svg += "\"/>\n";
    return svg + "</svg>\n";
}

std::string figure_svg(const Figure& figure) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing_svg(figure.drawing, figure.title);
}

}  // namespace qca::appendix
