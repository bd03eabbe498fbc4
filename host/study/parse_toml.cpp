// The one translation unit that knows toml++.

// toml++ 3.3.0 asserts that some mistakes cannot happen which a typing user does make; with NDEBUG it would
// even assume so. The assertions therefore stay on in every build and throw.
#undef NDEBUG
#include <stdexcept>

namespace {

struct TomlAssertion : std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] void throw_toml_assertion(const char* condition) {
    throw TomlAssertion(condition);
}

}  // namespace

#define TOML_ASSERT(condition) ((condition) ? void() : ::throw_toml_assertion(#condition))
#include <toml++/toml.h>

#include <fmt/format.h>

#include <algorithm>

#include "host/study/check_toml_text.hpp"
#include "host/study/toml_node.hpp"
#include "host/study/utf8.hpp"

namespace qca {
namespace {

class Conversion {
  public:
    explicit Conversion(const std::string& file) : file_(file) {}

    TomlNode root(const toml::table& table) const {
        TomlNode node;
        node.where = node.key_where = where_in(file_, {});
        fill_table(node, table);
        return node;
    }

  private:
    Position position(const toml::source_region& region) const {
        return region.begin.line == 0 ? Position{} : Position{region.begin.line, region.begin.column};
    }

    /// In TOML "\u0000" is a text. In names, paths of files and messages it would be their end.
    static void refuse_nul(std::string_view text, const std::string& where) {
        if (text.find('\0') != std::string_view::npos) reject(where, "a NUL character in a text", "no name has one", "remove the \\u0000");
    }

    TomlNode convert(const toml::node& source, std::string label) const {
        TomlNode node;
        node.label = std::move(label);
        node.key_position = position(source.source());
        node.where = node.key_where = where_in(file_, node.key_position);
        switch (source.type()) {
            case toml::node_type::table:
                fill_table(node, *source.as_table());
                break;
            case toml::node_type::array:
                fill_list(node, *source.as_array());
                break;
            case toml::node_type::string:
                node.kind = TomlKind::text;
                node.text = source.as_string()->get();
                refuse_nul(node.text, node.where);
                break;
            case toml::node_type::integer:
                node.kind = TomlKind::whole_number;
                node.value = static_cast<double>(source.as_integer()->get());
                break;
            case toml::node_type::floating_point:
                node.kind = TomlKind::number;
                node.value = source.as_floating_point()->get() + 0.0;  // -0 + 0 = +0
                break;
            case toml::node_type::boolean:
                node.kind = TomlKind::truth;
                node.truth = source.as_boolean()->get();
                break;
            default:
                node.kind = TomlKind::date;
                break;
        }
        return node;
    }

    void fill_table(TomlNode& node, const toml::table& table) const {
        node.kind = TomlKind::table;
        for (const auto& [key, value] : table) {
            const std::string name(key.str());
            refuse_nul(name, where_in(file_, position(key.source())));
            node.children.push_back(convert(value, node.label.empty() ? name : node.label + "." + name));
            node.children.back().name = name;
            node.children.back().key_position = position(key.source());
            node.children.back().key_where = where_in(file_, node.children.back().key_position);
        }
        // toml++ sorts by name; the order of conditions is the order in the file.
        std::sort(node.children.begin(), node.children.end(), [](const TomlNode& a, const TomlNode& b) {
            return std::pair(a.key_position.line, a.key_position.column) <
                   std::pair(b.key_position.line, b.key_position.column);
        });
    }

    void fill_list(TomlNode& node, const toml::array& array) const {
        node.kind = TomlKind::list;
        std::size_t number = 0;
        for (const toml::node& element : array) {
            node.children.push_back(convert(element, fmt::format("{}[{}]", node.label, ++number)));
        }
    }

    const std::string& file_;
};

/// The parser's own words speak of TOML; this says what is usually behind them in a study file.
std::string suggestion_for(std::string_view message) {
    const auto mentions = [&](std::string_view word) { return message.find(word) != std::string_view::npos; };
    if (mentions("dotted")) return "quote keys that have a dot: \"2.5\" = 0.33";
    if (mentions("redefine")) return "state everything once; join the two places";
    if (mentions("string")) return "texts stand in straight quotes and end on their line";
    if (mentions("expected '='")) return "write key = value";
    return "write key = value; texts in quotes, numbers with a decimal point";
}

bool parser_gives_up(std::string_view text) {
    try {
        const toml::table ignored = toml::parse(text);
    } catch (const TomlAssertion&) {
        return true;
    } catch (const toml::parse_error&) {
    }
    return false;
}

/// toml++ does not say where it gave up: it is the last line of the shortest beginning on which it does so.
Position where_parser_gives_up(std::string_view text) {
    std::vector<std::size_t> line_ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') line_ends.push_back(i + 1);
    }
    line_ends.push_back(text.size());
    const auto line = std::partition_point(line_ends.begin(), line_ends.end() - 1, [&](std::size_t end) {
        return !parser_gives_up(text.substr(0, end));
    });
    return {static_cast<std::size_t>(line - line_ends.begin()) + 1, 1};
}

}  // namespace

TomlNode parse_toml(std::string_view text, const std::string& file) {
    text = without_mark(text);
    check_toml_text(text, file);
    try {
        return Conversion(file).root(toml::parse(text));
    } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        const Position end = position_of(text, text.size());
        const bool known = at.line != 0 && at.line <= end.line;
        const std::string why(error.description());
        reject(where_in(file, known ? Position{at.line, at.column} : end), "not valid TOML", why,
               suggestion_for(why));
    } catch (const TomlAssertion&) {
        reject(where_in(file, where_parser_gives_up(text)), "not valid TOML", "this line cannot be read",
               "write [table.table] or key = value; texts in quotes, numbers with a decimal point");
    }
}

}  // namespace qca
