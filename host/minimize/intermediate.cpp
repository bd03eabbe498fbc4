#include "host/minimize/intermediate.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

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

/// The easy counterfactuals of pairs of models.
class EasyRows {
  public:
    EasyRows(int conditions, const RowSet& remainders, const ModelSet& conservative, const ModelSet& parsimonious,
             const Implicant& expected)
        : conservative_(conservative), parsimonious_(parsimonious), columns_(parsimonious.paths.size()) {
        rows_.reserve(conservative.paths.size() * columns_);
        for (const Implicant& path : conservative.paths)
            for (const Implicant& wider : parsimonious.paths)
                rows_.push_back(wider.contains(path)
                                    ? remainders & rows_of_path(conditions, without_unexpected(path, wider, expected))
                                    : RowSet{});
    }

    /// Selects a parsimonious model.
    void select(std::size_t model) {
        by_path_.assign(conservative_.paths.size(), RowSet{});
        for (std::size_t c = 0; c < by_path_.size(); ++c)
            for (const std::uint16_t p : parsimonious_.models[model])
                by_path_[c] = by_path_[c] | rows_[c * columns_ + p];
    }

    /// Of a conservative model and the selected parsimonious one.
    RowSet with(std::size_t model) const {
        RowSet rows;
        for (const std::uint16_t c : conservative_.models[model]) rows = rows | by_path_[c];
        return rows;
    }

  private:
    const ModelSet& conservative_;
    const ModelSet& parsimonious_;
    std::size_t columns_;
    std::vector<RowSet> rows_;     // [conservative path][parsimonious path] remainders that they make easy
    std::vector<RowSet> by_path_;  // [conservative path] the same for the selected model
};

struct RowSetHash {
    std::size_t operator()(const RowSet& rows) const {
        std::uint64_t hash = 0;
        for (const std::uint64_t word : rows.word) hash = (hash ^ word) * 0x9E3779B97F4A7C15u ^ hash >> 29;
        return hash;
    }
};

/// Sorts the pairs by their easy counterfactuals, at most `cap` different ones. False: there are more.
bool group_pairs(EasyRows& easy, std::size_t conservative, std::size_t parsimonious, std::size_t cap,
                 std::vector<EasyCounterfactuals>& groups) {
    std::unordered_map<RowSet, std::size_t, RowSetHash> group_of;
    std::size_t last = 0;  // neighbours mostly have the same
    bool all = true;
    for (std::size_t p = 0; p < parsimonious; ++p) {
        easy.select(p);
        for (std::size_t c = 0; c < conservative; ++c) {
            const RowSet rows = easy.with(c);
            if (groups.empty() || groups[last].rows != rows) {
                const auto [found, is_new] = group_of.try_emplace(rows, groups.size());
                if (is_new && groups.size() == cap) {
                    group_of.erase(found);
                    all = false;
                    continue;
                }
                last = found->second;
                if (is_new) groups.push_back({rows, {}, {}});
            }
            groups[last].pairs.push_back({static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(p)});
        }
    }
    const auto earlier = [](const ModelPair& a, const ModelPair& b) {
        return a.conservative != b.conservative ? a.conservative < b.conservative : a.parsimonious < b.parsimonious;
    };
    for (EasyCounterfactuals& group : groups) std::sort(group.pairs.begin(), group.pairs.end(), earlier);
    std::sort(groups.begin(), groups.end(),
              [&](const auto& a, const auto& b) { return earlier(a.pairs.front(), b.pairs.front()); });
    return all;
}

using Model = std::vector<std::uint16_t>;

bool model_less(const Model& a, const Model& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// The first `cap` models of several sets in one order. Exact even where sets are capped: what they do not list comes
/// after what they list.
/// @param places  set to, for each set, the positions of its models in the union
ModelSet united(int conditions, const std::vector<ModelSet>& sets, std::size_t cap,
                std::vector<std::vector<std::uint32_t>>& places) {
    ModelSet result;
    const auto before = [conditions](const Implicant& a, const Implicant& b) { return path_less(a, b, conditions); };
    std::vector<Implicant> paths;
    for (const ModelSet& set : sets) paths.insert(paths.end(), set.paths.begin(), set.paths.end());
    std::sort(paths.begin(), paths.end(), before);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());

    std::vector<std::vector<Model>> numbered(sets.size());
    std::vector<Model> all;
    for (std::size_t s = 0; s < sets.size(); ++s) {
        result.capped = result.capped || sets[s].capped;
        Model number;
        for (const Implicant& path : sets[s].paths)
            number.push_back(static_cast<std::uint16_t>(
                std::lower_bound(paths.begin(), paths.end(), path, before) - paths.begin()));
        for (Model model : sets[s].models) {
            for (std::uint16_t& path : model) path = number[path];
            numbered[s].push_back(std::move(model));
        }
        all.insert(all.end(), numbered[s].begin(), numbered[s].end());
    }
    std::sort(all.begin(), all.end(), model_less);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > cap) {
        all.resize(cap);
        result.capped = true;
    }

    places.assign(sets.size(), {});
    for (std::size_t s = 0; s < sets.size(); ++s)
        for (const Model& model : numbered[s]) {
            const auto found = std::lower_bound(all.begin(), all.end(), model, model_less);
            if (found == all.end()) break;  // cut off, as are those after it
            places[s].push_back(static_cast<std::uint32_t>(found - all.begin()));
        }

    // Only paths of listed models are listed.
    Model number(paths.size());
    for (const Model& model : all)
        for (const std::uint16_t path : model) number[path] = 1;
    for (std::size_t p = 0; p < paths.size(); ++p) {
        if (number[p] == 0) continue;
        number[p] = static_cast<std::uint16_t>(result.paths.size());
        result.paths.push_back(paths[p]);
    }
    for (Model& model : all)
        for (std::uint16_t& path : model) path = number[path];
    result.models = std::move(all);
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
    for (const auto& model : parsimonious.models) {
        RowSet& assumed = result.assumptions.emplace_back();
        for (const std::uint16_t path : model) assumed = assumed | assumed_by[path];
    }

    // What is left of a path lies in the parsimonious path that it lies in, so its remainders are assumptions.
    EasyRows easy(conditions, remainders, conservative, parsimonious, expected);
    const bool all = group_pairs(easy, conservative.models.size(), parsimonious.models.size(), cap, result.easy);

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
        result.set = united(conditions, sets, cap, places);
        for (std::size_t s = 0; s < places.size(); ++s) result.easy[s].models = std::move(places[s]);
    }
    result.set.capped = result.set.capped || !all || conservative.capped || parsimonious.capped;
    return result;
}

}  // namespace qca
