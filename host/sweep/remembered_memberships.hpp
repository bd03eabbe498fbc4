// Memberships of raw values under anchors, made once for all slices of a design.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/study/study.hpp"

namespace qca {

/// A membership depends on the value and the anchors alone: slices that differ in their cases, their conditions or the ties of ranks
/// ask for those of the same values again. Not for several threads at a time.
class RememberedMemberships {
  public:
    /// @param remember  false: nothing will be asked for twice
    explicit RememberedMemberships(bool remember = true) : remember_(remember) {}

    /// As MembershipStore::table(): [choice][case in the order given].
    std::vector<double> table(const SetDefinition& set, const std::vector<double>& raw, const std::vector<Anchors>& choices,
                              const std::vector<std::string>& cases, const std::vector<std::size_t>& order);

    /// Memberships computed so far.
    std::uint64_t computed() const { return computed_; }

  private:
    struct HashOfAnchors {
        std::size_t operator()(const Anchors& anchors) const;
    };
    struct Known {
        SetDefinition set;  ///< its own anchors and negation do not count
        std::unordered_map<std::uint64_t, std::size_t> column;  ///< [bits of a raw value]
        std::unordered_map<Anchors, std::vector<double>, HashOfAnchors> memberships;  ///< [anchors][column]; NaN: not computed yet
    };

    /// @param values  different ones that may come
    Known& known(const SetDefinition& set, std::size_t values);

    const bool remember_;
    std::list<Known> known_;
    std::uint64_t computed_ = 0;
};

}  // namespace qca
