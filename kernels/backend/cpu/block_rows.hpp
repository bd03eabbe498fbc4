// The truth-table rows of the calibrations of a block: which are observed, and their sums.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/backend/cpu/case_rows.hpp"
#include "kernels/backend/cpu/case_weightings.hpp"
#include "kernels/backend/cpu/listed_halves.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/panel.hpp"
#include "kernels/backend/cpu/wanted_rows.hpp"
#include "kernels/backend/cpu/whole_memberships.hpp"
#include "kernels/backend/cpu/whole_sums.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/stage/row_blocks.hpp"
#include "kernels/views.hpp"

namespace qca {

/// A tile is a pack of doubles; its lanes are combinations of half B. Whole numbers are half as wide, so there the sums
/// of two tiles, a group, are made at once; in double a group is one tile.
template <class Number, int Words>
class BlockRows {
    using Bits = typename Lanes<Number>::Bits;
    using Whole = typename Lanes<Number>::Whole;
    static constexpr int width = Lanes<Number>::count;
    static constexpr int max_tiles = static_cast<int>(BlockGrid::lanes) / width;

  public:
    static constexpr std::size_t outcomes_at_once = LeadingHalf<Number>::outcomes_at_once;

    /// @param whole       null: sums in double
    /// @param weightings  null: every case counts once
    BlockRows(const SweepProblem& problem, const WholeMemberships<Number>* whole, const CaseWeightings<Number>* weightings)
        : problem_(problem), weightings_(weightings), group_shift_(whole == nullptr ? 0 : 1),
          slots_at_once_(weightings != nullptr || cases_per_sum(problem.rows_b()) >= problem.cases ? 1 : outcomes_at_once),
          case_masks_(problem), case_rows_(problem), panel_(problem, whole), leading_(problem, whole), x_(size(max_tiles * problem.rows())),
          both_(slots_at_once_ * size(group_tiles() * problem.rows())), ambiguous_(both_.size()), exact_(size(3 * problem.rows())),
          whole_x_(whole == nullptr ? 0 : size(problem.rows())), wanted_(problem, max_tiles, whole != nullptr),
          cases_in_row_(size(2 * problem.rows() + 1)), touched_(size(problem.cases + 1)),
          observed_(size(max_tiles * problem.cutoffs.n_cuts * Words * width)),
          full_both_(weighted() ? x_.size() : 0), full_ambiguous_(full_both_.size()),
          weighted_x_(weighted() ? size(group_tiles() * problem.rows()) : 0), weighted_observed_(weighted() ? observed_.size() : 0),
          lane_counts_(weighted() ? BlockGrid::lanes * size(problem.rows()) : 0), list_(size(most_terms())),
          listed_(problem, most_terms()), listed_whole_(problem, whole == nullptr ? 0 : most_terms()) {}

    /// Lays out half B. @param combinations  the lanes
    void begin_block(Range combinations) { panel_.fill(problem_, case_masks_, case_rows_, combinations); }

    /// Takes a combination of half A: finds the observed rows of all tiles and sums x over them.
    void begin_leading(std::size_t combination) {
        leading_.fill(problem_, case_masks_, case_rows_, combination);
        folded_choice_ = listed_number_ = listed_whole_number_ = none;
        for (std::size_t& choice : full_choice_) choice = none;
        lane_counts_.clear();
        for (int group = 0; group < groups(); ++group) begin_group(group);
    }

    /// Takes at most outcomes_at_once choices of the outcome; the first has slot 0.
    void begin_outcomes(Range choices) {
        first_number_ = choices.begin;
        for (std::size_t slot = 0; slot < choices.size(); ++slot) {
            const std::size_t choice = problem_.outcome_choice(choices.begin + slot);
            if (choice != folded_choice_) leading_.fold(problem_, choice, last_fold_ = (last_fold_ + 1) % outcomes_at_once);
            folded_choice_ = choice;
            fold_of_[slot] = last_fold_;
        }
    }

    /// How many choices of the outcome to sum at once: one when all cases make one pass, so that its sums are used at once;
    /// else all, so that a pass over half B serves them all.
    std::size_t slots_at_once() const { return slots_at_once_; }

    /// Sums the tiles of a group with the choices of the outcome in these slots.
    void sum(int group, Range slots) {
        if (weighted()) sum_weighted(group, slots.begin);
        else sum_all_cases(group, slots);
    }
    void sum_all_cases(int group, Range slots) {
        const int tile = group << group_shift_, pass = cases_per_sum(wanted_.together(group));
        for (int begin = 0; begin < problem_.cases; begin += pass)
            for (std::size_t slot = slots.begin; slot < slots.end; ++slot) {
                const int end = begin + pass < problem_.cases ? begin + pass : problem_.cases;
                if (whole()) sum_whole_pass(tile, slot, begin, end);
                else sum_pass(tile, slot, begin, end, both(tile, slot), ambiguous(tile, slot));
            }
    }

    /// Sums of a tile, in units of 2^-26 where whole(). @pre its group was summed last, with this slot
    TileSums<Number> sums(int tile, std::size_t slot) {
        return {weighted() ? weighted_x(tile) : x(tile), both(tile, slot), ambiguous(tile, slot)};
    }

    /// Sums of a tile in double.
    TileSums<Number> exact_sums(int tile, std::size_t slot) {
        if (!whole()) return sums(tile, slot);
        const TileSums<Number> exact{{exact_.data(), 1}, {exact_.data() + problem_.rows(), 1}, {exact_.data() + 2 * problem_.rows(), 1}};
        if (weighted()) {
            sum_listed(tile, slot, exact);
            return exact;
        }
        sum_plan(leading_.plain(problem_), panel_.half_rows(problem_, tile), plan(tile), 0, problem_.cases, double_pass(), exact.x);
        const int pass = double_pass();
        for (int begin = 0; begin < problem_.cases; begin += pass)
            sum_pass(tile, slot, begin, begin + pass < problem_.cases ? begin + pass : problem_.cases, exact.both, exact.ambiguous);
        return exact;
    }

    bool whole() const { return group_shift_ == 1; }
    bool weighted() const { return weightings_ != nullptr; }
    /// Cases that are added up in this slot, each as often as it counts.
    int terms(std::size_t slot) const { return weighted() ? weightings_->terms(weighting_of(slot)) : problem_.cases; }
    int tiles() const { return panel_.tiles(); }
    int groups() const { return (tiles() + group_tiles() - 1) >> group_shift_; }
    int group_of(int tile) const { return tile >> group_shift_; }
    Range tiles_of(int group) const {
        const int end = (group + 1) << group_shift_;
        return {size(group << group_shift_), size(end < tiles() ? end : tiles())};
    }
    int lanes() const { return panel_.lanes(); }
    int lanes_of(int tile) const {
        const int rest = panel_.lanes() - tile * width;
        return rest < width ? rest : width;
    }
    /// Choices of the sets of half B: [lane][max_half_sets].
    const int* lane_choices() const { return panel_.choice(0); }
    /// Of the sets of half A.
    const int* leading_choice() const { return leading_.choice(); }

    /// The rows that are observed in some lane of the tile's group; under weightings, that are under some.
    RowList rows(int tile) const { return wanted_.rows(group_of(tile)); }
    /// Rows with enough cases for each frequency cutoff: [cutoff][word][lane]. Under weightings: of the slot summed last.
    const std::uint64_t* observed(int tile) const {
        return (weighted() ? weighted_observed_ : observed_).data() + tile * problem_.cutoffs.n_cuts * Words * width;
    }
    RowMask<Words> observed(int tile, int n_cut, int l) const {
        RowMask<Words> rows;
        QCA_UNROLL for (int w = 0; w < Words; ++w) rows.word[w] = observed(tile)[(n_cut * Words + w) * width + l];
        return rows;
    }
    /// Number of cases in every row, for all lanes of the block: out[row * BlockGrid::lanes + lane].
    void write_cases(std::int32_t* out) {
        for (int lane = 0; lane < panel_.lanes(); ++lane) {
            const int touched = count_cases(lane);
            for (int row = 0; row < problem_.rows(); ++row)
                out[size(row) * BlockGrid::lanes + size(lane)] = cases_in_row_[size(row)];
            for (int t = 0; t < touched; ++t) cases_in_row_[size(touched_[size(t)])] = 0;
        }
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    int group_tiles() const { return 1 << group_shift_; }
    int in_group(int tile) const { return tile & (group_tiles() - 1); }
    RowPlan plan(int tile) const { return wanted_.plan(group_of(tile)); }
    RowSums<Number> x(int tile) { return {x_.data() + tile * problem_.rows(), 1}; }
    RowSums<Number> both(int tile, std::size_t slot) { return {both_.data() + of_slot(tile, slot), 1}; }
    RowSums<Number> ambiguous(int tile, std::size_t slot) { return {ambiguous_.data() + of_slot(tile, slot), 1}; }
    std::size_t of_slot(int tile, std::size_t slot) const {
        return (((slot & (slots_at_once_ - 1)) << group_shift_) + size(in_group(tile))) * size(problem_.rows());
    }
    /// @param together  half rows of half B that are visited together
    int cases_per_sum(int together) const {
        return whole() ? whole_cases : cases_per_pass(together, static_cast<int>(sizeof(Number)));
    }
    /// Cases of which all half rows of half B, in double, are visited together.
    int double_pass() const { return cases_per_pass(problem_.rows_b(), static_cast<int>(sizeof(Number))); }

    void sum_pass(int tile, std::size_t slot, int begin, int end, RowSums<Number> both, RowSums<Number> ambiguous) {
        const int low_cases = leading_.low_cases(fold_of_[slot]);
        sum_plan_with_outcome(leading_.with_y(problem_, fold_of_[slot]), leading_.with_both(problem_, fold_of_[slot]), panel_.half_rows(problem_, tile),
                              plan(tile), begin, end, low_cases, SumsInMemory<Number>{both, ambiguous, begin == 0, begin <= low_cases});
    }
    void sum_whole_pass(int tile, std::size_t slot, int begin, int end) {
        sum_plan_with_outcome(leading_.whole_with_y(problem_, fold_of_[slot]), leading_.whole_with_both(problem_, fold_of_[slot]),
                              panel_.whole_rows(problem_, tile), plan(tile), begin, end, leading_.low_cases(fold_of_[slot]),
                              whole_part(tile, slot, begin == 0));
    }
    WholePart<Number> whole_part(int tile, std::size_t slot, bool first) {
        return {first, both(tile, slot).first, both(tile + 1, slot).first, ambiguous(tile, slot).first, ambiguous(tile + 1, slot).first};
    }

    void begin_group(int group) {
        std::uint64_t seen[Words] = {};
        const Range tiles = tiles_of(group);
        for (int tile = static_cast<int>(tiles.begin); tile < static_cast<int>(tiles.end); ++tile) observe(tile, seen);
        wanted_.take(group, seen);
        const int tile = static_cast<int>(tiles.begin);
        if (whole()) sum_whole_x(leading_.whole_plain(problem_), panel_.whole_rows(problem_, tile), tile, problem_.cases, x(tile).first, x(tile + 1).first);
        else sum_plan(leading_.plain(problem_), panel_.half_rows(problem_, tile), plan(tile), 0, problem_.cases, double_pass(), x(tile));
    }

    /// The second tile of the last group may lie beyond the block: it repeats the last lane and is not read.
    void sum_whole_x(HalfRows<std::uint32_t> a, HalfRows<Whole> b, int tile, int cases, Number* lower, Number* upper) {
        const RowPlan plan = this->plan(tile);
        for (int begin = 0; begin < cases; begin += whole_cases) {
            const int end = begin + whole_cases < cases ? begin + whole_cases : cases;
            sum_plan(a, b, plan, begin, end, whole_cases, RowSums<Whole>{whole_x_.data(), 1});
            for (int r = 0; r < plan.wanted.count; ++r) {
                const std::int32_t row = plan.wanted.row[r];
                add_halves(lower[row], upper[row], begin == 0, whole_x_[size(row)]);
            }
        }
    }

    /// Finds the observed rows of a tile's lanes and adds them to `seen`.
    void observe(int tile, std::uint64_t* seen) {
        std::uint64_t* const masks = observed_.data() + tile * problem_.cutoffs.n_cuts * Words * width;
        for (int i = 0; i < problem_.cutoffs.n_cuts * Words * width; ++i) masks[i] = 0;
        if (CaseMasks<Number>::can_hold(problem_)) {
            observe_masked(tile, ~std::uint64_t{0}, seen, masks);
        } else {
            for (int l = 0; l < lanes_of(tile); ++l) observe_counted(tile * width + l, l, nullptr, seen, masks);
        }
    }
    /// @param taking_part  cases
    void observe_masked(int tile, std::uint64_t taking_part, std::uint64_t* seen, std::uint64_t* masks) {
        const std::uint64_t* const a = leading_.masks();
        const Bits* const b = panel_.masks(tile);
        const int rows_a = problem_.rows_a(), rows_b = problem_.rows_b();
        for (int q = 0; q < problem_.cutoffs.n_cuts; ++q) {
            const std::int32_t n_cut = problem_.cutoffs.n_cut[q];
            Bits observed{};
            for (int i = 0; i < rows_a; ++i)
                for (int j = 0; j < rows_b; ++j) {
                    Bits cases = Lanes<Number>::spread_bits(a[i] & taking_part) & b[j];
                    // What is left without n_cut - 1 cases: for the few cases of a usual cutoff cheaper than to count them.
                    for (int without = 1; without < n_cut && without <= problem_.cases; ++without) cases &= cases - 1;
                    observed = Lanes<Number>::set_where(observed, cases != 0, Bits{} + (std::uint64_t{1} << (i * rows_b + j)));
                }
            for (int l = 0; l < width; ++l) masks[q * width + l] = observed[l];
            if (q == 0) seen[0] |= Lanes<Number>::merge(observed);
        }
    }
    /// The same by counting. Rows with fewer cases than every frequency cutoff need no sums.
    /// @param weights  of the cases; null: once each, and what is found is kept for the weightings
    void observe_counted(int lane, int l, const std::uint16_t* weights, std::uint64_t* seen, std::uint64_t* masks) {
        const int touched = count_cases(lane, weights);
        // A repeated case may lift its row above a cutoff.
        const std::int32_t lowest = problem_.repeats_cases ? 1 : problem_.cutoffs.n_cut[0];
        for (int t = 0; t < touched; ++t) {
            const std::int32_t row = touched_[size(t)];
            const std::int32_t n = cases_in_row_[size(row)];
            cases_in_row_[size(row)] = 0;
            if (row >= problem_.rows()) continue;
            const std::uint64_t bit = std::uint64_t{1} << (row & 63);
            if (n >= lowest) seen[row >> 6] |= bit;
            for (int q = 0; q < problem_.cutoffs.n_cuts && n >= problem_.cutoffs.n_cut[q]; ++q)
                masks[(q * Words + (row >> 6)) * width + l] |= bit;
            if (weighted() && weights == nullptr) lane_counts_[size(lane * problem_.rows() + row)] = n;
        }
    }

    /// Fills cases_in_row_ for the rows listed in touched_. @param weights  null: once each @return their number
    int count_cases(int lane, const std::uint16_t* weights = nullptr) {
        if (CaseMasks<Number>::can_hold(problem_)) {
            int touched = 0;
            for (int row = 0; row < problem_.rows(); ++row) {
                const int n = __builtin_popcountll(leading_.masks()[row >> problem_.sets_b()] &
                                                   panel_.masks(lane / width)[row & (problem_.rows_b() - 1)][lane % width]);
                cases_in_row_[size(row)] = n;
                if (n > 0) touched_[size(touched++)] = row;
            }
            return touched;
        }
        const std::int32_t* const a = leading_.row();
        const std::int32_t* const b = panel_.row(problem_, lane);
        int touched = 0;
        for (int c = 0; c < problem_.cases; ++c) {
            const std::int32_t row = a[c] + b[c];
            touched_[size(touched)] = row;
            const std::int32_t weight = weights == nullptr ? 1 : weights[c];
            touched += cases_in_row_[size(row)] == 0 && weight > 0;
            cases_in_row_[size(row)] += weight;
        }
        return touched;
    }

    int weighting_of(std::size_t slot) const { return problem_.weighting(first_number_ + slot); }
    int most_terms() const { return weighted() ? weightings_->most_terms() : 0; }
    RowSums<Number> weighted_x(int tile) { return {weighted_x_.data() + in_group(tile) * problem_.rows(), 1}; }

    /// Sums and observes the tiles of a group under the weighting of the slot.
    void sum_weighted(int group, std::size_t slot) {
        const int tile = group << group_shift_, weighting = weighting_of(slot);
        if (!whole()) {
            sum_listed(tile, slot, {weighted_x(tile), both(tile, slot), ambiguous(tile, slot)});
        } else if (weightings_->by_difference(weighting)) {
            sum_full(group, slot);
            subtract(group, slot, weightings_->left_out(weighting));
        } else {
            sum_listed_whole(tile, slot);
        }
        const Range tiles = tiles_of(group);
        for (int t = static_cast<int>(tiles.begin); t < static_cast<int>(tiles.end); ++t) observe_weighted(t, weighting);
    }

    /// Sums all cases, once for all weightings of a choice of the outcome.
    void sum_full(int group, std::size_t slot) {
        const std::size_t choice = problem_.outcome_choice(first_number_ + slot);
        if (full_choice_[group] == choice) return;
        full_choice_[group] = choice;
        sum_all_cases(group, {slot, slot + 1});
        const int tile = group << group_shift_;
        const RowList rows = this->rows(tile);
        for (int t = tile; t < tile + group_tiles(); ++t)
            for (int r = 0; r < rows.count; ++r) {
                full_both_[size(t * problem_.rows() + rows.row[r])] = both(t, slot)[rows.row[r]];
                full_ambiguous_[size(t * problem_.rows() + rows.row[r])] = ambiguous(t, slot)[rows.row[r]];
            }
    }

    /// The sums over all cases without the terms of a few: whole numbers, so these are the sums over the others.
    void subtract(int group, std::size_t slot, CaseList cases) {
        const int tile = group << group_shift_;
        const RowList rows = this->rows(tile);
        const HalfRows<std::uint32_t> plain = leading_.whole_plain(problem_), with_y = leading_.whole_with_y(problem_, fold_of_[slot]),
                                      with_both = leading_.whole_with_both(problem_, fold_of_[slot]);
        const HalfRows<Whole> b = panel_.whole_rows(problem_, tile);
        for (int r = 0; r < rows.count; ++r) {
            const std::int32_t row = rows.row[r];
            const int i = row >> problem_.sets_b(), j = row & (problem_.rows_b() - 1);
            Whole in_x{}, in_both{}, in_neither{};
            for (int l = 0; l < cases.count; ++l) {
                const int c = cases.first[l];
                const Whole right = *b.at(c, j);
                in_x += smaller(spread<Whole>(*plain.at(c, i)), right);
                in_both += smaller(spread<Whole>(*with_y.at(c, i)), right);
                in_neither += smaller(spread<Whole>(*with_both.at(c, i)), right);
            }
            QCA_UNROLL for (int half = 0; half < 2; ++half) {
                const std::size_t full = size((tile + half) * problem_.rows() + row);
                weighted_x(tile + half)[row] = x_[full] - Lanes<Number>::half_of(in_x, half);
                both(tile + half, slot)[row] = full_both_[full] - Lanes<Number>::half_of(in_both, half);
                ambiguous(tile + half, slot)[row] = full_ambiguous_[full] - Lanes<Number>::half_of(in_neither, half);
            }
        }
    }

    /// The cases that count in this slot, each as often as it does.
    CaseList list_of(std::size_t slot) {
        weightings_->list(weighting_of(slot), list_.data());
        return {list_.data(), terms(slot)};
    }
    int low_terms(CaseList cases, std::size_t slot) const {
        int low = 0;
        while (low < cases.count && cases.first[low] < leading_.low_cases(fold_of_[slot])) ++low;
        return low;
    }

    /// Sums the listed cases of a slot in double.
    void sum_listed(int tile, std::size_t slot, const TileSums<Number>& sums) {
        const CaseList cases = list_of(slot);
        if (listed_number_ != first_number_ + slot)
            listed_.take_a(cases, leading_.plain(problem_), leading_.with_y(problem_, fold_of_[slot]),
                           leading_.with_both(problem_, fold_of_[slot]));
        listed_number_ = first_number_ + slot;
        listed_.take_b(cases, panel_.half_rows(problem_, tile));
        sum_plan(listed_.plain(), listed_.b(), plan(tile), 0, cases.count, double_pass(), sums.x);
        const int low = low_terms(cases, slot), pass = double_pass();
        for (int begin = 0; begin < cases.count; begin += pass)
            sum_plan_with_outcome(listed_.with_y(), listed_.with_both(), listed_.b(), plan(tile), begin,
                                  begin + pass < cases.count ? begin + pass : cases.count, low,
                                  SumsInMemory<Number>{sums.both, sums.ambiguous, begin == 0, begin <= low});
    }
    /// Sums the listed cases of a slot in whole numbers, two tiles at once.
    void sum_listed_whole(int tile, std::size_t slot) {
        const CaseList cases = list_of(slot);
        if (listed_whole_number_ != first_number_ + slot)
            listed_whole_.take_a(cases, leading_.whole_plain(problem_), leading_.whole_with_y(problem_, fold_of_[slot]),
                                 leading_.whole_with_both(problem_, fold_of_[slot]));
        listed_whole_number_ = first_number_ + slot;
        listed_whole_.take_b(cases, panel_.whole_rows(problem_, tile));
        sum_whole_x(listed_whole_.plain(), listed_whole_.b(), tile, cases.count, weighted_x(tile).first, weighted_x(tile + 1).first);
        const int low = low_terms(cases, slot);
        for (int begin = 0; begin < cases.count; begin += whole_cases)
            sum_plan_with_outcome(listed_whole_.with_y(), listed_whole_.with_both(), listed_whole_.b(), plan(tile), begin,
                                  begin + whole_cases < cases.count ? begin + whole_cases : cases.count, low,
                                  whole_part(tile, slot, begin == 0));
    }

    /// Finds the rows that are observed under a weighting.
    void observe_weighted(int tile, int weighting) {
        const std::size_t words = size(problem_.cutoffs.n_cuts * Words * width);
        std::uint64_t* const masks = weighted_observed_.data() + size(tile) * words;
        std::uint64_t seen[Words] = {};
        const CaseList left_out = weightings_->left_out(weighting);
        const bool by_count = !CaseMasks<Number>::can_hold(problem_) && !weightings_->by_difference(weighting);
        for (std::size_t i = 0; i < words; ++i) masks[i] = by_count ? 0 : observed_[size(tile) * words + i];
        if (CaseMasks<Number>::can_hold(problem_)) {
            std::uint64_t taking_part = ~std::uint64_t{0};
            for (int i = 0; i < left_out.count; ++i) taking_part &= ~(std::uint64_t{1} << left_out.first[i]);
            observe_masked(tile, taking_part, seen, masks);
            return;
        }
        for (int l = 0; l < lanes_of(tile); ++l) {
            if (by_count) observe_counted(tile * width + l, l, weightings_->weights(weighting), seen, masks);
            else remove_cases(tile * width + l, l, left_out, masks);
        }
    }
    /// Takes cases out of a lane's observed rows.
    void remove_cases(int lane, int l, CaseList cases, std::uint64_t* masks) {
        const std::int32_t* const a = leading_.row();
        const std::int32_t* const b = panel_.row(problem_, lane);
        std::int32_t* const counts = lane_counts_.data() + lane * problem_.rows();
        for (int i = 0; i < cases.count; ++i) {
            const std::int32_t row = a[cases.first[i]] + b[cases.first[i]];
            if (row >= problem_.rows()) continue;
            const std::int32_t n = --counts[row];
            for (int q = problem_.cutoffs.n_cuts - 1; q >= 0 && problem_.cutoffs.n_cut[q] > n; --q)
                masks[(q * Words + (row >> 6)) * width + l] &= ~(std::uint64_t{1} << (row & 63));
        }
        for (int i = 0; i < cases.count; ++i) {
            const std::int32_t row = a[cases.first[i]] + b[cases.first[i]];
            if (row < problem_.rows()) ++counts[row];
        }
    }

    static constexpr std::size_t none = ~std::size_t{0};

    const SweepProblem problem_;
    const CaseWeightings<Number>* const weightings_;
    // Powers of two: a division would take as long as the sums of a row.
    const int group_shift_;
    const std::size_t slots_at_once_;  // 1 or outcomes_at_once
    CaseMasks<Number> case_masks_;
    CaseRows<Number> case_rows_;
    Panel<Number> panel_;
    LeadingHalf<Number> leading_;
    Buffer<Number> x_;                               // [tile][row]
    Buffer<Number> both_, ambiguous_;                // [slot][tile of the group][row] of the last sum()
    Buffer<Number> exact_;                           // [x, both, ambiguous][row]
    Buffer<Whole> whole_x_;                          // [row] a part
    WantedRows<Number, Words> wanted_;               // by group
    Buffer<std::int32_t> cases_in_row_, touched_;
    Buffer<std::uint64_t> observed_;                 // [tile][frequency cutoff][word][lane]
    // Under weightings; what is above is of all cases, each once, but for the sums of a slot:
    Buffer<Number> full_both_, full_ambiguous_;      // [tile][row]
    Buffer<Number> weighted_x_;                      // [tile of the group][row] of the slot
    Buffer<std::uint64_t> weighted_observed_;        // [tile][frequency cutoff][word][lane] of the slot
    Buffer<std::int32_t> lane_counts_;               // [lane][row] cases, where CaseMasks cannot hold them
    Buffer<std::int32_t> list_;                      // [term]
    ListedHalves<Number> listed_;
    ListedHalves<Whole> listed_whole_;
    std::size_t full_choice_[max_tiles] = {};        // [group] choice of the outcome that full_both_ is of
    std::size_t first_number_ = 0, folded_choice_ = none, last_fold_ = 0, fold_of_[outcomes_at_once] = {};
    std::size_t listed_number_ = none, listed_whole_number_ = none;  // see SweepProblem::outcomes()
};

}  // namespace qca
