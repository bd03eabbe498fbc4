// The CPU backend: blocks spread over threads, combinations of half B side by side in SIMD packs.
// Instantiated once per instruction set (engine_baseline.cpp, engine_avx2.cpp, engine_avx512.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/backend/cpu/case_weightings.hpp"
#include "kernels/backend/cpu/out_of_line.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/whole_memberships.hpp"
#include "kernels/backend/cpu/worker.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/table_index.hpp"

namespace qca {

template <class Number, int Words>
class CpuEngine final : public Engine {
    using OneWorker = Worker<Number, Words>;

  public:
    CpuEngine(const SweepProblem& problem, int threads, Precision precision)
        : problem_(problem), grid_(problem), crew_(threads),
          whole_(precision == Precision::certified ? new WholeMemberships<Number>(problem) : nullptr),
          weightings_(problem.weightings > 0 ? new CaseWeightings<Number>(problem) : nullptr),
          workers_(index_of(crew_.size())) {
        try {
            crew_.share(workers_.size(), [&](int, std::size_t i) { workers_[i] = new OneWorker(problem_, grid_, whole_.get(), weightings_.get()); });
        } catch (...) {
            release();
            throw;
        }
    }
    ~CpuEngine() override { release(); }
    CpuEngine(const CpuEngine&) = delete;
    CpuEngine& operator=(const CpuEngine&) = delete;

    const BlockGrid& grid() const override { return grid_; }

    TableSpan evaluate(std::size_t first, std::size_t last) override {
        each_worker([](OneWorker& worker) { worker.begin_range(); });
        in_parallel(last - first, [&](OneWorker& worker, std::size_t i) {
            worker.evaluate(first + i, index_, states());
        });
        std::size_t total = 0;
        each_worker([&](OneWorker& worker) { total += worker.unknown().size(); });
        unknown_.grow(total);
        std::size_t size = 0;
        each_worker([&](OneWorker& worker) {
            for (const auto& slot : worker.unknown().slots())
                if (slot.number != unknown_table) unknown_[size++] = slot.key.table();
        });
        return {unknown_.data(), sort_unique(unknown_.data(), size)};
    }

    // The host decides with the threads that would do it.
    void prepare(std::size_t, std::size_t) override {}

    void learn(TableSpan tables, const std::uint64_t* states) override {
        const auto words = static_cast<std::size_t>(problem_.state_words());
        const std::size_t known = index_.size() + tables.size;
        if (known * words > states_.size()) states_.grow(2 * known * words);
        for (std::size_t t = 0; t < tables.size; ++t) {
            const std::uint32_t number = index_.add(TableKey<Words>::of(tables.first[t]));
            for (std::size_t w = 0; w < words; ++w) states_[number * words + w] = states[t * words + w] * 8;
        }
        each_worker([&](OneWorker& worker) { worker.learned(known); });
    }

    void settle() override {
        List<Piece> pieces;
        each_worker([&](OneWorker& worker) {
            const List<Postponed>& list = worker.postponed();
            for (std::size_t i = 0; i < list.size();) {
                std::size_t end = i + 1;
                while (end < list.size() && list[end].block == list[i].block) ++end;
                pieces.push({list.data() + i, end - i});
                i = end;
            }
        });
        in_parallel(pieces.size(), [&](OneWorker& worker, std::size_t i) {
            worker.settle(pieces[i].first, pieces[i].size, index_, states());
        });
    }

    std::size_t known() const override { return index_.size(); }

    void take_counts(std::uint64_t* out) override {
        each_worker([&](OneWorker& worker) { worker.take_counts(out, index_.size()); });
    }

    void forget() override {
        index_.clear();
        each_worker([](OneWorker& worker) { worker.forget(); });
    }

    void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) override {
        each_worker([&](OneWorker& worker) { worker.take_maps(maps, case_counts); });
    }

    Precision precision() const override { return whole_ ? Precision::certified : Precision::exact; }
    std::uint64_t flagged() const override {
        std::uint64_t flagged = 0;
        for (const OneWorker* worker : workers_) flagged += worker->flagged();
        return flagged;
    }

    void row_sums(std::size_t block, RowSumsOut out) override { workers_[0]->row_sums(block, out); }

  private:
    /// The postponed tiles of one block.
    struct Piece {
        const Postponed* first;
        std::size_t size;
    };

    TableStates states() const { return {states_.data(), static_cast<std::size_t>(problem_.state_words())}; }
    static std::size_t index_of(int n) { return static_cast<std::size_t>(n); }
    void release() {
        for (OneWorker* worker : workers_) delete worker;
    }

    template <class Body>
    void each_worker(const Body& body) {
        for (int t = 0; t < crew_.size(); ++t) body(*workers_[index_of(t)]);
    }
    /// body(worker, i) for i in [0, size), by all threads. @throws std::bad_alloc when a thread ran out of memory
    template <class Body>
    void in_parallel(std::size_t size, const Body& body) {
        crew_.share(size, [&](int member, std::size_t i) { body(*workers_[index_of(member)], i); });
    }

    const SweepProblem problem_;
    const BlockGrid grid_;
    Crew crew_;
    const std::unique_ptr<const WholeMemberships<Number>> whole_;
    const std::unique_ptr<const CaseWeightings<Number>> weightings_;
    Buffer<OneWorker*> workers_;
    TableIndex<Words> index_;
    Buffer<std::uint64_t> states_;  // [table][state word], see TableStates
    Buffer<CodedTable> unknown_;
};

/// The engine whose row masks are just wide enough.
template <class Number>
std::unique_ptr<Engine> make_engine_of(const SweepProblem& problem, int threads, Precision precision) {
    if (problem.rows() <= 64) return std::unique_ptr<Engine>(new CpuEngine<Number, 1>(problem, threads, precision));
    if (problem.rows() <= 128) return std::unique_ptr<Engine>(new CpuEngine<Number, 2>(problem, threads, precision));
    return std::unique_ptr<Engine>(new CpuEngine<Number, 4>(problem, threads, precision));
}

}  // namespace qca
