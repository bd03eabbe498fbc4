// The host's part of points on a device.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/device_buffer.hpp"
#include "kernels/backend/cuda/point_program.hpp"
#include "kernels/backend/cuda/sum_policy.hpp"
#include "kernels/backend/cuda/upload_points.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/backend/table_index.hpp"

namespace qca {

/// @tparam Device  as for DeviceEngine; also points_per_launch(), and residents() and launch() of a PointProgram
template <class Device, class Kind>
class DevicePointEngine final : public PointEngine {
    static constexpr int words = Kind::words;
    using Number = typename Kind::Number;
    using Key = TableKey<words>;
    using Program = PointProgram<Kind>;
    template <class T>
    using Memory = DeviceBuffer<Device, T>;

  public:
    DevicePointEngine(std::unique_ptr<Device> device, const PointProblem& problem)
        : device_(std::move(device)), host_(problem), uploaded_(*device_, problem), listed_(*device_, device_->list_keys()),
          found_(*device_, 1), seen_(*device_, seen_size(device_->list_keys())), flagged_(*device_, 1) {
        flagged_.zero(0, 1);
        make_known();
        wait();
    }
    ~DevicePointEngine() override {
        // What is under way uses the memory that is about to be released.
        try {
            wait();
        } catch (const std::exception&) {
            // A device that failed has said so already.
        }
    }

    TableSpan evaluate(const PointList& points) override {
        check_points(host_, points);
        size_ = 0;  // until all is there
        key_.make_room(*device_, points.size);
        clear_list();
        run_list(points, PointPass::evaluate, {});
        size_ = points.size;
        collect_unknown();
        return {unknown_.data(), unknown_.size()};
    }

    void learn(TableSpan tables) override {
        for (std::size_t t = 0; t < tables.size; ++t) index_.add(Key::of(tables.first[t]));
        if (tables.size != 0) make_known();
    }

    void numbers(std::uint32_t* table) override {
        for_each_piece(size_, [&](int stream, std::size_t first, std::size_t count) {
            Memory<std::uint32_t>& number = piece_[stream].number;
            number.make_room(*device_, count);
            Program program = program_of(PointPass::number, slots_, slots_used_, first, count);
            program.number = number.data();
            launch(stream, program);
            device_->download(stream, table + first, number.data(), count * sizeof(std::uint32_t));
        });
    }

    std::size_t known() const override { return index_.size(); }
    void forget() override {
        index_.clear();
        make_known();
    }
    Precision precision() const override { return Kind::Sums::certified ? Precision::certified : Precision::exact; }
    std::uint64_t flagged() const override { return flagged_.download(0, 1)[0]; }

    void row_sums(const PointList& points, PointSumsOut out) override {
        check_points(host_, points);
        size_ = 0;
        key_.make_room(*device_, points.size);
        run_list(points, PointPass::sums, out);
    }

  private:
    /// What a piece of a list takes; two pieces are under way at once.
    struct Piece {
        Memory<std::int32_t> choice, weighting, n_cut;
        Memory<double> incl_bound, pri_bound;
        Memory<std::uint32_t> number;
        Memory<typename Kind::Sum> far;
    };

    static std::size_t count(int n) { return static_cast<std::size_t>(n); }
    static std::size_t seen_size(std::size_t keys) {
        std::size_t size = 1;
        while (size < 4 * keys && size < std::size_t{1} << 22) size *= 2;
        return size;
    }
    void wait() {
        for (int stream = 0; stream < 2; ++stream) device_->wait(stream);
    }
    /// body(stream, first point, their number), on either stream by turns.
    template <class Body>
    void for_each_piece(std::size_t size, const Body& body) {
        const std::size_t most = device_->points_per_launch();
        int stream = 0;
        for (std::size_t first = 0; first < size; first += most, stream = 1 - stream)
            body(stream, first, size - first < most ? size - first : most);
        wait();
    }
    Program program_of(PointPass pass, const Memory<TableSlot<words>>& slots, std::size_t slots_used, std::size_t first,
                       std::size_t size) {
        Program program;
        program.points = uploaded_.points();
        program.points.size = size;
        program.pass = pass;
        program.key = key_.data() + first;
        program.slot = slots.data();
        program.slot_mask = slots_used - 1;
        program.unknown = {listed_.data(), found_.data(), listed_.size(), seen_.data(), seen_.size() - 1};
        program.flagged = flagged_.data();
        return program;
    }
    void launch(int stream, Program& program) {
        const std::size_t blocks = (program.points.size + point_lanes - 1) / point_lanes;
        const std::size_t residents = std::max<std::size_t>(1, std::min(device_->residents(program), blocks));
        if (Program::far_size != 0) {
            Memory<typename Kind::Sum>& far = piece_[stream].far;
            if (far.size() < residents * Program::far_size) device_->wait(stream);
            far.make_room(*device_, residents * Program::far_size);
            program.far = far.data();
        }
        device_->launch(stream, program, residents);
    }
    template <class T>
    const T* upload(int stream, Memory<T>& to, const T* from, std::size_t size) {
        to.make_room(*device_, size);
        to.upload(stream, from, size);
        return to.data();
    }

    /// Uploads the list piece by piece and runs the pass.
    void run_list(const PointList& points, PointPass pass, const PointSumsOut& out) {
        for_each_piece(points.size, [&](int stream, std::size_t first, std::size_t size) {
            Piece& piece = piece_[stream];
            device_->wait(stream);
            Program program = program_of(pass, slots_, slots_used_, first, size);
            DevicePoints<Number>& on_device = program.points;
            piece.choice.make_room(*device_, count(host_.sets()) * size);
            for (std::size_t s = 0; s < count(host_.sets()); ++s)
                device_->upload(stream, piece.choice.data() + s * size, points.choice + s * points.step() + first,
                                size * sizeof(std::int32_t));
            on_device.choice = piece.choice.data();
            if (points.weighting != nullptr) on_device.weighting = upload(stream, piece.weighting, points.weighting + first, size);
            on_device.incl_bound = upload(stream, piece.incl_bound, points.incl_bound + first, size);
            on_device.pri_bound = upload(stream, piece.pri_bound, points.pri_bound + first, size);
            on_device.n_cut = upload(stream, piece.n_cut, points.n_cut + first, size);
            if (pass == PointPass::sums) write_sums(stream, program, points.size, first, out);
            else launch(stream, program);
        });
    }
    void write_sums(int stream, Program& program, std::size_t list_size, std::size_t first, const PointSumsOut& out) {
        const std::size_t size = program.points.size, rows = count(host_.rows());
        Memory<double> x(*device_, rows * size), both(*device_, rows * size), ambiguous(*device_, rows * size);
        Memory<std::int32_t> n(*device_, rows * size);
        // What is not written is left as the caller has it.
        const auto each_row = [&](const auto& copy, auto* host, auto& device) {
            for (std::size_t row = 0; row < rows && host != nullptr; ++row)
                copy(host + row * list_size + first, device.data() + row * size, size * sizeof *host);
        };
        const auto each_array = [&](const auto& copy) {
            each_row(copy, out.x, x);
            each_row(copy, out.both, both);
            each_row(copy, out.ambiguous, ambiguous);
            each_row(copy, out.n, n);
        };
        each_array([&](void* host, void* device, std::size_t bytes) { device_->upload(stream, device, host, bytes); });
        program.sums_out = {x.data(), both.data(), ambiguous.data(), n.data()};
        launch(stream, program);
        each_array([&](void* host, void* device, std::size_t bytes) { device_->download(stream, host, device, bytes); });
        device_->wait(stream);
    }

    void clear_list() {
        found_.zero(0, 1);
        seen_.zero(0, seen_.size());
        device_->wait(0);
    }
    /// The keys that were listed, increasing and each once. @param overflowed  whether there were more than the list can hold
    std::vector<Key> take_list(bool& overflowed) {
        const std::uint64_t found = found_.download(0, 1)[0];
        overflowed = found > listed_.size();
        const std::uint64_t kept = overflowed ? listed_.size() : found;
        return listed_.download(0, static_cast<std::size_t>(device_->sort_unique(0, listed_.data(), kept)));
    }
    /// Fills unknown_ with the tables of the list that are not in the index; where they overflowed, lists the rest again.
    void collect_unknown() {
        unknown_.clear();
        bool overflowed = false;
        std::vector<Key> keys = take_list(overflowed);
        const auto take = [&] {
            for (const Key& key : keys) unknown_.push_back(key.table());
        };
        take();
        if (overflowed) {
            TableIndex<words> met;  // numbers do not matter
            for (const TableSlot<words>& slot : index_.slots())
                if (slot.number != unknown_table) met.add(slot.key);
            while (overflowed) {
                for (const Key& key : keys) met.add(key);
                Memory<TableSlot<words>> slots(*device_, met.slots().data(), met.slots().size());
                clear_list();
                for_each_piece(size_, [&](int stream, std::size_t first, std::size_t size) {
                    Program program = program_of(PointPass::list, slots, slots.size(), first, size);
                    launch(stream, program);
                });
                keys = take_list(overflowed);
                take();
            }
        }
        std::sort(unknown_.begin(), unknown_.end());
    }
    /// Makes the tables of the index known to what is launched from now on; nothing is under way.
    void make_known() {
        slots_used_ = index_.slots().size();
        slots_.make_room(*device_, slots_used_);
        slots_.upload(0, index_.slots().data(), slots_used_);
    }

    const std::unique_ptr<Device> device_;
    const PointProblem host_;
    const UploadedPoints<Device, Number> uploaded_;
    TableIndex<words> index_;
    Memory<TableSlot<words>> slots_;
    std::size_t slots_used_ = 0;
    Memory<Key> listed_;
    Memory<std::uint64_t> found_;
    Memory<std::uint32_t> seen_;
    Memory<std::uint64_t> flagged_;
    Memory<Key> key_;  // [point] of the last list
    Piece piece_[2];
    std::vector<CodedTable> unknown_;
    std::size_t size_ = 0;
};

/// Row masks just wide enough.
template <class Device, class Sums>
std::unique_ptr<PointEngine> make_device_point_engine_of(std::unique_ptr<Device> device, const PointProblem& problem) {
    if (problem.rows() <= 64) return std::make_unique<DevicePointEngine<Device, PointKind<1, Sums>>>(std::move(device), problem);
    if (problem.rows() <= 128) return std::make_unique<DevicePointEngine<Device, PointKind<2, Sums>>>(std::move(device), problem);
    return std::make_unique<DevicePointEngine<Device, PointKind<4, Sums>>>(std::move(device), problem);
}

template <class Device>
std::unique_ptr<PointEngine> make_device_point_engine(std::unique_ptr<Device> device, const PointProblem& problem,
                                                      Precision precision) {
    check_problem(problem);
    if (possible_precision(problem, precision) == Precision::exact)
        return make_device_point_engine_of<Device, ExactSums>(std::move(device), problem);
    if (most_weight(problem).of_cases > whole_cases)
        return make_device_point_engine_of<Device, LongWholeSums>(std::move(device), problem);
    return make_device_point_engine_of<Device, WholeSums>(std::move(device), problem);
}

}  // namespace qca
