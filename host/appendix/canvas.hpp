// Drawing by small steps. Private to the figures.
#pragma once

#include <string>

#include "host/appendix/document.hpp"

namespace qca::appendix {

inline constexpr double font_size = 7, small_font_size = 6;

/// By how much cells of a map overlap.
inline constexpr double seam = 0.3;

/// Colours that the colour-blind can tell apart.
/// @source Okabe & Ito (2008), Color universal design
inline constexpr Colour blue{0, 114, 178}, orange{230, 159, 0}, vermilion{213, 94, 0}, sky{86, 180, 233}, dark_blue{0, 48, 96};

/// Shapes in the order in which they are added.
class Canvas {
  public:
    explicit Canvas(double width, double height) : drawing_{width, height, {}} {}

    void line(double x1, double y1, double x2, double y2, double width = 0.5, Colour colour = black, bool dashed = false) {
        drawing_.shapes.push_back(Line{x1, y1, x2, y2, width, colour, dashed});
    }
    void rectangle(double x, double y, double width, double height, Colour fill) { drawing_.shapes.push_back(Rectangle{x, y, width, height, fill}); }
    void circle(double x, double y, double radius, Colour fill, Colour outline) { drawing_.shapes.push_back(Circle{x, y, radius, fill, outline}); }
    void path(std::vector<std::pair<double, double>> points, double width, Colour colour) { drawing_.shapes.push_back(Polyline{std::move(points), width, colour}); }
    void text(double x, double y, const std::string& text, TextAnchor anchor = TextAnchor::start, double size = font_size, Colour colour = black, bool bold = false) {
        drawing_.shapes.push_back(Label{x, y, text, size, anchor, colour, false, bold});
    }
    /// Read from below; x is its baseline.
    void upright(double x, double y, const std::string& text, TextAnchor anchor = TextAnchor::middle, double size = font_size) {
        drawing_.shapes.push_back(Label{x, y, text, size, anchor, black, true, false});
    }

    const Drawing& drawing() const { return drawing_; }

  private:
    Drawing drawing_;
};

/// An axis from 0 to 1 below a plot, in percent, with a title.
inline void percent_axis(Canvas& canvas, double left, double width, double y, const std::string& title) {
    canvas.line(left, y, left + width, y);
    for (int tick = 0; tick <= 100; tick += 25) {
        const double x = left + width * tick / 100;
        canvas.line(x, y, x, y + 2.5);
        canvas.text(x, y + 9.5, std::to_string(tick), TextAnchor::middle);
    }
    canvas.text(left + width / 2, y + 19, title, TextAnchor::middle);
}

/// The scale of shade(), in percent, 16 points high with its labels.
/// @param end  share of its last shade, in (0, 1]
inline void shade_legend(Canvas& canvas, double left, double y, double width, const std::string& title, double end = 1) {
    constexpr int steps = 50;
    for (int s = 0; s < steps; ++s) canvas.rectangle(left + width * s / steps, y, width / steps + (s + 1 < steps ? seam : 0), 5, shade((s + 0.5) / steps));
    for (int tick = 0; tick <= 2; ++tick) canvas.text(left + width * tick / 2, y + 12, cell_text(100 * end * tick / 2, Format::plain), TextAnchor::middle, small_font_size);
    canvas.text(left, y - 2.5, title, TextAnchor::start, small_font_size);
}

}  // namespace qca::appendix
