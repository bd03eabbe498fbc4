// Lays a sweep out in the memory of a device.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "kernels/backend/cuda/device_buffer.hpp"
#include "kernels/backend/cuda/device_sweep.hpp"
#include "kernels/backend/cuda/upload_weightings.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// Owns what sweep() points to.
template <class Device, class Number>
class UploadedSweep {
  public:
    UploadedSweep(Device& device, const SweepProblem& problem) : device_(device), host_(problem) {
        sweep_.problem = problem;
        sweep_.case_words = (problem.cases + 63) / 64;
        sweep_.band = whole_band(problem.cases);
        upload_sets();
        upload_cutoffs();
        upload_axes();
        upload_weightings();
        upload_columns();
        sweep_.problem.path = keep(host_.path, size(host_.paths));
    }
    const DeviceSweep<Number>& sweep() const { return sweep_; }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    template <class T>
    T* keep(const T* values, std::size_t count) {
        kept_.push_back(
            DeviceBuffer<Device, std::byte>(device_, reinterpret_cast<const std::byte*>(values), count * sizeof(T)));
        return reinterpret_cast<T*>(kept_.back().data());
    }
    template <class T>
    T* keep(const std::vector<T>& values) {
        return keep(values.data(), values.size());
    }

    const SetChoices& set(int s) const { return s < host_.conditions ? host_.condition[s] : host_.outcome; }
    static Number number_of(double membership) {
        if constexpr (std::is_same_v<Number, double>) return membership;
        else return whole_membership(membership);
    }

    void upload_sets() {
        std::vector<SetChoices> on_device;
        for (int s = 0; s <= host_.conditions; ++s) {
            const SetChoices& from = set(s);
            const std::size_t cases = size(host_.cases), choices = size(from.choices);
            SetChoices to = from;
            to.membership = keep(from.membership, cases * choices);
            to.coordinate = keep(from.coordinate, choices * size(from.axes));
            on_device.push_back(to);
            std::vector<Number> numbers(cases * choices);
            const bool in_b = s >= host_.sets_a && s < host_.conditions;
            for (std::size_t choice = 0; choice < choices; ++choice)
                for (std::size_t c = 0; c < cases; ++c)
                    numbers[in_b ? c * choices + choice : choice * cases + c] =
                        number_of(from.membership[choice * cases + c]);
            if (in_b) sweep_.by_choice[s] = keep(numbers);
            else sweep_.by_case[s] = keep(numbers);
            if (s < host_.conditions) sweep_.side[s] = keep(sides_of(from));
        }
        std::vector<std::int32_t> low_cases;
        for (int y = 0; y < host_.outcome.choices; ++y) {
            std::int32_t low = 0;
            while (low < host_.cases && host_.outcome.membership[size(y) * size(host_.cases) + size(low)] <= 0.5) ++low;
            low_cases.push_back(low);
        }
        sweep_.low_cases = keep(low_cases);
        sweep_.problem.outcome = on_device.back();
        on_device.pop_back();
        sweep_.problem.condition = keep(on_device);
    }
    std::vector<std::uint64_t> sides_of(const SetChoices& from) const {
        const std::size_t words = size(sweep_.case_words), cases = size(host_.cases);
        std::vector<std::uint64_t> sides(2 * words * size(from.choices));
        for (std::size_t choice = 0; choice < size(from.choices); ++choice)
            for (std::size_t c = 0; c < cases; ++c) {
                const int side = side_of(from.membership[choice * cases + c]);
                if (side >= 0) sides[2 * (choice * words + c / 64) + size(side)] |= std::uint64_t{1} << c % 64;
            }
        return sides;
    }

    void upload_cutoffs() {
        const CutoffChoices& from = host_.cutoffs;
        CutoffChoices& to = sweep_.problem.cutoffs;
        to.incl_bound = keep(from.incl_bound, size(from.incl_cuts));
        to.pri_bound = keep(from.pri_bound, size(from.pri_cuts));
        to.n_cut = keep(from.n_cut, size(from.n_cuts));
        sweep_.incl_whole = whole_bounds(from.incl_bound, from.incl_cuts, sweep_.incl_below_zero);
        sweep_.pri_whole = whole_bounds(from.pri_bound, from.pri_cuts, sweep_.pri_below_zero);
    }
    const std::uint32_t* whole_bounds(const double* bound, int cuts, int& below_zero) {
        std::vector<std::uint32_t> whole;
        below_zero = 0;
        for (int c = 0; c < cuts; ++c) {
            below_zero += bound[c] < 0;
            const double in_units = bound[c] * 2147483648.0;  // beyond 1, certified precision is not used
            whole.push_back(in_units < 0 ? 0
                                         : static_cast<std::uint32_t>(std::fmin(std::round(in_units), 2147483648.0)));
        }
        return keep(whole);
    }

    void upload_axes() {
        sweep_.problem.axis_size = keep(host_.axis_size, size(host_.axes));
        for (int s = 0; s <= host_.conditions; ++s) {
            PartAxes& part = s == host_.conditions ? sweep_.outcome : (s < host_.sets_a ? sweep_.a : sweep_.b);
            for (int x = 0; x < set(s).axes; ++x) {
                part.axis[part.count] = set(s).axis[x];
                part.first[part.count++] = part.values;
                part.values += host_.axis_size[set(s).axis[x]];
            }
        }
        const PairMaps layout{host_.axis_size, host_.axes};
        std::vector<PairPlace> pair(size(host_.axes) * size(host_.axes));
        for (int a = 0; a < host_.axes; ++a)
            for (int b = a + 1; b < host_.axes; ++b) {
                const std::uint64_t offset = layout.offset(a, b) / survival_states, step = size(host_.axis_size[b]);
                pair[size(a * host_.axes + b)] = {offset, step, 1};
                pair[size(b * host_.axes + a)] = {offset, 1, step};
            }
        sweep_.pair = keep(pair);
        sweep_.map_size = layout.size() / survival_states;
    }

    void upload_weightings() {
        sweep_.case_rows = 1 + sweep_.a.values + sweep_.b.values + host_.weightings;
        sweep_.problem.weight = nullptr;
        if (host_.weightings == 0) return;
        const ListedWeightings listed = list_weightings(host_, !std::is_same_v<Number, double>);
        sweep_.weightings = {keep(listed.weighting), keep(listed.term), keep(listed.digit), listed.digits};
    }

    void upload_columns() {
        ColumnViews& columns = sweep_.problem.columns;
        if (columns.survival == nullptr && columns.table == nullptr) {
            columns = ColumnViews{};
            return;
        }
        std::size_t scenarios = 1;
        for (int a = 0; a < host_.axes; ++a) scenarios *= size(host_.axis_size[a]);
        columns.stride = keep(host_.columns.stride, size(host_.axes));
        if (columns.survival != nullptr) {
            std::vector<std::uint8_t*> on_device;
            for (int p = 0; p < host_.paths; ++p)
                on_device.push_back(static_cast<std::uint8_t*>(share(host_.columns.survival[p], scenarios)));
            columns.survival = keep(on_device);
        }
        if (columns.table != nullptr)
            columns.table = static_cast<std::uint32_t*>(share(host_.columns.table, scenarios * sizeof(std::uint32_t)));
    }
    void* share(void* column, std::size_t bytes) {
        shared_.push_back(std::make_unique<SharedColumn<Device>>(device_, column, bytes));
        return shared_.back()->on_device();
    }

    Device& device_;
    const SweepProblem host_;
    DeviceSweep<Number> sweep_;
    std::vector<DeviceBuffer<Device, std::byte>> kept_;
    std::vector<std::unique_ptr<SharedColumn<Device>>> shared_;
};

}  // namespace qca
