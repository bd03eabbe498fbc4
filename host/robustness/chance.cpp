#include "host/robustness/chance.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/analysis/set_membership.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/own_choices.hpp"

namespace qca {

Chance chance_of_solution(const Study& study, const StudyData& data, const ChanceOptions& options) {
    if (!can_be_analysed(study))
        reject(study.file, fmt::format("{} conditions are too many for one truth table (the limit is {})", study.conditions.size(), max_conditions),
               "a solution is asked for", "remove some");
    const ModelSet own = models_of_study(study, data);
    Chance chance;
    chance.models = own.models.size();
    if (!own.models.empty())
        for (const std::uint16_t path : own.models.front()) chance.model.push_back(own.paths[path]);
    chance.paths = options.paths.empty() ? chance.model : options.paths;
    if (chance.paths.empty())
        reject(study.file, "the study has no solution", "no row of its truth table is positive", "name a path with --path, or other cutoffs");

    const Memberships memberships = calibrate_study(study, data);
    std::vector<std::vector<double>> sets;
    for (const Implicant& path : chance.paths) sets.push_back(path_memberships(memberships, path));
    if (!chance.model.empty()) sets.push_back(expression_memberships(memberships, chance.model));
    Crew crew(options.threads);
    chance.test = permutation_test(sets, memberships.set.back(), options.permutations, crew, options.progress);
    std::vector<double> p;
    for (std::size_t i = 0; i < chance.paths.size(); ++i) p.push_back(chance.test.sets[i].p);
    chance.adjusted = holm_adjusted(p);

    const ListedTables tables(study, memberships, options.threads);
    VerdictBook book(study, own, chance.paths);
    for (const RandomMargins margins : options.margins)
        chance.random.push_back({margins, analyse_random_data(tables, book, margins, options.data_sets, options.permutations.seed, crew, options.progress)});

    chance.crisp = all_crisp(memberships);
    const std::size_t most = std::min(options.changes, data.cases.size());
    for (const CaseChange change : {CaseChange::deletion, CaseChange::recoding})
        if (most > 0)
            chance.retention.push_back({change, chance.crisp ? crisp_retention(study, memberships, change, most, book)
                                                             : enumerated_retention(tables, study.file, change, most, book, options.permutations.exact, options.progress)});
    return chance;
}

}  // namespace qca
