#include "host/sweep/evaluate_blocks.hpp"

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

std::unique_ptr<Engine> make_engine(const Backend& backend, const SweepProblem& problem, int threads) {
    return backend.name == "cuda" ? make_cuda_engine(problem) : make_cpu_engine(problem, threads);
}

void evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Range blocks) {
    const TableSpan unknown = engine.evaluate(blocks.begin, blocks.end);
    const std::vector<std::uint64_t> states = book.decide(in_study_order(tables, unknown));
    engine.learn(unknown, states.data());
    engine.settle();
}

}  // namespace qca
