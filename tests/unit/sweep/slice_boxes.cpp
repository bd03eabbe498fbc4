// Groups of choices against all scenarios of a sweep, one by one.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>

#include "host/data/study_data.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/scenario.hpp"
#include "host/sweep/slice_boxes.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

Study swept_study() {
    std::ifstream stream(study_file);
    return parse_study(std::string(std::istreambuf_iterator<char>(stream), {}) + R"([sweep]
exclude = [
    "ENT_crossover == 12.5 and INT_inclusion == 25",
    "UNI_crossover == 11.5 and ENT_crossover == 14.5 and incl_cut == 0.8",
    "conditions == 'UNI,GDP,POW' and GDP_crossover == 9.5 and ENT_inclusion == 15",
]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
inclusion = [6, 15]
[sweep.anchors.UNI]
crossover = [11.5, 14.5]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
[sweep.anchors.INT]
inclusion = [11.5, 25]
crossover = [5, 11, 12.5]
[sweep.cutoffs]
incl = [0.8, 0.85]
)",
                       study_file);
}

/// Numbers of the choices of every set of a scenario; nothing where some anchors are out of order.
std::optional<std::vector<std::size_t>> choices_at(const SweepPlan& plan, const std::vector<std::size_t>& at) {
    std::vector<std::size_t> choices;
    for (const SetPlan& set : plan.sets) {
        std::size_t choice = 0;
        const auto is_at = [&] {
            for (std::size_t x = 0; x < set.axes.size(); ++x)
                if (static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]) != at[set.axes[x]]) return false;
            return true;
        };
        while (choice < set.choices.size() && !is_at()) ++choice;
        if (choice == set.choices.size()) return std::nullopt;
        choices.push_back(choice);
    }
    return choices;
}

/// Of a combination of the choices of some sets.
struct Plain {
    std::uint64_t weight = 0;
    std::vector<std::size_t> first;
    std::vector<std::vector<std::uint64_t>> beside;

    bool operator==(const Plain&) const = default;
};
using Combinations = std::map<std::vector<std::size_t>, Plain>;

Combinations plainly(const SweepPlan& plan, const Slice& slice, const std::vector<std::size_t>& sets) {
    Combinations found;
    for (std::uint64_t id = 0; id < plan.scenarios; ++id) {
        const Coordinates coordinates = coordinates_of(plan, id);
        std::vector<std::size_t> at;
        for (const auto& position : coordinates) at.push_back(*position);
        const auto choices = choices_at(plan, at);
        if (!std::equal(slice.at.begin(), slice.at.end(), at.begin()) || !choices || excluded_by(plan, coordinates)) continue;
        std::vector<std::size_t> combination;
        for (const std::size_t set : sets) combination.push_back((*choices)[set]);
        Plain& plain = found[combination];
        if (plain.weight++ == 0) {
            plain.first = at;
            for (std::size_t set = 0; set < plan.sets.size(); ++set)
                plain.beside.emplace_back(std::count(sets.begin(), sets.end(), set) == 0 ? plan.sets[set].choices.size() : 0);
        }
        for (std::size_t set = 0; set < plan.sets.size(); ++set)
            if (!plain.beside[set].empty()) ++plain.beside[set][(*choices)[set]];
    }
    return found;
}

Combinations in_groups(const SweepPlan& plan, const std::vector<ChoiceGroup>& groups) {
    Combinations found;
    for (const ChoiceGroup& group : groups) {
        std::vector<std::size_t> place(group.sets.size());
        for (bool more = true; more;) {
            std::vector<std::size_t> combination, first = group.first;
            for (std::size_t s = 0; s < place.size(); ++s) {
                combination.push_back(group.choices[s][place[s]]);
                const SetPlan& set = plan.sets[group.sets[s]];
                for (std::size_t x = 0; x < set.axes.size(); ++x)
                    first[set.axes[x]] = static_cast<std::size_t>(set.coordinates[combination.back() * set.axes.size() + x]);
            }
            // Groups whose choices overlap add up.
            Plain& sum = found[combination];
            sum.weight += group.weight;
            if (sum.first.empty() || first < sum.first) sum.first = first;
            sum.beside.resize(group.beside.size());
            for (std::size_t set = 0; set < group.beside.size(); ++set) {
                sum.beside[set].resize(group.beside[set].size());
                for (std::size_t c = 0; c < group.beside[set].size(); ++c) sum.beside[set][c] += group.beside[set][c];
            }
            std::size_t s = place.size();
            while (s > 0 && ++place[s - 1] == group.choices[s - 1].size()) place[--s] = 0;
            more = s > 0;
        }
    }
    return found;
}

TEST(SliceBoxes, GroupsAreTheScenariosThatAreEvaluated) {
    const Study study = swept_study();
    const SweepPlan plan = plan_sweep(study, load_study_data(study).cases);
    const auto boxes = boxes_of_slices(plan);
    std::size_t several = 0;
    for (std::size_t number = 0; number < plan.slices.size(); ++number) {
        const Slice& slice = plan.slices[number];
        const SliceBoxes of_slice(plan, slice, boxes[number]);
        for (const std::vector<std::size_t>& sets : std::vector<std::vector<std::size_t>>{{}, {0}, {1, 4}, {0, 2, 4}, {4}}) {
            const std::vector<ChoiceGroup> groups = of_slice.groups(sets);
            several += groups.size() > 1;
            EXPECT_EQ(in_groups(plan, groups), plainly(plan, slice, sets)) << number << ": " << fmt::format("{}", sets.size());
        }
    }
    EXPECT_GT(several, 5u);
}

}  // namespace
}  // namespace qca
