#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/csv.hpp"
#include "host/report/names.hpp"
#include "host/report/recover_report.hpp"
#include "host/report/recover_words.hpp"

namespace qca {
namespace {

/// Lines of the table.
class Lines {
  public:
    void add(const std::string& part, const std::string& rank, const std::string& set, const std::string& item, const std::string& measure,
             const std::string& value) {
        text_ += fmt::format("{},{},{},{},{},{}\n", part, rank, quoted(set), quoted(item), measure, quoted(value));
    }
    void add(const std::string& part, const std::string& rank, const std::string& set, const std::string& item, const std::string& measure, double value) {
        add(part, rank, set, item, measure, number_cell(value));
    }
    std::string take() { return "part,rank,set,item,measure,value\n" + text_; }

  private:
    std::string text_;
};

void add_candidates(Lines& lines, const Published& published, const Recovery& recovery) {
    for (std::size_t i = 0; i < recovery.candidates.size(); ++i) {
        const JointCandidate& joint = recovery.candidates[i];
        const std::string rank = fmt::format("{}", i + 1);
        lines.add("candidate", rank, "", "", "reproduced", static_cast<double>(published.cells.size() - joint.lost));
        lines.add("candidate", rank, "", "", "distance", joint.distance);
        for (std::size_t s = 0; s < recovery.spaces.size(); ++s) {
            const SetSpace& space = recovery.spaces[s];
            if (!space.searched) continue;
            const Candidate& candidate = space.candidates[joint.members[s]];
            lines.add("candidate", rank, space.name, "", "transform", variant_name(space.variants[candidate.variant]));
            for (std::size_t a = 0; a < anchor_names.size(); ++a)
                lines.add("candidate", rank, space.name, "", anchor_names[a], candidate.anchors.*anchor_members[a]);
        }
    }
}

void add_identified(Lines& lines, const Recovery& recovery) {
    for (std::size_t s = 0; s < recovery.sets.size(); ++s) {
        const SetSpace& space = recovery.spaces[s];
        if (!space.searched) continue;
        for (std::size_t a = 0; a < anchor_names.size(); ++a) {
            for (const VariantRegion& region : recovery.sets[s].regions) {
                const std::string variant = variant_name(space.variants[region.variant]);
                lines.add("identified", "", space.name, variant, fmt::format("{}_low", anchor_names[a]), region.anchors[a].low);
                lines.add("identified", "", space.name, variant, fmt::format("{}_high", anchor_names[a]), region.anchors[a].high);
                lines.add("identified", "", space.name, variant, fmt::format("{}_values", anchor_names[a]), static_cast<double>(region.anchors[a].values));
                lines.add("identified", "", space.name, variant, fmt::format("{}_contiguous", anchor_names[a]), region.anchors[a].contiguous ? 1 : 0);
            }
            lines.add("alone", "1", space.name, "", fmt::format("{}_low", anchor_names[a]), recovery.sets[s].reaches[a].low);
            lines.add("alone", "1", space.name, "", fmt::format("{}_high", anchor_names[a]), recovery.sets[s].reaches[a].high);
        }
    }
}

void add_figures(Lines& lines, const StudyData& data, const Published& published, const Recovery& recovery) {
    const auto add = [&](std::size_t cell, const std::string& item, const char* prefix, const Reproduction& reproduction) {
        const bool cases = published.cells[cell].column == "cases";
        lines.add("figure", "", "", item, fmt::format("{}value", prefix),
                  cases ? fmt::format("{}", fmt::join(case_names(reproduction.cases, data), ";")) : number_cell(reproduction.value));
        lines.add("figure", "", "", item, fmt::format("{}reproduced", prefix), reproduction.reproduced ? 1 : 0);
    };
    for (std::size_t i = 0; i < published.cells.size(); ++i) {
        const PrintedCell& cell = published.cells[i];
        const std::string item = fmt::format("{} {} {}", cell.table, cell.row, cell.column);
        lines.add("figure", "", "", item, "printed", cell.text);
        add(i, item, "", recovery.reproductions[i]);
        add(i, item, "own_", recovery.own[i]);
    }
    for (const std::size_t i : recovery.never_reproduced) {
        const PrintedCell& cell = published.cells[i];
        lines.add("misprint", "", "", fmt::format("{} {} {}", cell.table, cell.row, cell.column), "where", cell.where);
    }
}

}  // namespace

std::string recover_csv(const Study&, const StudyData& data, const Published& published, const Recovery& recovery) {
    Lines lines;
    lines.add("search", "", "", "", "printed", static_cast<double>(published.cells.size()));
    lines.add("search", "", "", "", "most_reproduced", static_cast<double>(published.cells.size() - recovery.fewest_lost));
    lines.add("search", "", "", "", "complete", recovery.complete ? 1 : 0);
    lines.add("search", "", "", "", "joint_candidates", recovery.covered);
    lines.add("search", "", "", "", "best", recovery.best);
    lines.add("search", "", "", "", "own_reproduced", static_cast<double>(published.cells.size() - lost_of(recovery.own)));
    add_candidates(lines, published, recovery);
    add_identified(lines, recovery);
    add_figures(lines, data, published, recovery);
    return lines.take();
}

}  // namespace qca
