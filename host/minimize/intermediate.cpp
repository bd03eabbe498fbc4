#include "host/minimize/intermediate.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "host/minimize/path_rows.hpp"

namespace qca {
namespace {

/// What is left of a conservative path: the literals that the parsimonious path has, that are expected, or whose
/// condition goes either way.
Implicant without_unexpected(const Implicant& path, const Implicant& parsimonious, const Implicant& expected) {
    const std::uint32_t unexpected = expected.literals & (path.values ^ expected.values);
    const std::uint32_t kept = path.literals & (parsimonious.literals | ~unexpected);
    return {kept, path.values & kept};
}

/// For one conservative model: the easy counterfactuals that each parsimonious path makes, [parsimonious path].
std::vector<RowSet> easy_by_path(int conditions, const RowSet& remainders, const ModelSet& conservative,
                                 std::size_t model, const ModelSet& parsimonious, const Implicant& expected) {
    std::vector<RowSet> rows(parsimonious.paths.size());
    for (std::size_t p = 0; p < rows.size(); ++p)
        for (const std::uint16_t c : conservative.models[model]) {
            const Implicant &path = conservative.paths[c], &wider = parsimonious.paths[p];
            if (wider.contains(path))
                rows[p] = rows[p] | rows_of_path(conditions, without_unexpected(path, wider, expected));
        }
    for (RowSet& of_path : rows) of_path = of_path & remainders;
    return rows;
}

RowSet united_rows(const std::vector<RowSet>& by_path, const std::vector<std::uint16_t>& model) {
    RowSet rows;
    for (const std::uint16_t path : model) rows = rows | by_path[path];
    return rows;
}

struct RowSetHash {
    std::size_t operator()(const RowSet& rows) const {
        std::uint64_t hash = 0;
        for (const std::uint64_t word : rows.word) hash = (hash ^ word) * 0x9E3779B97F4A7C15u ^ hash >> 29;
        return hash;
    }
};

/// Puts pairs together by their easy counterfactuals.
class PairGroups {
  public:
    /// @param cap  different sets of easy counterfactuals; pairs with others are left out
    explicit PairGroups(std::size_t cap) : cap_(cap) {}

    void add(const RowSet& rows, const ModelPair& pair) {
        if (groups_.empty() || groups_[last_].rows != rows) {  // neighbours mostly have the same
            const auto [found, is_new] = group_of_.try_emplace(rows, groups_.size());
            if (is_new && groups_.size() == cap_) {
                group_of_.erase(found);
                left_out_ = true;
                return;
            }
            last_ = found->second;
            if (is_new) groups_.push_back({rows, {}, {}});
        }
        groups_[last_].pairs.push_back(pair);
    }

    bool left_out() const { return left_out_; }
    std::vector<EasyCounterfactuals> take() { return std::move(groups_); }

  private:
    std::size_t cap_, last_ = 0;
    std::unordered_map<RowSet, std::size_t, RowSetHash> group_of_;
    std::vector<EasyCounterfactuals> groups_;
    bool left_out_ = false;
};

using Model = std::vector<std::uint16_t>;

bool model_less(const Model& a, const Model& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// A number for each path that grows in path order: literals, then for each condition negated 0, present 1, absent 2.
std::uint32_t order_key(const Implicant& path, int conditions) {
    std::uint32_t literals = 0, digits = 0;
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        const std::uint32_t occurs = (path.literals & bit) != 0 ? 1 : 0, present = (path.values & bit) != 0 ? 1 : 0;
        literals += occurs;
        digits = digits << 2 | (occurs != 0 ? present : 2);
    }
    return literals << (2 * max_conditions) | digits;
}

/// The first `cap` models of several sets in one order. Exact even where sets are capped: what they do not list comes
/// after what they list.
/// @param places  set to, for each set, the positions of its models in the union
ModelSet united(int conditions, std::vector<ModelSet> sets, std::size_t cap,
                std::vector<std::vector<std::uint32_t>>& places) {
    struct Keyed {
        std::uint32_t key;
        Implicant path;
        bool operator<(const Keyed& other) const { return key < other.key; }
        bool operator==(const Keyed& other) const { return key == other.key; }
    };
    ModelSet result;
    std::vector<Keyed> paths;
    for (const ModelSet& set : sets)
        for (const Implicant& path : set.paths) paths.push_back({order_key(path, conditions), path});
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());

    std::vector<const Model*> all;
    Model number;
    for (ModelSet& set : sets) {
        result.capped = result.capped || set.capped;
        number.clear();
        for (const Implicant& path : set.paths)
            number.push_back(static_cast<std::uint16_t>(
                std::lower_bound(paths.begin(), paths.end(), Keyed{order_key(path, conditions), path}) -
                paths.begin()));
        for (Model& model : set.models) {
            for (std::uint16_t& path : model) path = number[path];
            all.push_back(&model);
        }
    }
    const auto before = [](const Model* a, const Model* b) { return model_less(*a, *b); };
    std::sort(all.begin(), all.end(), before);
    all.erase(std::unique(all.begin(), all.end(), [](const Model* a, const Model* b) { return *a == *b; }), all.end());
    if (all.size() > cap) {
        all.resize(cap);
        result.capped = true;
    }

    places.assign(sets.size(), {});
    for (std::size_t s = 0; s < sets.size(); ++s)
        for (const Model& model : sets[s].models) {
            const auto found = std::lower_bound(all.begin(), all.end(), &model, before);
            if (found == all.end()) break;  // cut off, as are those after it
            places[s].push_back(static_cast<std::uint32_t>(found - all.begin()));
        }

    // Only paths of listed models are listed.
    number.assign(paths.size(), 0);
    for (const Model* model : all)
        for (const std::uint16_t path : *model) number[path] = 1;
    for (std::size_t p = 0; p < paths.size(); ++p) {
        if (number[p] == 0) continue;
        number[p] = static_cast<std::uint16_t>(result.paths.size());
        result.paths.push_back(paths[p].path);
    }
    result.models.reserve(all.size());
    for (const Model* model : all)
        for (std::uint16_t& path : result.models.emplace_back(*model)) path = number[path];
    return result;
}

}  // namespace

IntermediateModels intermediate_models(int conditions, const RowSet& positive, const RowSet& remainders,
                                       const ModelSet& conservative, const ModelSet& parsimonious,
                                       const Implicant& expected, Covers covers, std::size_t cap) {
    if (cap == 0) throw std::invalid_argument("intermediate_models: cap must be at least 1");
    IntermediateModels result;
    result.assumptions.reserve(parsimonious.models.size());
    std::vector<RowSet> assumed_by;  // [parsimonious path]
    for (const Implicant& path : parsimonious.paths) assumed_by.push_back(remainders & rows_of_path(conditions, path));
    for (const auto& model : parsimonious.models) result.assumptions.push_back(united_rows(assumed_by, model));

    // What is left of a path lies in the parsimonious path that it lies in, so its remainders are assumptions.
    PairGroups groups(cap);
    for (std::size_t c = 0; c < conservative.models.size(); ++c) {
        const std::vector<RowSet> easy = easy_by_path(conditions, remainders, conservative, c, parsimonious, expected);
        for (std::size_t p = 0; p < parsimonious.models.size(); ++p)
            groups.add(united_rows(easy, parsimonious.models[p]),
                       {static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(p)});
    }
    result.easy = groups.take();

    std::vector<ModelSet> sets;
    for (const EasyCounterfactuals& group : result.easy) {
        const bool as_conservative = group.rows.empty() && conservative.models.size() <= cap;
        sets.push_back(as_conservative ? conservative : minimize(conditions, positive, group.rows, cap, covers));
    }
    if (sets.size() == 1) {
        result.set = std::move(sets.front());
        for (std::size_t m = 0; m < result.set.models.size(); ++m)
            result.easy.front().models.push_back(static_cast<std::uint32_t>(m));
    } else {
        std::vector<std::vector<std::uint32_t>> places;
        result.set = united(conditions, std::move(sets), cap, places);
        for (std::size_t s = 0; s < places.size(); ++s) result.easy[s].models = std::move(places[s]);
    }
    result.set.capped = result.set.capped || groups.left_out() || conservative.capped || parsimonious.capped;
    return result;
}

}  // namespace qca
