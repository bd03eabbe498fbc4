// The coded tables of all lanes of a tile under all cutoffs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/table_cache.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// A chain is frequency cutoff * PRI cutoffs + PRI cutoff: the inclusion cutoffs under one of each. It is cut into runs
/// where the table of some lane changes; neighbouring chains that are the same in every lane are listed once.
struct TableChain {
    std::int32_t first, end;          ///< chains
    std::int32_t run_begin, run_end;  ///< its runs
};

/// Scenarios of one lane: `cuts` inclusion cutoffs from `first` on, under the chains of its TableChain.
struct TableRun {
    std::int32_t first, cuts;
};

template <class Number>
class TileTables {
    using Bits = typename Lanes<Number>::Bits;
    using Words32 = typename Lanes<Number>::Words32;
    static constexpr int width = Lanes<Number>::count;

  public:
    TileTables(const CutoffChoices& cutoffs, int words)
        : incl_cuts_(cutoffs.incl_cuts), pri_cuts_(cutoffs.pri_cuts), n_cuts_(cutoffs.n_cuts),
          incl_masks_(size(cutoffs.incl_cuts * words)), pri_masks_(size(cutoffs.pri_cuts * words)),
          lost_(incl_masks_.size()), chain_(size(cutoffs.pri_cuts * cutoffs.n_cuts)),
          run_(size(cutoffs.combinations())), masks_(size(cutoffs.combinations() * words)),
          numbers_(run_.size()) {
        for (int bit = 0; bit < 64; ++bit) place_[bit] = Bits{} + (std::uint64_t{1} << bit);
    }

    /// Masks of rows that meet the cutoffs, to be filled before list(): word w of cutoff c at [c * Words + w].
    Bits* incl_masks() { return incl_masks_.data(); }
    Bits* pri_masks() { return pri_masks_.data(); }

    /// Lists the chains and runs, and the positive rows of every lane in each.
    /// @param observed  rows with enough cases: word w for frequency cutoff q at [q * Words + w]
    template <int Words>
    void list(const Bits* observed) {
        chains_ = runs_ = 0;
        for (int i = Words; i < incl_cuts_ * Words; ++i)
            lost_[size(i)] = incl_masks_[size(i)] ^ incl_masks_[size(i - Words)];
        for (int q = 0; q < n_cuts_; ++q, observed += Words) {
            Bits before[Words];
            for (int p = 0; p < pri_cuts_; ++p) {
                Bits candidates[Words], difference{};
                QCA_UNROLL for (int w = 0; w < Words; ++w) {
                    candidates[w] = observed[w] & pri_masks_[size(p * Words + w)] & incl_masks_[size(w)];
                    if (p > 0) difference |= candidates[w] ^ before[w];
                    before[w] = candidates[w];
                }
                const int chain = q * pri_cuts_ + p;
                if (p > 0 && Lanes<Number>::merge(difference) == 0) ++chain_[size(chains_ - 1)].end;
                else list_chain<Words>(chain, candidates);
            }
        }
    }

    /// Finds the number of every table in a TableCache, and calls find(lane, frequency cutoff, place in the cache, ranks of
    /// the positive rows) -> number for those that have none there. @return whether all are known
    /// @param first  per frequency cutoff: where each lane's numbers begin; an unused lane has no_place
    template <class Find>
    bool find_cached(const Bits* first, const std::uint32_t* cache, int lanes, const Find& find) {
        Words32 highest{};
        for (int chain = 0; chain < chains_; ++chain) {
            const TableChain& at = chain_[size(chain)];
            const Bits begin = first[at.first / pri_cuts_];
            for (int run = at.run_begin; run < at.run_end; ++run) {
                const Words32 number = Lanes<Number>::gather(cache, begin + masks_[size(run)]) - 1;
                highest = highest > number ? highest : number;
                numbers_[size(run)] = number;
            }
        }
        bool pending = false, missing = false;
        for (int l = 0; l < width; ++l) {
            pending = pending || highest[l] >= pending_table;
            missing = missing || highest[l] == unknown_table;
        }
        return missing ? find_missing(first, lanes, find) : !pending;
    }

    /// Calls find(lane, q, positive rows) -> number for every table. @return whether no number is unknown_table
    template <int Words, class Find>
    bool find_each(int lanes, const Find& find) {
        bool complete = true;
        // An unused lane must not keep an unknown number of the tile before: states are looked up for all lanes.
        for (int run = 0; run < runs_; ++run) numbers_[size(run)] = Words32{};
        for (int chain = 0; chain < chains_; ++chain) {
            const TableChain& at = chain_[size(chain)];
            for (int l = 0; l < lanes; ++l) {
                RowMask<Words> before{};
                std::uint32_t number = unknown_table;
                for (int run = at.run_begin; run < at.run_end; ++run) {
                    RowMask<Words> positive;
                    QCA_UNROLL for (int w = 0; w < Words; ++w) positive.word[w] = masks_[size(run * Words + w)][l];
                    if (run == at.run_begin || !(positive == before)) number = find(l, at.first / pri_cuts_, positive);
                    numbers_[size(run)][l] = number;
                    complete = complete && number != unknown_table;
                    before = positive;
                }
            }
        }
        return complete;
    }

    int chains() const { return chains_; }
    int runs() const { return runs_; }
    const TableChain& chain(int i) const { return chain_[size(i)]; }
    const TableRun& run(int i) const { return run_[size(i)]; }
    /// Numbers of the lanes' tables.
    const Words32& numbers(int run) const { return numbers_[size(run)]; }

  private:
    static constexpr std::uint32_t pending_table = TableCache<Number, 1>::pending;
    static_assert(pending_table + 1 == unknown_table);
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    template <class Find>
    bool find_missing(const Bits* first, int lanes, const Find& find) {
        bool complete = true;
        for (int chain = 0; chain < chains_; ++chain) {
            const TableChain& at = chain_[size(chain)];
            const int q = at.first / pri_cuts_;
            for (int run = at.run_begin; run < at.run_end; ++run)
                for (int l = 0; l < lanes; ++l) {
                    std::uint32_t number = numbers_[size(run)][l];
                    if (number == unknown_table) {
                        const std::uint64_t ranks = masks_[size(run)][l];
                        number = numbers_[size(run)][l] = find(l, q, first[q][l] + ranks, ranks);
                    }
                    complete = complete && number < pending_table;
                }
        }
        return complete;
    }

    template <int Words>
    void list_chain(int chain, const Bits* candidates) {
        TableChain& at = chain_[size(chains_++)];
        at = {chain, chain + 1, runs_, 0};
        int first = 0;
        for (int c = 0; c < incl_cuts_; c += 64) {
            const int end = c + 64 < incl_cuts_ ? c + 64 : incl_cuts_;
            Bits changes{};
            for (int cut = c == 0 ? 1 : c; cut < end; ++cut) {
                Bits lost{};
                QCA_UNROLL for (int w = 0; w < Words; ++w) lost |= lost_[size(cut * Words + w)] & candidates[w];
                changes = Lanes<Number>::set_where(changes, lost != Bits{}, place_[cut - c]);
            }
            std::uint64_t starts = Lanes<Number>::merge(changes);
            if (c == 0) starts |= 1;
            for (; starts != 0; starts &= starts - 1) {
                const int cut = c + __builtin_ctzll(starts);
                QCA_UNROLL for (int w = 0; w < Words; ++w)
                    masks_[size(runs_ * Words + w)] = candidates[w] & incl_masks_[size(cut * Words + w)];
                if (runs_ > at.run_begin) run_[size(runs_ - 1)].cuts = cut - first;
                run_[size(runs_++)].first = first = cut;
            }
        }
        run_[size(runs_ - 1)].cuts = incl_cuts_ - first;
        at.run_end = runs_;
    }

    const int incl_cuts_, pri_cuts_, n_cuts_;
    Bits place_[64];                 // bit b in every lane
    Buffer<Bits> incl_masks_, pri_masks_;
    Buffer<Bits> lost_;              // rows that the cutoff before still had
    Buffer<TableChain> chain_;
    Buffer<TableRun> run_;
    Buffer<Bits> masks_;             // [run][word] positive rows
    Buffer<Words32> numbers_;        // [run]
    int chains_ = 0, runs_ = 0;
};

}  // namespace qca
