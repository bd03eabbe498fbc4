#include "host/store/run_manifest.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/error.hpp"
#include "host/plan/most_shards.hpp"
#include "host/store/json_numbers.hpp"
#include "host/store/read_bytes.hpp"
#include "host/store/result_file.hpp"

namespace qca {

namespace {

constexpr int format = 1;
/// No manifest that is written is as long; see journal.cpp.
constexpr std::size_t longest_text = std::size_t{1} << 16;

nlohmann::ordered_json identity_json(const RunIdentity& identity) {
    return {{"study_sha256", identity.study_sha256}, {"data_sha256", identity.data_sha256}, {"choices_sha256", identity.choices_sha256},
            {"precision", identity.precision},       {"version", identity.version},         {"commit", identity.commit},
            {"shard_size", identity.shard_size},     {"shards", identity.shards}};
}

[[noreturn]] void throw_no_manifest(const std::string& why) {
    throw InputError(fmt::format("it is no manifest of a run ({}) name another folder, or remove this one to begin anew", why));
}

}  // namespace

std::string identity_hash(const RunIdentity& identity) { return sha256(identity_json(identity).dump()); }

std::vector<std::string> differences(const RunIdentity& there, const RunIdentity& here) {
    std::vector<std::string> found;
    if (there.study_sha256 != here.study_sha256) found.push_back("the text of the study file has changed");
    else if (there.choices_sha256 != here.choices_sha256) found.push_back("the study is understood differently");
    if (there.data_sha256 != here.data_sha256) found.push_back("the data file has changed");
    if (there.precision != here.precision)
        found.push_back(fmt::format("it was begun with --precision {}, not {}", there.precision, here.precision));
    if (there.version != here.version || there.commit != here.commit)
        found.push_back(fmt::format("it was begun by qcasweep {} (commit {}), this is {} (commit {})", there.version, there.commit,
                                    here.version, here.commit));
    if (there.shard_size != here.shard_size)
        found.push_back(fmt::format("it was begun with --shard-size {}, not {}", there.shard_size, here.shard_size));
    else if (there.shards != here.shards) found.push_back(fmt::format("it has {} shards, not {}", there.shards, here.shards));
    return found;
}

std::string manifest_text(const RunManifest& manifest) {
    nlohmann::ordered_json json{{"format", format}};
    json.update(identity_json(manifest.identity));
    json["study_file"] = manifest.study_file;
    json["study_named"] = manifest.study_named;
    json["data_named"] = manifest.data_named;
    json["output"] = manifest.output;
    json["calibrations"] = manifest.calibrations;
    json["scenarios"] = manifest.scenarios;
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

RunManifest parse_manifest(const std::string& text) try {
    if (text.size() > longest_text) throw_no_manifest("it is too long");
    const nlohmann::json json = nlohmann::json::parse(text);
    if (json.at("format") != format)
        throw InputError(fmt::format("it is in format {} (this qcasweep reads format {}) use the version that wrote it", json.at("format").dump(),
                                     format));
    RunManifest manifest;
    RunIdentity& identity = manifest.identity;
    json.at("study_sha256").get_to(identity.study_sha256);
    json.at("data_sha256").get_to(identity.data_sha256);
    json.at("choices_sha256").get_to(identity.choices_sha256);
    json.at("precision").get_to(identity.precision);
    json.at("version").get_to(identity.version);
    json.at("commit").get_to(identity.commit);
    identity.shard_size = whole_number(json.at("shard_size"));
    identity.shards = whole_number(json.at("shards"));
    json.at("study_file").get_to(manifest.study_file);
    json.at("study_named").get_to(manifest.study_named);
    json.at("data_named").get_to(manifest.data_named);
    json.at("output").get_to(manifest.output);
    manifest.calibrations = whole_number(json.at("calibrations"));
    manifest.scenarios = whole_number(json.at("scenarios"));
    // Every shard is looked for: a number that no run has would take years.
    if (identity.shards == 0 || identity.shards > most_shards)
        throw_no_manifest(fmt::format("{} shards; a run has 1 to {}", identity.shards, most_shards));
    return manifest;
} catch (const nlohmann::json::exception& error) {
    throw_no_manifest(error.what());
}

RunManifest read_manifest(const std::string& file) {
    const std::string text = read_bytes(file);
    try {
        return parse_manifest(text);
    } catch (const InputError& error) {
        throw InputError(fmt::format("{}: {}", file, error.what()));
    }
}

}  // namespace qca
