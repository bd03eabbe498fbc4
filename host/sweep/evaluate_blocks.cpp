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
    return backend.name == "cuda" ? make_cuda_engine(problem)
                                  : make_cpu_engine(problem, threads, best_simd(), precision);
}

std::size_t evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Range blocks) {
    const TableSpan unknown = engine.evaluate(blocks.begin, blocks.end);
    const std::vector<std::uint64_t> states = book.decide(in_study_order(tables, unknown));
    const std::size_t new_tables = unknown.size;
    engine.learn(unknown, states.data());
    engine.settle();
    return new_tables;
}

// A device keeps the sums of a chunk and has many blocks to fill; a thread of the CPU fills itself with one.
ChunkSize::ChunkSize(const Backend& backend, int threads)
    : blocks_(backend.name == "cpu" ? 1 : most_blocks),
      fewest_(backend.name == "cpu" ? static_cast<std::size_t>(2 * openmp_threads(threads)) : most_blocks) {}

void ChunkSize::learn(std::size_t new_tables) {
    if (new_tables < blocks_) blocks_ *= 2;
    blocks_ = std::clamp(blocks_, std::min(fewest_, most_blocks), most_blocks);
}

}  // namespace qca
