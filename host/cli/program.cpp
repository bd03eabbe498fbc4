#include "host/cli/program.hpp"

#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "host/build_info.hpp"
#include "host/cli/commands.hpp"
#include "host/error.hpp"
#include "host/study/utf8.hpp"

namespace qca {

namespace {

constexpr int input_is_wrong = 2;
constexpr int machine_cannot = 3;
constexpr int interrupted = 75;

/// A message with a text in it that fills a screen says in its beginning where, in its end why and what to do.
std::string shortened(const std::string& message) {
    constexpr std::size_t longest = 4000, kept = 1000;
    if (message.size() <= longest) return message;
    std::size_t begin = kept, end = message.size() - kept;
    while (begin > 0 && !starts_character(message[begin])) --begin;
    while (!starts_character(message[end])) ++end;
    return message.substr(0, begin) + " ... " + message.substr(end);
}

/// On one line, whatever the names in it hold: control characters would move the cursor of a terminal, or forge lines of a log.
std::string on_one_line(const std::string& message) {
    std::string line;
    for (const char c : shortened(message)) {
        const bool control = (c >= 0 && c < ' ') || c == '\x7f';
        line += control ? fmt::format("\\x{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
    }
    return line;
}

int report(int status, const std::string& message) {
    fmt::print(stderr, "qcasweep: {}\n", on_one_line(message));
    return status;
}

}  // namespace

int run_program(int argc, char** argv) {
    CLI::App program("Robustness and sensitivity engine for fuzzy-set Qualitative Comparative Analysis", "qcasweep");
    const BuildInfo build = build_info();
    program.set_version_flag("--version", fmt::format("qcasweep {} (commit {}, {}, backends: {})", build.version,
                                                      build.commit, build.compiler, build.backends));
    program.require_subcommand(1);
    program.footer("Exit status: 0 done; 2 the input is wrong; 3 the machine cannot; 75 interrupted, what was finished is saved.\n"
                   "Example: qcasweep run configs/khanal2024-headline.toml -o results/headline.h5");
    add_analyze_command(program);
    add_plan_command(program);
    add_run_command(program);
    add_merge_command(program);
    add_status_command(program);
    add_verify_command(program);
    add_ranges_command(program);
    add_worst_command(program);
    add_protocol_command(program);
    add_chance_command(program);
    add_importance_command(program);
    add_recover_command(program);
    add_path_command(program);
    add_census_command(program);
    add_necessity_command(program);
    add_appendix_command(program);
    add_export_command(program);
    add_rerun_command(program);
    add_info_command(program);
    add_bench_command(program);
    add_completion_command(program);
    add_manual_command(program);
    try {
        program.parse(argc, argv);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
            return report(machine_cannot, "standard output: cannot be written (is the disk full?)");
        return 0;
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : input_is_wrong;
    } catch (const InputError& error) {
        return report(input_is_wrong, error.what());
    } catch (const MachineError& error) {
        return report(machine_cannot, error.what());
    } catch (const Interrupted& error) {
        return report(interrupted, error.what());
    } catch (const std::bad_alloc&) {
        return report(machine_cannot, "out of memory");
    } catch (const std::exception& error) {
        return report(machine_cannot, error.what());
    }
}

}  // namespace qca
