#include "host/recover/search_space.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "host/study/nearest_name.hpp"
#include "host/study/reject.hpp"
#include "host/study/round_number.hpp"

namespace qca {
namespace {

std::vector<double> distinct(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// 1, 2 or 5 times a power of ten, at least `least`.
double round_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= least) return digit * power;
    return 10 * power;
}

bool is_fixed(const Study& study, std::size_t set, const SpaceOptions& options) {
    const SetDefinition& definition = study.set(set);
    if (!definition.has_anchors()) return true;
    if (set == study.conditions.size()) return !options.search_outcome;
    return std::find(options.fixed.begin(), options.fixed.end(), definition.name) != options.fixed.end();
}

std::vector<Transform> transforms_of(const SetDefinition& definition, const SpaceOptions& options) {
    std::vector<Transform> transforms{definition.ranking};
    if (options.transforms == TransformChoice::own) return transforms;
    const bool all = options.transforms == TransformChoice::all && options.grid != AnchorGrid::sweep;
    if (!definition.ranking && !all) return transforms;
    Ranking ranking = definition.ranking.value_or(Ranking{});
    for (const Ties ties : {Ties::largest, Ties::smallest, Ties::average}) {
        ranking.ties = ties;
        if (definition.ranking != ranking) transforms.emplace_back(ranking);
    }
    if (definition.ranking && all) transforms.emplace_back();
    return transforms;
}

/// Transforms with the same values are one variant.
std::vector<Variant> variants_of(const SetDefinition& definition, const std::vector<double>& column, const SpaceOptions& options) {
    std::vector<Variant> variants;
    for (const Transform& transform : transforms_of(definition, options)) {
        std::vector<double> values = transform ? rank_values(column, *transform) : column;
        const auto same = std::find_if(variants.begin(), variants.end(), [&](const Variant& v) { return v.values == values; });
        if (same != variants.end()) {
            same->transforms.push_back(transform);
            continue;
        }
        Variant& variant = variants.emplace_back();
        variant.transforms.push_back(transform);
        variant.values = std::move(values);
    }
    return variants;
}

std::vector<double> or_own(const std::vector<double>& list, double own) { return list.empty() ? std::vector<double>{own} : list; }

/// 0: the grid's own. A step that names no set is one of ranks: raw values have their own units.
double step_of(const Variant& variant, const std::string& set, const SpaceOptions& options) {
    double step = variant.transforms.front().has_value() ? options.rank_step : 0;
    for (const auto& [name, of_set] : options.steps)
        if (name == set) step = of_set;
    return step;
}

void set_grid(Variant& variant, const Study& study, std::size_t set, const SpaceOptions& options) {
    if (options.grid == AnchorGrid::sweep) {
        const Anchors& own = study.set(set).anchors;
        const AnchorAxes axes = set < study.sweep.anchors.size() ? study.sweep.anchors[set] : AnchorAxes{};
        variant.exclusion = or_own(axes.exclusion, own.exclusion);
        variant.crossover = or_own(axes.crossover, own.crossover);
        variant.inclusion = or_own(axes.inclusion, own.inclusion);
        return;
    }
    variant.exclusion =
        options.grid == AnchorGrid::data ? data_grid(variant.values) : step_grid(variant.values, step_of(variant, study.set(set).name, options));
    variant.crossover = variant.inclusion = variant.exclusion;
}

void add_candidates(SetSpace& space, std::size_t variant_at) {
    const Variant& variant = space.variants[variant_at];
    for (const double exclusion : variant.exclusion)
        for (const double crossover : variant.crossover)
            for (const double inclusion : variant.inclusion) {
                const Anchors anchors{exclusion, crossover, inclusion};
                if (!anchors.in_order()) continue;
                space.candidates.push_back({variant_at, anchors});
                if (space.size() * space.cases > most_memberships) return;
            }
}

void calibrate_candidates(SetSpace& space, const SetDefinition& definition, const std::vector<std::string>& cases, Crew& crew) {
    const std::size_t size = space.size();
    std::vector<double> memberships(size * space.cases), sums(size);
    share_range(crew, size, [&](std::size_t i) {
        const Candidate& candidate = space.candidates[i];
        const std::vector<double> m = memberships_under(definition, space.variants[candidate.variant], candidate.anchors, cases);
        std::copy(m.begin(), m.end(), memberships.begin() + static_cast<std::ptrdiff_t>(i * space.cases));
        sums[i] = std::accumulate(m.begin(), m.end(), 0.0);
    });
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sums[a] < sums[b]; });
    std::vector<Candidate> candidates;
    for (const std::size_t i : order) {
        const auto first = memberships.begin() + static_cast<std::ptrdiff_t>(i * space.cases);
        candidates.push_back(space.candidates[i]);
        space.sums.push_back(sums[i]);
        space.memberships.insert(space.memberships.end(), first, first + static_cast<std::ptrdiff_t>(space.cases));
    }
    space.candidates = std::move(candidates);
}

void check_name(const Study& study, const char* option, const std::string& name, const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    reject(fmt::format("{}: {}", study.file, option), fmt::format("no set '{}'", name), fmt::format("it can be {}", listed(names)),
           did_you_mean(name, names));
}

}  // namespace

std::vector<double> step_grid(const std::vector<double>& values, double step) {
    const std::vector<double> sorted = distinct(values);
    if (sorted.size() < 2) return sorted;
    const double range = sorted.back() - sorted.front();
    if (step <= 0) {
        step = range;
        for (std::size_t i = 1; i < sorted.size(); ++i) step = std::min(step, (sorted[i] - sorted[i - 1]) / 2);
        if (range / step > static_cast<double>(most_steps)) step = round_step(range / static_cast<double>(most_steps));
    }
    // Whole multiples of the step, so that round steps give round anchors.
    std::vector<double> grid;
    const double first = std::floor(sorted.front() / step + 1e-9), last = std::ceil(sorted.back() / step - 1e-9);
    for (double i = first; i <= last; ++i) grid.push_back(rounded_to_12_digits(i * step));
    return grid;
}

std::vector<double> data_grid(const std::vector<double>& values) {
    const std::vector<double> sorted = distinct(values);
    std::vector<double> grid;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0) grid.push_back((sorted[i - 1] + sorted[i]) / 2);
        grid.push_back(sorted[i]);
    }
    return grid;
}

std::vector<double> memberships_under(const SetDefinition& definition, const Variant& variant, const Anchors& anchors,
                                      const std::vector<std::string>& cases) {
    std::vector<double> memberships = calibrate(variant.values, definition, anchors, cases);
    if (definition.negate)
        for (double& m : memberships) m = 1.0 - m;
    return memberships;
}

std::vector<SetSpace> search_space(const Study& study, const StudyData& data, const SpaceOptions& options, Crew& crew) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    for (const std::string& name : options.fixed) check_name(study, "--fix", name, names);
    names.push_back(study.outcome.name);
    for (const auto& [name, step] : options.steps) check_name(study, "--step", name, names);
    std::vector<SetSpace> spaces;
    for (std::size_t set = 0; set < study.sets(); ++set) {
        const SetDefinition& definition = study.set(set);
        SetSpace& space = spaces.emplace_back();
        space.name = definition.name;
        space.cases = data.number_of_cases();
        space.searched = !is_fixed(study, set, options);
        if (!space.searched) {
            space.variants = {{{definition.ranking}, data.raw[set], {}, {}, {}}};
            space.candidates = {{0, definition.anchors}};
        } else {
            space.variants = variants_of(definition, data.values[set], options);
            for (std::size_t v = 0; v < space.variants.size(); ++v) {
                set_grid(space.variants[v], study, set, options);
                add_candidates(space, v);
            }
        }
        if (space.size() == 0)
            reject(fmt::format("{}: set {}", study.file, space.name), "no anchors to try", "exclusion, crossover and inclusion have to rise or fall strictly",
                   "use a finer --step or another --grid");
        if (space.size() * space.cases > most_memberships)
            reject(fmt::format("{}: set {}", study.file, space.name), "too many anchors to try",
                   fmt::format("more than {} for {} cases", most_memberships / space.cases, space.cases),
                   "use a wider --step, --transforms own, or --grid sweep with lists in [sweep.anchors]");
        calibrate_candidates(space, definition, data.cases, crew);
    }
    return spaces;
}

}  // namespace qca
