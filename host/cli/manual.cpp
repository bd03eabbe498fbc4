#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "host/build_info.hpp"
#include "host/cli/commands.hpp"
#include "host/error.hpp"

namespace qca {

namespace {

/// As troff prints it: no escapes, no hyphens for minus signs, no requests at the start of a line.
std::string roff(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\') safe += "\\e";
        else if (c == '-') safe += "\\-";
        else if (c == '~') safe += "\\(ti";
        else if (c == '^') safe += "\\(ha";
        else if ((c == '.' || c == '\'') && (safe.empty() || safe.back() == '\n')) safe += std::string("\\&") + c;
        else safe += c;
    }
    return safe;
}

/// Option or argument with what its help says of it.
std::string entry(const CLI::Option& option) {
    std::string type = option.get_type_name();
    if (!option.get_default_str().empty()) type += "=" + option.get_default_str();
    return fmt::format(".TP\n\\fB{}\\fR {}\n{}\n", roff(option.get_name(option.get_positional())),
                       roff(option.get_type_size() == 0 ? "" : type), roff(option.get_description()));
}

/// The footer; each of its lines is one of the page.
std::string notes(const CLI::App& app) {
    std::istringstream lines(app.get_footer());
    std::string text;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) text += (text.empty() ? "" : ".br\n") + roff(line) + "\n";
    return text.empty() ? "" : ".SH NOTES\n" + text;
}

std::string page(const CLI::App& app, const std::string& name, const std::string& usage) {
    std::string text = fmt::format(".TH {} 1 \"\" \"qcasweep {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n{}\n", roff(name),
                                   build_info().version, roff(name), roff(app.get_description()), roff(usage));
    text += ".SH OPTIONS\n";
    for (const CLI::Option* option : app.get_options()) text += entry(*option);
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
    if (!commands.empty()) text += ".SH COMMANDS\nEach has a page of its own.\n";
    for (const CLI::App* command : commands)
        text += fmt::format(".TP\n\\fB{}\\fR(1)\n{}\n", roff(name + "-" + command->get_name()), roff(command->get_description()));
    return text + notes(app);
}

}  // namespace

void add_manual_command(CLI::App& program) {
    const auto wanted = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("manual", "The manual page of the program, or of one command, for man");
    command->add_option("COMMAND", *wanted, "a command; without it the page of the program");
    command->footer("Example: qcasweep manual run | man -l -");
    command->callback([&program, wanted] {
        if (wanted->empty()) {
            fmt::print("{}", page(program, "qcasweep", "qcasweep COMMAND [OPTIONS]"));
            return;
        }
        const auto found = std::as_const(program).get_subcommands([&](const CLI::App* other) { return other->get_name() == *wanted; });
        if (found.empty()) throw InputError(fmt::format("manual: there is no command {} (see qcasweep --help)", *wanted));
        const CLI::App* about = found.front();
        std::string usage = "qcasweep " + about->get_name() + " [OPTIONS]";
        for (const CLI::Option* option : about->get_options())
            if (option->get_positional()) usage += " " + option->get_name(true);
        fmt::print("{}", page(*about, "qcasweep-" + about->get_name(), usage));
    });
}

}  // namespace qca
