// What the tests of the appendix have in common.
#pragma once

#include <charconv>
#include <sstream>

#include "host/cli/run_tool.hpp"
#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca::test {

inline std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

/// The cells of a CSV file without quotes, without its header.
inline std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells{""};
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) cells.emplace_back();
            else cells.back() += c;
        }
        rows.push_back(std::move(cells));
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

inline double number(const std::string& text) {
    double value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class AppendixCommand : public CommandTest {
  protected:
    AppendixCommand() : CommandTest({}) {}

    /// Runs the study in study.toml and writes its appendix into out/.
    void make(const std::vector<std::string>& more = {}) const {
        output({"run", "study.toml", "-o", "r.h5", "--progress", "none"});
        std::vector<std::string> command{"appendix", "r.h5", "-o", "out", "--permutations", "200", "--sample", "100"};
        command.insert(command.end(), more.begin(), more.end());
        said_ = output(command);
    }
    std::string file(const std::string& name) const { return read_file(folder_ / "out" / name); }

    /// Compiles appendix.tex; false where LaTeX or a package that it needs is not installed.
    bool compiles_where_possible() const {
        if (!tool_exists("pdflatex") || !tool_exists("kpsewhich")) return false;
        std::vector<std::string> packages{"booktabs.sty", "longtable.sty", "hyperref.sty", "iftex.sty"};
        if (file("appendix.tex").find("CJKutf8") != std::string::npos) packages.insert(packages.end(), {"CJKutf8.sty", "c70gbsn.fd"});
        for (const std::string& package : packages)
            if (!run_tool({"kpsewhich", package})) return false;
        for (int pass = 0; pass < 2; ++pass) {
            const Finished latex = run("/usr/bin/env", {"pdflatex", "-interaction=nonstopmode", "-halt-on-error", "appendix.tex"}, folder_ / "out");
            EXPECT_EQ(latex.status, 0) << latex.out.substr(latex.out.size() > 3000 ? latex.out.size() - 3000 : 0);
        }
        const std::string log = file("appendix.log");
        EXPECT_EQ(log.find("undefined references"), std::string::npos);
        return true;
    }

    /// The page after its scripts, as a browser without network sees it.
    Finished opened() const {
        return run("/usr/bin/env", {"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--virtual-time-budget=60000",
                                    "--user-data-dir=" + (folder_ / "profile").string(), "--dump-dom", "file://" + (folder_ / "out" / "appendix.html").string()}, folder_);
    }

    void write_study(const std::string& text, const std::string& data) const {
        write_file(folder_ / "study.toml", text);
        write_file(folder_ / "data.csv", data);
    }

    mutable std::string said_;
};

inline constexpr const char* tiny = R"([study]
name = "tiny"
[data]
file = "data.csv"
cases = "case"
[outcome]
name = "Y"
column = "y"
anchors = { exclusion = 0, crossover = 5, inclusion = 10 }
[conditions.A]
column = "a"
anchors = { exclusion = 0, crossover = 5, inclusion = 10 }
[cutoffs]
incl = 0.8
)";
inline constexpr const char* tiny_sweep = "[sweep.cutoffs]\nincl = [0.7, 0.8]\npri = [0.0, 0.5]\n[sweep.anchors.A]\ncrossover = [4, 5]\n";

}  // namespace qca::test
