// Runs the CUDA backend's unit programs on the host, thread after thread between barriers, so that everything of that
// backend but the CUDA calls themselves is tested on machines without a GPU.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include "kernels/backend/cuda/unit_engine.hpp"

namespace qca::parity {

struct StandInDevice {
    static void* allocate(std::size_t bytes) {
        void* const memory = ::operator new(std::max<std::size_t>(bytes, 1));
        std::memset(memory, 0xA5, bytes);
        return memory;
    }
    static void release(void* memory) { ::operator delete(memory); }
    static void upload(void* to, const void* from, std::size_t bytes) { if (bytes != 0) std::memcpy(to, from, bytes); }
    static void download(void* to, const void* from, std::size_t bytes) { if (bytes != 0) std::memcpy(to, from, bytes); }
    static void zero(void* to, std::size_t bytes) { if (bytes != 0) std::memset(to, 0, bytes); }
    static void* share(void* memory, std::size_t) { return memory; }
    static void unshare(void*) {}
    /// Small, so that the cases need several passes.
    static std::size_t shared_bytes() { return 24 * 1024; }

    template <int Words>
    static void evaluate(const UnitProgram<Words>& program) {
        constexpr int lanes = static_cast<int>(BlockGrid::lanes);
        std::vector<double> memory(program.shared.bytes(program.problem) / sizeof(double) + 1);
        for (std::size_t unit = 0; unit < program.units; ++unit) {
            if (!program.place(unit).used) continue;
            std::memset(memory.data(), 0xA5, memory.size() * sizeof(double));
            for (int t = 0; t < lanes; ++t) program.clear(unit, t, memory.data());
            for (int t = 0; t < lanes; ++t) program.count_cases(unit, t, memory.data());
            program.list_rows(memory.data());
            const int low_cases = program.low_cases(unit);
            for (int begin = 0; begin < program.problem.cases; begin += program.shared.cases_per_pass) {
                const int end = std::min(begin + program.shared.cases_per_pass, program.problem.cases);
                for (int t = 0; t < lanes; ++t) program.fold(unit, t, begin, end, memory.data());
                for (int t = 0; t < lanes; ++t) program.add(unit, t, begin, end, low_cases, memory.data());
            }
            for (int t = 0; t < lanes; ++t) program.mark(unit, t, memory.data());
        }
    }
    template <int Words>
    static void find(const UnitProgram<Words>& program) {
        for (std::size_t unit = 0; unit < program.units; ++unit)
            for (int t = 0; t < static_cast<int>(BlockGrid::lanes); ++t) program.find(unit, t);
    }
    template <int Words>
    static void count(const UnitProgram<Words>& program) {
        for (std::size_t unit = 0; unit < program.units; ++unit)
            for (int t = 0; t < static_cast<int>(BlockGrid::lanes); ++t) program.count(unit, t);
    }
    template <int Words>
    static std::uint64_t sort_unique(TableKey<Words>* keys, std::uint64_t size) {
        std::sort(keys, keys + size, [](const auto& a, const auto& b) { return a.table() < b.table(); });
        return static_cast<std::uint64_t>(std::unique(keys, keys + size) - keys);
    }
};

inline std::unique_ptr<Engine> make_stand_in_engine(const SweepProblem& problem, std::size_t memory_of_batch) {
    if (problem.rows() <= 64) return std::make_unique<UnitEngine<StandInDevice, 1>>(problem, memory_of_batch);
    if (problem.rows() <= 128) return std::make_unique<UnitEngine<StandInDevice, 2>>(problem, memory_of_batch);
    return std::make_unique<UnitEngine<StandInDevice, 4>>(problem, memory_of_batch);
}

}  // namespace qca::parity
