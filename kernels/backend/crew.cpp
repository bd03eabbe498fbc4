#include "kernels/backend/crew.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sched.h>
#endif

namespace qca {

int threads_to_use(int requested) {
    if (requested > 0) return requested;
#if defined(__linux__)
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0) return CPU_COUNT(&usable);
#endif
    const unsigned processors = std::thread::hardware_concurrency();
    return processors == 0 ? 1 : static_cast<int>(processors);
}

struct Crew::State {
    std::vector<std::thread> others;  // members 1, 2, ...
    std::mutex mutex;
    std::condition_variable begun, ended;
    std::uint64_t loop = 0;  // number of the last loop that was begun
    int busy = 0;            // other members that have not finished it
    bool leaving = false;
    std::exception_ptr failure;

    std::size_t items = 0;
    Call call = nullptr;
    const void* context = nullptr;
    std::atomic<std::size_t> next{0};

    void work(int member) {
        try {
            for (std::size_t item = next.fetch_add(1); item < items; item = next.fetch_add(1)) call(context, member, item);
        } catch (...) {
            next.store(items);
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    }

    void attend(int member) {
        for (std::uint64_t done = 0;; ++done) {
            {
                std::unique_lock lock(mutex);
                begun.wait(lock, [&] { return leaving || loop > done; });
                if (leaving) return;
            }
            work(member);
            const std::lock_guard lock(mutex);
            if (--busy == 0) ended.notify_one();
        }
    }

    void leave() {
        {
            const std::lock_guard lock(mutex);
            leaving = true;
        }
        begun.notify_all();
        for (std::thread& thread : others) thread.join();
    }
};

Crew::Crew(int threads) : state_(std::make_unique<State>()) {
    State& state = *state_;
    try {
        const int members = threads_to_use(threads);
        state.others.reserve(static_cast<std::size_t>(members - 1));
        for (int member = 1; member < members; ++member) state.others.emplace_back([&state, member] { state.attend(member); });
    } catch (...) {
        state.leave();
        throw;
    }
}

Crew::~Crew() { state_->leave(); }

int Crew::size() const { return static_cast<int>(state_->others.size()) + 1; }

void Crew::run(std::size_t items, Call call, const void* context) {
    State& state = *state_;
    state.items = items;
    state.call = call;
    state.context = context;
    state.next.store(0);
    state.failure = nullptr;
    const bool shared = items > 1 && !state.others.empty();
    if (shared) {
        {
            const std::lock_guard lock(state.mutex);
            ++state.loop;
            state.busy = static_cast<int>(state.others.size());
        }
        state.begun.notify_all();
    }
    state.work(0);
    if (shared) {
        std::unique_lock lock(state.mutex);
        state.ended.wait(lock, [&] { return state.busy == 0; });
    }
    if (state.failure) std::rethrow_exception(state.failure);
}

}  // namespace qca
