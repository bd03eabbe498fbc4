#include "host/sweep/run_parts.hpp"

#include <vector>

#include "host/sweep/merge_slices.hpp"
#include "host/sweep/part_runner.hpp"

namespace qca {

SweepResult run_parts(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                        const Backend& backend, const SweepOptions& options, ProgressCount& progress, Crew& crew) {
    SliceMerge merge(plan, columns, study.paths, data.cases.size());
    PartRunner runner(study, data, plan, columns, backend, options, progress, crew);
    const std::vector<PartGroup> groups = group_parts(study, plan, can_weight(columns, options));
    runner.run(groups, [&](FoundParts found) { merge.add(found.slice, found.boxes, std::move(found.result), found.weightings); });
    return merge.take();
}

}  // namespace qca
