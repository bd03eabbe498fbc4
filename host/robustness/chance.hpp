// What chance has to do with a solution: permutation tests, random data, and how many changed cases it survives.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/robustness/listed_tables.hpp"
#include "host/robustness/permutation_test.hpp"
#include "host/robustness/random_data.hpp"
#include "host/robustness/retention.hpp"
#include "host/step_progress.hpp"
#include "host/study/study.hpp"

namespace qca {

struct ChanceOptions {
    std::vector<Implicant> paths;  ///< to test; none: those of the first model of the study's own solution
    PermutationOptions permutations;
    std::vector<RandomMargins> margins{RandomMargins::outcome, RandomMargins::sets};
    std::uint64_t data_sets = 1000000;  ///< of each kind of random data
    std::size_t changes = 2;            ///< most cases that are deleted or recoded
    int threads = 0;                    ///< as for threads_to_use(); changes nothing but the time
    StepReport progress;
};

struct ChanceOfData {
    RandomMargins margins;
    VerdictCounts counts;
};

struct RetentionOfChange {
    CaseChange change;
    std::vector<Retention> by_number;  ///< [number of cases changed - 1]
};

struct Chance {
    std::vector<Implicant> paths;
    std::vector<Implicant> model;  ///< the first of the study's own solution; empty where it has none
    std::size_t models = 0;        ///< of the study's own solution
    PermutationTest test;          ///< [path], then the model where there is one
    std::vector<double> adjusted;  ///< [path] p values for all paths together (Holm)
    std::vector<ChanceOfData> random;
    bool crisp = false;            ///< all memberships are 0 or 1, so that retention is counted in closed form
    std::vector<RetentionOfChange> retention;
};

/// @throws InputError for more than max_conditions conditions, a study without a solution where no paths are named, and what the parts refuse
Chance chance_of_solution(const Study& study, const StudyData& data, const ChanceOptions& options);

}  // namespace qca
