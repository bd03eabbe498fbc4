// One sweep on one backend.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "kernels/backend/block_grid.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Coded tables owned by an engine, valid until its next call but prepare().
struct TableSpan {
    const CodedTable* first = nullptr;
    std::size_t size = 0;
};

/// How a sweep decides which rows meet a cutoff. Both decide as double precision does, always.
enum class Precision {
    exact,      ///< from sums in double
    certified,  ///< from sums in whole numbers of 2^-26, where those prove what sums in double say; else from these
};
inline constexpr const char* precision_names[] = {"exact", "certified"};

/// Where row_sums() writes: [combination of A][choice of outcome][row][lane] of one block (see BlockGrid), rows in
/// the problem's order, lanes padded to BlockGrid::lanes; x without the outcome dimension, but where cases are weighted. Rows that no case of
/// any lane near it belongs to are left as they were. Null pointers: computed and not written.
struct RowSumsOut {
    double* x = nullptr;
    double* both = nullptr;
    double* ambiguous = nullptr;
    std::int32_t* n = nullptr;  ///< [combination of A][row][lane] number of cases; written for every row; not where cases are weighted
};

/// Evaluates the blocks of a sweep and counts what becomes of its scenarios. What a coded table means (its models,
/// the state of each path) is decided by the caller, once per distinct table:
///
///     for each range of blocks:
///         unknown = engine.evaluate(first, last)   // classifies; counts every scenario whose table is known
///         engine.learn(unknown, states)
///         engine.settle()                          // counts the others
///
/// Counts are exact and do not depend on the number of threads or the backend.
class Engine {
  public:
    virtual ~Engine() = default;

    virtual const BlockGrid& grid() const = 0;

    /// Evaluates blocks [first, last). @return the distinct tables that occur in them and are not known, increasing
    virtual TableSpan evaluate(std::size_t first, std::size_t last) = 0;

    /// A promise that the next evaluate() gets this very range, and leave to begin with it: an engine that works beside the
    /// host does so while the host decides what the last evaluate() found. May be left out; once at most between two calls
    /// of evaluate(). Counts of scenarios whose tables are known may then be taken before evaluate() is called.
    virtual void prepare(std::size_t first, std::size_t last) = 0;

    /// Makes tables known; they get the next numbers from known() on.
    /// @param states  [table][state word]: byte (type * paths + path) of the words is the Survival of that path
    virtual void learn(TableSpan tables, const std::uint64_t* states) = 0;

    /// Counts the scenarios of the last evaluate() that had an unknown table. @pre learn() was given all of them
    virtual void settle() = 0;

    /// Number of known tables.
    virtual std::size_t known() const = 0;

    /// Adds to out[table] the number of cutoff combinations, over all calibrations since the last call, that had
    /// this table, for the known() tables; forgets those counts.
    virtual void take_counts(std::uint64_t* out) = 0;

    /// Forgets all tables. @pre the counts were taken
    virtual void forget() = 0;

    /// Adds the counts of all settled scenarios to maps laid out as PairMaps, and to case_counts as CaseCounts.
    virtual void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) = 0;

    /// How this engine decides: not always as it was asked to (unusual cutoffs: exactly).
    virtual Precision precision() const = 0;
    /// Calibrations counted so far that certified precision could not decide from whole numbers; 0 under exact precision.
    virtual std::uint64_t flagged() const = 0;

    /// The sums of one block, as a measure and a check of the arithmetic alone. Under certified precision they are those
    /// of the whole numbers, in units of 1.
    virtual void row_sums(std::size_t block, RowSumsOut out) = 0;
};

/// SIMD variants of the CPU backend, in increasing order.
enum class Simd { baseline, avx2, avx512 };
inline constexpr const char* simd_names[] = {"baseline", "avx2", "avx512"};

/// The widest variant that this machine and this build can run.
Simd best_simd();

/// Does many min + add of doubles in registers, as a ceiling to measure evaluate_rows against: what that does is
/// min + add, so none of its results can come faster. @return the number of pairs done
std::size_t add_minima_at_full_speed(Simd simd, std::size_t rounds);
/// The same in 32-bit whole numbers.
std::size_t add_whole_minima_at_full_speed(Simd simd, std::size_t rounds);

/// @param threads  as for threads_to_use()
std::unique_ptr<Engine> make_cpu_engine(const SweepProblem& problem, int threads = 0, Simd simd = best_simd(),
                                        Precision precision = Precision::certified);

/// Whether this build contains the CUDA backend.
bool cuda_built();
/// Names of the devices that make_cuda_engine() would use, all there are, joined by " + "; empty when there is none (the
/// reason then goes to *why).
std::string cuda_device(std::string* why = nullptr);
/// @throws std::runtime_error when no device can be used or its memory does not suffice
std::unique_ptr<Engine> make_cuda_engine(const SweepProblem& problem, Precision precision = Precision::certified);

}  // namespace qca
