// Threads that share the items of a loop.
#pragma once

#include <cstddef>
#include <memory>

namespace qca {

/// How many threads to work with when so many are asked for; 0: one for each processor that this process may run on.
int threads_to_use(int requested);

/// The calling thread and others that sleep between loops, so that a loop costs little on a busy machine. (OpenMP's threads
/// wait by spinning: beside other work, or beside loops in another library's threads, they take the time of those who have
/// something to do.)
class Crew {
  public:
    /// @param threads  as for threads_to_use()
    explicit Crew(int threads = 0);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    int size() const;

    /// Calls body(member, item) for each item in [0, items) once, items in increasing order, each by the next free member in
    /// [0, size()), and returns when all are done. One caller at a time.
    /// @throws what the body threw first; items that were not begun then are left out
    template <class Body>
    void share(std::size_t items, const Body& body) {
        run(items, [](const void* context, int member, std::size_t item) { (*static_cast<const Body*>(context))(member, item); },
            &body);
    }

  private:
    using Call = void (*)(const void* context, int member, std::size_t item);
    struct State;

    void run(std::size_t items, Call call, const void* context);

    std::unique_ptr<State> state_;
};

/// Calls body(i) for every i in [0, size), neighbours together.
template <class Body>
void share_range(Crew& crew, std::size_t size, const Body& body) {
    constexpr std::size_t piece = std::size_t{1} << 16;
    crew.share((size + piece - 1) / piece, [&](int, std::size_t at) {
        const std::size_t end = (at + 1) * piece < size ? (at + 1) * piece : size;
        for (std::size_t i = at * piece; i < end; ++i) body(i);
    });
}

}  // namespace qca
