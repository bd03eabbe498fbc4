// From printed tables back to the anchors, tie rules and transforms that they were computed with.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/recover/anchor_reach.hpp"
#include "host/recover/joint_search.hpp"
#include "host/recover/reproduction.hpp"
#include "host/recover/search_space.hpp"
#include "host/step_progress.hpp"

namespace qca {

struct RecoverOptions {
    SpaceOptions space;
    std::size_t within = 0;             ///< candidates that reproduce so many figures fewer are looked for, too
    std::size_t top = 10;               ///< joint candidates that are listed
    std::uint64_t limit = 20'000'000;   ///< boxes of joint candidates that are bounded at most
    int threads = 0;                    ///< 0: all
    StepReport progress;
};

/// One candidate for each set.
struct JointCandidate {
    std::vector<std::size_t> members;  ///< [set] in SetSpace::candidates; the conditions, then the outcome
    std::size_t lost = 0;              ///< printed figures that it does not reproduce
    double distance = 0;               ///< distance_of() the reproduced fits; orders those that lose equally many
};

/// Values of an anchor among the best candidates.
struct AnchorRegion {
    double low = 0, high = 0;
    std::size_t values = 0;   ///< how many of those tried
    bool contiguous = false;  ///< every value tried between low and high is among them
};

/// The best candidates of a set that calibrate the same values.
struct VariantRegion {
    std::size_t variant = 0;
    std::size_t candidates = 0;
    std::array<AnchorRegion, 3> anchors;  ///< as anchor_names
};

struct SetRecovery {
    std::size_t candidates = 0;           ///< that are part of some best joint candidate
    std::vector<VariantRegion> regions;   ///< increasing variants
    std::array<AnchorReach, 3> reaches;   ///< of the first joint candidate
};

struct Recovery {
    std::vector<SetSpace> spaces;
    std::size_t fewest_lost = 0;  ///< no joint candidate loses fewer; where the search is not complete, the best may lose more
    bool complete = false;        ///< all joint candidates were looked at or ruled out
    double best = 0;              ///< joint candidates that are as good as the first
    std::vector<JointCandidate> candidates;     ///< the best, and worse ones within the options; best first, not empty. Where the search
                                                ///< is not complete: the best that were found
    std::vector<SetRecovery> sets;              ///< [set]
    std::vector<Reproduction> reproductions;    ///< [cell] of the first candidate
    std::vector<std::size_t> never_reproduced;  ///< cells that no best candidate reproduces
    std::vector<Reproduction> own;              ///< [cell] of the study's own calibration
    double covered = 0;          ///< joint candidates of the search space
    std::uint64_t pairs = 0, boxes = 0, leaves = 0;  ///< see SearchWork
};

/// @throws InputError where the search space is not one
Recovery recover(const Study& study, const StudyData& data, const Published& published, const RecoverOptions& options);

}  // namespace qca
