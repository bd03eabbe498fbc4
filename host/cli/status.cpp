#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "host/cli/commands.hpp"
#include "host/cli/run_shards.hpp"
#include "host/cli/shard_files.hpp"
#include "host/error.hpp"
#include "host/report/result_info.hpp"
#include "host/store/journal.hpp"
#include "host/store/result_file.hpp"
#include "host/store/run_lock.hpp"

namespace qca {

namespace {

/// Calibrations, scenarios and seconds of some shards.
struct Work {
    std::uint64_t calibrations = 0, scenarios = 0;
    double seconds = 0;

    void add(const JournalEntry& shard) {
        calibrations += shard.calibrations;
        scenarios += shard.scenarios;
        seconds += shard.seconds;
    }
    double rate() const { return seconds > 0 ? static_cast<double>(calibrations) / seconds : 0; }
};

nlohmann::ordered_json part_json(const RunDirectory& directory, const ShardRange& range, Work& done, double& rate_now) {
    const Journal journal = read_journal(directory.journal_file(range));
    const auto holder = lock_holder(directory.lock_file(range));
    Work since_begin;
    std::string last, ended;
    for (const JournalEntry& entry : journal.entries) {
        last = entry.time;
        if (entry.event == "begin") since_begin = {};
        ended = entry.event == "end" ? entry.reason : "";
        if (entry.event != "shard") continue;
        since_begin.add(entry);
        done.add(entry);
    }
    if (holder) rate_now += since_begin.rate();
    nlohmann::ordered_json json{{"part", range.part}, {"parts", range.parts}, {"writer", holder ? nlohmann::json(*holder) : nlohmann::json()}};
    json["ended"] = holder || ended.empty() ? nlohmann::json() : nlohmann::json(ended);
    json["last_line"] = last;
    json["damaged_lines"] = journal.bad_lines;
    json["calibrations_per_second"] = since_begin.rate();
    return json;
}

nlohmann::ordered_json status_json(const RunDirectory& directory) {
    const RunManifest manifest = directory.manifest();
    const std::uint64_t shards = manifest.identity.shards;
    const std::size_t there = shards_of(directory.folder(), shards).size();
    Work done;
    double rate_now = 0;
    nlohmann::ordered_json parts = nlohmann::json::array();
    for (const ShardRange& range : directory.ranges()) parts.push_back(part_json(directory, range, done, rate_now));
    const std::uint64_t left = manifest.calibrations - std::min(manifest.calibrations, done.calibrations);
    nlohmann::ordered_json json{{"study", manifest.study_file}, {"output", manifest.output}, {"shards", shards}, {"shards_done", there},
                                {"calibrations", manifest.calibrations}, {"calibrations_done", done.calibrations},
                                {"scenarios", manifest.scenarios}, {"scenarios_done", done.scenarios},
                                {"calibrations_per_second", rate_now}};
    json["seconds_left"] = there < shards && rate_now > 0 ? nlohmann::json(static_cast<double>(left) / rate_now) : nlohmann::json();
    json["parts"] = std::move(parts);
    return json;
}

std::string status_text(const nlohmann::ordered_json& json) {
    std::string text = fmt::format("study    {}\nresult   {}\nshards   {} of {} are there\n", json["study"].get<std::string>(),
                                   json["output"].get<std::string>(), json["shards_done"].get<std::uint64_t>(),
                                   json["shards"].get<std::uint64_t>());
    text += fmt::format("done     {} of {} calibrations, {} of {} scenarios, by the journals\n", json["calibrations_done"].get<std::uint64_t>(),
                        json["calibrations"].get<std::uint64_t>(), json["scenarios_done"].get<std::uint64_t>(),
                        json["scenarios"].get<std::uint64_t>());
    for (const auto& part : json["parts"]) {
        const std::string what = !part["writer"].is_null() ? "is being written by " + part["writer"].get<std::string>()
                                 : part["ended"].is_null() ? "has no writer: it died, or never began"
                                 : part["ended"] == "done" ? "is done"
                                                           : "was interrupted (" + part["ended"].get<std::string>() + ")";
        text += fmt::format("part     {} of {} {}, last line {}, {:.3g} calibrations/s\n", part["part"].get<std::uint64_t>(),
                            part["parts"].get<std::uint64_t>(), what, part["last_line"].get<std::string>(),
                            part["calibrations_per_second"].get<double>());
        if (!part["damaged_lines"].empty()) text += fmt::format("         damaged lines in its journal: {}\n", part["damaged_lines"].dump());
    }
    if (!json["seconds_left"].is_null()) text += fmt::format("left     {:.0f} s at this rate\n", json["seconds_left"].get<double>());
    return text;
}

}  // namespace

void add_status_command(CLI::App& program) {
    struct Options {
        std::string source, format = "text";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("status", "How far a run is, running or dead: what is done, how fast, what is left");
    command->add_option("DIR|FILE", options->source, "run directory, or the result file that the run is to write")->required();
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
    command->footer("Rates are in calibrations a second, since each writer last began.\nExample: qcasweep status headline.h5");
    command->callback([options] {
        const RunDirectory beside = run_directory_of(options->source), itself(options->source);
        std::error_code error;
        if (!itself.exists() && !beside.exists()) {
            if (!std::filesystem::is_regular_file(options->source, error))
                throw InputError(fmt::format("{}: there is no run (neither a run directory nor a result file) name one", options->source));
            read_result(options->source);
            if (options->format == "json") fmt::print("{}\n", nlohmann::ordered_json{{"output", options->source}, {"finished", true}}.dump(2));
            else fmt::print("result   {}\nfinished; there is no run directory beside it\n", options->source);
            return;
        }
        const nlohmann::ordered_json json = status_json(itself.exists() ? itself : beside);
        if (options->format == "json") fmt::print("{}\n", json.dump(2));
        else fmt::print("{}", status_text(json));
    });
}

}  // namespace qca
