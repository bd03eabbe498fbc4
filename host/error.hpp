// The ways in which a run can end early for a reason that the user knows or can act on.
#pragma once

#include <stdexcept>
#include <string>

namespace qca {

/// What the user wrote is wrong (exit status 2). The message reads `file:line:column: problem (why) suggestion`.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// This machine cannot do it: backend missing, disk full, out of memory (exit status 3).
class MachineError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A signal ended it; what was finished is saved (exit status 75).
class Interrupted : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace qca
