// How counts, shares, times and values are written in a report. Private to the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"

namespace qca {

/// `1,234,567`.
std::string grouped(std::uint64_t count);

/// `1 scenario`, `1,200 scenarios`.
std::string counted(std::uint64_t count, const std::string& noun);

/// `12 skipped (anchors out of order)`, or how many for which reason where some are excluded.
std::string skipped_scenarios(std::uint64_t skipped, std::uint64_t excluded);

/// Why a study that names no paths has none to follow: `its own choices give no solution`.
std::string no_own_solution(std::size_t conditions);

/// A share in percent with one decimal: `100.0 %` only for all and `0.0 %` only for none, else `>99.9 %` and
/// `<0.1 %`; `-` when whole is 0.
std::string percent(std::uint64_t part, std::uint64_t whole);

/// The same for a share in [0, 1] (NaN: `-`).
std::string percent(double share);

/// A bar of `#` on a scale of `.`, `width` characters together: full only for all, without `#` only for none.
std::string bar(std::uint64_t part, std::uint64_t whole, std::size_t width = 30);

/// Seconds for people: `0.04 s`, `12 s`, `3 min 20 s`, `5.2 h`, `12 days`.
std::string duration(double seconds);

/// A rate with three digits: `950`, `12.3 k`, `1.24 M`, `2.05 G`.
std::string rate(double per_second);

/// Bytes in MiB: `0.1 MiB`, `1,204 MiB`; `<0.1 MiB` for less.
std::string mebibytes(double bytes);

/// Value number `value` of an axis: `12.5`, or `parsimonious`.
std::string axis_value(const Axis& axis, std::size_t value);

/// What the values of such an axis (see is_question()) are, for people.
std::string question_name(const Axis& axis);

/// So many values are listed one by one.
inline constexpr std::size_t most_listed_values = 5;

/// All values with as many decimals as the one with most needs: `14.5`, `15.0`.
std::vector<std::string> aligned_values(const Axis& axis);

/// `GDP_crossover 12.5`.
std::string axis_and_value(const Axis& axis, std::size_t value);

/// All values in short: `2, 3`; from the sixth on `12.5 to 16.5, step 0.5`, or `0.75 to 0.95` where steps
/// differ.
std::string axis_values(const Axis& axis);

}  // namespace qca
