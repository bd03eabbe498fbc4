// What a run writes down of time and place.
#pragma once

#include <string>

namespace qca {

/// ISO 8601 in UTC. Where SOURCE_DATE_EPOCH is set (seconds since 1970) always that time, so that files can be compared byte by byte.
/// @source reproducible-builds.org, SOURCE_DATE_EPOCH specification.
std::string utc_now();

/// The same number of seconds, but 0 where SOURCE_DATE_EPOCH is set.
double seconds_to_note(double seconds);

std::string host_name();

}  // namespace qca
