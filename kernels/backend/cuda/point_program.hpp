// What a device does with a list of points: a thread takes a point, from its choices to its coded table. Threads share
// nothing but the list of unknown tables.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/device_points.hpp"
#include "kernels/backend/cuda/sum_points.hpp"
#include "kernels/backend/cuda/table_list.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// What the program is run for.
enum class PointPass {
    evaluate,  ///< finds the tables, lists those that are not known
    list,      ///< lists the tables again that are not known
    number,    ///< writes the numbers of the tables
    sums       ///< writes the row sums and no more
};

template <class ProgramKind>
struct PointProgram {
    using Kind = ProgramKind;
    using Number = typename Kind::Number;
    using Sum = typename Kind::Sum;
    static constexpr int words = Kind::words;
    static constexpr int lanes = point_lanes;

    DevicePoints<Number> points;
    PointPass pass = PointPass::evaluate;
    TableKey<words>* key = nullptr;             ///< [point] its table
    const TableSlot<words>* slot = nullptr;     ///< of the known tables
    std::size_t slot_mask = 0;
    TableList<words> unknown;
    std::uint32_t* number = nullptr;            ///< [point], written by PointPass::number
    std::uint64_t* flagged = nullptr;           ///< counted up
    Sum* far = nullptr;                         ///< [resident block][sum][lane], where sums are added up in parts
    PointSumsOut sums_out;                      ///< in the memory of the device

    /// Values in `far` of one block.
    static constexpr std::size_t far_size = Kind::in_parts ? std::size_t{3} * tail_rows * lanes : 0;

    /// Runs this resident block's share of the points.
    template <class Team>
    QCA_HD void run(Team& team, std::size_t resident, std::size_t residents) const {
        const std::size_t blocks = (points.size + lanes - 1) / lanes;
        for (std::size_t block = resident; block < blocks; block += residents)
            team.each([&](int lane) QCA_INLINE_LAMBDA {
                const std::size_t point = block * lanes + static_cast<std::size_t>(lane);
                if (point < points.size) run_point<Team>(point, far + resident * far_size + lane);
            });
    }

  private:
    template <class Team>
    QCA_HD void run_point(std::size_t point, Sum* far_sums) const {
        if (pass == PointPass::number) {
            number[point] = find_table(slot, slot_mask, key[point]);
            return;
        }
        if (pass == PointPass::evaluate || pass == PointPass::sums) evaluate<Team>(point, far_sums);
        if (pass != PointPass::sums && find_table(slot, slot_mask, key[point]) == unknown_table)
            unknown.template add<Team>(key[point]);
    }

    template <class Team>
    QCA_HD void evaluate(std::size_t point, Sum* far_sums) const {
        const PointPlaces<Number> places(points, point);
        const PairOfBounds<double> bounds{points.incl_bound[point], points.pri_bound[point]};
        const std::int32_t n_cut = points.n_cut[point];
        TableKey<words> table{};
        bool flag = false;
        for (int group = 0; group < points.groups(); ++group) {
            std::uint32_t observed = observe<Team>(point, group, n_cut);
            if (observed == 0) continue;
            GroupSums<Number> sums;
            sum_group<Kind>(points, places, group, sums, far_sums);
            if (pass == PointPass::sums) {
                write_sums(point, group, observed, sums, far_sums);
                continue;
            }
            std::uint32_t positive = 0, open = 0;
            QCA_UNROLL for (int r = 0; r < tail_rows; ++r) {
                if ((observed >> r & 1) == 0) continue;
                const Standing standing = stand_to_both<Kind>(sum_of(far_sums, 3 * r, sums.x[r]), sum_of(far_sums, 3 * r + 1, sums.both[r]),
                                                              sum_of(far_sums, 3 * r + 2, sums.ambiguous[r]), bounds, points.band);
                if (standing == Standing::met) positive |= 1u << r;
                if (standing == Standing::open) open |= 1u << r;
            }
            flag = flag || open != 0;
            for (; open != 0; open &= open - 1) {
                const int r = Team::lowest_bit(open);
                if (meets_both(sum_exactly(points, places, group, r), bounds)) positive |= 1u << r;
            }
            const int first = group << tail_sets;
            table.positive.word[words == 1 ? 0 : first >> 6] |= std::uint64_t{positive} << (first & 63);
            table.observed.word[words == 1 ? 0 : first >> 6] |= std::uint64_t{observed} << (first & 63);
        }
        if (pass == PointPass::sums) return;
        key[point] = table;
        if (flag) add_atomically(flagged, std::uint64_t{1});
    }

    /// The rows of a group with enough cases.
    template <class Team>
    QCA_HD std::uint32_t observe(std::size_t point, int group, std::int32_t n_cut) const {
        std::int32_t n[tail_rows];
        count_group<Team>(points, point, group, n);
        std::uint32_t observed = 0;
        QCA_UNROLL for (int r = 0; r < tail_rows; ++r) observed |= static_cast<std::uint32_t>(n[r] >= n_cut) << r;
        if (pass == PointPass::sums) {
            QCA_UNROLL for (int r = 0; r < tail_rows; ++r) {
                if (r < points.rows_of_group()) sums_out.n[row_place(point, group, r)] = n[r];
            }
        }
        return observed;
    }
    QCA_HD std::size_t row_place(std::size_t point, int group, int row) const {
        return static_cast<std::size_t>((group << tail_sets) + row) * points.size + point;
    }
    QCA_HD static Sum sum_of(const Sum* far_sums, int at, Number in_register) {
        if constexpr (Kind::in_parts) return far_sums[at * lanes];
        else return in_register;
    }
    QCA_HD void write_sums(std::size_t point, int group, std::uint32_t observed, const GroupSums<Number>& sums,
                           const Sum* far_sums) const {
        const double unit = Kind::Sums::certified ? 1.0 / whole_one : 1.0;
        QCA_UNROLL for (int r = 0; r < tail_rows; ++r) {
            if ((observed >> r & 1) == 0) continue;
            const std::size_t to = row_place(point, group, r);
            sums_out.x[to] = static_cast<double>(sum_of(far_sums, 3 * r, sums.x[r])) * unit;
            sums_out.both[to] = static_cast<double>(sum_of(far_sums, 3 * r + 1, sums.both[r])) * unit;
            sums_out.ambiguous[to] = static_cast<double>(sum_of(far_sums, 3 * r + 2, sums.ambiguous[r])) * unit;
        }
    }
};

}  // namespace qca
