// What users get wrong: exit status 2, one line on stderr that points at the place, nothing on stdout, and
// the folder as it was.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using test::Finished;
using test::run_qcasweep;

/// The small study with one mistake in it.
struct Mistake {
    const char* name;
    bool in_data;      ///< made in khanal2024.csv, else in study.toml
    const char* from;  ///< text that is replaced
    const char* to;
    const char* where;  ///< text of the blamed file with a ^ before the blamed character
    const char* said;   ///< part of the message
};

std::ostream& operator<<(std::ostream& stream, const Mistake& mistake) {
    return stream << mistake.name;
}

/// `file:line:column: ` of the character marked in `where`.
std::string place(const std::string& file, const std::string& text, std::string where) {
    const std::size_t mark = where.find('^');
    if (mark == std::string::npos) throw std::logic_error("no ^ in: " + where);
    where.erase(mark, 1);
    const std::size_t at = text.find(where);
    if (at == std::string::npos) throw std::logic_error("not in the text: " + where);
    const std::string before = text.substr(0, at + mark);
    return file + ":" + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ":" +
           std::to_string(before.size() - (before.rfind('\n') + 1) + 1) + ": ";
}

/// One line `qcasweep: <where> problem (why) suggestion` and nothing else, anywhere.
void expect_complaint(const Finished& finished, const std::string& where, const std::string& said) {
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_TRUE(finished.err.starts_with("qcasweep: " + where))
        << "expected " << where << ", found " << finished.err;
    EXPECT_NE(finished.err.find(said), std::string::npos)
        << "expected " << said << ", found " << finished.err;
    EXPECT_TRUE(std::regex_match(finished.err, std::regex(R"([^\n]+: [^\n]+ \([^\n]+\) [^\n]+\n)")))
        << finished.err;
}

/// A folder with the small study and a result file of old.
class BadInput : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_small_study(folder_);
        test::write_file(folder_ / "old.h5", "a result of old");
        before_ = test::names_in(folder_);
    }
    void TearDown() override {
        EXPECT_EQ(test::names_in(folder_), before_) << "a file was left";
        EXPECT_EQ(test::read_file(folder_ / "old.h5"), "a result of old");
    }
    void put(const std::string& name, const std::string& bytes) {
        test::write_file(folder_ / name, bytes);
        before_.insert(name);
    }
    Finished qcasweep(const std::vector<std::string>& arguments) const {
        return run_qcasweep(arguments, folder_);
    }

    /// Every command that reads a study says the same about it.
    void expect_study_refused(const std::string& where, const std::string& said) const {
        expect_complaint(qcasweep({"analyze", "study.toml"}), where, said);
        expect_complaint(qcasweep({"analyze", "study.toml", "--format", "json"}), where, said);
        expect_complaint(qcasweep({"plan", "study.toml"}), where, said);
        expect_complaint(qcasweep({"run", "study.toml", "-o", "new.h5"}), where, said);
        expect_complaint(qcasweep({"run", "study.toml", "-o", "old.h5"}), where, said);
        expect_complaint(qcasweep({"run", "study.toml"}), where, said);
    }

    std::filesystem::path folder_;
    std::set<std::string> before_;
};

class MistakeInStudy : public BadInput, public testing::WithParamInterface<Mistake> {};

TEST_P(MistakeInStudy, IsShownWhereItIs) {
    const Mistake& mistake = GetParam();
    const std::string file = mistake.in_data ? "khanal2024.csv" : "study.toml";
    put(file, test::replaced(test::read_file(folder_ / file), mistake.from, mistake.to));
    // The blamed text tells which file is blamed: a wrong column name in the study is found in the data.
    std::string blamed = file;
    if (!mistake.in_data && std::string(mistake.where).starts_with("^province,")) blamed = "khanal2024.csv";
    expect_study_refused(place(blamed, test::read_file(folder_ / blamed), mistake.where), mistake.said);
}

const Mistake mistakes[] = {
    {"UnknownKey", false, "incl = 0.85", "inkl = 0.85", "^inkl", "did you mean 'incl'?"},
    {"UnknownTable", false, "[cutoffs]", "[cutofs]", "[^cutofs]", "did you mean 'cutoffs'?"},
    {"UnknownSweepKey", false, "pri = [0.0, 0.5]", "prl = [0.0, 0.5]", "^prl", "did you mean 'pri'?"},
    {"BrokenToml", false, "incl = 0.85", "incl = = 0.85", "incl = ^=", "not valid TOML"},
    {"AnchorsOutOfOrder", false, "crossover = 12.5, inclusion = 25", "crossover = 1, inclusion = 25",
     "anchors = ^{ exclusion = 2,", "not in order"},
    {"WrongType", false, "n = 1\n", "n = \"one\"\n", "n = ^\"one\"", "n"},
    {"CutoffOutOfRange", false, "incl = 0.85", "incl = 85", "incl = ^85", "85"},
    {"UnknownColumn", false, "\"power_rank\"", "\"pawer_rank\"", "^province,", "did you mean 'power_rank'?"},
    {"UnknownCaseColumn", false, "\"province\"", "\"provinz\"", "^province,", "did you mean 'province'?"},
    {"UnknownPathCondition", false, "\"ENT*~UNI", "\"ENX*~UNI", "fas = ^\"ENX", "did you mean 'ENT'?"},
    {"SweepOfAnUnknownSet", false, "[sweep.anchors.UNI]", "[sweep.anchors.UNY]", "[sweep.anchors.^UNY]",
     "did you mean 'UNI'?"},
    {"SweepOfASetWithoutAnchors", false, "anchors = { exclusion = 25, crossover = 14.5, inclusion = 6 }",
     "calibrate = \"crisp\"\nthreshold = 5", "[sweep.anchors.^ENT]", "no anchors to vary"},
    {"AxisThatNeverEnds", false, "to = 14.5, step = 1", "to = 14.5, step = 0", "step = ^0", "step is 0"},
    {"Latin1", true, "Anhui", "Anh\xfci", "Anh^\xfci", "UTF-8"},
    {"RaggedRow", true, "Fujian,8,20,", "Fujian,20,", "Fujian,20,18856,9,1,219,4,^22", "8 fields"},
    {"DuplicateHeader", true, "university_rank", "enterprise_rank", "enterprise_rank,^enterprise_rank",
     "second column 'enterprise_rank'"},
    {"MixedDecimals", true, "Anhui,6,15,", "Anhui,\"6,5\",15.5,", "\"6,5\",^15.5", "decimal"},
    {"TextInANumericColumn", true, "Anhui,6,", "Anhui,six,", "Anhui,^six", "'six' is no number"},
    {"SameCaseTwice", true, "Beijing,", "Anhui,", "\n^Anhui,1,", "second case 'Anhui'"},
};

INSTANTIATE_TEST_SUITE_P(Kinds, MistakeInStudy, testing::ValuesIn(mistakes),
                         [](const auto& mistake) { return std::string(mistake.param.name); });

TEST_F(BadInput, MoreScenariosThanCanBeNumbered) {
    std::string study = test::khanal_study();
    for (const char* set : {"ENT", "UNI", "GDP", "POW", "INT"}) {
        study += std::string("\n[sweep.anchors.") + set + "]\n";
        for (const char* anchor : {"exclusion", "crossover", "inclusion"})
            study += std::string(anchor) + " = { from = 0.01, to = 1, step = 0.01 }\n";
    }
    put("study.toml", study);
    // The first of the longest axes is named.
    const std::string where = place("study.toml", study, "exclusion = ^{ from = 0.01");
    for (const char* command : {"plan", "run"})
        expect_complaint(qcasweep({command, "study.toml"}), where, "1e+30 scenarios are more than can be numbered");
}

TEST_F(BadInput, MissingDataFile) {
    put("study.toml",
        test::replaced(test::khanal_study() + test::small_sweep(), "\"khanal2024.csv\"", "\"nix.csv\""));
    expect_study_refused("", "nix.csv");
    expect_study_refused("", "No such file");
}

TEST_F(BadInput, MissingStudy) {
    for (const char* command : {"analyze", "plan", "run"})
        expect_complaint(qcasweep({command, "nix.toml"}), "nix.toml: ", "No such file");
}

TEST_F(BadInput, AStudyThatIsAFolder) {
    for (const char* command : {"analyze", "plan", "run"})
        expect_complaint(qcasweep({command, "."}), ".: ", "folder");
}

TEST_F(BadInput, ADataFileGivenAsTheStudy) {
    for (const char* command : {"analyze", "plan", "run"})
        expect_complaint(qcasweep({command, "khanal2024.csv"}), "khanal2024.csv:1:", "not valid TOML");
}

TEST_F(BadInput, OutputThatCannotBe) {
    expect_complaint(qcasweep({"run", "study.toml", "-o", "nix/new.h5"}), "nix/new.h5: ", "no folder");
    expect_complaint(qcasweep({"run", "study.toml", "-o", "."}), ".: ", "folder");
}

TEST_F(BadInput, AFileThatIsNoResult) {
    put("empty.h5", "");
    put("signature.h5", "\x89HDF\r\n\x1a\n and then nothing that HDF5 would know");
    for (const char* file :
         {"khanal2024.csv", "study.toml", "empty.h5", "signature.h5", "old.h5", "nix.h5", "."}) {
        expect_complaint(qcasweep({"info", file}), std::string(file) + ": ", "");
        for (const char* format : {"text", "json", "csv"})
            expect_complaint(qcasweep({"path", file, "fas", "--format", format}), std::string(file) + ": ",
                             "");
    }
}

TEST_F(BadInput, ATruncatedResult) {
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "none"}).status, 0);
    before_.insert("new.h5");
    const std::string whole = test::read_file(folder_ / "new.h5");
    put("half.h5", whole.substr(0, whole.size() / 2));
    expect_complaint(qcasweep({"info", "half.h5"}), "half.h5: ", "damaged or incomplete");
    expect_complaint(qcasweep({"path", "half.h5", "fas"}), "half.h5: ", "damaged or incomplete");
}

TEST_F(BadInput, AResultWithADamagedByte) {
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "none"}).status, 0);
    before_.insert("new.h5");
    std::string bytes = test::read_file(folder_ / "new.h5");
    const std::size_t header = bytes.find("OHDR", bytes.find("OHDR") + 4);
    ASSERT_NE(header, std::string::npos);
    bytes[header + 10] ^= 1;
    put("damaged.h5", bytes);
    put("unsealed.h5", bytes.substr(0, bytes.rfind("\nqcasweep sha256 ")));
    for (const char* command : {"info", "verify"}) {
        expect_complaint(qcasweep({command, "damaged.h5"}), "damaged.h5: ", "damaged or incomplete (its checksum is wrong)");
        expect_complaint(qcasweep({command, "unsealed.h5"}), "unsealed.h5: ", "damaged or incomplete (incorrect metadata checksum");
    }
}

TEST_F(BadInput, APathThatTheFileDoesNotHold) {
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "none"}).status, 0);
    before_.insert("new.h5");
    expect_complaint(qcasweep({"path", "new.h5", "ENT*GDP"}), "", "'ENT*GDP' is not among the paths");
    expect_complaint(qcasweep({"path", "new.h5", "fast"}), "", "fas = ENT*~UNI*GDP*POW");
    expect_complaint(qcasweep({"path", "new.h5", "ENT*XYZ"}), "", "unknown condition 'XYZ'");
    expect_complaint(qcasweep({"path", "new.h5", "ENT + GDP"}), "", "'+'");
    expect_complaint(qcasweep({"path", "new.h5", "ent*~uni*gdp*pow"}), "", "unknown condition 'ent'");
}

TEST_F(BadInput, MoreScenariosThanCanBeCounted) {
    std::string sweep =
        "\n[sweep.cutoffs]\nincl = { from = 0, to = 1, step = 0.0001 }\n"
        "pri = { from = 0, to = 1, step = 0.0001 }\n";
    for (const char* set : {"ENT", "UNI", "GDP"})
        sweep += std::string("[sweep.anchors.") + set +
                 "]\ncrossover = { from = 12, to = 14, step = 0.0025 }\nexclusion = { from = 25, to = 27, "
                 "step = 0.0025 }\n";
    put("study.toml", test::khanal_study() + sweep);
    const std::string where = place("study.toml", test::khanal_study() + sweep, "incl = ^{ from = 0, to = 1");
    expect_complaint(qcasweep({"plan", "study.toml"}), where, "scenarios");
    expect_complaint(qcasweep({"run", "study.toml", "-o", "new.h5"}), where, "scenarios");
}

}  // namespace
}  // namespace qca
