// The host's part of the CUDA backend on one device.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/block_program.hpp"
#include "kernels/backend/cuda/device_buffer.hpp"
#include "kernels/backend/cuda/device_range.hpp"
#include "kernels/backend/cuda/upload_sweep.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/table_index.hpp"

namespace qca {

/// Device is what runs block programs: CudaDevice, or a stand-in on the host for tests. Of it are asked
///   allocate(bytes), release(memory)           memory of the device
///   upload(stream, to, from, bytes), download(...)  copies; both wait for the stream (there are two: 0 and 1)
///   zero(stream, to, bytes), wait(stream)
///   share(memory, bytes, owner), unshare(memory)    memory of the host that programs write to
///   near_bytes()         that the threads of a block may share
///   far_bytes()          for the other arrays of all blocks that are resident at once
///   list_keys()          length of the list of unknown tables
///   blocks_per_launch()  the most
///   residents(program)   how many blocks keep it busy
///   launch(stream, program, residents), sort_unique(stream, keys, size)
template <class Device, class Kind>
class DeviceEngine final : public Engine {
    static constexpr int words = Kind::words;
    using Number = typename Kind::Number;
    using Program = BlockProgram<Kind>;
    using RangeOfBlocks = DeviceRange<Device, Kind>;
    template <class T>
    using Memory = DeviceBuffer<Device, T>;

  public:
    /// @throws std::invalid_argument for more than most_solution_types
    DeviceEngine(std::unique_ptr<Device> device, const SweepProblem& problem)
        : device_(std::move(device)),
          host_(problem),
          grid_(problem),
          uploaded_(*device_, problem),
          maps_(*device_, uploaded_.sweep().map_size * survival_states * count(problem.paths)),
          case_counts_(*device_, CaseCounts::per_path(problem) * count(problem.paths)),
          flagged_(*device_, 1) {
        if (problem.solution_types > most_solution_types)
            throw std::invalid_argument("cuda backend: too many solution types for its counters");
        check_sizes();
        maps_.zero(0, maps_.size());
        case_counts_.zero(0, case_counts_.size());
        flagged_.zero(0, 1);
        make_known();
        device_->wait(0);
        for (int stream = 0; stream < 2; ++stream)
            ranges_[stream] = std::make_unique<RangeOfBlocks>(*device_, stream, program());
    }
    ~DeviceEngine() override {
        // What is under way uses the memory that is about to be released.
        try {
            wait();
        } catch (const std::exception&) {
            // A device that failed has said so already.
        }
    }
    DeviceEngine(const DeviceEngine&) = delete;
    DeviceEngine& operator=(const DeviceEngine&) = delete;

    const BlockGrid& grid() const override { return grid_; }

    void prepare(std::size_t first, std::size_t last) override {
        if (prepared_) throw std::logic_error("cuda backend: a range is prepared already");
        other().evaluate(first, last, tables());
        prepared_ = true;
    }

    TableSpan evaluate(std::size_t first, std::size_t last) override {
        if (prepared_ && !other().is(first, last)) throw std::logic_error("cuda backend: another range was prepared");
        if (prepared_) current_ = 1 - current_;
        else current().evaluate(first, last, tables());
        prepared_ = false;
        unknown_.clear();
        if (!current().empty()) collect_unknown();
        std::sort(unknown_.begin(), unknown_.end());
        return {unknown_.data(), unknown_.size()};
    }

    void learn(TableSpan tables, const std::uint64_t* states) override {
        if (tables.size == 0) return;
        for (std::size_t t = 0; t < tables.size; ++t) index_.add(TableKey<words>::of(tables.first[t]));
        states_.insert(states_.end(), states, states + tables.size * count(host_.state_words()));
        make_known();
    }

    void settle() override { current().settle(tables()); }

    std::size_t known() const override { return index_.size(); }

    void take_counts(std::uint64_t* out) override {
        wait();
        const std::vector<std::uint64_t> counts = table_counts_.download(0, index_.size());
        for (std::size_t t = 0; t < counts.size(); ++t) out[t] += counts[t];
        table_counts_.zero(0, table_counts_.size());
        wait();
    }

    void forget() override {
        index_.clear();
        states_.clear();
        make_known();
        // What was prepared did not list the tables that were known until now.
        stale_ = prepared_;
    }

    void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) override {
        wait();
        take(maps_, maps);
        take(case_counts_, case_counts);
        wait();
    }

    Precision precision() const override { return Kind::Sums::certified ? Precision::certified : Precision::exact; }
    std::uint64_t flagged() const override {
        for (int stream = 0; stream < 2; ++stream) device_->wait(stream);
        return flagged_.download(0, 1)[0];
    }

    void row_sums(std::size_t block, RowSumsOut out) override {
        wait();
        const Block ranges = grid_.block(block);
        const std::size_t of_a = ranges.a.size() * count(host_.rows()) * BlockGrid::lanes,
                          of_y = of_a * ranges.outcome.size(), of_x = Kind::weighted ? of_y : of_a;
        Memory<double> x(*device_, of_x), both(*device_, of_y), ambiguous(*device_, of_y);
        Memory<std::int32_t> n(*device_, of_a);
        // Rows without a case are left as the caller has them.
        if (out.x != nullptr) x.upload(0, out.x, of_x);
        if (out.both != nullptr) both.upload(0, out.both, of_y);
        if (out.ambiguous != nullptr) ambiguous.upload(0, out.ambiguous, of_y);
        n.zero(0, of_a);
        wait();
        current().write_sums(block, {x.data(), both.data(), ambiguous.data(), n.data()});
        copy_out(x, out.x);
        copy_out(both, out.both);
        copy_out(ambiguous, out.ambiguous);
        if (!Kind::weighted) copy_out(n, out.n);
    }

  private:
    /// Slots and states of the tables that a launch knows. There are two: a prepared range may still read one while the
    /// other is filled.
    struct KnownMemory {
        Memory<TableSlot<words>> slots;
        Memory<std::uint64_t> states;
        std::size_t slots_used = 0;
    };

    static std::size_t count(int n) { return static_cast<std::size_t>(n); }

    /// Tasks of a phase are numbered in 32 bits; what exceeds them would not fit a device either.
    void check_sizes() const {
        const double states = survival_states, paths = host_.paths, lanes = BlockGrid::lanes;
        const double values = uploaded_.sweep().values(), outcomes = static_cast<double>(grid_.outcomes_per_block);
        const double largest = std::max(
            {host_.solution_types * paths * host_.cutoffs.combinations() * states, paths * values * states * lanes,
             outcomes * paths * (values > lanes ? values : lanes) * states,
             uploaded_.sweep().b.values * std::max(values * states, 1.0 * host_.cases), paths * host_.cases * lanes,
             lanes * words * std::max(host_.cutoffs.incl_cuts, host_.cutoffs.pri_cuts)});
        if (largest >= 2147483648.0) throw std::bad_alloc();
    }

    Program program() {
        Program program(uploaded_.sweep(), grid_, device_->near_bytes());
        program.counts = {maps_.data(), case_counts_.data(), table_counts_.data(), flagged_.data()};
        return program;
    }

    RangeOfBlocks& current() { return *ranges_[current_]; }
    RangeOfBlocks& other() { return *ranges_[1 - current_]; }
    void wait() {
        for (const std::unique_ptr<RangeOfBlocks>& range : ranges_)
            if (range) range->wait();
    }

    KnownTables<words> tables() const {
        const KnownMemory& memory = known_[known_now_];
        return {memory.slots.data(), memory.slots_used - 1, memory.states.data()};
    }
    void fill(KnownMemory& memory, const TableIndex<words>& index) {
        memory.slots_used = index.slots().size();
        memory.slots.make_room(*device_, memory.slots_used);
        memory.slots.upload(ranges_[current_] ? current().stream() : 0, index.slots().data(), memory.slots_used);
    }
    /// Makes the tables of the index known to what is launched from now on.
    void make_known() {
        KnownMemory& memory = known_[1 - known_now_];
        for (const std::unique_ptr<RangeOfBlocks>& range : ranges_)
            if (range && range->reads(memory.slots.data())) range->wait();
        fill(memory, index_);
        memory.states.make_room(*device_, std::max<std::size_t>(1, states_.size()));
        memory.states.upload(ranges_[current_] ? current().stream() : 0, states_.data(), states_.size());
        known_now_ = 1 - known_now_;
        if (index_.size() > table_counts_.size() || table_counts_.size() == 0) make_room_for_counts();
    }
    void make_room_for_counts() {
        wait();
        const std::vector<std::uint64_t> counts = table_counts_.download(0, table_counts_.size());
        table_counts_ = Memory<std::uint64_t>(*device_, std::max<std::size_t>(4096, 2 * index_.size()));
        table_counts_.zero(0, table_counts_.size());
        device_->wait(0);
        table_counts_.upload(0, counts.data(), counts.size());
        for (const std::unique_ptr<RangeOfBlocks>& range : ranges_)
            if (range) range->program().counts.tables = table_counts_.data();
    }

    /// Fills unknown_ with the tables of the current range that are not in the index. Where the list overflowed, lists
    /// those of the postponed lanes again, without what was found until then.
    void collect_unknown() {
        bool overflowed = false;
        std::vector<TableKey<words>> keys = current().take_list(overflowed);
        overflowed = overflowed || stale_;
        stale_ = false;
        if (!overflowed) {
            for (const TableKey<words>& key : keys)
                if (index_.find(key) == unknown_table) unknown_.push_back(key.table());
            return;
        }
        TableIndex<words> met;  // numbers do not matter
        for (const TableSlot<words>& slot : index_.slots())
            if (slot.number != unknown_table) met.add(slot.key);
        for (;;) {
            for (const TableKey<words>& key : keys)
                if (met.find(key) == unknown_table) {
                    met.add(key);
                    unknown_.push_back(key.table());
                }
            if (!overflowed) return;
            fill(met_, met);
            current().list_again({met_.slots.data(), met_.slots_used - 1, nullptr});
            keys = current().take_list(overflowed);
        }
    }

    void take(Memory<std::uint64_t>& counts, std::uint64_t* out) {
        const std::vector<std::uint64_t> values = counts.download(0, counts.size());
        for (std::size_t i = 0; i < values.size(); ++i) out[i] += values[i];
        counts.zero(0, counts.size());
    }
    template <class T>
    void copy_out(const Memory<T>& memory, T* out) {
        if (out != nullptr) device_->download(0, out, memory.data(), memory.size() * sizeof(T));
    }

    const std::unique_ptr<Device> device_;
    const SweepProblem host_;
    const BlockGrid grid_;
    const UploadedSweep<Device, Number> uploaded_;
    Memory<std::uint64_t> maps_, case_counts_, flagged_, table_counts_;
    TableIndex<words> index_;
    std::vector<std::uint64_t> states_;
    std::vector<CodedTable> unknown_;
    KnownMemory known_[2], met_;
    int known_now_ = 0;
    std::unique_ptr<RangeOfBlocks> ranges_[2];
    int current_ = 0;
    bool prepared_ = false;  // the other range was begun
    bool stale_ = false;     // since then, tables were forgotten
};

}  // namespace qca
