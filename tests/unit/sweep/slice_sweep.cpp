#include "host/sweep/slice_sweep.hpp"

#include <gtest/gtest.h>

#include "host/plan/slices.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/sweep/made_up_study.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {
namespace {

TEST(SliceSweep, SubsetsOfTheConditionsShareMembershipTables) {
    bench::MadeUpStudy made = bench::made_up_study(30, 4, 1);
    made.study.sweep.conditions = {{0, 1, 2, 3}, 2, 4};
    const SweepPlan plan = plan_sweep(made.study, made.data.cases);
    ASSERT_EQ(plan.parts.size(), 11u);
    ProgressCount progress(plan, {});
    SliceSweep sweep(choose_backend(BackendChoice::cpu), {}, {}, progress);
    for (const SweepPart& part : plan.parts) {
        const Slice slice = complete(plan.slices[part.slice], made.study, made.data);
        sweep.run(study_of_slice(made.study, slice), data_of_slice(made.study, made.data, slice), part.evaluated);
    }
    EXPECT_EQ(sweep.memberships().made(), 5u);  // four conditions and the outcome
}

}  // namespace
}  // namespace qca
