#include "host/sweep/shard_list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/plan/split_parts.hpp"

namespace qca {

namespace {

constexpr std::uint64_t usual_most_shards = 20'000;

/// Memberships that a thread compares and adds in a shard of the usual size, or what takes as long. With AVX-512 and 360 combinations of
/// cutoffs a core does 4.8e10 a second: measured on two cores of a virtual machine.
constexpr double usual_work = 5e11;
/// What a combination of cutoffs takes, and the drawing of a sample, in the same units: measured on two cores of a virtual machine.
constexpr double work_of_cutoffs = 30, work_of_sample = 5000;
/// What a part of few calibrations takes is about half a millisecond, however few they are.
constexpr std::size_t most_groups = std::size_t{1} << 15;

void require_number(const Study& study, std::uint64_t shards, std::uint64_t size) {
    if (shards > most_shards)
        throw InputError(fmt::format("{}: --shard-size {}: the sweep falls into {} shards (the limit is {}) make them larger", study.file,
                                     size, shards, most_shards));
}

std::uint64_t calibrations(const PartGroup& group, const SweepPlan& plan) {
    std::uint64_t sum = 0;
    for (const std::size_t part : group) sum += plan.parts[part].calibrations;
    return sum;
}

ShardList shards_of_samples(const Study& study, const SweepPlan& plan, std::uint64_t size) {
    require_number(study, (plan.scenarios + size - 1) / size, size);
    ShardList list;
    list.plan = plan;
    for (std::uint64_t first = 0; first < plan.scenarios; first += size) {
        const std::uint64_t samples = std::min(size, plan.scenarios - first);
        list.shards.push_back({first, first + samples, samples, samples});
    }
    return list;
}

}  // namespace

double work_of_calibration(const SweepPlan& plan, std::size_t conditions, std::size_t cases) {
    const std::size_t rows = conditions < 20 ? std::min(std::size_t{1} << conditions, cases) : cases;
    const double cutoffs = plan.design.stated() ? work_of_sample : work_of_cutoffs * static_cast<double>(plan.cutoff_combinations());
    return static_cast<double>(rows * cases) + cutoffs;
}

std::uint64_t usual_shard_size(const SweepPlan& plan, std::size_t conditions, std::size_t cases, int threads) {
    const auto size = static_cast<std::uint64_t>(std::max(1.0, usual_work * threads / work_of_calibration(plan, conditions, cases)));
    const std::uint64_t all = plan.design.stated() ? plan.scenarios : plan.calibrations;
    return std::max(size, all / usual_most_shards);
}

bool is_one_shard(const SweepPlan& plan, std::uint64_t size) {
    return plan.design.stated() ? plan.scenarios <= size : plan.calibrations <= size && plan.parts.size() <= most_groups;
}

ShardList list_shards(const Study& study, const SweepPlan& plan, std::uint64_t size) {
    if (plan.design.stated()) return shards_of_samples(study, plan, size);
    require_number(study, plan.calibrations / size, size);
    // Parts that are evaluated together share the size.
    std::vector<std::uint64_t> most(plan.parts.size(), size);
    for (const PartGroup& group : group_parts(study, plan, true))
        for (const std::size_t part : group) most[part] = std::max<std::uint64_t>(1, size / group.size());
    ShardList list;
    list.plan = with_small_parts(plan, most);
    list.groups = group_parts(study, list.plan, true);
    for (std::size_t number = 0; number < list.groups.size(); ++number) {
        const std::uint64_t more = calibrations(list.groups[number], list.plan);
        if (list.shards.empty() || list.shards.back().calibrations + more > size || number - list.shards.back().begin == most_groups)
            list.shards.push_back({number, number, 0, 0});
        Shard& shard = list.shards.back();
        ++shard.end;
        shard.calibrations += more;
        for (const std::size_t part : list.groups[number]) shard.evaluated += list.plan.parts[part].evaluated;
    }
    require_number(study, list.shards.size(), size);
    return list;
}

}  // namespace qca
