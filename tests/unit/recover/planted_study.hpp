// Studies on random data whose printed tables are made from anchors that are known.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/analysis/analysis.hpp"
#include "host/analysis/necessity.hpp"
#include "host/data/study_data.hpp"
#include "host/recover/read_published.hpp"
#include "host/study/read_study.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca::test {

/// A study with the conditions A, B, ... by rank and the outcome Y by its values, 0 to 20.
struct PlantedStudy {
    Study study;
    StudyData data;
};

/// A condition's anchors and ties as drawn; those of the outcome are its own.
inline PlantedStudy planted_study(std::uint64_t seed, std::size_t conditions, std::size_t cases) {
    SeededRandom random(seed);
    const auto anchors = [&](std::uint64_t size, double unit) {
        const std::uint64_t a = random.below(size - 2), b = a + 1 + random.below(size - a - 2), c = b + 1 + random.below(size - b - 1);
        const auto text = [&](std::uint64_t e, std::uint64_t i) {
            const auto value = [&](std::uint64_t v) { return unit * static_cast<double>(v); };
            return fmt::format("anchors = {{ exclusion = {}, crossover = {}, inclusion = {} }}\n", value(e), value(b), value(i));
        };
        return random.below(2) == 0 ? text(a, c) : text(c, a);
    };
    std::string text = "[study]\nname = \"planted\"\n[data]\nfile = \"planted.csv\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\ncolumn = \"Y\"\n" + anchors(21, 1);
    for (std::size_t c = 0; c < conditions; ++c) {
        const char name = static_cast<char>('A' + c);
        // Ranks in half steps from 1.
        std::string own = anchors(2 * cases - 3, 0.5);
        text += fmt::format("[conditions.{0}]\ncolumn = \"{0}\"\nrank = {{ best = \"smallest\", ties = \"{1}\" }}\n{2}", name,
                            ties_names[random.below(ties_names.size())], own);
    }
    PlantedStudy planted;
    planted.study = parse_study(text + "[cutoffs]\nincl = 0.8\n[solution]\ntype = \"conservative\"\n", "planted.toml");
    for (SetDefinition& condition : planted.study.conditions)
        for (double Anchors::*anchor : {&Anchors::exclusion, &Anchors::crossover, &Anchors::inclusion}) condition.anchors.*anchor += 1;
    for (std::size_t i = 0; i < cases; ++i) planted.data.cases.push_back(fmt::format("c{}", i));
    for (std::size_t s = 0; s <= conditions; ++s) {
        std::vector<double>& values = planted.data.values.emplace_back();
        for (std::size_t i = 0; i < cases; ++i) values.push_back(static_cast<double>(random.below(s == conditions ? 21 : cases)));
        planted.data.raw.push_back(s == conditions ? values : rank_values(values, *planted.study.conditions[s].ranking));
    }
    planted.data.summation_order = order_of_summation(planted.data.raw.back(), planted.study.outcome);
    return planted;
}

/// Its necessity table, with `decimals`.
inline std::string necessity_csv(const PlantedStudy& planted, int decimals = 3) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : planted.study.conditions) names.push_back(condition.name);
    std::string csv = "condition,inclN,RoN,covN\n";
    const auto cell = [&](double value) { return std::isnan(value) ? std::string("-") : fmt::format("{:.{}f}", value, decimals); };
    for (const Necessity& n : necessity(calibrate_study(planted.study, planted.data), necessity_candidates(names, {})))
        csv += fmt::format("{},{},{},{}\n", n.set, cell(n.inclN), cell(n.RoN), cell(n.covN));
    return csv;
}

/// Its truth table: the rows that a case belongs to.
inline std::string truth_table_csv(const PlantedStudy& planted, int decimals = 3) {
    const std::vector<TableRow> table = truth_table(calibrate_study(planted.study, planted.data), planted.study.cutoffs);
    const std::size_t conditions = planted.study.conditions.size();
    std::string csv;
    for (const SetDefinition& condition : planted.study.conditions) csv += condition.name + ",";
    csv += "OUT,n,incl,PRI,cases\n";
    const auto cell = [&](double value) { return std::isnan(value) ? std::string("-") : fmt::format("{:.{}f}", value, decimals); };
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table[row].n == 0) continue;
        for (std::size_t c = 0; c < conditions; ++c) csv += (row >> (conditions - 1 - c) & 1) != 0 ? "1," : "0,";
        std::string cases;
        for (const std::size_t i : table[row].cases) cases += (cases.empty() ? "" : ";") + planted.data.cases[i];
        csv += fmt::format("{},{},{},{},{}\n", table[row].out, table[row].n, cell(table[row].incl), cell(table[row].pri), cases);
    }
    return csv;
}

inline Published published_of(const PlantedStudy& planted, const std::vector<std::string>& tables) {
    Published published;
    for (std::size_t t = 0; t < tables.size(); ++t)
        add_published(published, tables[t], fmt::format("table{}.csv", t), planted.study, planted.data.cases);
    return published;
}

}  // namespace qca::test
