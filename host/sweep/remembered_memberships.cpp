#include "host/sweep/remembered_memberships.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "host/data/study_data.hpp"

namespace qca {

namespace {

constexpr std::size_t most_sets = 64;
constexpr std::size_t most_values = std::size_t{1} << 22;  ///< of a set: 32 MiB; where more would come, it is forgotten

}  // namespace

std::size_t RememberedMemberships::HashOfAnchors::operator()(const Anchors& anchors) const {
    std::uint64_t hash = 0;
    for (const double anchor : {anchors.exclusion, anchors.crossover, anchors.inclusion})
        hash = (std::rotl(hash, 23) ^ std::bit_cast<std::uint64_t>(anchor)) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

RememberedMemberships::Known& RememberedMemberships::known(const SetDefinition& set, std::size_t values) {
    SetDefinition key = set;
    key.anchors = {};
    key.negate = false;
    const auto found = std::ranges::find(known_, key, &Known::set);
    if (found != known_.end()) {
        if ((found->column.size() + values) * found->memberships.size() > most_values) *found = {std::move(key), {}, {}};
        return *found;
    }
    if (known_.size() == most_sets) known_.pop_front();
    return known_.emplace_back(Known{std::move(key), {}, {}});
}

std::vector<double> RememberedMemberships::table(const SetDefinition& set, const std::vector<double>& raw, const std::vector<Anchors>& choices,
                                                 const std::vector<std::string>& cases, const std::vector<std::size_t>& order) {
    std::vector<double> table;
    table.reserve(choices.size() * raw.size());
    const auto append = [&](const std::vector<double>& memberships) {
        for (const std::size_t c : order) table.push_back(set.negate ? 1.0 - memberships[c] : memberships[c]);
    };
    const auto compute = [&](const Anchors& anchors) {
        computed_ += raw.size();
        return calibrate(raw, set, anchors, cases);
    };
    if (!remember_) {
        for (const Anchors& anchors : choices) append(compute(anchors));
        return table;
    }
    Known& of_set = known(set, raw.size());
    std::vector<std::size_t> column;
    for (const double value : raw) column.push_back(of_set.column.emplace(std::bit_cast<std::uint64_t>(value), of_set.column.size()).first->second);
    std::vector<double> memberships(raw.size());
    for (const Anchors& anchors : choices) {
        std::vector<double>& row = of_set.memberships[anchors];
        row.resize(of_set.column.size(), std::numeric_limits<double>::quiet_NaN());
        bool all = true;
        for (std::size_t c = 0; c < raw.size(); ++c) {
            memberships[c] = row[column[c]];
            all = all && !std::isnan(memberships[c]);
        }
        if (!all) {
            memberships = compute(anchors);
            for (std::size_t c = 0; c < raw.size(); ++c) row[column[c]] = memberships[c];
        }
        append(memberships);
    }
    return table;
}

}  // namespace qca
