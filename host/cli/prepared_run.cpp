#include "host/cli/prepared_run.hpp"

#include "host/build_info.hpp"
#include "host/store/result_file.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

PreparedRun prepare_run(const Study& study, const StudyData& data, const std::string& precision, std::uint64_t size) {
    PreparedRun run{with_paths(study, data), data, {}, {}, {}, {}};
    run.plan = plan_sweep(run.study, data.cases);
    check_slices(run.study, data, run.plan);
    run.columns = plan_columns(run.study, run.plan);
    require_sample_memory(run.study, run.plan, run.columns);
    run.list = list_shards(run.study, run.plan, size);
    const BuildInfo build = build_info();
    run.identity = {sha256(study.text), sha256(data.bytes), sha256(resolved_study(run.study)), precision, build.version, build.commit,
                    size, run.list.shards.size()};
    return run;
}

}  // namespace qca
