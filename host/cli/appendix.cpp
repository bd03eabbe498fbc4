#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "host/appendix/parts.hpp"
#include "host/appendix/writers.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/result_study.hpp"
#include "host/cli/run_tool.hpp"
#include "host/data/expand_presets.hpp"
#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

struct AppendixCommand {
    std::string file, folder, data;
    bool interactive = false;
    appendix::AppendixOptions options;
};

void leave_out_columns(appendix::AppendixSource& source) {
    const auto leave_out = [&](auto& column) {
        source.columns_left_out = source.columns_left_out || !column.empty();
        column = {};
    };
    leave_out(source.result.solution);
    for (PathResult& path : source.result.paths) leave_out(path.survival);
}

/// The data are used where they are there and those of the run.
appendix::AppendixSource source_of(const AppendixCommand& command) {
    appendix::AppendixSource source{command.file, read_result(command.file), {}, {}, {}, false};
    if (source.result.counts.scenarios > command.options.totals) leave_out_columns(source);
    try {
        const Study as_read = study_of_result(source.result, command.file, command.data);
        source.data = data_of_result(source.result, as_read, command.file);
        source.study = with_presets(as_read, *source.data);
    } catch (const InputError& error) {
        if (!command.data.empty()) throw;
        source.no_data = error.what();
        source.study = study_without_data(source.result, command.file);
    }
    return source;
}

class Folder {
  public:
    explicit Folder(const std::string& folder) : path_(folder) {
        std::error_code error;
        std::filesystem::create_directories(path_ / "tables", error);
        if (!error) std::filesystem::create_directories(path_ / "figures", error);
        if (error) throw MachineError(fmt::format("{}: the folder cannot be made ({})", folder, error.message()));
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream file(path_ / name, std::ios::binary | std::ios::trunc);
        file << text;
        file.close();
        if (!file) throw MachineError(fmt::format("{}: cannot be written (is the disk full?)", (path_ / name).string()));
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// A command whose output tells no time of the day, so that the same result gives the same bytes.
/// @source https://reproducible-builds.org/specs/source-date-epoch/
std::vector<std::string> at_a_fixed_time(const std::vector<std::string>& command) {
    std::vector<std::string> fixed{"env"};
    if (std::getenv("SOURCE_DATE_EPOCH") == nullptr) fixed.emplace_back("SOURCE_DATE_EPOCH=0");
    fixed.insert(fixed.end(), command.begin(), command.end());
    return fixed;
}

/// Figures as PDF, the same pictures as SVG. @return how many could not be made
std::size_t write_pdfs(const Folder& folder, const std::vector<std::string>& figures) {
    std::size_t failed = 0;
    for (const std::string& id : figures)
        failed += !run_tool(at_a_fixed_time({"rsvg-convert", "--format=pdf", "--output=" + (folder.path() / "figures" / (id + ".pdf")).string(),
                                             (folder.path() / "figures" / (id + ".svg")).string()}));
    return failed;
}

void write_appendix(const AppendixCommand& command) {
    using namespace appendix;
    const AppendixSource source = source_of(command);
    const Appendix document = make_appendix(source, find_for_appendix(source, command.options), command.options);
    const Folder folder(command.folder);
    folder.write("appendix.html", appendix_html(document, command.interactive));
    folder.write("appendix.md", appendix_markdown(document));
    folder.write("appendix.tex", appendix_latex(document));
    folder.write("appendix-body.tex", appendix_latex_body(document));
    std::size_t tables = 0;
    std::vector<std::string> figures;
    for (const Section& section : document.sections)
        for (const appendix::Block& block : section.blocks) {
            if (const Table* table = std::get_if<Table>(&block)) {
                folder.write("tables/" + table->id + ".csv", table_csv(*table));
                ++tables;
            }
            if (const Figure* figure = std::get_if<Figure>(&block)) {
                folder.write("figures/" + figure->id + ".svg", figure_svg(*figure));
                figures.push_back(figure->id);
            }
        }
    fmt::print("{}: {} tables, {} figures\n", (folder.path() / "appendix.html").string(), tables, figures.size());
    if (!tool_exists("rsvg-convert"))
        fmt::print("Figures as PDF, which appendix.tex shows, need rsvg-convert (Debian: librsvg2-bin). Install it and repeat, or in {}:\n"
                   "  for f in figures/*.svg; do rsvg-convert --format=pdf --output=\"${{f%.svg}}.pdf\" \"$f\"; done\n",
                   folder.path().string());
    else if (const std::size_t failed = write_pdfs(folder, figures); failed > 0)
        throw MachineError(fmt::format("{}: {} of {} figures could not be made (rsvg-convert failed)", (folder.path() / "figures").string(), failed, figures.size()));
    const std::vector<std::string> pandoc{"pandoc", "--from=gfm", "--to=docx", "--resource-path=" + folder.path().string(),
                                          "--output=" + (folder.path() / "appendix.docx").string(), (folder.path() / "appendix.md").string()};
    if (!tool_exists("pandoc")) fmt::print("For Word, with pandoc installed: {}\n", fmt::join(pandoc, " "));
    else if (!run_tool(at_a_fixed_time(pandoc))) throw MachineError(fmt::format("{}: pandoc failed", (folder.path() / "appendix.docx").string()));
    for (const LeftOut& missing : document.left_out) fmt::print("Not in this appendix: {}, because {}.\n", missing.what, missing.why);
}

}  // namespace

void add_appendix_command(CLI::App& program) {
    const auto options = std::make_shared<AppendixCommand>();
    CLI::App* command = program.add_subcommand(
        "appendix", "The robustness appendix of a paper: tables, figures and a methods paragraph as HTML, LaTeX, Markdown, CSV, SVG and PDF");
    command->add_option("FILE", options->file, "result file of a run")->required();
    command->add_option("-o,--output", options->folder, "folder to write to; made where it is not there, files in it are replaced")->required();
    command->add_option("--data", options->data, "the study's data file, where it is not in the place of the run");
    command->add_flag("--interactive", options->interactive, "charts in appendix.html that answer to the pointer, in the same one file (840 KB more); on paper and without JavaScript its figures");
    command->add_option("--sample", options->options.sample, "scenarios that are evaluated again, for rows that flip and the specification curve")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1000000}))
        ->capture_default_str();
    command->add_option("--permutations", options->options.permutations, "of the outcome, and random data sets of each kind, for the tests against chance")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1000000000}))
        ->capture_default_str();
    command->add_option("--calibrations", options->options.protocol_calibrations, "most calibrations of a sweep whose scenarios are test solutions of the protocol")
        ->capture_default_str();
    command->add_option("--totals", options->options.totals, "most scenarios of a file whose states, one by one, give total shares of the choices")->capture_default_str();
    command->add_option("--seed", options->options.seed, "of the random numbers")->capture_default_str();
    command->add_option("--threads", options->options.threads, "CPU threads; 0: all")->check(CLI::Range(0, 4096))->capture_default_str();
    command->footer("What the run or the study does not have is left out, and said. Inclusion, PRI, coverage and memberships lie in [0, 1], shares are in percent\n"
                    "(CSV: in [0, 1]). Figures become PDF with rsvg-convert, the page a Word file with pandoc, where these are installed.\n"
                    "Example: qcasweep appendix headline.h5 -o appendix");
    command->callback([options] { write_appendix(*options); });
}

}  // namespace qca
