#include "host/report/anchor_sets_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/report/text_table.hpp"

namespace qca {

std::string anchor_sets_text(const Study& study) {
    const auto triple = [](const Anchors& of) { return fmt::format("{} / {} / {}", of.exclusion, of.crossover, of.inclusion); };
    std::vector<std::string> header{"anchors", own_anchors};
    for (const AnchorSet& other : study.sweep.anchor_sets) header.push_back(other.name);
    TextTable table(header, std::string(header.size(), 'l'));
    for (std::size_t set = 0; set < study.all_sets(); ++set) {
        std::vector<std::string> cells{study.set(set).name, triple(study.set(set).anchors)};
        bool listed = false;
        for (const AnchorSet& other : study.sweep.anchor_sets) {
            const auto found =
                std::find_if(other.anchors.begin(), other.anchors.end(), [&](const auto& of) { return of.first == set; });
            listed = listed || found != other.anchors.end();
            cells.push_back(found == other.anchors.end() ? own_anchors
                                                         : triple(found->second) + (found->second.in_order() ? "" : " (skipped)"));
        }
        if (listed) table.add(std::move(cells));
    }
    return table.text() + "exclusion / crossover / inclusion, in the set's units\n";
}

}  // namespace qca
