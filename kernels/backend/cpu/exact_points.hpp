// Row sums of a few points in double: every lane is a point, cases are added in their order.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_sums.hpp"
#include "kernels/backend/cpu/transpose.hpp"
#include "kernels/stage/row_blocks.hpp"
#include "kernels/views.hpp"

namespace qca {

/// What the lanes of a pack of points look up.
template <class Number>
struct PointLanes {
    static constexpr int count = Lanes<Number>::count;
    const double* membership[max_conditions + 1][count];  ///< [set][lane][case]; the outcome comes last
    const std::uint32_t* weight[count];                   ///< [lane][case]
    bool weighted;                                        ///< else every case counts once
    int low_cases;                                        ///< so many cases have y <= 0.5 in every lane
};

template <class Number>
class ExactPoints {
    static constexpr int chunk = Lanes<Number>::count;  ///< cases that are looked up at once

  public:
    explicit ExactPoints(const SweepProblem& problem) : cases_(problem.cases), sets_(problem.conditions + 1), sums_(problem) {}

    /// Sums the rows of a plan over all cases, each as often as it counts. @return the sums, [row]; they stay until the next ones
    TileSums<Number> sum(const PointLanes<Number>& lanes, const RowPlan& plan) {
        sums_.begin(plan);
        for (int begin = 0; begin < cases_; begin += chunk) {
            const int count = smaller(cases_ - begin, chunk), low = lanes.low_cases - begin;
            look_up(lanes, begin, count);
            if (lanes.weighted) add_weighted(lanes, begin, count, low);
            else sums_.add(Once{membership_}, 0, count, low);
        }
        return sums_.end();
    }

  private:
    using Memberships = Number[max_conditions + 1][chunk];  // [set][case of the chunk]

    struct Once {
        const Memberships& of;
        QCA_HD Number one(int) const { return full_membership<Number>(); }
        QCA_HD Number membership(int set, int i) const { return of[set][i]; }
    };
    /// In the lanes where a case is added, factor is 1, else 0.
    struct WhereCounted {
        const Memberships& of;
        const Number& factor;
        QCA_HD Number one(int) const { return factor; }
        QCA_HD Number membership(int set, int i) const { return of[set][i] * factor; }
    };

    void look_up(const PointLanes<Number>& lanes, int begin, int count) {
        for (int s = 0; s < sets_; ++s) {
            const double* row[chunk];
            for (int l = 0; l < chunk; ++l) row[l] = lanes.membership[s][l] + begin;
            if (count == chunk) {
                load_transposed<Number>(row, membership_[s]);
            } else {
                for (int i = 0; i < count; ++i)
                    for (int l = 0; l < chunk; ++l) membership_[s][i][l] = row[l][i];
            }
        }
    }
    /// A case that counts twice is added twice, in place, as two lines of the data would be.
    void add_weighted(const PointLanes<Number>& lanes, int begin, int count, int low) {
        for (int i = 0; i < count; ++i) {
            std::uint32_t most = 0;
            for (int l = 0; l < chunk; ++l) most = larger(most, lanes.weight[l][begin + i]);
            for (std::uint32_t repeat = 0; repeat < most; ++repeat) {
                Number factor{};
                for (int l = 0; l < chunk; ++l) factor[l] = repeat < lanes.weight[l][begin + i] ? 1.0 : 0.0;
                sums_.add(WhereCounted{membership_, factor}, i, 1, low);
            }
        }
    }

    const int cases_, sets_;
    PointSums<Number> sums_;
    Memberships membership_ = {};
};

}  // namespace qca
