// A sweep small enough to count by hand.
#pragma once

#include "host/robustness/survival.hpp"

namespace qca::test {

/// Six cells of ENT_crossover x incl_cut, 100 scenarios each (the study's own choices: 14.5 and 0.85):
///
///              0.8                            0.85
///     12.5     skipped 100                    exact_all 40, absorbed 60
///     14.5     exact_all 100                  exact_all 90, exact_some 10
///     16.5     exact_all 50, narrowed 50      absent 100
///
/// So 600 scenarios, 500 evaluated, 290 survive. Anhui is in 145 of them, Fujian in all, Tibet in none.
inline SweepResult small_sweep() {
    SweepResult result;
    result.outcome = "INT";
    result.conditions = {"ENT", "UNI", "GDP"};
    result.cases = {"Anhui", "Fujian", "Tibet"};
    result.axes = {{"ENT_crossover", "crossover anchor of ENT", "rank", {12.5, 14.5, 16.5}, {}, 1},
                   {"incl_cut", "inclusion cutoff", "1", {0.8, 0.85}, {}, 1},
                   {"solution_type", "solution type", "", {}, {"conservative"}, 0}};
    result.counts = {600, 500, 100, 5, 0, 0, 0};
    result.provenance.distinct_tables = 7;
    result.provenance.study_name = "small";
    result.census = {{"ENT*~UNI", 1, false, {290}}, {"", 0, false, {210}}};

    PathResult path;
    path.name = "main";
    path.expression = "ENT*~UNI";
    path.own = Survival::exact_all;
    //             all some narrowed absorbed covered absent none skipped
    path.total = {280, 10, 50, 60, 0, 100, 0, 100};
    path.axis_maps = {
        {{40, 0, 0, 60, 0, 0, 0, 100}, {190, 10, 0, 0, 0, 0, 0, 0}, {50, 0, 50, 0, 0, 100, 0, 0}},
        {{150, 0, 50, 0, 0, 0, 0, 100}, {130, 10, 0, 60, 0, 100, 0, 0}},
        {path.total}};
    path.pair_maps = {{{0, 0, 0, 0, 0, 0, 0, 100}, {40, 0, 0, 60, 0, 0, 0, 0}, {100, 0, 0, 0, 0, 0, 0, 0},
                       {90, 10, 0, 0, 0, 0, 0, 0}, {50, 0, 50, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 100, 0, 0}},
                      path.axis_maps[0],
                      path.axis_maps[1]};
    path.single_changes = {{3, 0, 5}, {0, 0}, {0}};
    path.case_counts = {145, 290, 0};
    path.case_axis_counts = {{0, 40, 0, 100, 200, 0, 45, 50, 0}, {}, {}};
    result.paths = {path};
    return result;
}

}  // namespace qca::test
