#include "host/sweep/membership_store.hpp"

#include <algorithm>

#include "host/data/study_data.hpp"

namespace qca {

namespace {

/// More would not be found faster than made, or would fill the memory.
constexpr std::size_t most_tables = 64, most_values = std::size_t{1} << 20;

std::vector<double> tabulated(const SetDefinition& set, const std::vector<double>& raw, const std::vector<Anchors>& choices,
                              const std::vector<std::string>& cases, const std::vector<std::size_t>& order) {
    std::vector<double> table;
    table.reserve(choices.size() * raw.size());
    for (const Anchors& anchors : choices) {
        const std::vector<double> memberships = calibrate(raw, set, anchors, cases);
        for (const std::size_t c : order) table.push_back(set.negate ? 1.0 - memberships[c] : memberships[c]);
    }
    return table;
}

}  // namespace

MembershipTable MembershipStore::table(const SetDefinition& set, const std::vector<double>& raw, const std::vector<Anchors>& choices,
                                       const std::vector<std::string>& cases, const std::vector<std::size_t>& order) const {
    {
        const std::lock_guard lock(mutex_);
        const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
            return kept.raw == raw && kept.choices == choices && kept.order == order && kept.set == set;
        });
        if (found != kept_.end()) {
            kept_.splice(kept_.begin(), kept_, found);
            return found->table;
        }
    }
    const auto made = std::make_shared<const std::vector<double>>(tabulated(set, raw, choices, cases, order));
    const std::lock_guard lock(mutex_);
    ++made_;
    values_ += made->size();
    kept_.push_front({set, raw, choices, order, made});
    // The last one made is in use anyway.
    while (kept_.size() > 1 && (kept_.size() > most_tables || values_ > most_values)) {
        values_ -= kept_.back().table->size();
        kept_.pop_back();
    }
    return made;
}

std::size_t MembershipStore::made() const {
    const std::lock_guard lock(mutex_);
    return made_;
}

}  // namespace qca
