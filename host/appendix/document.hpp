// The appendix as one model of paragraphs, tables and figures, from which every format is written.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "host/appendix/drawing.hpp"

namespace qca::appendix {

/// A condition in a configuration chart.
/// @source Ragin & Fiss (2008) and Fiss (2011): full circles present, crossed ones negated; large ones core, small ones peripheral
enum class Mark { core_present, core_negated, peripheral_present, peripheral_negated };

/// Nothing, a text, a number (NaN: undefined), a count, a mark.
using Cell = std::variant<std::monostate, std::string, double, std::uint64_t, Mark>;

/// How the numbers of a column are written for people; CSV has them in full precision.
enum class Format {
    text,
    names,    ///< texts that may be long: lists of cases, expressions
    plain,    ///< as few digits as give the number back, nine at most
    three,    ///< three decimals
    percent,  ///< a share in [0, 1], in percent with one decimal
    mark
};

struct Column {
    std::string name;
    Format format = Format::text;
    std::string unit = {};  ///< shown behind the name
};

struct Table {
    std::string id, title, note;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

struct Figure {
    std::string id, title, caption;
    Drawing drawing;
    std::string chart = {};  ///< the same to point at: a specification of Vega-Lite; "": there is none
};

struct Paragraph {
    std::string text;  ///< with references, see table_reference()
};

using Block = std::variant<Paragraph, Table, Figure>;

struct Section {
    std::string id, title;
    std::vector<Block> blocks;
};

/// What an appendix commonly has and this one does not.
struct LeftOut {
    std::string what, why;
};

struct Appendix {
    std::string title, subtitle;
    std::vector<Section> sections;
    std::vector<LeftOut> left_out;
};

/// A reference in a text: writers put `Table S3` there, with a link where they have links.
std::string table_reference(const std::string& id);
std::string figure_reference(const std::string& id);

/// A text in parts: `is_reference` ones are ids.
struct TextPart {
    std::string text;
    bool is_reference = false, is_figure = false;
};
std::vector<TextPart> text_parts(const std::string& text);

/// `S1`, `S2`, ... in the order of the document, for tables and for figures.
std::map<std::string, std::string> numbers_of(const Appendix& appendix);

/// The cell for people: "" for nothing, `-` for an undefined number.
std::string cell_text(const Cell& cell, Format format);

/// `●`, `⊗`, `•`, `⊘`
std::string mark_text(Mark mark);
std::string mark_words(Mark mark);

/// Name and unit.
std::string column_text(const Column& column);

/// Whether its cells are aligned to the right.
bool is_number(Format format);

/// A name for a file or a link: letters, digits, `-` and `_`; others become `-`.
std::string plain_id(const std::string& name);

}  // namespace qca::appendix
