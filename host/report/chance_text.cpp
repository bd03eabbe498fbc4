#include <cmath>

#include <fmt/format.h>

#include "host/report/chance_report.hpp"
#include "host/report/names.hpp"
#include "host/report/quantities.hpp"
#include "host/report/text_table.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

class Writer {
  public:
    Writer(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance)
        : study_(study), data_(data), options_(options), chance_(chance) {}

    std::string text() const { return head() + test() + random() + retention(); }

  private:
    std::string path(std::size_t p) const { return to_expression(chance_.paths[p], condition_names(study_)); }
    std::string model() const { return model_expression(chance_.model, condition_names(study_)); }

    static std::string p_value(double p) { return std::isnan(p) ? "-" : p < 0.001 ? fmt::format("{:.2g}", p) : fmt::format("{:.4f}", p); }

    static std::string share(Ways part, Ways whole) {
        if (whole == 0) return "-";
        return percent(part == whole ? 1.0 : static_cast<double>(part) / static_cast<double>(whole));
    }

    std::string head() const {
        std::string text = fmt::format("{}\nChance and the {} solution of {}, {}\n", study_.name,
                                       solution_type_names[static_cast<std::size_t>(study_.solution_type)], outcome_name(study_),
                                       counted(data_.cases.size(), "case"));
        if (chance_.models == 0) return text + "The study has no solution of its own: no row is positive.\n";
        if (chance_.models > 1) text += fmt::format("The solution has {} models; the first is tested.\n", chance_.models);
        return text;
    }

    std::string test() const {
        std::string text = "\nPermutation test: consistency, had the outcome been spread over the cases by chance\n";
        switch (chance_.test.method) {
            case PermutationMethod::closed_form: text += "All arrangements, by the hypergeometric distribution (all sets are crisp)\n"; break;
            case PermutationMethod::enumeration:
                text += fmt::format("All {} different arrangements of the outcome\n", grouped(chance_.test.arrangements));
                break;
            case PermutationMethod::sampling:
                text += fmt::format("{} random permutations, seed {}; p = (b + 1) / (m + 1)\n", grouped(chance_.test.arrangements), options_.permutations.seed);
                break;
        }
        TextTable table({"set", "inclS", "by chance", "p", "p (Holm)"}, "lrrrr");
        for (std::size_t i = 0; i < chance_.test.sets.size(); ++i) {
            const PermutedSet& set = chance_.test.sets[i];
            const bool is_path = i < chance_.paths.size();
            table.add({is_path ? path(i) : "model: " + model(), table_number(set.inclS), table_number(set.expected_inclS), p_value(set.p),
                       is_path ? p_value(chance_.adjusted[i]) : ""});
        }
        return text + "\n" + table.text();
    }

    std::string random() const {
        if (chance_.random.empty()) return "";
        std::string text = fmt::format("\nRandom data with the same margins, {} data sets each: share with ...\n\n", grouped(options_.data_sets));
        std::vector<std::string> header{"..."};
        for (const ChanceOfData& data : chance_.random) header.push_back(data.margins == RandomMargins::outcome ? "outcome permuted" : "each set permuted");
        TextTable table(header, "l" + std::string(chance_.random.size(), 'r'));
        const auto add = [&](const std::string& what, const auto& count) {
            std::vector<std::string> cells{what};
            for (const ChanceOfData& data : chance_.random) cells.push_back(percent(count(data.counts), data.counts.all));
            table.add(cells);
        };
        add("a solution", [](const VerdictCounts& counts) { return counts.solution; });
        if (chance_.models > 0) add("the study's solution", [](const VerdictCounts& counts) { return counts.same; });
        for (std::size_t p = 0; p < chance_.paths.size(); ++p)
            add("the path " + path(p), [&](const VerdictCounts& counts) { return counts.exact_all[p] + counts.exact_some[p]; });
        return text + table.text();
    }

    std::string retention() const {
        if (chance_.retention.empty()) return "";
        std::string text = fmt::format("\nRetention: of all ways to change so many cases, those that keep ... ({})\n\n",
                                       chance_.crisp ? "crisp sets: counted over the truth table" : "one analysis for each way; memberships stay as they are");
        std::vector<std::string> header{"cases", "ways", "the solution"};
        std::string alignment = "lrr";
        for (std::size_t p = 0; p < chance_.paths.size(); ++p) {
            header.push_back(path(p));
            alignment += 'r';
        }
        header.push_back("a solution");
        TextTable table(header, alignment + "r");
        for (const RetentionOfChange& change : chance_.retention)
            for (const Retention& retention : change.by_number) {
                std::vector<std::string> cells{
                    fmt::format("{} {}", retention.changed, change.change == CaseChange::deletion ? "deleted" : "recoded"),
                    retention.ways < Ways{1} << 63 ? grouped(static_cast<std::uint64_t>(retention.ways)) : fmt::format("{:.3g}", static_cast<double>(retention.ways)),
                    share(retention.kept, retention.ways)};
                for (std::size_t p = 0; p < chance_.paths.size(); ++p)
                    cells.push_back(share(retention.exact_all[p] + retention.exact_some[p], retention.ways));
                cells.push_back(share(retention.solution, retention.ways));
                table.add(cells);
            }
        return text + table.text() + "A deleted case is not among the data, a recoded one has the negated membership in the outcome. A path is kept where "
               "some model has it.\n";
    }

    const Study& study_;
    const StudyData& data_;
    const ChanceOptions& options_;
    const Chance& chance_;
};

}  // namespace

std::string chance_text(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance) {
    return Writer(study, data, options, chance).text();
}

}  // namespace qca
