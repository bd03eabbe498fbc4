// Lays the sets of points out in the memory of a device.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <vector>

#include "kernels/backend/cuda/device_buffer.hpp"
#include "kernels/backend/cuda/device_points.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// Owns what points() points to; the list is left open.
template <class Device, class Number>
class UploadedPoints {
  public:
    /// @throws std::bad_alloc when a set has more memberships than places have numbers
    UploadedPoints(Device& device, const PointProblem& problem) : device_(device), host_(problem) {
        points_.cases = problem.cases;
        points_.case_words = (problem.cases + 63) / 64;
        points_.conditions = problem.conditions;
        points_.prefix_sets = problem.conditions > tail_sets ? problem.conditions - tail_sets : 0;
        points_.band = whole_band(static_cast<int>(most_weight(problem).of_cases));
        const int missing = problem.conditions < tail_sets ? tail_sets - problem.conditions : 0;
        for (int s = 0; s < points_.prefix_sets; ++s) points_.prefix[s] = upload(problem.condition[s], s);
        for (int s = 0; s < tail_sets; ++s) {
            const int set = points_.prefix_sets + s - missing;
            points_.tail[s] = set < 0 ? upload_without_members() : upload(problem.condition[set], set);
        }
        points_.outcome = upload(problem.outcome, problem.conditions);
        if (problem.weight != nullptr) upload_weights();
    }
    const DevicePoints<Number>& points() const { return points_; }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    template <class T>
    const T* keep(const std::vector<T>& values) {
        kept_.push_back(DeviceBuffer<Device, std::byte>(device_, reinterpret_cast<const std::byte*>(values.data()),
                                                        values.size() * sizeof(T)));
        return reinterpret_cast<const T*>(kept_.back().data());
    }
    static Number number_of(double membership) {
        if constexpr (std::is_same_v<Number, double>) return membership;
        else return whole_membership(membership);
    }
    DeviceSet<Number> upload(const std::vector<double>& membership, std::size_t choices, std::int32_t set) {
        const std::size_t cases = size(host_.cases), words = size(points_.case_words);
        if (membership.size() >= std::size_t{1} << 32) throw std::bad_alloc();
        std::vector<Number> number;
        for (const double m : membership) number.push_back(number_of(m));
        std::vector<std::uint64_t> sides(2 * words * choices);
        for (std::size_t i = 0; i < membership.size(); ++i) {
            const int side = side_of(membership[i]);
            if (side >= 0) sides[2 * (i / cases * words + i % cases / 64) + size(side)] |= std::uint64_t{1} << i % cases % 64;
        }
        return {keep(number), keep(membership), set == host_.conditions ? nullptr : keep(sides), set};
    }
    DeviceSet<Number> upload(const SetChoices& from, std::int32_t set) {
        const std::size_t values = size(from.choices) * size(host_.cases);
        return upload(std::vector<double>(from.membership, from.membership + values), size(from.choices), set);
    }
    DeviceSet<Number> upload_without_members() { return upload(std::vector<double>(size(host_.cases)), 1, -1); }

    void upload_weights() {
        const std::size_t cases = size(host_.cases), words = size(points_.case_words), weightings = size(host_.weightings);
        points_.weight = keep(std::vector<std::uint16_t>(host_.weight, host_.weight + weightings * cases));
        const std::uint32_t most = most_weight(host_).of_case;
        while (points_.planes < 16 && most >> points_.planes != 0) ++points_.planes;
        const std::size_t planes = size(points_.planes);
        std::vector<std::uint64_t> plane(weightings * words * planes);
        for (std::size_t i = 0; i < weightings * cases; ++i)
            for (std::size_t digit = 0; digit < planes; ++digit)
                plane[(i / cases * words + i % cases / 64) * planes + digit] |= std::uint64_t{host_.weight[i] >> digit & 1u}
                                                                                << i % cases % 64;
        points_.plane = keep(plane);
    }

    Device& device_;
    const PointProblem host_;
    DevicePoints<Number> points_;
    std::vector<DeviceBuffer<Device, std::byte>> kept_;
};

}  // namespace qca
