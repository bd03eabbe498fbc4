#include <fmt/format.h>

#include <algorithm>

#include "host/report/names.hpp"
#include "host/report/protocol_report.hpp"
#include "host/report/protocol_words.hpp"
#include "host/report/quantities.hpp"
#include "host/report/text_table.hpp"

namespace qca {
namespace {

class Writer {
  public:
    Writer(const Study& study, const StudyData& data, const Protocol& protocol)
        : study_(study), data_(data), protocol_(protocol), measures_(protocol.measures) {}

    std::string text() const { return head() + tests() + scenarios() + fit() + types() + cases(); }

  private:
    std::string head() const {
        std::string text = fmt::format("{}\nRobustness test protocol (Oana & Schneider 2021) for {}\n\nInitial solution: {}\n", study_.name,
                                       outcome_name(study_), model_expression(protocol_.initial, condition_names(study_)));
        if (protocol_.initial_models > 1)
            text += fmt::format("  the first of {} models of the study's {} solution (--initial takes another one)\n",
                                protocol_.initial_models, solution_type_names[static_cast<std::size_t>(study_.solution_type)]);
        return text;
    }

    std::string tests() const {
        std::string text;
        if (!protocol_.tests.empty()) {
            TextTable table({"test", "inclS", "covS", "solution"}, "lrrl");
            for (const TestSolution& test : protocol_.tests)
                table.add({test.name, table_number(test.inclS), table_number(test.covS), model_expression(test.paths, condition_names(study_))});
            text += "\n" + table.text();
        }
        for (const std::string& name : protocol_.without_solution)
            text += fmt::format("{}: no row is positive, so it has no solution and is no test solution\n", name);
        for (const std::string& name : protocol_.capped) text += fmt::format("{}: has further models, which were not tested\n", name);
        return text;
    }

    std::string scenarios() const {
        if (!protocol_.scenarios) return "";
        const ScenarioCounts& counts = *protocol_.scenarios;
        const std::string noun = protocol_.samples > 0 ? "sample" : "scenario";
        std::string text = fmt::format("\nTest solutions of the sweep: those of {} ({} of each)\n", counted(counts.tested, noun),
                                       protocol_.models == TestModels::all ? "all models" : "the first model");
        const auto line = [&](std::uint64_t count, const char* what) {
            if (count > 0) text += fmt::format("  {} {}\n", counted(count, noun), what);
        };
        line(counts.no_solution, "without a solution: no row is positive, nothing to test");
        line(counts.other_outcome, "of another outcome: not compared");
        line(counts.skipped, "skipped: anchors out of order, or excluded");
        line(counts.ambiguous, "with several models");
        line(counts.capped, "of which not all models were listed");
        return text;
    }

    std::string fit() const {
        TextTable table({"robustness", "value", "meaning"}, "lrl");
        table.add({"RF_cov", table_number(measures_.rf_cov), fmt::format("coverage of the core {} / of the initial solution {}",
                                                                        table_number(measures_.cov_core), table_number(measures_.cov_initial))});
        table.add({"RF_cons", table_number(measures_.rf_cons), fmt::format("inclusion of the initial solution {} / of the core {}",
                                                                          table_number(measures_.cons_initial), table_number(measures_.cons_core))});
        table.add({"RF_SC_minTS", table_number(measures_.rf_sc_least), "overlap of the initial solution with the least of the test solutions"});
        table.add({"RF_SC_maxTS", table_number(measures_.rf_sc_most), "overlap of the initial solution with the most of the test solutions"});
        table.add({"RCR_typ", table_number(measures_.rcr_typical), "robust typical cases / robust, shaky and possible ones"});
        table.add({"RCR_dev", table_number(measures_.rcr_deviant), "robust deviant cases / robust, shaky and possible ones"});
        constexpr const char* ranks[] = {"no shaky and no possible cases", "possible cases, no shaky ones", "shaky cases, no possible ones",
                                         "shaky and possible cases"};
        table.add({"RCC_Rank", std::to_string(measures_.rank), ranks[measures_.rank - 1]});
        return "\n" + table.text();
    }

    std::string types() const {
        TextTable table({"cases", "typical", "deviant", "meaning"}, "lrrl");
        const auto add = [&](const char* name, CaseType type, const char* meaning) {
            table.add({name, std::to_string(measures_.count(CaseKind::typical, type)), std::to_string(measures_.count(CaseKind::deviant, type)), meaning});
        };
        add("robust", CaseType::robust, "in the initial and in all test solutions");
        add("shaky", CaseType::shaky, "in the initial solution, out of some test solution");
        add("possible", CaseType::possible, "out of the initial solution, in some test solution");
        add("unaffected", CaseType::unaffected, "in none: extreme deviant coverage (typical), irrelevant (deviant)");
        if (measures_.count(CaseKind::typical, CaseType::none) + measures_.count(CaseKind::deviant, CaseType::none) > 0)
            add("none", CaseType::none, "a membership is exactly 0.5");
        std::string text = "\n" + table.text();
        const auto neither = static_cast<std::size_t>(std::count(measures_.kinds.begin(), measures_.kinds.end(), CaseKind::neither));
        if (neither > 0) text += fmt::format("{} with a membership of exactly 0.5 in the outcome: neither typical nor deviant\n", counted(neither, "case"));
        return text;
    }

    std::string cases() const {
        const ProtocolMemberships& m = protocol_.memberships;
        TextTable table({"case", "outcome", "initial", "minTS", "maxTS", "core", "type", "minTS from", "maxTS from"}, "lrrrrrlll");
        for (const CaseType type : {CaseType::robust, CaseType::shaky, CaseType::possible, CaseType::unaffected, CaseType::none})
            for (const CaseKind kind : {CaseKind::typical, CaseKind::deviant, CaseKind::neither})
                for (std::size_t c = 0; c < data_.cases.size(); ++c) {
                    if (measures_.types[c] != type || measures_.kinds[c] != kind) continue;
                    std::string name = case_type_name(kind, type);
                    std::replace(name.begin(), name.end(), '_', ' ');
                    if (name != "irrelevant" && name != "extreme deviant coverage" && kind != CaseKind::neither)
                        name += std::string(" ") + case_kind_names[static_cast<std::size_t>(kind)];
                    table.add({data_.cases[c], table_number(m.outcome[c]), table_number(m.initial[c]), table_number(m.least[c]),
                               table_number(m.most[c]), table_number(measures_.core[c]), name, source_name(protocol_, protocol_.least_from[c]),
                               source_name(protocol_, protocol_.most_from[c])});
                }
        return "\n" + table.text() +
               "\nHow far each anchor and cutoff can be moved alone until the solution changes: qcasweep ranges.\n";
    }

    const Study& study_;
    const StudyData& data_;
    const Protocol& protocol_;
    const RobustnessMeasures& measures_;
};

}  // namespace

std::string protocol_text(const Study& study, const StudyData& data, const Protocol& protocol) {
    return Writer(study, data, protocol).text();
}

}  // namespace qca
