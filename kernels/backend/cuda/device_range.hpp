// A range of blocks under way on a device.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/backend/cuda/block_program.hpp"
#include "kernels/backend/cuda/device_buffer.hpp"

namespace qca {

/// Runs block programs for one range of blocks, in order, on a stream of its own: evaluate, list again, settle.
/// Two of them take turns, so that one works while the host decides what the other found.
template <class Device, class Kind>
class DeviceRange {
    using Program = BlockProgram<Kind>;
    using Key = TableKey<Kind::words>;

  public:
    /// @param program  what all launches have in common
    DeviceRange(Device& device, int stream, const Program& program)
        : device_(device),
          stream_(stream),
          program_(program),
          keys_(device, device.list_keys()),
          found_(device, 1),
          seen_(device, seen_size(device.list_keys())) {
        program_.unknown = {keys_.data(), found_.data(), keys_.size(), seen_.data(), seen_.size() - 1};
    }

    /// Begins to evaluate blocks [first, last) with these tables known.
    void evaluate(std::size_t first, std::size_t last, const KnownTables<Kind::words>& known) {
        program_.first_of_range = first_ = first;
        last_ = last;
        if (empty()) return;
        const std::size_t blocks = last - first;
        const std::size_t units = blocks * program_.sweep.units_per_block(program_.grid);
        make_room(lanes_, units * PostponedLanes::words);
        make_room(blocks_, blocks);
        lanes_.zero(stream_, units * PostponedLanes::words);
        blocks_.zero(stream_, blocks);
        program_.postponed = {lanes_.data(), blocks_.data()};
        clear_list();
        launch(Pass::evaluate, known, first_, last_);
    }
    /// Begins to list the tables of the postponed lanes that are not among these.
    void list_again(const KnownTables<Kind::words>& known) {
        clear_list();
        launch(Pass::list, known, first_, last_);
    }
    /// Begins to count the postponed lanes.
    void settle(const KnownTables<Kind::words>& known) {
        if (!empty()) launch(Pass::settle, known, first_, last_);
    }
    /// Writes the sums of a block. @param out  in the memory of the device
    void write_sums(std::size_t block, const RowSumsOut& out) {
        program_.sums_out = out;
        launch(Pass::sums, {}, block, block + 1);
        wait();
    }

    /// The keys that were listed, increasing and each once; waits for them.
    /// @param overflowed  whether there were more than the list can hold
    std::vector<Key> take_list(bool& overflowed) {
        const std::uint64_t found = found_.download(stream_, 1)[0];
        busy_ = false;
        overflowed = found > keys_.size();
        const std::uint64_t kept = overflowed ? keys_.size() : found;
        return keys_.download(stream_, static_cast<std::size_t>(device_.sort_unique(stream_, keys_.data(), kept)));
    }

    void wait() {
        device_.wait(stream_);
        busy_ = false;
    }
    /// Whether it may still read these slots.
    bool reads(const TableSlot<Kind::words>* slots) const { return busy_ && program_.known.slot == slots; }
    bool empty() const { return first_ == last_; }
    bool is(std::size_t first, std::size_t last) const { return first == first_ && last == last_; }
    int stream() const { return stream_; }
    Program& program() { return program_; }

  private:
    /// Several places a key, so that keys seldom share one.
    static std::size_t seen_size(std::size_t keys) {
        std::size_t size = 1;
        while (size < 4 * keys && size < std::size_t{1} << 22) size *= 2;
        return size;
    }
    /// What is under way may use the memory that is given back.
    template <class T>
    void make_room(DeviceBuffer<Device, T>& buffer, std::size_t size) {
        if (size > buffer.size()) wait();
        buffer.make_room(device_, size);
    }
    void clear_list() {
        found_.zero(stream_, 1);
        seen_.zero(stream_, seen_.size());
    }
    void launch(Pass pass, const KnownTables<Kind::words>& known, std::size_t first, std::size_t last) {
        program_.pass = pass;
        program_.known = known;
        busy_ = true;
        const std::size_t most = device_.blocks_per_launch();
        const std::size_t far_bytes = program_.layout.far_bytes;
        for (program_.first = first; program_.first < last; program_.first = program_.last) {
            program_.last = last - program_.first < most ? last : program_.first + most;
            std::size_t residents = device_.residents(program_);
            if (far_bytes != 0 && residents > device_.far_bytes() / far_bytes)
                residents = device_.far_bytes() / far_bytes;
            if (residents > program_.last - program_.first) residents = program_.last - program_.first;
            if (residents < 1) residents = 1;
            make_room(far_, residents * far_bytes);
            program_.far = far_.data();
            device_.launch(stream_, program_, residents);
        }
    }

    Device& device_;
    const int stream_;
    Program program_;
    std::size_t first_ = 0, last_ = 0;
    bool busy_ = false;
    DeviceBuffer<Device, Key> keys_;
    DeviceBuffer<Device, std::uint64_t> found_;
    DeviceBuffer<Device, std::uint32_t> seen_, lanes_, blocks_;
    DeviceBuffer<Device, std::byte> far_;
};

}  // namespace qca
