#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <string>

#include "host/cli/commands.hpp"

namespace qca {

namespace {

/// `--format --most -h --help`.
std::string option_words(const CLI::App& app) {
    std::string words;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_snames()) words += " -" + name;
        for (const std::string& name : option->get_lnames()) words += " --" + name;
    }
    return words.empty() ? words : words.substr(1);
}

/// What an option may be followed by, where its values are listed: `{text,json,csv}` in its type.
std::string value_words(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    const std::size_t open = type.find('{'), close = type.find('}', open);
    if (open == std::string::npos || close == std::string::npos) return "";
    std::string words = type.substr(open + 1, close - open - 1);
    for (char& c : words)
        if (c == ',') c = ' ';
    return words;
}

std::string bash_completion(const CLI::App& program) {
    std::string commands, options, values;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        commands += " " + command->get_name();
        options += fmt::format("    {}) words='{}' ;;\n", command->get_name(), option_words(*command));
        for (const CLI::Option* option : command->get_options())
            if (const std::string words = value_words(*option); !words.empty() && !option->get_lnames().empty())
                values += fmt::format("    {}:--{}) words='{}' ;;\n", command->get_name(), option->get_lnames()[0], words);
    }
    return fmt::format(R"(# Completion of qcasweep for bash; made by `qcasweep completion`.
_qcasweep() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} {}' -- "$word"))
    return
  fi
  case "$command:$before" in
{}  esac
  if [ -z "$words" ]; then
    case $word in -*) ;; *) return ;; esac
    case $command in
{}    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _qcasweep qcasweep
)",
                       commands.substr(1), option_words(program), values, options);
}

}  // namespace

void add_completion_command(CLI::App& program) {
    CLI::App* command = program.add_subcommand("completion", "The completion of commands, options and their values for bash");
    command->footer("Example: qcasweep completion > ~/.local/share/bash-completion/completions/qcasweep");
    command->callback([&program] { fmt::print("{}", bash_completion(program)); });
}

}  // namespace qca
