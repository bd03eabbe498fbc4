// Finds on the axes of a sweep what a user names.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"

namespace qca {

/// @param where    for the message
/// @param purpose  what the axis is wanted for, as its end
/// @throws InputError when there is no axis of this name; it says which there are
std::size_t find_axis(const std::vector<Axis>& axes, const std::string& name, const std::string& where, const std::string& purpose = "");

/// The position of a value: a number, equal to 1e-9 of it, or a name.
/// @throws InputError when it is not on the axis
std::size_t find_value(const Axis& axis, const std::string& value, const std::string& where);

/// The choice that `AXIS=VALUE` names.
/// @throws InputError when the text is not of this form, or find_axis() or find_value() throw
AxisValue find_choice(const std::vector<Axis>& axes, const std::string& text, const std::string& where);

}  // namespace qca
