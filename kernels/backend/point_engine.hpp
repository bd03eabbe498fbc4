// Scenarios that are listed one by one instead of spanned by axes: sampling designs, resampled cases, permutations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/engine.hpp"
#include "kernels/views.hpp"

namespace qca {

/// What the points of a list choose from. Cases are in summation order, the same for all sets; sets need no axes.
struct PointProblem {
    int cases = 0;       ///< at least 1
    int conditions = 0;  ///< 1 .. max_conditions
    const SetChoices* condition = nullptr;  ///< [conditions]
    SetChoices outcome;

    /// How often each case counts: [weighting][case]. 0 leaves a case out, 2 counts it as two neighbouring lines of the data
    /// would: sums in double add it twice, a row has two cases of it. The weights of a weighting sum to less than 2^31. Null:
    /// there are no weightings, and every case counts once.
    const std::uint16_t* weight = nullptr;
    int weightings = 0;

    int sets() const { return conditions + 1; }
    int rows() const { return 1 << conditions; }
};

/// Scenarios to evaluate. Point i is at place i of every array.
struct PointList {
    /// [set * stride + point] the point's choice of every condition, in order, then of the outcome.
    const std::int32_t* choice = nullptr;
    const std::int32_t* weighting = nullptr;  ///< [point]; null: every case counts once
    const double* incl_bound = nullptr;       ///< [point] of the inclusion cutoff, from cutoff_bound()
    const double* pri_bound = nullptr;        ///< [point]
    const std::int32_t* n_cut = nullptr;      ///< [point] frequency cutoff, at least 1
    std::size_t size = 0;                     ///< number of points
    std::size_t stride = 0;                   ///< from set to set in `choice`; 0: size

    std::size_t step() const { return stride == 0 ? size : stride; }
    /// Points [first, last) of this list.
    PointList part(std::size_t first, std::size_t last) const {
        return {choice + first,     weighting == nullptr ? nullptr : weighting + first,
                incl_bound + first, pri_bound + first,
                n_cut + first,      last - first,
                step()};
    }
};

/// Where row_sums() writes: [row][point], rows in the problem's order. Sums are written for observed rows (n >= the point's
/// n_cut), and n for every row; the rest may be left as it was or hold sums. Null pointers: computed and not written.
struct PointSumsOut {
    double* x = nullptr;
    double* both = nullptr;
    double* ambiguous = nullptr;
    std::int32_t* n = nullptr;  ///< number of cases, each as often as it counts
};

/// Finds the coded table of each point of a list. What a table means is decided by the caller, once per distinct table:
///
///     for each list of points:
///         unknown = engine.evaluate(list)
///         engine.learn(unknown)          // the caller minimises them, in this order
///         engine.numbers(table)          // [point]
///
/// Every decision is that of double precision, as for Engine: the sums over the cases in their order, each case added as
/// often as it counts. Nothing depends on the number of threads, the backend, or how points are spread over lists. Lists
/// may have any size; an engine works on them in pieces, and keeps 4 bytes (a device: 16 to 64) a point until the next one.
class PointEngine {
  public:
    PointEngine() = default;
    PointEngine(const PointEngine&) = delete;
    PointEngine& operator=(const PointEngine&) = delete;
    virtual ~PointEngine();

    /// Evaluates a list; its arrays are not needed afterwards.
    /// @return the distinct tables that occur in it and are not known, increasing
    /// @throws std::invalid_argument when a choice, weighting or frequency cutoff is out of its range
    virtual TableSpan evaluate(const PointList& points) = 0;

    /// Makes tables known; they get the next numbers from known() on.
    virtual void learn(TableSpan tables) = 0;

    /// Writes the number of the table of each point of the last evaluate(). @pre learn() was given all that it returned, and
    /// forget() was not called since
    virtual void numbers(std::uint32_t* table) = 0;

    /// Number of known tables.
    virtual std::size_t known() const = 0;

    /// Forgets all tables.
    virtual void forget() = 0;

    /// How this engine decides: exactly where it was asked to, or where some weight is above 63.
    virtual Precision precision() const = 0;
    /// Points evaluated so far that certified precision could not decide from whole numbers; 0 under exact precision.
    virtual std::uint64_t flagged() const = 0;

    /// The sums of a list, as a check of the arithmetic alone. Under certified precision they are those of the whole numbers,
    /// in units of 1. What evaluate() found last is lost.
    virtual void row_sums(const PointList& points, PointSumsOut out) = 0;
};

/// @param threads  as for threads_to_use()
/// @throws std::invalid_argument when the problem is out of its ranges
std::unique_ptr<PointEngine> make_cpu_point_engine(const PointProblem& problem, int threads = 0, Simd simd = best_simd(),
                                                   Precision precision = Precision::certified);

/// On the first of cuda_device(). @throws std::runtime_error when no device can be used or its memory does not suffice
std::unique_ptr<PointEngine> make_cuda_point_engine(const PointProblem& problem, Precision precision = Precision::certified);

}  // namespace qca
