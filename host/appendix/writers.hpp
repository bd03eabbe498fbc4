// The appendix in every format.
#pragma once

#include <string>

#include "host/appendix/document.hpp"

namespace qca::appendix {

/// One page in itself: style and figures inside, no request to anywhere.
/// @param interactive  with the charts of figures that have one, and the scripts that draw them (840 KB). On paper and without
///                     JavaScript the figures are shown
std::string appendix_html(const Appendix& appendix, bool interactive = false);

/// Pipe tables; figures as files figures/ID.svg.
std::string appendix_markdown(const Appendix& appendix);

/// To be read by \input in a document with the packages that its first lines name; figures as files figures/ID.pdf.
std::string appendix_latex_body(const Appendix& appendix);

/// A document of its own around the body, for pdflatex, xelatex and lualatex. Chinese needs CJKutf8 (pdflatex) or xeCJK (xelatex).
std::string appendix_latex(const Appendix& appendix);

/// One table: numbers in full precision, shares in [0, 1], nothing where undefined. @source RFC 4180 (2005)
std::string table_csv(const Table& table);

/// One figure, a file of its own.
std::string figure_svg(const Figure& figure);

/// Its drawing as an element to stand in a page; with a title for screen readers.
std::string drawing_svg(const Drawing& drawing, const std::string& title);

/// A text in HTML and XML: & < > " ' escaped, control characters left out.
std::string escaped_html(const std::string& text);

/// A text in LaTeX: everything special escaped; lines may break after `*`.
std::string escaped_latex(const std::string& text);

/// A text in Markdown, in a table or out of it.
std::string escaped_markdown(const std::string& text);

}  // namespace qca::appendix
