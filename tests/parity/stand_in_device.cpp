#include "tests/parity/stand_in_device.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/device_point_engine.hpp"
#include "kernels/backend/cuda/make_device_engine.hpp"

namespace qca::parity {

namespace {

/// Memory is poisoned when it is got, near memory whenever a resident block begins, and what is given back, too.
class StandInDevice {
  public:
    explicit StandInDevice(const StandInOptions& options) : options_(options) {}
    StandInDevice(const StandInDevice&) = delete;
    StandInDevice& operator=(const StandInDevice&) = delete;

    void* allocate(std::size_t bytes) {
        void* const memory = ::operator new(std::max<std::size_t>(bytes, 1));
        std::memset(memory, 0xA5, bytes);
        sizes_[memory] = bytes;
        return memory;
    }
    void release(void* memory) {
        std::memset(memory, 0x5A, sizes_[memory]);
        sizes_.erase(memory);
        ::operator delete(memory);
    }
    void upload(int stream, void* to, const void* from, std::size_t bytes) {
        wait(stream);
        if (bytes != 0) std::memcpy(to, from, bytes);
    }
    void download(int stream, void* to, const void* from, std::size_t bytes) {
        wait(stream);
        if (bytes != 0) std::memcpy(to, from, bytes);
    }
    void zero(int stream, void* to, std::size_t bytes) {
        submit(stream, [=] {
            if (bytes != 0) std::memset(to, 0, bytes);
        });
    }
    void wait(int stream) {
        std::vector<std::function<void()>> work;
        work.swap(waiting_[stream]);
        for (const auto& item : work) item();
    }
    void* share(void* memory, std::size_t, bool& owner) {
        owner = shared().insert(memory).second;
        return memory;
    }
    void unshare(void* memory) { shared().erase(memory); }

    std::size_t near_bytes() const { return options_.near_bytes; }
    std::size_t far_bytes() const { return options_.far_bytes; }
    std::size_t list_keys() const { return options_.list_keys; }
    std::size_t blocks_per_launch() const { return options_.blocks_per_launch; }
    std::size_t points_per_launch() const { return options_.points_per_launch; }
    template <class Kind>
    std::size_t residents(const BlockProgram<Kind>&) const {
        return options_.residents;
    }
    template <class Kind>
    void launch(int stream, const BlockProgram<Kind>& program, std::size_t residents) {
        submit(stream, [=] {
            std::vector<FourRows<double>> near(program.layout.near_bytes / sizeof(FourRows<double>) + 1);
            for (std::size_t resident = 0; resident < residents; ++resident) {
                std::memset(static_cast<void*>(near.data()), 0xA5, near.size() * sizeof near[0]);
                LanesInTurn team;
                program.run(team, reinterpret_cast<std::byte*>(near.data()), resident, residents);
            }
        });
    }
    template <class Kind>
    std::size_t residents(const PointProgram<Kind>&) const {
        return options_.residents;
    }
    template <class Kind>
    void launch(int stream, const PointProgram<Kind>& program, std::size_t residents) {
        submit(stream, [=] {
            for (std::size_t resident = 0; resident < residents; ++resident) {
                LanesInTurn team;
                program.run(team, resident, residents);
            }
        });
    }
    template <int Words>
    std::uint64_t sort_unique(int stream, TableKey<Words>* keys, std::uint64_t size) {
        wait(stream);
        std::sort(keys, keys + size, [](const auto& a, const auto& b) { return a.table() < b.table(); });
        return static_cast<std::uint64_t>(std::unique(keys, keys + size) - keys);
    }

  private:
    void submit(int stream, std::function<void()> work) {
        waiting_[stream].push_back(std::move(work));
        if (!options_.late) wait(stream);
    }
    /// Memory of the host that some device has made its own.
    static std::set<void*>& shared() {
        static std::set<void*> memory;
        return memory;
    }

    const StandInOptions options_;
    std::map<void*, std::size_t> sizes_;
    std::vector<std::function<void()>> waiting_[2];
};

}  // namespace

std::unique_ptr<Engine> make_stand_in_engine(const SweepProblem& problem, Precision precision, int devices,
                                             const StandInOptions& options) {
    std::vector<std::unique_ptr<StandInDevice>> all;
    for (int d = 0; d < devices; ++d) all.push_back(std::make_unique<StandInDevice>(options));
    return make_device_engine(std::move(all), problem, precision);
}

std::unique_ptr<PointEngine> make_stand_in_point_engine(const PointProblem& problem, Precision precision,
                                                        const StandInOptions& options) {
    return make_device_point_engine(std::make_unique<StandInDevice>(options), problem, precision);
}

}  // namespace qca::parity
