#include "host/sweep/evaluate_blocks.hpp"

#include <algorithm>

namespace qca {

namespace {

std::vector<CodedTable> in_study_order(const SweepTables& tables, TableSpan span) {
    std::vector<CodedTable> out(span.size);
    for (std::size_t t = 0; t < span.size; ++t)
        out[t] = {tables.in_study_order(span.first[t].positive),
                  tables.in_study_order(span.first[t].observed)};
    return out;
}

}  // namespace

std::unique_ptr<Engine> make_engine(const Backend& backend, const SweepProblem& problem, int threads, Precision precision) {
    return backend.name == "cuda" ? make_cuda_engine(problem, precision)
                                  : make_cpu_engine(problem, threads, best_simd(), precision);
}

// A device keeps the sums of a chunk and has many blocks to fill; a thread of the CPU fills itself with one.
Chunks::Chunks(const Backend& backend, int threads, std::size_t blocks)
    : blocks_(blocks),
      fewest_(backend.name == "cpu" ? static_cast<std::size_t>(threads_to_use(threads)) : most_at_once),
      at_once_(fewest_), current_{0, std::min(fewest_, blocks)} {}

void Chunks::advance(std::size_t new_tables) {
    if (new_tables == 0) at_once_ = std::min(2 * at_once_, std::max(fewest_, most_at_once));
    else if (new_tables > at_once_) at_once_ = fewest_;
    current_ = {current_.end, std::min(current_.end + at_once_, blocks_)};
}

Range evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Chunks& chunks) {
    const Range blocks = chunks.current();
    const TableSpan unknown = engine.evaluate(blocks.begin, blocks.end);
    chunks.advance(unknown.size);
    if (!chunks.done()) engine.prepare(chunks.current().begin, chunks.current().end);
    const std::vector<std::uint64_t> states = book.decide(in_study_order(tables, unknown));
    engine.learn(unknown, states.data());
    engine.settle();
    return blocks;
}

}  // namespace qca
