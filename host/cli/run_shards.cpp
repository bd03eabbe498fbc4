#include "host/cli/run_shards.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/clock.hpp"
#include "host/cli/interruption.hpp"
#include "host/cli/merge_shards.hpp"
#include "host/cli/run_log.hpp"
#include "host/error.hpp"
#include "host/store/journal.hpp"
#include "host/store/result_file.hpp"
#include "host/store/run_lock.hpp"
#include "host/store/shard_file.hpp"
#include "host/sweep/require_fit.hpp"
#include "host/sweep/shard_sweep.hpp"

namespace qca {

namespace fs = std::filesystem;

namespace {

void note(const std::string& text) { fmt::print(stderr, "note: {}\n", text); }

void require_resumable(const RunDirectory& directory, const PreparedRun& run, const ShardedRun& how) {
    const auto begun = [&](const std::string& what) {
        throw InputError(fmt::format("{}: {} is there already, begun and not finished (it would be overwritten) add --resume to go on "
                                     "with it, or remove the folder",
                                     directory.folder(), what));
    };
    if (!how.resume && how.range.is_whole()) begun("a run");
    const std::vector<std::string> found = differences(directory.manifest().identity, run.identity);
    if (!found.empty())
        throw InputError(fmt::format("{}: cannot be gone on with ({}) undo that, or remove the folder to begin anew", directory.folder(),
                                     fmt::join(found, "; ")));
    std::error_code error;
    if (!how.resume && fs::exists(directory.journal_file(how.range), error)) begun("this part of a run");
}

/// One process's work on one range of shards.
class RangeRun {
  public:
    RangeRun(const PreparedRun& run, const ShardedRun& how, const RunDirectory& directory)
        : run_(run), how_(how), directory_(directory), shards_(run.list.shards.size()), begin_(how.range.begin(shards_)),
          end_(how.range.end(shards_)), lock_(directory, how.range, shards_, host_name()), identity_(identity_hash(run.identity)),
          backend_(choose_backend(how.sweep.backend)), done_(end_ - begin_), log_(directory.log_file(how.range)) {}

    void evaluate() {
        directory_.remove_leftovers(how_.range, shards_);
        std::uint64_t calibrations = 0, scenarios = 0;
        for (std::size_t number = begin_; number < end_; ++number) {
            calibrations += run_.list.shards[number].calibrations;
            scenarios += run_.list.shards[number].evaluated;
        }
        ProgressCount progress(calibrations, scenarios, [this](const SweepProgress& now) { tell(now); });
        look_up_done(progress);
        const JournalWriter journal(directory_.journal_file(how_.range));
        JournalEntry line = entry("begin");
        line.host = host_name();
        line.process = static_cast<std::uint64_t>(::getpid());
        journal.add(line);
        ShardSweep sweep(run_.study, run_.data, run_.list, run_.columns, backend_, how_.sweep, progress);
        for (std::size_t number = begin_; number < end_; ++number) {
            if (done_[number - begin_]) continue;
            stop_if_asked(journal);
            evaluate_shard(number, sweep, journal, progress);
        }
        stop_if_asked(journal);
    }

    void say_end() const { add_end(JournalWriter(directory_.journal_file(how_.range)), "done"); }

    std::uint64_t begin() const { return begin_; }
    std::uint64_t end() const { return end_; }

  private:
    static JournalEntry entry(const char* event) {
        JournalEntry line;
        line.event = event;
        line.time = utc_now();
        return line;
    }

    static void add_end(const JournalWriter& journal, const std::string& reason) {
        JournalEntry line = entry("end");
        line.reason = reason;
        journal.add(line);
    }

    void tell(const SweepProgress& now) {
        if (how_.sweep.progress) how_.sweep.progress(now);
        if (Interruption::take_word_request()) {
            fmt::print(stderr, "\n{}; every finished shard is saved\n", progress_words(now));
            log_.add("asked", now);
        }
        if (Interruption::stop_signal() == 0 || said_stop_) return;
        said_stop_ = true;
        fmt::print(stderr, "\nstopping when the shard in work is done and saved; once more to stop at once\n");
    }

    void stop_if_asked(const JournalWriter& journal) const {
        const int signal = Interruption::stop_signal();
        if (signal == 0) return;
        add_end(journal, fmt::format("signal {}", signal));
        const auto saved = std::count(done_.begin(), done_.end(), true);
        throw Interrupted(fmt::format("interrupted by signal {}: {} of {} shards are saved in {}; the same command with --resume goes on",
                                      signal, saved, done_.size(), directory_.folder()));
    }

    /// A shard that is there and sound counts, whatever the journal says; nothing else does.
    void look_up_done(ProgressCount& progress) {
        const Journal journal = read_journal(directory_.journal_file(how_.range));
        if (!journal.bad_lines.empty())
            note(fmt::format("{}: lines {} are damaged; the shards themselves say what is done", directory_.journal_file(how_.range),
                             fmt::join(journal.bad_lines, ", ")));
        std::vector<bool> promised(shards_);
        for (const JournalEntry& entry : journal.entries)
            if (entry.event == "shard" && entry.shard >= 1 && entry.shard <= shards_) promised[entry.shard - 1] = true;
        std::uint64_t calibrations = 0, scenarios = 0;
        std::size_t saved = 0;
        for (std::size_t number = begin_; number < end_; ++number) {
            done_[number - begin_] = is_sound(number, promised[number]);
            if (!done_[number - begin_]) continue;
            ++saved;
            calibrations += run_.list.shards[number].calibrations;
            scenarios += run_.list.shards[number].evaluated;
        }
        progress.add_before(calibrations, scenarios);
        if (how_.resume) note(fmt::format("{} of {} shards are there already", saved, end_ - begin_));
    }

    bool is_sound(std::size_t number, bool promised) {
        const std::string file = directory_.shard_file(number);
        std::error_code error;
        if (!fs::exists(file, error)) {
            if (promised) note(fmt::format("{}: is gone, though the journal has it; it is evaluated again", file));
            return false;
        }
        try {
            const ShardFile shard = read_shard(file);
            if (shard.header.identity != identity_ || shard.header.number != number) {
                note(fmt::format("{}: belongs to another run; it is evaluated again", file));
                return false;
            }
            require_fit(shard.result, run_.list.plan, run_.study, run_.data.cases.size());
            add_to_sums(shard.result.sums);
            return true;
        } catch (const InputError& problem) {
            note(fmt::format("{}; it is evaluated again", problem.what()));
            return false;
        }
    }

    void evaluate_shard(std::size_t number, ShardSweep& sweep, const JournalWriter& journal, ProgressCount& progress) {
        const Shard& shard = run_.list.shards[number];
        ShardHeader header;
        header.identity = identity_;
        header.number = number;
        header.shards = shards_;
        header.backend = backend_.name;
        header.device = backend_.device;
        header.host = host_name();
        header.started = utc_now();
        header.threads = backend_.name == "cpu" ? static_cast<std::uint64_t>(threads_to_use(how_.sweep.threads)) : 0;
        const auto started = std::chrono::steady_clock::now();
        const ShardResult found = sweep.run(shard);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        header.finished = utc_now();
        header.seconds = seconds_to_note(seconds);
        directory_.write_shard(header, found);
        JournalEntry line = entry("shard");
        line.shard = number + 1;
        line.calibrations = shard.calibrations;
        line.scenarios = shard.evaluated;
        line.seconds = seconds;
        journal.add(line);
        done_[number - begin_] = true;
        add_to_sums(found.sums);
        progress.tell(flagged_share(), survival_so_far());
        log_.add("shard", progress.now());
    }

    void add_to_sums(const SweepResult& sums) {
        flagged_ += sums.provenance.flagged;
        calibrations_ += sums.counts.calibrations;
        exact_.resize(sums.paths.size());
        for (std::size_t p = 0; p < sums.paths.size(); ++p) {
            const std::vector<StateCounts>& map = sums.paths[p].pair_maps.front();
            for (const StateCounts& states : map)
                for (std::size_t s = 0; s < states.size(); ++s) {
                    if (s == static_cast<std::size_t>(Survival::skipped)) continue;
                    (s <= static_cast<std::size_t>(Survival::exact_some) ? exact_[p].first : exact_[p].second) += states[s];
                }
        }
    }

    std::optional<double> flagged_share() const {
        return calibrations_ == 0 ? std::nullopt : std::optional(static_cast<double>(flagged_) / static_cast<double>(calibrations_));
    }

    std::vector<std::pair<std::string, double>> survival_so_far() const {
        std::vector<std::pair<std::string, double>> shares;
        for (std::size_t p = 0; p < exact_.size(); ++p) {
            const auto all = static_cast<double>(exact_[p].first + exact_[p].second);
            if (all > 0) shares.emplace_back(run_.study.paths[p].name, static_cast<double>(exact_[p].first) / all);
        }
        return shares;
    }

    const PreparedRun& run_;
    const ShardedRun& how_;
    const RunDirectory& directory_;
    const std::uint64_t shards_, begin_, end_;
    const RunLock lock_;
    const std::string identity_;
    const Backend backend_;
    std::vector<bool> done_;  // [shard of the range]
    RunLog log_;
    bool said_stop_ = false;
    std::uint64_t flagged_ = 0, calibrations_ = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> exact_;  // [path] scenarios in which it is exact, and the others
};

}  // namespace

RunDirectory run_directory_of(const std::string& output) { return RunDirectory(output + ".run"); }

SweepResult run_shards(const PreparedRun& run, const ShardedRun& how) {
    const RunDirectory directory = run_directory_of(how.output);
    if (directory.exists()) require_resumable(directory, run, how);
    else if (how.resume) note(fmt::format("{}: there is no run to go on with; it begins", directory.folder()));
    const Interruption interruption;
    directory.create({run.identity, fs::absolute(run.study.file).string(), run.study.file, run.study.data_file,
                      fs::absolute(how.output).string(), run.plan.calibrations, run.plan.evaluated});
    RangeRun range(run, how, directory);
    range.evaluate();
    SweepResult result;
    if (how.range.is_whole()) {
        std::vector<std::string> files;
        for (std::uint64_t number = 0; number < run.list.shards.size(); ++number) files.push_back(directory.shard_file(number));
        result = merge_shards(run, files, how.sweep.threads);
        write_result(result, how.output);
    }
    range.say_end();
    if (how.range.is_whole() && !how.keep_shards) directory.remove();
    return result;
}

}  // namespace qca
