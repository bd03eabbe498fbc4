// What a figure is made of: few shapes, so that every format shows the same picture.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace qca::appendix {

/// Red, green, blue, each in [0, 255].
struct Colour {
    int red = 0, green = 0, blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};
inline constexpr Colour black{0, 0, 0}, white{255, 255, 255}, grey{120, 120, 120}, pale_grey{225, 225, 225};

struct Line {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0, width = 0.5;
    Colour colour = black;
    bool dashed = false;
};

/// Filled, without an outline.
struct Rectangle {
    double x = 0, y = 0, width = 0, height = 0;
    Colour fill;
};

struct Circle {
    double x = 0, y = 0, radius = 1;
    Colour fill;
    Colour outline = black;
};

/// An open line through several points.
struct Polyline {
    std::vector<std::pair<double, double>> points;
    double width = 0.75;
    Colour colour = black;
};

enum class TextAnchor { start, middle, end };

/// One line of text; y is its baseline.
struct Label {
    double x = 0, y = 0;
    std::string text;
    double size = 7;
    TextAnchor anchor = TextAnchor::start;
    Colour colour = black;
    bool upright = false;  ///< turned by 90 degrees, to be read from below
    bool bold = false;
};

using Shape = std::variant<Line, Rectangle, Circle, Polyline, Label>;

/// `#0072b2`
std::string hex(const Colour& colour);

/// Points (1/72 inch) from the upper left corner. Later shapes lie over earlier ones.
struct Drawing {
    double width = 0, height = 0;
    std::vector<Shape> shapes;
};

/// Widths of one column and of a page of a journal: 84 and 174 mm.
inline constexpr double points_per_mm = 72 / 25.4;
inline constexpr double column_width = 84 * points_per_mm, page_width = 174 * points_per_mm;

/// Width of a text in points: not less than in Helvetica, Arial and Liberation Sans; a wide character (Chinese) has the width of
/// the font's size.
double text_width(const std::string& text, double size, bool bold = false);

/// The text, or its beginning and an ellipsis where it is wider than that.
std::string fitted_text(const std::string& text, double size, double width);

/// 0 to 1 -> dark blue to yellow; rises evenly in lightness, so that it can be read in grey and by the colour-blind.
/// @source Nunez, Anderton & Renslow (2018), Optimizing colormaps with consideration for color vision deficiency (cividis)
Colour shade(double share);

/// Whether white text is to be preferred to black on it.
bool is_dark(const Colour& colour);

}  // namespace qca::appendix
