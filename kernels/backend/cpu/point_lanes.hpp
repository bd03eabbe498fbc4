// The CPU's point engine: points side by side in SIMD packs, pieces of a list spread over threads.
// Instantiated once per instruction set (points_baseline.cpp, points_avx2.cpp, points_avx512.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/out_of_line.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/cpu/point_worker.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/backend/table_index.hpp"

namespace qca {

template <class Number, int Words>
class PointLanesEngine final : public PointEngine {
    using Worker = PointWorker<Number, Words>;
    static constexpr std::size_t piece_points = 1024;

  public:
    PointLanesEngine(const PointProblem& problem, int threads, Precision precision)
        : points_(problem), crew_(threads), tables_(problem, precision), workers_(static_cast<std::size_t>(crew_.size())) {
        try {
            crew_.share(workers_.size(), [&](int, std::size_t i) { workers_[i] = new Worker(tables_); });
        } catch (...) {
            release();
            throw;
        }
    }
    ~PointLanesEngine() override { release(); }

    TableSpan evaluate(const PointList& points) override {
        check_points(points_, points);
        size_ = 0;  // until all is there
        for (Worker* worker : workers_) worker->begin_list();
        number_.grow(points.size);
        member_.grow(pieces(points.size));
        crew_.share(pieces(points.size), [&](int member, std::size_t piece) {
            const std::size_t first = piece * piece_points, end = first + piece_points;
            workers_[static_cast<std::size_t>(member)]->evaluate(points.part(first, end < points.size ? end : points.size), index_,
                                                                 number_.data() + first);
            member_[piece] = member;
        });
        size_ = points.size;
        std::size_t total = 0;
        for (const Worker* worker : workers_) total += worker->unknown().size();
        unknown_.grow(total);
        std::size_t size = 0;
        for (const Worker* worker : workers_)
            for (const auto& slot : worker->unknown().slots())
                if (slot.number != unknown_table) unknown_[size++] = slot.key.table();
        return {unknown_.data(), sort_unique(unknown_.data(), size)};
    }

    void learn(TableSpan tables) override {
        for (std::size_t t = 0; t < tables.size; ++t) index_.add(TableKey<Words>::of(tables.first[t]));
    }

    void numbers(std::uint32_t* table) override {
        // What each worker's unknown tables are called now: one worker's after the other's.
        Buffer<std::size_t> first(workers_.size());
        std::size_t total = 0;
        for (std::size_t i = 0; i < workers_.size(); ++i) {
            first[i] = total;
            total += workers_[i]->unknown().size();
        }
        Buffer<std::uint32_t> learnt(total);
        for (std::size_t i = 0; i < workers_.size(); ++i)
            for (const auto& slot : workers_[i]->unknown().slots())
                if (slot.number != unknown_table) learnt[first[i] + slot.number] = index_.find(slot.key);
        crew_.share(pieces(size_), [&](int, std::size_t piece) {
            const std::size_t end = (piece + 1) * piece_points < size_ ? (piece + 1) * piece_points : size_;
            const std::uint32_t* const own = learnt.data() + first[static_cast<std::size_t>(member_[piece])];
            for (std::size_t i = piece * piece_points; i < end; ++i)
                table[i] = (number_[i] & Worker::pending) == 0 ? number_[i] : own[number_[i] & ~Worker::pending];
        });
    }

    std::size_t known() const override { return index_.size(); }
    void forget() override { index_.clear(); }
    Precision precision() const override { return tables_.whole ? Precision::certified : Precision::exact; }
    std::uint64_t flagged() const override {
        std::uint64_t flagged = 0;
        for (const Worker* worker : workers_) flagged += worker->flagged();
        return flagged;
    }

    void row_sums(const PointList& points, PointSumsOut out) override {
        check_points(points_, points);
        workers_[0]->row_sums(points, out);
    }

  private:
    static std::size_t pieces(std::size_t points) { return (points + piece_points - 1) / piece_points; }
    void release() {
        for (Worker* worker : workers_) delete worker;
    }

    const PointProblem points_;
    Crew crew_;
    const PointTables<Number> tables_;
    Buffer<Worker*> workers_;
    TableIndex<Words> index_;
    Buffer<std::uint32_t> number_;  // [point] of its table, see PointWorker
    Buffer<int> member_;            // [piece] whose pending numbers they are
    Buffer<CodedTable> unknown_;
    std::size_t size_ = 0;
};

/// The engine whose row masks are just wide enough.
template <class Number>
std::unique_ptr<PointEngine> make_point_engine_of(const PointProblem& problem, int threads, Precision precision) {
    if (problem.rows() <= 64) return std::unique_ptr<PointEngine>(new PointLanesEngine<Number, 1>(problem, threads, precision));
    if (problem.rows() <= 128) return std::unique_ptr<PointEngine>(new PointLanesEngine<Number, 2>(problem, threads, precision));
    return std::unique_ptr<PointEngine>(new PointLanesEngine<Number, 4>(problem, threads, precision));
}

}  // namespace qca
