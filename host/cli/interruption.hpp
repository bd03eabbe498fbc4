// Signals that ask a run to stop, or to say how far it is.
#pragma once

namespace qca {

/// While it lives, the first SIGINT or SIGTERM asks for a stop and the second ends the program at once, as if there were no handler;
/// SIGUSR1 asks for a word. A program that was started with SIGTERM ignored leaves it ignored: its parent takes it. One at a time.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// The signal that asked for a stop; 0: none did.
    static int stop_signal();
    /// Whether SIGUSR1 came since the last call.
    static bool take_word_request();

  private:
    const bool takes_terminations_;
};

}  // namespace qca
