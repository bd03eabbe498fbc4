#include <algorithm>
#include <array>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

struct TextField {
    const char* name;
    std::string Provenance::*member;
};
constexpr std::array text_fields{TextField{"study_name", &Provenance::study_name},
                                 TextField{"study_file", &Provenance::study_file},
                                 TextField{"study_sha256", &Provenance::study_sha256},
                                 TextField{"data_file", &Provenance::data_file},
                                 TextField{"data_sha256", &Provenance::data_sha256},
                                 TextField{"version", &Provenance::version},
                                 TextField{"commit", &Provenance::commit},
                                 TextField{"compiler", &Provenance::compiler},
                                 TextField{"backend", &Provenance::backend},
                                 TextField{"device", &Provenance::device},
                                 TextField{"precision", &Provenance::precision},
                                 TextField{"host", &Provenance::host},
                                 TextField{"started", &Provenance::started},
                                 TextField{"finished", &Provenance::finished}};

struct CountField {
    const char* name;
    std::uint64_t SweepCounts::*member;
};
constexpr std::array count_fields{CountField{"scenarios", &SweepCounts::scenarios},
                                  CountField{"evaluated", &SweepCounts::evaluated},
                                  CountField{"skipped", &SweepCounts::skipped},
                                  CountField{"excluded", &SweepCounts::excluded},
                                  CountField{"calibrations", &SweepCounts::calibrations},
                                  CountField{"capped", &SweepCounts::capped},
                                  CountField{"census_overflow", &SweepCounts::census_overflow}};

}  // namespace

void write_provenance(const LabelledGroup& root, const SweepResult& result) {
    LabelledGroup group = root.subgroup("provenance");
    H5::Group& object = group.object();
    for (const auto& [name, member] : text_fields) set_attribute(object, name, result.provenance.*member);
    set_attribute(object, "threads", result.provenance.threads);
    set_attribute(object, "flagged", result.provenance.flagged);
    set_attribute(object, "distinct_tables", result.provenance.distinct_tables);
    set_attribute(object, "seconds", result.provenance.seconds);
    set_attribute(object, "outcome", result.outcome);
    for (const auto& [name, member] : count_fields) set_attribute(object, name, result.counts.*member);

    group.write("study_text", result.provenance.study_text);
    group.write("study_resolved", result.provenance.study_resolved);
    group.scale("condition", result.conditions);
    group.scale("incomplete_case", result.incomplete);
    group.scale("excluded_case", result.excluded);
    group.scale("axis", axis_names(result.axes));
    write_design(group, result);

    std::vector<std::string> names, expressions;
    std::vector<std::uint8_t> own;
    for (const PathResult& path : result.paths) {
        names.push_back(path.name);
        expressions.push_back(path.expression);
        own.push_back(static_cast<std::uint8_t>(path.own));
    }
    group.scale("path", names);
    group.write("path_expression", {"path"}, expressions);
    H5::DataSet own_states = group.write("path_own_state", {"path"}, own);
    set_state_flags(own_states);
    group.list_uses();
}

Listing read_provenance(const H5::Group& root) {
    const H5::Group group = root.openGroup("provenance");
    Listing listing;
    for (const auto& [name, member] : text_fields) listing.provenance.*member = text_attribute(group, name);
    listing.provenance.threads = number_attribute<std::uint64_t>(group, "threads");
    listing.provenance.flagged = number_attribute<std::uint64_t>(group, "flagged");
    listing.provenance.distinct_tables = number_attribute<std::uint64_t>(group, "distinct_tables");
    listing.provenance.seconds = number_attribute<double>(group, "seconds");
    listing.provenance.study_text = read_text(group, "study_text");
    listing.provenance.study_resolved = read_text(group, "study_resolved");
    listing.outcome = text_attribute(group, "outcome");
    for (const auto& [name, member] : count_fields) {
        // Files of versions without exclusions lack the number of excluded scenarios.
        if (group.attrExists(name)) listing.counts.*member = number_attribute<std::uint64_t>(group, name);
        else if (member != &SweepCounts::excluded) throw H5::AttributeIException(name, "is missing");
    }
    listing.conditions = read_texts(group, "condition");
    listing.incomplete = read_texts(group, "incomplete_case");
    listing.excluded = read_texts(group, "excluded_case");
    listing.axes = read_axes(root, group);
    listing.design = read_design(group, listing.axes);

    const std::vector<std::string> names = read_texts(group, "path");
    const std::vector<std::string> expressions = read_texts(group, "path_expression");
    const auto own = read_values<std::uint8_t>(group, "path_own_state", {names.size()});
    require_states(own, "path_own_state");
    if (expressions.size() != names.size())
        throw H5::DataSetIException("path_expression", "is not as long as path");
    for (std::size_t i = 0; i < names.size(); ++i) {
        PathResult path;
        path.name = names[i];
        path.expression = expressions[i];
        path.own = static_cast<Survival>(own[i]);
        listing.paths.push_back(std::move(path));
    }
    return listing;
}

}  // namespace qca
