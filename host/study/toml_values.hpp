// Typed access to TOML nodes; every function throws InputError at the node's position when it does not fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/study/toml_node.hpp"

namespace qca {

/// The child of a table, or null.
const TomlNode* find(const TomlNode& table, std::string_view key);

/// The child of a table that has to be there. `example` is what to write.
const TomlNode& require(const TomlNode& table, std::string_view key, std::string_view example);

/// Refuses every key but these. `example` is what to write when the node is no table at all.
void require_table(const TomlNode& node, const std::vector<std::string>& known_keys,
                   std::string_view example);

/// Refuses a node that is no table; the keys are free.
void require_table(const TomlNode& node, std::string_view example);

/// Refuses a node that is no list or an empty one.
void require_list(const TomlNode& node, std::string_view example);

/// A text with something in it besides blanks.
const std::string& text_of(const TomlNode& node);

/// A finite number.
double number_of(const TomlNode& node);

/// A number in [0, 1].
double share_of(const TomlNode& node);

/// A whole number in [1, 1000000].
int count_of(const TomlNode& node);

bool truth_of(const TomlNode& node);

/// Position of the text among the choices.
std::size_t choice_of(const TomlNode& node, const std::vector<std::string>& choices);

/// Largest value of count_of().
inline constexpr int largest_count = 1000000;

/// `[conditions.ENT]`, or `the study file` for the root.
std::string shown(const TomlNode& node);

/// Refuses what the documentation announces and this version lacks.
[[noreturn]] void reject_not_available(const TomlNode& node, std::string_view what,
                                       std::string_view use_instead);

}  // namespace qca
