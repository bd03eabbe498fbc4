#include "host/appendix/drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "host/appendix/characters.hpp"

namespace qca::appendix {
namespace {

/// Widths of the characters from the blank to `~` in thousandths of the font's size.
/// @source Adobe, font metrics of Helvetica, which Arial and Liberation Sans share
constexpr std::array<int, 95> widths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

int character_width(char32_t c) {
    if (c >= 0x20 && c < 0x7f) return widths[c - 0x20];
    if (c >= 0x1100) return c == 0x2013 ? 556 : 1000;
    return 722;
}

}  // namespace

double text_width(const std::string& text, double size, bool bold) {
    double width = 0;
    for (const char32_t c : characters(text)) width += character_width(c);
    return width * size / 1000 * (bold ? 1.1 : 1.0);
}

std::string fitted_text(const std::string& text, double size, double width) {
    if (text_width(text, size) <= width) return text;
    std::u32string kept = characters(text);
    while (!kept.empty() && text_width(utf8(kept) + "…", size) > width) kept.pop_back();
    return utf8(kept) + "…";
}

std::string hex(const Colour& c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }

Colour shade(double share) {
    constexpr std::array<Colour, 9> stops{{{0, 34, 78}, {26, 56, 111}, {66, 78, 107}, {96, 100, 110}, {124, 123, 120},
                                           {154, 147, 118}, {187, 173, 108}, {220, 200, 87}, {254, 232, 56}}};
    const double at = std::clamp(share, 0.0, 1.0) * (stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    const double part = at - static_cast<double>(below);
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + part * (b - a))); };
    const Colour &a = stops[below], &b = stops[below + 1];
    return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

bool is_dark(const Colour& colour) { return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue < 130; }

}  // namespace qca::appendix
