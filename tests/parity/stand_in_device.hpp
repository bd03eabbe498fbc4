// Runs the CUDA backend's block programs on the host, lane after lane between barriers, so that everything of that
// backend but the CUDA calls themselves is tested on machines without a GPU.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/engine.hpp"
#include "kernels/backend/point_engine.hpp"

namespace qca::parity {

/// The lanes of a block, one after the other; in either order by turns, so that a phase that needs another order, and
/// so a barrier, is found out.
class LanesInTurn {
  public:
    template <class Body>
    void each(const Body& body) {
        constexpr int lanes = static_cast<int>(BlockGrid::lanes);
        backwards_ = !backwards_;
        for (int i = 0; i < lanes; ++i) body(backwards_ ? lanes - 1 - i : i);
    }
    static int count_bits(std::uint64_t bits) { return __builtin_popcountll(bits); }
    static int lowest_bit(std::uint64_t bits) { return __builtin_ctzll(bits); }
    template <class T>
    static T fresh(const T* value) {
        return *value;
    }
    static void publish(std::uint32_t* to, std::uint32_t value) { *to = value; }
    static void fence() {}

  private:
    bool backwards_ = true;
};

struct StandInOptions {
    std::size_t near_bytes = std::size_t{48} << 10, far_bytes = std::size_t{64} << 20;
    std::size_t list_keys = 1 << 12, blocks_per_launch = 1000, points_per_launch = 1 << 16, residents = 3;
    bool late = false;  ///< work is done only when it is waited for, as late as a device may do it; else at once
};

/// @param devices  how many share the work
std::unique_ptr<Engine> make_stand_in_engine(const SweepProblem& problem, Precision precision, int devices,
                                             const StandInOptions& options);

std::unique_ptr<PointEngine> make_stand_in_point_engine(const PointProblem& problem, Precision precision,
                                                        const StandInOptions& options);

}  // namespace qca::parity
