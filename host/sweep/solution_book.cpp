#include "host/sweep/solution_book.hpp"

#include <algorithm>

#include "host/minimize/judge_path.hpp"

namespace qca {

namespace {

std::size_t mix(std::size_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> paired_types(const std::vector<SolutionType>& types) {
    const auto position = [&](SolutionType type) { return static_cast<std::size_t>(std::find(types.begin(), types.end(), type) - types.begin()); };
    const std::size_t parsimonious = position(SolutionType::parsimonious);
    if (parsimonious == types.size()) return std::nullopt;
    for (const SolutionType other : {SolutionType::intermediate, SolutionType::conservative})
        if (position(other) < types.size()) return std::pair{parsimonious, position(other)};
    return std::nullopt;
}

std::size_t SolutionBook::FunctionHash::operator()(const Function& f) const {
    std::size_t hash = 0;
    for (const std::uint64_t word : f.rows.positive.word) hash = mix(hash, word);
    for (const std::uint64_t word : f.rows.remainders.word) hash = mix(hash, word);
    return mix(hash, f.intermediate ? 1 : 0);
}

std::size_t SolutionBook::ModelsHash::operator()(const ModelSet& models) const {
    std::size_t hash = models.models.size();
    for (const Implicant& path : models.paths)
        hash = mix(hash, (std::uint64_t{path.literals} << 32) | path.values);
    for (const std::vector<std::uint16_t>& model : models.models)
        for (const std::uint16_t path : model) hash = mix(hash, path);
    return hash;
}

SolutionBook::SolutionBook(int conditions, std::vector<Implicant> paths, std::vector<SolutionType> types,
                           SolutionRules rules, int threads, BookLimits limits)
    : conditions_(conditions), paths_(std::move(paths)), types_(std::move(types)), rules_(rules), crew_(threads),
      limits_(limits), all_rows_(RowSet::all(conditions)), model_counts_(types_.size()), paired_(paired_types(types_)) {}

SolutionBook::Function SolutionBook::function_of(const CodedTable& table, SolutionType type) const {
    const RowSet positive = table.positive - rules_.negative;
    if (type == SolutionType::conservative) return {{positive, {}}, false};
    const RowSet remainders = all_rows_ - table.observed - (rules_.negative | rules_.not_assumed);
    return {{positive, remainders}, type == SolutionType::intermediate && !remainders.empty()};
}

std::uint32_t SolutionBook::number_of(const ModelSet& models) {
    const auto found = numbers_.find(models);
    if (found != numbers_.end()) return found->second;
    if (solutions_.size() >= limits_.solutions) {
        overflowed_ = true;
        return overflow;
    }
    const auto number = static_cast<std::uint32_t>(solutions_.size());
    numbers_.emplace(models, number);
    solutions_.push_back({models, std::vector<std::uint64_t>(types_.size())});
    return number;
}

std::vector<std::uint64_t> SolutionBook::decide(const std::vector<CodedTable>& tables) {
    std::vector<Function> open;
    for (const SolutionType type : types_)
        for (const CodedTable& table : tables) {
            const Function function = function_of(table, type);
            if (!decided_.contains(function)) open.push_back(function);
        }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());

    std::vector<ModelSet> models(open.size());
    const std::size_t first = decisions_.size();
    decision_states_.resize((first + open.size()) * paths_.size());
    constexpr std::size_t piece = 16;  // long enough to be worth handing out
    crew_.share((open.size() + piece - 1) / piece, [&](int, std::size_t at) {
        for (std::size_t i = at * piece; i < std::min((at + 1) * piece, open.size()); ++i) {
            // Without remainders in `rows`, the parsimonious solution is the conservative one.
            models[i] = models_of(conditions_, open[i].rows,
                                  open[i].intermediate ? SolutionType::intermediate : SolutionType::parsimonious, rules_);
            for (std::size_t p = 0; p < paths_.size(); ++p)
                decision_states_[(first + i) * paths_.size() + p] =
                    static_cast<std::uint8_t>(judge_path(conditions_, paths_[p], models[i]));
        }
    });
    for (std::size_t i = 0; i < open.size(); ++i) {
        decided_.emplace(open[i], first + i);
        decisions_.push_back({number_of(models[i]), static_cast<std::uint8_t>(model_class(models[i].models.size())), models[i].capped, restarts_ - 1});
    }

    const std::size_t words = (paths_.size() * types_.size() + 7) / 8;
    std::vector<std::uint64_t> states(tables.size() * words);
    for (std::size_t t = 0; t < tables.size(); ++t)
        for (std::size_t y = 0; y < types_.size(); ++y) {
            const std::size_t decision = decided_.at(function_of(tables[t], types_[y]));
            if (decisions_[decision].met_in != restarts_) {
                decisions_[decision].met_in = restarts_;
                ++met_;
                ++met_since_forgotten_;
            }
            table_solutions_.push_back(decisions_[decision].solution);
            table_capped_.push_back(decisions_[decision].capped);
            table_class_.push_back(decisions_[decision].model_class);
            for (std::size_t p = 0; p < paths_.size(); ++p) {
                const std::size_t byte = y * paths_.size() + p;
                states[t * words + byte / 8] |=
                    std::uint64_t{decision_states_[decision * paths_.size() + p]} << (8 * (byte % 8));
            }
        }
    return states;
}

void SolutionBook::count_pair(std::size_t table, std::uint64_t scenarios) {
    const std::uint32_t parsimonious = solution_of(table, paired_->first), other = solution_of(table, paired_->second);
    const std::uint64_t key = std::uint64_t{parsimonious} << 32 | other;
    const auto known = parsimonious == overflow || other == overflow ? pairs_.end() : pairs_.find(key);
    if (known != pairs_.end()) known->second += scenarios;
    else if (parsimonious == overflow || other == overflow || pairs_.size() >= limits_.pairs) unlisted_pairs_ += scenarios;
    else pairs_.emplace(key, scenarios);
}

std::optional<SolutionType> SolutionBook::paired_type() const {
    return paired_ ? std::optional(types_[paired_->second]) : std::nullopt;
}

std::vector<SolutionPair> SolutionBook::pairs() const {
    std::vector<SolutionPair> pairs;
    pairs.reserve(pairs_.size());
    for (const auto& [key, count] : pairs_)
        pairs.push_back({static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(key), count});
    std::sort(pairs.begin(), pairs.end(), [](const SolutionPair& a, const SolutionPair& b) {
        return std::pair(a.parsimonious, a.other) < std::pair(b.parsimonious, b.other);
    });
    return pairs;
}

void SolutionBook::count(const std::vector<std::uint64_t>& counts) {
    for (std::size_t t = 0; t < counts.size(); ++t) {
        if (counts[t] == 0) continue;
        if (paired_) count_pair(t, counts[t]);
        for (std::size_t y = 0; y < types_.size(); ++y) count_type(t, y, counts[t]);
    }
}

void SolutionBook::count(const std::vector<std::uint64_t>& counts, std::size_t type) {
    for (std::size_t t = 0; t < counts.size(); ++t)
        if (counts[t] > 0) count_type(t, type, counts[t]);
}

void SolutionBook::count_type(std::size_t table, std::size_t type, std::uint64_t scenarios) {
    const std::uint32_t solution = solution_of(table, type);
    if (solution == overflow) overflow_scenarios_ += scenarios;
    else solutions_[solution].counts[type] += scenarios;
    if (table_capped_[table * types_.size() + type] != 0) capped_scenarios_ += scenarios;
    model_counts_[type][table_class_[table * types_.size() + type]] += scenarios;
}

void SolutionBook::restart() {
    forget();
    met_ = met_since_forgotten_ = 0;
    ++restarts_;
    if (overflowed_ || decisions_.size() > limits_.decided) {
        forget_decided();
        numbers_.clear();
        solutions_.clear();
        overflowed_ = false;
    }
    solutions_before_ = solutions_.size();
    for (BookSolution& solution : solutions_) std::fill(solution.counts.begin(), solution.counts.end(), 0);
    std::fill(model_counts_.begin(), model_counts_.end(), ModelClassCounts{});
    pairs_.clear();
    overflow_scenarios_ = capped_scenarios_ = unlisted_pairs_ = 0;
}

void SolutionBook::forget() {
    table_solutions_.clear();
    table_capped_.clear();
    table_class_.clear();
    if (met_since_forgotten_ > limits_.decided) forget_decided();
}

void SolutionBook::forget_decided() {
    decided_.clear();
    decisions_.clear();
    decision_states_.clear();
    met_since_forgotten_ = 0;
}

}  // namespace qca
