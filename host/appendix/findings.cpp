#include <fmt/format.h>

#include "host/appendix/source.hpp"
#include "host/error.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

/// What a part of the appendix finds, or why it does not.
template <class Find>
auto attempt(std::vector<LeftOut>& left_out, const std::string& what, const Find& find) -> std::optional<decltype(find())> {
    try {
        return find();
    } catch (const InputError& error) {
        left_out.push_back({what, error.what()});
        return std::nullopt;
    }
}

void find_with_data(const AppendixSource& source, const AppendixOptions& options, Findings& found) {
    const Study& study = source.study;
    const StudyData& data = *source.data;
    const SweepPlan plan = plan_sweep(study, data.cases);
    found.own = analyze(study, data);
    found.negation = analyze(negated_study(study), data);
    if (plan.axes == source.result.axes && plan.design == source.result.design)
        found.sample = attempt(found.left_out, "Rows that flip and the specification curve",
                               [&] { return sample_scenarios(study, data, plan, options.sample, options.seed); });
    else
        found.left_out.push_back({"Rows that flip and the specification curve",
                                  fmt::format("the axes of the file, which version {} wrote, are not those of its study here",
                                              source.result.provenance.version)});
    if (study.conditions.size() > max_conditions) {
        found.left_out.push_back({"Truth tables, solutions, sensitivity ranges, the protocol and chance", no_own_solution(study.conditions.size())});
        return;
    }
    RangeOptions ranges;
    ranges.threads = options.threads;
    found.solution_ranges = attempt(found.left_out, "Sensitivity ranges", [&] { return flip_ranges(study, data, ranges); });
    if (found.solution_ranges)
        for (const NamedPath& path : study.paths) {
            ranges.path = path.implicant;
            found.path_ranges.push_back(flip_ranges(study, data, ranges));
        }
    ProtocolRequest request;
    request.tests = study.protocol.tests;
    request.initial = study.protocol.initial;
    request.sweep = true;
    request.threads = options.threads;
    if (source.result.counts.calibrations > options.protocol_calibrations)
        found.left_out.push_back({"The robustness test protocol",
                                  fmt::format("the sweep has {} calibrations, and the appendix takes up to {} as test solutions "
                                              "(qcasweep protocol takes any number)",
                                              grouped(source.result.counts.calibrations), grouped(options.protocol_calibrations))});
    else
        found.protocol = attempt(found.left_out, "The robustness test protocol", [&] { return robustness_protocol(study, data, request); });
    ChanceOptions chance;
    chance.permutations.permutations = options.permutations;
    chance.permutations.exact = options.permutations;
    chance.permutations.seed = options.seed;
    chance.data_sets = options.permutations;
    chance.threads = options.threads;
    found.chance = attempt(found.left_out, "Tests against chance", [&] { return chance_of_solution(study, data, chance); });
}

}  // namespace

Study negated_study(const Study& study) {
    Study negated = study;
    negated.outcome.negate = !study.outcome.negate;
    negated.solution.expected.reset();
    negated.solution.necessary.clear();
    if (negated.solution_type == SolutionType::intermediate) negated.solution_type = SolutionType::conservative;
    return negated;
}

Findings find_for_appendix(const AppendixSource& source, const AppendixOptions& options) {
    Findings found;
    ImportanceOptions importance;
    importance.boxes.boxes = 0;
    importance.seed = options.seed;
    importance.sweep.threads = options.threads;
    std::vector<const PathResult*> paths;
    for (const PathResult& path : source.result.paths) paths.push_back(&path);
    found.importance = attempt(found.left_out, "Which choice matters", [&] { return importance_of_result(source.result, source.file, paths, importance); });
    if (source.data)
        find_with_data(source, options, found);
    else
        found.left_out.push_back({"Raw and calibrated data, the study's own necessity, truth tables, solutions and simplifying assumptions, "
                                  "sensitivity ranges, the protocol, chance, rows that flip and the specification curve",
                                  source.no_data});
    return found;
}

}  // namespace qca::appendix
