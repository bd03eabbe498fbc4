#include "host/robustness/scenario_solutions.hpp"

namespace qca {

std::size_t SolutionStore::KeyHash::operator()(const Key& key) const {
    std::size_t hash = key.intermediate ? 1 : 0;
    for (const RowSet* rows : {&key.rows.positive, &key.rows.remainders})
        for (const std::uint64_t word : rows->word) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 29;
        }
    return hash;
}

std::shared_ptr<const TableSolution> SolutionStore::solution_of(const CodedTable& table, SolutionType type) {
    Key key{{table.positive - rules_.negative, {}}, type == SolutionType::intermediate};
    if (type != SolutionType::conservative)
        key.rows.remainders = RowSet::all(conditions_) - table.observed - (rules_.negative | rules_.not_assumed);
    {
        const std::lock_guard lock(mutex_);
        const auto found = solutions_.find(key);
        if (found != solutions_.end()) return found->second;
    }
    // Without remainders, the parsimonious solution is the conservative one.
    const ModelSet models = models_of(conditions_, key.rows, key.intermediate ? type : SolutionType::parsimonious, rules_);
    auto solution = std::make_shared<TableSolution>();
    solution->capped = models.capped;
    for (const std::vector<std::uint16_t>& model : models.models) {
        std::vector<Implicant>& paths = solution->models.emplace_back();
        for (const std::uint16_t path : model) paths.push_back(models.paths[path]);
    }
    const std::lock_guard lock(mutex_);
    if (solutions_.size() >= most_kept) solutions_.clear();
    return solutions_.emplace(key, std::move(solution)).first->second;
}

}  // namespace qca
