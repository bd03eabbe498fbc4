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
#include "host/sweep/membership_store.hpp"
#include "host/sweep/remembered_memberships.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/slice_boxes.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

struct SliceNecessity {
    /// Of a set, under every combination of its conditions' choices and the outcome's that is evaluated.
    struct Candidate {
        std::string set;
        /// Combinations of its conditions' choices and the outcome's: [group] of the outcome, its negation.
        struct Part {
            ChoiceGroup group;
            std::array<CombinationNecessity, 2> explained;
        };
        std::vector<Part> parts;
    };
    /// Cases with a membership above 0.5.
    struct Skew {
        std::string set;
        std::vector<std::uint64_t> in;  ///< [choice of the set]
        std::vector<ChoiceGroup> groups;  ///< of the set
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
    std::vector<std::size_t> choices;        ///< [condition, then the outcome] how many
    StudyData data;
    std::vector<MembershipTable> table;      ///< [condition, then the outcome, not negated][choice][case of the data]

    /// @param slice  complete
    /// @param store  tables are looked for there, and left there
    static SliceMemberships of_grid(const Study& whole, const StudyData& whole_data, const Slice& slice, const MembershipStore& store);

    /// Under the anchors that are tabulated for the samples of a slice.
    static SliceMemberships of_samples(const SampleSlice& slice, RememberedMemberships& memberships);
};

/// Memberships of some cases, and what necessity is asked of.
struct SliceProblem {
    /// An outcome, in the order of its own sums.
    struct Explained {
        std::vector<std::size_t> order;  ///< numbers among the cases
        std::vector<double> table;       ///< [choice][place]
    };

    std::size_t cases = 0;
    std::vector<std::vector<double>> conditions;  ///< [condition][choice][case]
    std::array<Explained, 2> explained;           ///< the outcome, its negation
    std::vector<NamedExpression> candidates;
    std::vector<std::string> names;               ///< [set] conditions, then the outcome as it is explained
    double bound = 0;                             ///< of the cutoff for inclN

    /// @param cases  of the data of the memberships, increasing; one may come more than once
    SliceProblem(const SliceMemberships& memberships, const CaseSelection& cases);

    /// [choice] cases with a membership above 0.5. @param set  a condition, or the outcome
    std::vector<std::uint64_t> count_in(std::size_t set) const;
};

/// @param cases  as for SliceProblem
/// @param crew   null: the calling thread alone
SliceNecessity slice_necessity(const SliceMemberships& memberships, const CaseSelection& cases, const SliceBoxes& boxes, Crew* crew);

}  // namespace qca
