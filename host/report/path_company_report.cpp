#include "host/report/path_company_report.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/quantities.hpp"
#include "host/report/solution_types.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/path_company.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

constexpr std::size_t most_beside = 10, most_instead = 5;

/// Header and alignment of a table by solution type; a lone type needs no name.
TextTable table_by_type(const SweepResult& result, const std::vector<std::string>& first) {
    std::vector<std::string> header = first;
    const std::vector<std::string> types = solution_type_labels(result);
    for (const std::string& type : types) header.push_back(types.size() > 1 ? type : "share");
    header.emplace_back("scenarios");
    return TextTable(header, std::string(first.size(), 'l') + std::string(types.size() + 1, 'r'));
}

void add_paths(TextTable& table, const Company& company, const std::string& label, std::size_t most) {
    for (std::size_t i = 0; i < company.paths.size() && i < most; ++i) {
        std::vector<std::string> row;
        if (!label.empty()) row.push_back(i == 0 ? label : "");
        row.push_back(company.paths[i].expression);
        for (std::size_t type = 0; type < company.scenarios.size(); ++type)
            row.push_back(percent(company.paths[i].counts[type], company.scenarios[type]));
        row.push_back(grouped(sum(company.paths[i].counts)));
        table.add(row);
    }
}

std::string heading(std::string_view words) { return fmt::format("\n{}\n\n", words); }

std::string and_more(const Company& company, std::size_t most, const char* where) {
    if (company.paths.size() <= most) return "";
    return fmt::format("and {} {}\n", counted(company.paths.size() - most, "other path"), where);
}

std::string beside_text(const SweepResult& result, const Company& beside) {
    if (sum(beside.scenarios) == 0) return "";
    const std::string title = heading("Paths beside it (share of the scenarios with it in which a model has both)");
    if (beside.paths.empty()) return title + "It is always alone.\n";
    TextTable table = table_by_type(result, {"path"});
    add_paths(table, beside, "", most_beside);
    return title + table.text() + and_more(beside, most_beside, "beside it");
}

std::string instead_text(const SweepResult& result, const PathCompany& company) {
    struct Group {
        const Company& of;
        const char *label, *more;
    };
    const Group groups[] = {{company.shorter, "absorbed by", "that absorb it"},
                            {company.longer, "narrowed to", "that narrow it"},
                            {company.others, "neither", "where it is neither"}};
    TextTable table = table_by_type(result, {"", "path"});
    std::string more;
    for (const Group& group : groups) {
        add_paths(table, group.of, group.label, most_instead);
        more += and_more(group.of, most_instead, group.more);
    }
    if (sum(company.shorter.scenarios) + sum(company.longer.scenarios) + sum(company.others.scenarios) == 0) return "";
    return heading("Paths instead of it (share of the scenarios in which it is absorbed, narrowed, or neither)") + table.text() + more;
}

}  // namespace

std::string literal_of(const std::string& expression, const std::string& condition) {
    const std::string within = "*" + expression + "*";
    if (within.find("*" + condition + "*") != std::string::npos) return condition;
    return within.find("*~" + condition + "*") != std::string::npos ? "~" + condition : "";
}

std::string company_text(const SweepResult& result, const PathResult& path) {
    const PathCompany company = path_company(result, path);
    return beside_text(result, company.beside) + instead_text(result, company);
}

std::string roles_text(const SweepResult& result, const std::string& expression, const PathRoles& roles) {
    TextTable table({"condition", "core", "core in some models", "peripheral", "path absent"}, "lrrrr");
    bool met = false;
    for (std::size_t c = 0; c < roles.by_condition.size(); ++c) {
        const RoleCounts& counts = roles.by_condition[c];
        const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        met = met || counts[static_cast<std::size_t>(Role::absent)] < all;
        const std::string literal = literal_of(expression, result.conditions[c]);
        if (literal.empty()) continue;
        table.add({literal, percent(counts[0], all), percent(counts[1], all), percent(counts[2], all), percent(counts[3], all)});
    }
    if (!met) return "";
    return table.text() + (roles.uncontained == 0 ? ""
                                                  : fmt::format("In {} no path of some parsimonious model contains it.\n",
                                                                counted(roles.uncontained, "scenario")));
}

std::string roles_text(const SweepResult& result, const PathResult& path) {
    const CensusDetails& details = result.census_details;
    if (details.path_roles.empty()) return "";
    const std::string table = roles_text(result, path.expression, details.path_roles[static_cast<std::size_t>(&path - result.paths.data())]);
    if (table.empty()) return "";
    return heading(fmt::format("Core and peripheral conditions (share of the scenarios, {} beside parsimonious solution)", details.role_type)) +
           table;
}

std::string company_csv(const SweepResult& result, const PathResult& path) {
    const PathCompany company = path_company(result, path);
    const std::vector<std::string> types = solution_type_labels(result);
    std::string text;
    for (const auto& [kind, of] : {std::pair{"beside", &company.beside}, std::pair{"shorter", &company.shorter},
                                   std::pair{"longer", &company.longer}, std::pair{"others", &company.others}})
        for (const CompanyPath& met : of->paths)
            for (std::size_t type = 0; type < types.size(); ++type)
                text += fmt::format("{},{},{},{},{},{}\n", kind, solution_type_axis, types[type], quoted(met.expression), met.counts[type],
                                    number_cell(share(met.counts[type], of->scenarios[type])));
    const CensusDetails& details = result.census_details;
    if (details.path_roles.empty()) return text;
    const PathRoles& roles = details.path_roles[static_cast<std::size_t>(&path - result.paths.data())];
    for (std::size_t c = 0; c < roles.by_condition.size(); ++c) {
        const std::string literal = literal_of(path.expression, result.conditions[c]);
        const RoleCounts& counts = roles.by_condition[c];
        const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        if (literal.empty()) continue;
        for (std::size_t role = 0; role < literal_roles; ++role)
            text += fmt::format("role,literal,{},{},{},{}\n", literal, role_names[role], counts[role], number_cell(share(counts[role], all)));
    }
    return text;
}

}  // namespace qca
