// The log of a run: a JSON object a line.
#pragma once

#include <string>

#include "host/store/descriptor.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// The progress of a sweep as one JSON object. @param event  "": leaves event and time out
std::string progress_json(const SweepProgress& progress, const std::string& event = "");

/// The same in words.
std::string progress_words(const SweepProgress& progress);

class RunLog {
  public:
    /// Appends. @throws MachineError, as add(), when it cannot be written
    explicit RunLog(const std::string& file);
    /// @param event  what made the line
    void add(const std::string& event, const SweepProgress& progress) const;

  private:
    Descriptor descriptor_;
};

}  // namespace qca
