#include "host/cli/interruption.hpp"

#include <atomic>
#include <csignal>

namespace qca {

namespace {

// A handler has no other way to say that it was called.
std::atomic<int> stop{0};
std::atomic<bool> word{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void ask_to_stop(int signal) {
    if (stop.exchange(signal) == 0) return;
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void ask_for_word(int) { word = true; }

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

bool is_ignored(int signal) {
    struct sigaction now {};
    return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

Interruption::Interruption() : takes_terminations_(!is_ignored(SIGTERM)) {
    handle(SIGINT, ask_to_stop);
    if (takes_terminations_) handle(SIGTERM, ask_to_stop);
    handle(SIGUSR1, ask_for_word);
}

Interruption::~Interruption() {
    for (const int signal : {SIGINT, SIGUSR1}) handle(signal, SIG_DFL);
    if (takes_terminations_) handle(SIGTERM, SIG_DFL);
    stop = 0;
    word = false;
}

int Interruption::stop_signal() { return stop; }

bool Interruption::take_word_request() { return word.exchange(false); }

}  // namespace qca
