// Which choices matter: for the survival of a path, and for how like a solution is to the study's own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/choices.hpp"
#include "host/plan/saltelli_design.hpp"
#include "host/robustness/pawn.hpp"
#include "host/robustness/ranked_number.hpp"
#include "host/robustness/scenario_boxes.hpp"
#include "host/robustness/sobol_indices.hpp"
#include "host/robustness/variance_shares.hpp"
#include "host/step_progress.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

struct ImportanceOptions {
    std::uint64_t points = std::uint64_t{1} << 16;  ///< pairs of points of the design for a study
    std::uint64_t seed = 1;
    std::size_t replicates = 1000;  ///< of the bootstrap
    BoxOptions boxes;
    bool surviving = false;         ///< boxes in which the path survives, instead of those in which it does not
    SweepOptions sweep;
    StepReport progress;            ///< scenarios, then rankings
};

/// What is known of one choice.
struct ChoiceImportance {
    std::optional<SobolIndex> sobol;     ///< estimated from a Saltelli design
    std::optional<VarianceShare> exact;  ///< of all scenarios of a grid
    std::optional<PawnIndex> pawn;       ///< of samples
};

/// The choices compared by one number.
struct ChoiceRanking {
    Quantity quantity = Quantity::survival;
    std::string path, name;            ///< of survival
    double mean = 0, variance = 0;
    std::vector<ChoiceImportance> of;  ///< [choice]
    std::vector<PairVarianceShare> pairs;
    std::optional<std::vector<ScenarioBox>> boxes;  ///< columns are those of box_axes
};

enum class ImportanceSource { saltelli, samples, grid };
inline constexpr std::array<const char*, 3> importance_source_names{"saltelli", "samples", "grid"};

struct Importance {
    ImportanceSource source = ImportanceSource::saltelli;
    std::string study, outcome, design;
    std::vector<Axis> axes;
    std::vector<Choice> choices;
    std::vector<std::size_t> box_axes;           ///< axes that have several values
    std::uint64_t points = 0, matrices = 0;      ///< of a Saltelli design
    std::uint64_t scenarios = 0, skipped = 0;
    std::vector<OverlappingRanges> overlapping;  ///< sets that are one choice
    bool columns = true;                         ///< the scenarios themselves are known, not their maps alone
    std::string no_similarity;                   ///< why there is none; empty where there is
    std::vector<ChoiceRanking> rankings;
};

/// Evaluates points * matrices scenarios of a Saltelli design (see saltelli_plan()): Sobol indices from all of them, PAWN indices and boxes
/// from matrices A and B, which are 2 * points samples of a Sobol sequence. Everything is the same for every number of threads.
/// @param study  with the paths to rank for; none: its paths of interest
/// @throws InputError as saltelli_plan(), and when linked anchors put drawn ones out of order
Importance importance_of_study(const Study& study, const StudyData& data, const ImportanceOptions& options);

/// Of what a result file holds: exact shares of a complete grid, of the similarity where it has the column of solutions, and boxes where it has
/// that of survival; PAWN indices and boxes of samples with these columns.
/// @param paths  to rank for
/// @throws InputError for samples without it
Importance importance_of_result(const SweepResult& result, const std::string& file, const std::vector<const PathResult*>& paths,
                                const ImportanceOptions& options);

/// Numbers of some choices, those that matter most first: by total share, else first-order share, else PAWN median.
std::vector<std::size_t> ranked(const ChoiceRanking& ranking, std::vector<std::size_t> choices);

}  // namespace qca
