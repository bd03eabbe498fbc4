// Membership tables that several slices of a sweep have in common.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/study/study.hpp"

namespace qca {

/// Memberships under every choice of one set's anchors: [choice][case in the order given].
using MembershipTable = std::shared_ptr<const std::vector<double>>;

/// Makes tables and remembers those asked for last: subsets of the conditions ask for the same ones again. May be asked by
/// several threads.
class MembershipStore {
  public:
    /// @param raw      values of the cases
    /// @param choices  of the anchors
    /// @param cases    names, for messages
    /// @param order    numbers of the cases
    /// @throws InputError for a raw value that cannot be calibrated
    MembershipTable table(const SetDefinition& set, const std::vector<double>& raw, const std::vector<Anchors>& choices,
                          const std::vector<std::string>& cases, const std::vector<std::size_t>& order) const;

    /// Tables made so far.
    std::size_t made() const;

  private:
    struct Kept {
        SetDefinition set;
        std::vector<double> raw;
        std::vector<Anchors> choices;
        std::vector<std::size_t> order;
        MembershipTable table;
    };

    mutable std::mutex mutex_;
    mutable std::list<Kept> kept_;  // asked for last: first
    mutable std::size_t made_ = 0, values_ = 0;
};

}  // namespace qca
