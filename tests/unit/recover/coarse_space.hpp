// A search space small enough to look at all of it, and tables that one of its candidates prints.
#pragma once

#include <string>
#include <vector>

#include "host/recover/published.hpp"
#include "host/recover/search_space.hpp"
#include "kernels/math/seeded_random.hpp"
#include "tests/unit/recover/planted_study.hpp"

namespace qca::test {

/// A coarse space: 7 steps of each rank and 5 of the outcome.
inline std::vector<SetSpace> coarse_space(const PlantedStudy& planted, bool outcome, Crew& crew) {
    SpaceOptions options;
    options.rank_step = 1.5;
    options.steps = {{"Y", 5.0}};
    options.search_outcome = outcome;
    options.transforms = TransformChoice::ties;
    return search_space(planted.study, planted.data, options, crew);
}

/// The tables of a candidate of the space, with misprints.
inline Published tables_of(PlantedStudy planted, const std::vector<SetSpace>& spaces, SeededRandom& random, std::size_t misprints, bool necessity, bool truth,
                    int decimals) {
    for (std::size_t s = 0; s < spaces.size(); ++s) {
        if (!spaces[s].searched) continue;
        const Candidate& candidate = spaces[s].candidates[random.below(spaces[s].size())];
        SetDefinition& definition = s + 1 < spaces.size() ? planted.study.conditions[s] : planted.study.outcome;
        definition.anchors = candidate.anchors;
        planted.data.raw[s] = spaces[s].variants[candidate.variant].values;
    }
    std::vector<std::string> tables;
    if (necessity) tables.push_back(necessity_csv(planted, decimals));
    if (truth) tables.push_back(truth_table_csv(planted, decimals));
    Published published = published_of(planted, tables);
    for (; misprints > 0; --misprints) {
        PrintedCell& cell = published.cells[random.below(published.cells.size())];
        cell.value += cell.column == "n" ? 1 : 0.05;
    }
    return published;
}

}  // namespace qca::test
