#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/build_info.hpp"

namespace qca::appendix {

std::vector<Block> provenance_blocks(const AppendixSource& source) {
    const Provenance& from = source.result.provenance;
    const SweepCounts& counts = source.result.counts;
    Table table{"provenance", "Where the results come from", "SHA-256 sums are those of the files as the run read them.", {{"item"}, {"value", Format::names}}, {}};
    const auto text = [&](const char* item, const std::string& value) {
        if (!value.empty()) table.rows.push_back({item, value});
    };
    text("study", from.study_name);
    text("study file", from.study_file);
    text("SHA-256 of the study file", from.study_sha256);
    text("data file", from.data_file);
    text("SHA-256 of the data file", from.data_sha256);
    text("run by", fmt::format("qcasweep {} (commit {}, {})", from.version, from.commit, from.compiler));
    text("appendix by", fmt::format("qcasweep {} (commit {})", build_info().version, build_info().commit));
    text("backend", from.device.empty() ? from.backend : from.backend + ", " + from.device);
    text("precision", from.precision);
    text("started", from.started);
    text("finished", from.finished);
    table.rows.push_back({"threads", from.threads});
    table.rows.push_back({"duration (s)", fmt::format("{:.3g}", from.seconds)});
    Table numbers{"counts", "Scenarios by what became of them",
                  "Skipped scenarios have the anchors of some set out of order, or are excluded by the study file.", {{"count"}, {"number", Format::plain}}, {}};
    const auto count = [&](const char* item, std::uint64_t value) { numbers.rows.push_back({item, value}); };
    count("scenarios", counts.scenarios);
    count("evaluated", counts.evaluated);
    count("skipped", counts.skipped);
    count("skipped: excluded by the study file", counts.excluded);
    count("skipped: anchors out of order", counts.skipped - counts.excluded);
    count("evaluated calibrations", counts.calibrations);
    count("calibrations decided from sums in double precision", from.flagged);
    count("scenarios whose list of models is incomplete", counts.capped);
    count("scenarios with a solution beyond the census", counts.census_overflow);
    count("cases", source.result.cases.size());
    count("cases left out for a missing value", source.result.incomplete.size());
    count("cases left out by the study file", source.result.excluded.size());
    std::vector<Block> blocks{table, numbers};
    const auto list = [&](const char* words, const std::vector<std::string>& cases) {
        if (!cases.empty()) blocks.push_back(Paragraph{fmt::format("{}: {}.", words, fmt::join(cases, ", "))});
    };
    list("Left out for a missing value", source.result.incomplete);
    list("Left out by the study file", source.result.excluded);
    return blocks;
}

}  // namespace qca::appendix
