// A TOML document as a plain tree that remembers where everything stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/study/reject.hpp"

namespace qca {

enum class TomlKind { table, list, text, whole_number, number, truth, date };

/// A value of the document. Names and positions are kept with it, so that whoever finds it wrong can say
/// where.
struct TomlNode {
    TomlKind kind = TomlKind::table;
    std::string name;       ///< key in the table that holds it; "" for the root and in lists
    std::string label;      ///< for messages: `sweep.anchors.ENT`, `sweep.cutoffs.pri[2]`
    std::string where;      ///< `file:line:column` of the value
    std::string key_where;  ///< of the key; as `where` in lists
    Position key_position;
    std::string text;                ///< for text
    double value = 0;                ///< for whole_number and number; may be infinite or NaN; never -0
    bool truth = false;              ///< for truth
    std::vector<TomlNode> children;  ///< of a table in the order of the file, of a list in its order

    bool is_number() const { return kind == TomlKind::whole_number || kind == TomlKind::number; }
};

/// Parses TOML 1.0.
/// @throws InputError `file:line:column: problem (why) suggestion`
TomlNode parse_toml(std::string_view text, const std::string& file);

}  // namespace qca
