// Necessity and skew in one slice of a sweep.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/slices.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/combination_necessity.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

struct SliceNecessity {
    /// Of a set, under every combination of its conditions' choices and the outcome's.
    struct Candidate {
        std::string set;
        std::vector<std::size_t> involved;  ///< numbers in the whole study of its conditions, increasing
        std::array<CombinationNecessity, 2> explained;  ///< the outcome, its negation
    };
    /// Cases with a membership above 0.5.
    struct Skew {
        std::string set;
        std::size_t number = 0;         ///< in the whole study
        std::vector<std::uint64_t> in;  ///< [choice of the set]
    };

    std::size_t cases = 0;
    std::vector<Candidate> sets;
    std::vector<Skew> skew;  ///< conditions of the slice, its outcome as it is explained
};

/// Memberships in the sets of a slice. Where none of them is ranked they are the same in every slice that differs in its cases
/// alone.
struct SliceMemberships {
    std::vector<std::size_t> conditions;  ///< numbers in the whole study
    std::size_t outcome = 0;
    Study study;                             ///< study_of_slice()
    SweepPlan plan;                          ///< of it
    StudyData data;
    std::vector<std::vector<double>> table;  ///< [condition, then the outcome, not negated][choice][case of the data]

    /// @param slice  complete
    SliceMemberships(const Study& whole, const StudyData& whole_data, const Slice& slice);
};

/// @param cases  of the data of the memberships, increasing; one may come more than once
/// @param crew   null: the calling thread alone
SliceNecessity slice_necessity(const SliceMemberships& memberships, const CaseSelection& cases, Crew* crew);

}  // namespace qca
