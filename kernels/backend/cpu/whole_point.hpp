// Row sums of one point in whole numbers, of 32 bits or of 16: cases lie side by side in the lanes, as whole sums may be made in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/lane_sums.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_halves.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/cpu/whole_parts.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Memberships are read as they lie in memory, and only rows of the point itself are summed. (With points in the lanes, both
/// would be those of many points.) Where all cases can be added in 32 bits, a row's sums never leave the registers; else they are
/// made in parts.
/// @tparam Step  cases side by side: Lanes<Number>::Whole, or Narrow, of which twice as many fit a cache and a register
template <class Number, int Words, class Step>
class WholePoint {
    using Whole = typename Lanes<Number>::Whole;
    static constexpr bool narrow = !std::is_same_v<Step, Whole>;
    static constexpr int lanes = Lanes<Whole>::count;  ///< ranks whose sums are put together
    static constexpr int cases_of_step = Lanes<Step>::count;

  public:
    static constexpr int width = Lanes<Number>::count;

    /// @param tables  have memberships in such numbers
    explicit WholePoint(const PointTables<Number>& tables)
        : tables_(tables), problem_(tables.problem), packs_((problem_.cases + cases_of_step - 1) / cases_of_step),
          in_registers_(narrow || tables.most_cases <= whole_cases), all_rows_(in_registers_ && problem_.rows() <= most_rows_always_summed),
          part_steps_(in_registers_ ? packs_ : WholeParts<Number>::most_steps(problem_)), one_(size(packs_)), half_a_(size(part_steps_ * problem_.rows_a())),
          half_b_(size(part_steps_ * problem_.rows_b())), y_(size(part_steps_)), both_y_(size(part_steps_)),
          row_(size(problem_.rows() + lanes)), parts_(in_registers_ ? 0 : problem_.rows() + lanes), x_(size(problem_.rows() / width + 2)),
          both_(x_.size()), ambiguous_(x_.size()) {
        const auto one = static_cast<Scalar<Step>>(narrow ? PointTables<Number>::one_in_narrow(problem_) : whole_one);
        for (int c = 0; c < problem_.cases; ++c) one_[size(c / cases_of_step)][c % cases_of_step] = one;
        if (!all_rows_) return;
        count_ = problem_.rows();
        for (int rank = 0; rank < count_ + lanes; ++rank) row_[size(rank)] = rank & (count_ - 1);
    }

    /// Asks for what sum() reads of a point, where that is little.
    /// @param choice  [set * step]
    void prefetch(const std::int32_t* choice, std::size_t step) const {
        if (!in_registers_) return;
        constexpr int of_line = sizeof(Step) < 64 ? 64 / static_cast<int>(sizeof(Step)) : 1;
        for (int s = 0; s <= problem_.conditions; ++s) {
            const Step* const steps = steps_of(s, choice[size(s) * step]);
            for (int p = 0; p < packs_; p += of_line) __builtin_prefetch(steps + p);
        }
    }

    /// Sums the rows that are observed, and possibly others.
    /// @param choice  [set] the outcome comes last
    /// @param weighting  negative: every case counts once
    void sum(const std::int32_t* choice, std::int32_t weighting, const std::uint64_t (&observed)[Words]) {
        Cases cases{{one_.data(), {}}, nullptr};
        for (int s = 0; s <= problem_.conditions; ++s) cases.once.of_set[s] = steps_of(s, choice[s]);
        if (!all_rows_) list_rows(observed);
        if constexpr (narrow) {
            sum_in_registers(cases);
        } else {
            if (weighting >= 0) cases.weight = steps_at(tables_.weight(size(weighting)));
            if (in_registers_) sum_in_registers(cases);
            else sum_in_parts(cases, tables_.low_cases(size(choice[problem_.conditions])) / lanes);
        }
    }

    /// The rows with sums, in no particular order. Their places in this list are ranks.
    RowList rows() const { return {row_.data(), count_}; }
    /// Packs of ranks; the last one is filled up with some of the rows.
    int tiles() const { return (count_ + width - 1) / width; }
    /// Of the ranks [tile * width, (tile + 1) * width), in units of whole_one or narrow_one().
    RelationSums<Number> sums(int tile) const { return {x_[size(tile)], both_[size(tile)], ambiguous_[size(tile)]}; }

    /// The rows of some ranks, among those observed. @param ranks  bit r of word w is rank 64 w + r
    void take_rows(const std::uint64_t (&ranks)[4], const std::uint64_t (&observed)[Words], std::uint64_t (&rows)[Words]) const {
        if (all_rows_) {
            rows[0] = ranks[0] & observed[0];
            return;
        }
        for (std::uint64_t& word : rows) word = 0;
        for (int first = 0; first < count_; first += 64)
            for (std::uint64_t rest = ranks[first / 64]; rest != 0; rest &= rest - 1) {
                // Behind the last rank, the last row is repeated.
                const int row = row_[size(first + __builtin_ctzll(rest))];
                rows[row / 64] |= std::uint64_t{1} << row % 64;
            }
    }

  private:
    /// With so few rows, listing those that are observed costs more than it saves.
    static constexpr int most_rows_always_summed = 16;
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    static const Step* steps_at(const Scalar<Step>* values) { return reinterpret_cast<const Step*>(values); }
    const Step* steps_of(int set, std::int32_t choice) const {
        if constexpr (narrow) return steps_at(tables_.narrow->of(set, size(choice)));
        else return steps_at(tables_.whole->of(set, size(choice)));
    }

    /// A step is a pack of cases. What lies behind the last case has a membership of 0 in every row.
    struct CasesOnce {
        const Step* one_of_step;
        const Step* of_set[max_conditions + 1];  ///< [set][step]

        QCA_HD Step one(int step) const { return one_of_step[step]; }
        QCA_HD Step membership(int set, int step) const { return of_set[set][step]; }
    };
    struct CasesInWeight {
        const CasesOnce& once;
        const Step* weight;  ///< [step]

        QCA_HD Step one(int step) const { return once.one(step) * weight[step]; }
        QCA_HD Step membership(int set, int step) const { return once.membership(set, step) * weight[step]; }
    };
    struct Cases {
        CasesOnce once;
        const Step* weight;  ///< [step]; null: every case counts once
    };

    void list_rows(const std::uint64_t (&observed)[Words]) {
        std::uint64_t changed = 0;
        QCA_UNROLL for (int w = 0; w < Words; ++w) changed |= listed_[w] ^ observed[w];
        if (changed == 0) return;
        int count = 0;
        const auto list = [&](int first, std::uint64_t rest) QCA_INLINE_LAMBDA {
            for (; rest != 0; rest &= rest - 1) row_[size(count++)] = first + __builtin_ctzll(rest);
        };
        for (int w = 0; w < Words; ++w) list(64 * w, listed_[w] = observed[w]);
        for (int filled = count; filled % lanes != 0; ++filled) row_[size(filled)] = row_[size(count - 1)];
        count_ = count;
    }

    void sum_in_registers(const Cases& cases) {
        if (all_rows_ && packs_ <= 4) return sum_all_rows(cases);
        with_half_sets(problem_.conditions, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA { expand<SetsA, SetsB>(cases, 0, halves(packs_)); });
        switch (packs_) {
            case 1: return sum_listed<1>(halves(packs_));
            case 2: return sum_listed<2>(halves(packs_));
            case 3: return sum_listed<3>(halves(packs_));
            case 4: return sum_listed<4>(halves(packs_));
            default: return sum_listed<0>(halves(packs_));
        }
    }
    void sum_all_rows(const Cases& cases) {
        with_half_sets(problem_.conditions, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA {
            if constexpr (1 << SetsA << SetsB <= most_rows_always_summed) {
                switch (packs_) {
                    case 1: return sum_all_rows<SetsA, SetsB, 1>(cases);
                    case 2: return sum_all_rows<SetsA, SetsB, 2>(cases);
                    case 3: return sum_all_rows<SetsA, SetsB, 3>(cases);
                    default: return sum_all_rows<SetsA, SetsB, 4>(cases);
                }
            }
        });
    }
    /// Lays out the half rows of the steps from `begin` on.
    template <int SetsA, int SetsB>
    QCA_HD static void expand(const Cases& cases, int begin, const PackedHalves<Step>& to) {
        if constexpr (narrow) expand_from<SetsA, SetsB>(cases.once, begin, to);
        else if (cases.weight == nullptr) expand_from<SetsA, SetsB>(cases.once, begin, to);
        else expand_from<SetsA, SetsB>(CasesInWeight{cases.once, cases.weight}, begin, to);
    }
    template <int SetsA, int SetsB, class Source>
    QCA_HD static void expand_from(const Source& source, int begin, const PackedHalves<Step>& to) {
        const PackedHalves<Step> halves = to;  // what is written cannot change these
        for (int i = 0; i < halves.steps; ++i) {
            Step rows_a[1 << SetsA], rows_b[1 << SetsB];
            expand_halves<SetsA, SetsB>(source, begin + i, rows_a, rows_b);
            QCA_UNROLL for (int r = 0; r < 1 << SetsA; ++r) halves.a[r * halves.steps + i] = rows_a[r];
            QCA_UNROLL for (int r = 0; r < 1 << SetsB; ++r) halves.b[r * halves.steps + i] = rows_b[r];
            const Step y = source.membership(SetsA + SetsB, begin + i);
            halves.y[i] = y;
            halves.both_y[i] = smaller<Step>(y, source.one(begin + i) - y);
        }
    }
    /// Of a row, lanes not added up. @tparam Packs  steps of the halves; 0: any number
    template <int Packs>
    QCA_HD static RelationSums<Whole> add_packs(const PackedHalves<Step>& halves, int row) {
        const Step *const a = halves.of_a(row), *const b = halves.of_b(row);
        RelationSums<Step> sum;
        QCA_UNROLL for (int p = 0; p < (Packs == 0 ? halves.steps : Packs); ++p) {
            const Step m = smaller(a[p], b[p]);
            sum.x += m;
            sum.both += smaller(m, halves.y[p]);
            sum.ambiguous += smaller(m, halves.both_y[p]);
        }
        if constexpr (narrow) return {Lanes<Step>::add_pairs(sum.x), Lanes<Step>::add_pairs(sum.both), Lanes<Step>::add_pairs(sum.ambiguous)};
        else return sum;
    }
    QCA_HD void put_tile(int tile, const RelationSums<Number>& sums) {
        x_[size(tile)] = sums.x;
        both_[size(tile)] = sums.both;
        ambiguous_[size(tile)] = sums.ambiguous;
    }
    QCA_HD void put(int tile, const RelationSums<Whole>& sums) {
        QCA_UNROLL for (int half = 0; half < 2; ++half)
            put_tile(tile + half, {Lanes<Number>::half_of(sums.x, half), Lanes<Number>::half_of(sums.both, half),
                                   Lanes<Number>::half_of(sums.ambiguous, half)});
    }

    /// @tparam Packs  packs_: the compiler knows all places
    template <int SetsA, int SetsB, int Packs>
    [[gnu::noinline]] void sum_all_rows(const Cases& cases) {
        constexpr int rows = 1 << SetsA << SetsB;
        Step half_a[Packs << SetsA], half_b[Packs << SetsB], y[Packs], both_y[Packs];
        const PackedHalves<Step> halves{half_a, half_b, y, both_y, Packs, SetsB};
        expand<SetsA, SetsB>(cases, 0, halves);
        QCA_UNROLL for (int first = 0; first < rows; first += lanes)
            put(first / width, sums_over_lanes<Whole>([&](int rank) QCA_INLINE_LAMBDA { return add_packs<Packs>(halves, (first + rank) & (rows - 1)); }));
    }
    /// @tparam Packs  packs_, or 0
    template <int Packs>
    [[gnu::noinline]] void sum_listed(const PackedHalves<Step>& of) {
        const PackedHalves<Step> halves{of.a, of.b, of.y, of.both_y, Packs == 0 ? of.steps : Packs, of.sets_b};
        const int tiles = this->tiles();
        const std::int32_t* row = row_.data();
        for (int tile = 0; tile < tiles; tile += 2, row += lanes)
            put(tile, sums_over_lanes<Whole>([&](int rank) QCA_INLINE_LAMBDA { return add_packs<Packs>(halves, row[rank]); }));
    }

    /// @param low_packs  the cases before it have y <= 0.5
    void sum_in_parts(const Cases& cases, int low_packs) {
        for (int begin = 0; begin < packs_;) {
            const int end = end_of_part(cases, begin), steps = end - begin;
            const PackedHalves<Whole> part = halves(steps);
            with_half_sets(problem_.conditions, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA { expand<SetsA, SetsB>(cases, begin, part); });
            parts_.add(part, rows(), smaller(larger(low_packs - begin, 0), steps), begin == 0);
            begin = end;
        }
        for (int tile = 0; tile < tiles(); ++tile) put_tile(tile, parts_.sums(tile));
    }
    /// So many cases of a lane, each as often as it counts, as 32 bits can hold.
    int end_of_part(const Cases& cases, int begin) const {
        const int most = smaller(begin + part_steps_, packs_);
        if (cases.weight == nullptr) return most;
        Whole counted{};
        for (int end = begin; end < most; ++end) {
            counted += cases.weight[end];
            if (Lanes<Whole>::merge(counted > static_cast<std::uint32_t>(whole_cases)) != 0) return end;
        }
        return most;
    }

    PackedHalves<Step> halves(int steps) { return {half_a_.data(), half_b_.data(), y_.data(), both_y_.data(), steps, problem_.sets_b()}; }

    const PointTables<Number>& tables_;
    const SweepProblem& problem_;
    const int packs_;          // of cases
    const bool in_registers_;  // else in parts
    const bool all_rows_;
    const int part_steps_;     // most of a part
    Buffer<Step> one_;                           // [step] a membership of 1; 0 behind the last case
    Buffer<Step> half_a_, half_b_, y_, both_y_;  // [row of the half][step of the part], [step of the part]
    Buffer<std::int32_t> row_;                    // [rank], filled up to whole packs
    std::uint64_t listed_[Words] = {};            // the rows that row_ lists
    int count_ = 0;
    WholeParts<Number> parts_;
    Buffer<Number> x_, both_, ambiguous_;  // [tile of ranks]
};

}  // namespace qca
