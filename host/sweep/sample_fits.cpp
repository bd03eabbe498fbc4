#include "host/sweep/sample_fits.hpp"

#include <algorithm>
#include <numeric>

namespace qca {

namespace {

constexpr std::size_t fitted_at_once = 1024;

/// Points [first, last) of an order share a solution.
struct Group {
    std::size_t first, last;
};

}  // namespace

SampleFits::SampleFits(const PointTables& tables, Crew& crew)
    : problem_(tables.fits()), crew_(crew), engines_(static_cast<std::size_t>(crew.size())) {
    for (std::unique_ptr<FitEngine>& engine : engines_) engine = make_cpu_fit_engine(problem_);
}

void SampleFits::add(SweepResult& result, const SolutionBook& book, const std::vector<std::uint32_t>& solution,
                     const std::vector<std::uint64_t>& sample, const std::vector<std::int32_t>& choice) {
    const std::size_t points = solution.size(), sets = static_cast<std::size_t>(problem_.conditions) + 1;
    std::vector<std::uint32_t> order(points);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return solution[a] < solution[b]; });
    std::vector<Group> groups;
    for (std::size_t first = 0, last = 0; first < points; first = last) {
        while (last < points && last - first < fitted_at_once && solution[order[last]] == solution[order[first]]) ++last;
        groups.push_back({first, last});
    }
    crew_.share(groups.size(), [&](int member, std::size_t at) {
        const Group& group = groups[at];
        const std::uint32_t number = solution[order[group.first]];
        if (number == SolutionBook::overflow) return;
        const ModelSet& models = book.solutions()[number].models;
        if (models.models.empty()) return;
        std::vector<Implicant> paths;
        for (const std::uint16_t path : models.models.front()) paths.push_back(models.paths[path]);
        const std::size_t size = group.last - group.first;
        std::vector<std::int32_t> list(sets * size);
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t s = 0; s < sets; ++s) list[s * size + i] = choice[s * points + order[group.first + i]];
        std::vector<double> inclusion(size), pri(size), coverage(size);
        engines_[static_cast<std::size_t>(member)]->fit(paths.data(), static_cast<int>(paths.size()), {list.data(), size},
                                                        {inclusion.data(), pri.data(), coverage.data()});
        for (std::size_t i = 0; i < size; ++i) {
            const std::uint64_t to = sample[order[group.first + i]];
            result.fit_inclS[to] = static_cast<float>(inclusion[i]);
            result.fit_PRI[to] = static_cast<float>(pri[i]);
            result.fit_covS[to] = static_cast<float>(coverage[i]);
        }
    });
}

}  // namespace qca
