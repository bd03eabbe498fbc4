// The host's part of the CUDA backend: lays the sweep out in the memory of a device, launches the phases of
// UnitProgram, folds the counts. Device is what runs them: CudaDevice, or a stand-in on the host for tests.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/unit_program.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/map_fold.hpp"
#include "kernels/stage/mark_cases.hpp"

namespace qca {

/// Values in the memory of a device.
template <class Device, class T>
class DeviceBuffer {
  public:
    DeviceBuffer() = default;
    explicit DeviceBuffer(std::size_t size) : first_(static_cast<T*>(Device::allocate(size * sizeof(T)))), size_(size) {}
    DeviceBuffer(const T* values, std::size_t size) : DeviceBuffer(size) { Device::upload(first_, values, size * sizeof(T)); }
    DeviceBuffer(DeviceBuffer&& other) noexcept
        : first_(std::exchange(other.first_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    DeviceBuffer& operator=(DeviceBuffer&& other) noexcept {
        std::swap(first_, other.first_);
        std::swap(size_, other.size_);
        return *this;
    }
    DeviceBuffer(const DeviceBuffer&) = delete;
    DeviceBuffer& operator=(const DeviceBuffer&) = delete;
    ~DeviceBuffer() {
        if (first_ != nullptr) Device::release(first_);
    }

    T* data() const { return first_; }
    std::size_t size() const { return size_; }
    /// At least so many values; what was there is lost when it grows.
    void make_room(std::size_t size) {
        if (size > size_) {
            *this = DeviceBuffer();
            *this = DeviceBuffer(size);
        }
    }
    void zero(std::size_t size) { Device::zero(first_, size * sizeof(T)); }
    std::vector<T> download(std::size_t size) const {
        std::vector<T> values(size);
        Device::download(values.data(), first_, size * sizeof(T));
        return values;
    }

  private:
    T* first_ = nullptr;
    std::size_t size_ = 0;
};

/// Memory of a host that a device writes to while it lives.
template <class Device>
class SharedColumn {
  public:
    SharedColumn(void* first, std::size_t bytes) : first_(first), seen_by_device_(Device::share(first, bytes)) {}
    ~SharedColumn() { Device::unshare(first_); }
    SharedColumn(const SharedColumn&) = delete;
    SharedColumn& operator=(const SharedColumn&) = delete;
    void* on_device() const { return seen_by_device_; }

  private:
    void* first_;
    void* seen_by_device_;
};

/// Device memory that the sums, masks and lists of one batch of blocks may take.
inline constexpr std::size_t batch_bytes = std::size_t{2} << 30;

template <class Device, int Words>
class UnitEngine final : public Engine {
    template <class T>
    using Memory = DeviceBuffer<Device, T>;

  public:
    UnitEngine(const SweepProblem& problem, std::size_t memory_of_batch = batch_bytes)
        : host_(problem), grid_(problem), fold_(problem), program_(problem) {
        program_.shared.cases_per_pass =
            std::min(problem.cases, UnitShared::fitting_cases(problem, Device::shared_bytes()));
        program_.units_per_block = std::min(grid_.a_per_block, grid_.combinations_a) *
                                   std::min(grid_.outcomes_per_block, grid_.outcomes);
        upload_tables();
        upload_columns();
        blocks_per_batch_ = std::max<std::size_t>(1, memory_of_batch / bytes_per_block());
        learned();
    }

    const BlockGrid& grid() const override { return grid_; }

    TableSpan evaluate(std::size_t first, std::size_t last) override {
        first_ = first;
        last_ = last;
        unknown_.clear();
        for (std::size_t block = first; block < last; block += blocks_per_batch_) {
            evaluate_batch(block, std::min(block + blocks_per_batch_, last));
            const std::uint64_t found = find_unknown();
            const std::vector<TableKey<Words>> keys = unknown_keys_.download(found);
            for (const TableKey<Words>& key : keys) unknown_.push_back(key.table());
        }
        std::sort(unknown_.begin(), unknown_.end());
        unknown_.erase(std::unique(unknown_.begin(), unknown_.end()), unknown_.end());
        return {unknown_.data(), unknown_.size()};
    }

    void learn(TableSpan tables, const std::uint64_t* states) override {
        const auto words = static_cast<std::size_t>(host_.state_words());
        for (std::size_t t = 0; t < tables.size; ++t) index_.add(TableKey<Words>::of(tables.first[t]));
        states_.insert(states_.end(), states, states + tables.size * words);
        learned();
    }

    /// Counts all scenarios of the last evaluate(), known tables and others.
    void settle() override {
        for (std::size_t block = first_; block < last_; block += blocks_per_batch_) {
            // The sums of a single batch are still there.
            if (last_ - first_ > blocks_per_batch_) evaluate_batch(block, std::min(block + blocks_per_batch_, last_));
            count_batch();
        }
    }

    std::size_t known() const override { return index_.size(); }

    void take_counts(std::uint64_t* out) override {
        const std::vector<std::uint64_t> counts = table_counts_.download(index_.size());
        for (std::size_t t = 0; t < counts.size(); ++t) out[t] += counts[t];
        if (table_counts_.size() != 0) table_counts_.zero(table_counts_.size());
    }

    void forget() override {
        index_.clear();
        states_.clear();
        learned();
    }

    void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) override { fold_.take(maps, case_counts); }

    Precision precision() const override { return Precision::exact; }
    std::uint64_t flagged() const override { return 0; }

    void row_sums(std::size_t block, RowSumsOut out) override {
        evaluate_batch(block, block + 1);
        const std::size_t per_unit = static_cast<std::size_t>(host_.rows()) * BlockGrid::lanes;
        for (std::size_t unit = 0; unit < program_.units; ++unit) {
            const auto at = program_.place(unit);
            if (!at.used) continue;
            const std::size_t a = at.a - at.block.a.begin, y = at.outcome - at.block.outcome.begin;
            const std::size_t to_a = a * per_unit, to_y = (a * at.block.outcome.size() + y) * per_unit;
            if (out.x == nullptr) continue;
            Device::download(out.x + to_a, x_.data() + unit * per_unit, per_unit * sizeof(double));
            Device::download(out.both + to_y, both_.data() + unit * per_unit, per_unit * sizeof(double));
            Device::download(out.ambiguous + to_y, ambiguous_.data() + unit * per_unit, per_unit * sizeof(double));
            if (out.n != nullptr) Device::download(out.n + to_a, n_.data() + unit * per_unit, per_unit * sizeof(std::int32_t));
        }
    }

  private:
    template <class T>
    T* keep(const T* values, std::size_t size) {
        kept_.push_back(Memory<std::byte>(reinterpret_cast<const std::byte*>(values), size * sizeof(T)));
        return reinterpret_cast<T*>(kept_.back().data());
    }

    void upload_set(SetChoices& set) {
        const auto cases = static_cast<std::size_t>(host_.cases);
        const auto choices = static_cast<std::size_t>(set.choices);
        set.membership = keep(set.membership, cases * choices);
        set.coordinate = keep(set.coordinate, choices * static_cast<std::size_t>(set.axes));
    }

    void upload_tables() {
        SweepProblem& problem = program_.problem;
        const auto cases = static_cast<std::size_t>(host_.cases);
        for (int s = 0; s < host_.sets_b(); ++s) {
            const SetChoices& set = host_.condition[host_.sets_a + s];
            const auto choices = static_cast<std::size_t>(set.choices);
            std::vector<double> by_choice(cases * choices);
            for (std::size_t choice = 0; choice < choices; ++choice)
                for (std::size_t c = 0; c < cases; ++c)
                    by_choice[c * choices + choice] = set.membership[choice * cases + c];
            program_.by_choice[s] = keep(by_choice.data(), by_choice.size());
        }
        std::vector<SetChoices> sets(host_.condition, host_.condition + host_.conditions);
        for (SetChoices& set : sets) upload_set(set);
        upload_set(problem.outcome);
        problem.condition = keep(sets.data(), sets.size());
        const CutoffChoices& cutoffs = host_.cutoffs;
        problem.cutoffs.incl_bound = keep(cutoffs.incl_bound, static_cast<std::size_t>(cutoffs.incl_cuts));
        problem.cutoffs.pri_bound = keep(cutoffs.pri_bound, static_cast<std::size_t>(cutoffs.pri_cuts));
        problem.cutoffs.n_cut = keep(cutoffs.n_cut, static_cast<std::size_t>(cutoffs.n_cuts));
        problem.path = keep(host_.path, static_cast<std::size_t>(host_.paths));
        problem.axis_size = keep(host_.axis_size, static_cast<std::size_t>(host_.axes));
    }

    void upload_columns() {
        ColumnViews& columns = program_.problem.columns;
        std::size_t scenarios = 1;
        for (int a = 0; a < host_.axes; ++a) scenarios *= static_cast<std::size_t>(host_.axis_size[a]);
        if (columns.survival == nullptr && columns.table == nullptr) {
            columns = ColumnViews{};
            return;
        }
        columns.stride = keep(host_.columns.stride, static_cast<std::size_t>(host_.axes));
        if (columns.survival != nullptr) {
            std::vector<std::uint8_t*> on_device;
            for (int p = 0; p < host_.paths; ++p) {
                shared_.push_back(std::make_unique<SharedColumn<Device>>(host_.columns.survival[p], scenarios));
                on_device.push_back(static_cast<std::uint8_t*>(shared_.back()->on_device()));
            }
            columns.survival = keep(on_device.data(), on_device.size());
        }
        if (columns.table != nullptr) {
            shared_.push_back(std::make_unique<SharedColumn<Device>>(host_.columns.table, scenarios * sizeof(std::uint32_t)));
            columns.table = static_cast<std::uint32_t*>(shared_.back()->on_device());
        }
    }

    std::size_t runs_per_lane() const {
        const CutoffChoices& cutoffs = host_.cutoffs;
        return static_cast<std::size_t>(cutoffs.pri_cuts) * static_cast<std::size_t>(cutoffs.n_cuts) *
               static_cast<std::size_t>(std::min(cutoffs.incl_cuts, host_.rows() + 1));
    }
    std::size_t mask_words() const {
        return static_cast<std::size_t>(host_.cutoffs.incl_cuts + host_.cutoffs.pri_cuts + host_.cutoffs.n_cuts) * Words;
    }
    std::size_t cells_per_unit() const {
        return static_cast<std::size_t>(host_.solution_types * host_.paths) *
               static_cast<std::size_t>(host_.cutoffs.combinations()) * survival_states;
    }
    std::size_t values_per_lane() const {
        return static_cast<std::size_t>(host_.paths) * survival_states *
               static_cast<std::size_t>(host_.cutoffs.incl_cuts + host_.cutoffs.pri_cuts + host_.cutoffs.n_cuts +
                                        host_.solution_types);
    }
    std::size_t bytes_per_block() const {
        const std::size_t lane_bytes = static_cast<std::size_t>(host_.rows()) * (3 * sizeof(double) + sizeof(std::int32_t)) +
                                       mask_words() * sizeof(std::uint64_t) + runs_per_lane() * sizeof(TableKey<Words>) +
                                       static_cast<std::size_t>(host_.paths) * survival_states * sizeof(std::uint32_t);
        return program_.units_per_block * (lane_bytes * BlockGrid::lanes + cells_per_unit() * sizeof(std::uint32_t)) +
               BlockGrid::lanes * values_per_lane() * sizeof(std::uint32_t);
    }

    /// Makes the device's index and states those of the host.
    void learned() {
        slots_ = Memory<TableSlot<Words>>(index_.slots().data(), index_.slots().size());
        states_on_device_ = Memory<std::uint64_t>(states_.data(), states_.size());
        program_.slots = slots_.data();
        program_.slot_mask = slots_.size() - 1;
        program_.states = states_on_device_.data();
        if (index_.size() > table_counts_.size()) {
            const std::size_t before = table_counts_.size();
            const std::vector<std::uint64_t> counts = table_counts_.download(before);
            table_counts_ = Memory<std::uint64_t>(2 * index_.size());
            table_counts_.zero(table_counts_.size());
            Device::upload(table_counts_.data(), counts.data(), before * sizeof(std::uint64_t));
        }
        program_.table_counts = table_counts_.data();
    }

    void evaluate_batch(std::size_t first, std::size_t last) {
        program_.first_block = first;
        program_.units = (last - first) * program_.units_per_block;
        const std::size_t sums = program_.units * static_cast<std::size_t>(host_.rows()) * BlockGrid::lanes;
        for (Memory<double>* memory : {&x_, &both_, &ambiguous_}) memory->make_room(sums);
        n_.make_room(sums);
        const std::size_t lanes = program_.units * BlockGrid::lanes;
        incl_masks_.make_room(lanes * static_cast<std::size_t>(host_.cutoffs.incl_cuts) * Words);
        pri_masks_.make_room(lanes * static_cast<std::size_t>(host_.cutoffs.pri_cuts) * Words);
        n_masks_.make_room(lanes * static_cast<std::size_t>(host_.cutoffs.n_cuts) * Words);
        program_.x = x_.data();
        program_.both = both_.data();
        program_.ambiguous = ambiguous_.data();
        program_.n = n_.data();
        program_.incl_mask = incl_masks_.data();
        program_.pri_mask = pri_masks_.data();
        program_.n_mask = n_masks_.data();
        Device::evaluate(program_);
    }

    /// @return number of distinct unknown tables of the batch, in unknown_keys_
    std::uint64_t find_unknown() {
        unknown_keys_.make_room(program_.units * BlockGrid::lanes * runs_per_lane());
        unknown_size_.make_room(1);
        unknown_size_.zero(1);
        program_.unknown = unknown_keys_.data();
        program_.unknown_size = unknown_size_.data();
        Device::find(program_);
        return Device::sort_unique(unknown_keys_.data(), unknown_size_.download(1)[0]);
    }

    void count_batch() {
        const std::size_t cells = program_.units * cells_per_unit();
        const std::size_t blocks = program_.units / program_.units_per_block;
        const std::size_t values = blocks * BlockGrid::lanes * values_per_lane();
        const std::size_t states_per_unit = BlockGrid::lanes * static_cast<std::size_t>(host_.paths) * survival_states;
        cells_.make_room(cells);
        lane_values_.make_room(values);
        lane_states_.make_room(program_.units * states_per_unit);
        cells_.zero(cells);
        lane_values_.zero(values);
        lane_states_.zero(program_.units * states_per_unit);
        program_.cells = cells_.data();
        program_.lane_values = lane_values_.data();
        program_.lane_states = lane_states_.data();
        Device::count(program_);
        const std::vector<std::uint32_t> cell_counts = cells_.download(cells);
        const std::vector<std::uint32_t> value_counts = lane_values_.download(values);
        const std::vector<std::uint32_t> state_counts = lane_states_.download(program_.units * states_per_unit);
        for (std::size_t block = 0; block < blocks; ++block)
            fold_block(block, cell_counts.data(), value_counts.data() + block * BlockGrid::lanes * values_per_lane(),
                       state_counts.data());
    }

    static StateCounts counts_at(const std::uint32_t* counts) {
        StateCounts wide;
        for (int s = 0; s < survival_states; ++s) wide[s] = counts[s];
        return wide;
    }
    /// counts += the eight counts of each entry of `narrow`
    static void add(std::vector<StateCounts>& counts, std::size_t first, const std::vector<StateCounts>& more) {
        for (std::size_t i = 0; i < more.size(); ++i) counts[first + i] += more[i];
    }

    /// Adds the counts of one block to the maps. A block's units go over the outcome choices of one combination of half
    /// A after the other.
    void fold_block(std::size_t block, const std::uint32_t* cells, const std::uint32_t* lane_values, const std::uint32_t* states) {
        const auto cases = static_cast<std::size_t>(host_.cases), paths = static_cast<std::size_t>(host_.paths);
        const std::size_t values = MapFold<UnitEngine>::values_of(host_);
        const Block ranges = grid_.block(program_.first_block + block);
        const std::size_t lanes = ranges.b.size(), outcomes = ranges.outcome.size();
        std::vector<std::uint8_t> lane_in_path(paths * BlockGrid::lanes * cases), leading_in_path(paths * cases);
        std::vector<int> choices(BlockGrid::lanes * max_half_sets);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            int* const choice = choices.data() + lane * max_half_sets;
            choices_of(host_, host_.sets_a, host_.sets_b(), ranges.b.begin + lane, choice);
            for (std::size_t p = 0; p < paths; ++p)
                mark_cases(host_, host_.path[p], host_.sets_a, host_.conditions, choice,
                           lane_in_path.data() + (p * BlockGrid::lanes + lane) * cases);
        }
        fold_.begin_block(static_cast<int>(lanes), choices.data());

        std::vector<StateCounts> outcome_values(outcomes * paths * values), outcome_lanes(outcomes * lanes * paths);
        for (std::size_t a = ranges.a.begin; a < ranges.a.end; ++a) {
            int choice[max_half_sets];
            choices_of(host_, 0, host_.sets_a, a, choice);
            for (std::size_t p = 0; p < paths; ++p)
                mark_cases(host_, host_.path[p], 0, host_.sets_a, choice, leading_in_path.data() + p * cases);
            const PartCoordinates leading = coordinates_of(host_, 0, host_.sets_a, choice);
            std::vector<StateCounts> leading_values(paths * values), leading_lanes(lanes * paths);
            for (std::size_t y = 0; y < outcomes; ++y) {
                const std::size_t unit = program_.unit_of(block, a - ranges.a.begin, y);
                std::vector<StateCounts> totals(paths), of_lanes(lanes * paths);
                for (std::size_t i = 0; i < of_lanes.size(); ++i) {
                    of_lanes[i] = counts_at(states + (unit * BlockGrid::lanes * paths + i) * survival_states);
                    totals[i % paths] += of_lanes[i];
                }
                const std::vector<StateCounts> of_values = fold_cells(cells + unit * cells_per_unit());
                add(leading_values, 0, of_values);
                add(leading_lanes, 0, of_lanes);
                add(outcome_values, y * of_values.size(), of_values);
                add(outcome_lanes, y * of_lanes.size(), of_lanes);
                fold_.add_parts(leading, outcome_at(ranges, y), totals.data());
            }
            fold_.add_part(leading, leading_values.data(), leading_lanes.data());
            fold_.add_cases(leading, lane_in_path.data(), leading_in_path.data(), leading_lanes.data());
        }
        for (std::size_t y = 0; y < outcomes; ++y)
            fold_.add_part(outcome_at(ranges, y), outcome_values.data() + y * paths * values,
                           outcome_lanes.data() + y * lanes * paths);
        fold_.end_block(fold_lanes(lane_values, lanes).data());
    }

    PartCoordinates outcome_at(const Block& ranges, std::size_t y) const {
        PartCoordinates part;
        part.append(host_.outcome, static_cast<int>(ranges.outcome.begin + y));
        return part;
    }

    /// Adds a unit's counts to the maps of the cutoffs. @return its values, [path][value]
    std::vector<StateCounts> fold_cells(const std::uint32_t* cell) {
        const CutoffChoices& cutoffs = host_.cutoffs;
        const std::size_t values = MapFold<UnitEngine>::values_of(host_);
        std::vector<StateCounts> sums(static_cast<std::size_t>(host_.paths) * values);
        for (int type = 0; type < host_.solution_types; ++type)
            for (int path = 0; path < host_.paths; ++path)
                for (int q = 0; q < cutoffs.n_cuts; ++q)
                    for (int p = 0; p < cutoffs.pri_cuts; ++p) {
                        std::uint32_t running[survival_states] = {};
                        StateCounts* const value = sums.data() + static_cast<std::size_t>(path) * values;
                        for (int c = 0; c < cutoffs.incl_cuts; ++c) {
                            for (int s = 0; s < survival_states; ++s) running[s] += *cell++;
                            const StateCounts counts = counts_at(running);
                            fold_.add_cutoffs(static_cast<std::size_t>(path), c, p, q, type, counts);
                            for (const int v : {c, cutoffs.incl_cuts + p, cutoffs.incl_cuts + cutoffs.pri_cuts + q,
                                                cutoffs.incl_cuts + cutoffs.pri_cuts + cutoffs.n_cuts + type})
                                value[v] += counts;
                        }
                    }
        return sums;
    }

    /// The values of the lanes, [lane][path][value], from counts whose inclusion part is gains minus losses.
    std::vector<StateCounts> fold_lanes(const std::uint32_t* lane_values, std::size_t lanes) const {
        const std::size_t values = MapFold<UnitEngine>::values_of(host_);
        std::vector<StateCounts> sums(lanes * static_cast<std::size_t>(host_.paths) * values);
        for (std::size_t i = 0; i < sums.size(); i += values) {
            std::uint32_t running[survival_states] = {};
            for (std::size_t v = 0; v < values; ++v) {
                const bool of_inclusion = v < static_cast<std::size_t>(host_.cutoffs.incl_cuts);
                for (int s = 0; s < survival_states; ++s) {
                    const std::uint32_t count = *lane_values++;
                    running[s] = of_inclusion ? running[s] + count : count;
                }
                sums[i + v] = counts_at(running);
            }
        }
        return sums;
    }

    const SweepProblem host_;
    const BlockGrid grid_;
    MapFold<UnitEngine> fold_;
    UnitProgram<Words> program_;
    std::vector<Memory<std::byte>> kept_;
    std::vector<std::unique_ptr<SharedColumn<Device>>> shared_;
    std::size_t blocks_per_batch_ = 1, first_ = 0, last_ = 0;
    TableIndex<Words> index_;
    std::vector<std::uint64_t> states_;
    std::vector<CodedTable> unknown_;
    Memory<double> x_, both_, ambiguous_;
    Memory<std::int32_t> n_;
    Memory<std::uint64_t> incl_masks_, pri_masks_, n_masks_;
    Memory<TableSlot<Words>> slots_;
    Memory<std::uint64_t> states_on_device_, table_counts_, unknown_size_;
    Memory<TableKey<Words>> unknown_keys_;
    Memory<std::uint32_t> cells_, lane_values_, lane_states_;
};

}  // namespace qca
