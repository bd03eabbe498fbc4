// What a search tries for each set: transforms of the raw values, and anchors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Which anchors are tried.
enum class AnchorGrid {
    steps,  ///< steps over the range of the values: half the smallest distance between two, or wider, so that
            ///< there are no more than most_steps
    data,   ///< the values themselves, and the middle between neighbours
    sweep   ///< the lists in [sweep.anchors] of the study, its own anchor where there is none
};

/// Which ways from the column to the value that is calibrated are tried.
enum class TransformChoice {
    own,   ///< the study's
    ties,  ///< ranks with each tie rule, for sets that the study ranks
    all    ///< the raw values, and ranks with each tie rule
};

struct SpaceOptions {
    AnchorGrid grid = AnchorGrid::steps;
    TransformChoice transforms = TransformChoice::all;
    double rank_step = 0;            ///< of AnchorGrid::steps for ranks; 0: the grid's own
    std::vector<std::pair<std::string, double>> steps;  ///< the same for single sets, whatever their values are
    bool search_outcome = false;     ///< else the outcome is as in the study
    std::vector<std::string> fixed;  ///< names of conditions that are as in the study
};

inline constexpr std::size_t most_steps = 64;

/// How the values that are calibrated come from the column: ranks, or (nothing) the values themselves.
using Transform = std::optional<Ranking>;

/// Transforms that give the same values.
struct Variant {
    std::vector<Transform> transforms;  ///< the study's own first, where it is among them
    std::vector<double> values;         ///< [case]
    std::vector<double> exclusion, crossover, inclusion;  ///< values tried, increasing
};

struct Candidate {
    std::size_t variant = 0;
    Anchors anchors;
};

/// The candidates of one set with their memberships, by the sum of these.
struct SetSpace {
    std::string name;
    bool searched = false;  ///< false: the one candidate is as in the study
    std::vector<Variant> variants;
    std::vector<Candidate> candidates;
    std::vector<double> memberships;  ///< [candidate][case]; of the outcome as analysed: negated if the study says so
    std::vector<double> sums;         ///< [candidate] sum of the memberships; increasing
    std::size_t cases = 0;

    std::size_t size() const { return candidates.size(); }
    const double* of(std::size_t candidate) const { return memberships.data() + candidate * cases; }
};

/// The conditions, then the outcome. Every triple of anchors in order, rising and falling, of every variant.
/// @throws InputError for a name in the options that is no set, a step that leaves nothing to try, and more candidates than
///         fit most_memberships numbers
std::vector<SetSpace> search_space(const Study& study, const StudyData& data, const SpaceOptions& options, Crew& crew);

inline constexpr std::size_t most_memberships = std::size_t{1} << 25;

/// Memberships under a candidate's anchors or others.
std::vector<double> memberships_under(const SetDefinition& definition, const Variant& variant, const Anchors& anchors,
                                      const std::vector<std::string>& cases);

/// Increasing values from the least to the greatest of `values`. @param step  0: as AnchorGrid::steps says
std::vector<double> step_grid(const std::vector<double>& values, double step);

/// The values and the middles between neighbours.
std::vector<double> data_grid(const std::vector<double>& values);

}  // namespace qca
