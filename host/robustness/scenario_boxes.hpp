// Boxes of choices in which a path dies: scenario discovery.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace qca {

/// Scenarios side by side, with the choices that they have and whether they are those of interest.
struct ScenarioTable {
    struct Column {
        std::size_t size = 1;  ///< positions that there are
        bool ordered = true;   ///< a box has a range of them; else any
        std::vector<std::uint32_t> at;  ///< [scenario] position; empty: scenario / stride % size
        std::uint64_t stride = 1;
    };
    std::vector<Column> columns;           ///< of which a box can restrict any
    std::vector<std::uint32_t> scenarios;  ///< numbers of those that take part
    std::vector<std::uint8_t> interesting; ///< [scenario number] 1 or 0
    bool sample = false;                   ///< of more scenarios; else there are no others

    std::size_t position(std::size_t column, std::uint32_t scenario) const {
        const Column& of = columns[column];
        return of.at.empty() ? scenario / of.stride % of.size : of.at[scenario];
    }
};

struct BoxOptions {
    double density = 0.8;   ///< share of scenarios of interest from which on a box is good
    double support = 0.01;  ///< share of all scenarios that a box has at least
    std::size_t boxes = 4;  ///< at most
};

/// One column that a box restricts.
struct BoxRestriction {
    std::size_t column = 0;
    std::vector<std::uint8_t> in;     ///< [position] 1 where it is in the box
    double density_without = 0;       ///< of the box without this restriction
    double coverage_without = 0;
    std::optional<double> quasi_p;    ///< of samples: how likely a density as high as the box's is by chance, if the restriction did nothing
};

struct ScenarioBox {
    std::vector<BoxRestriction> restrictions;  ///< those without which the box loses most density first
    std::uint64_t scenarios = 0, interesting = 0;
    double coverage = 0;  ///< share of all scenarios of interest that are in this box and in none before
    double density = 0;   ///< share of the box's scenarios that are of interest
};

/// One box after the other, each among the scenarios that are in none before. From a box of everything, values are peeled off, some at one end of
/// an ordered column or any one of another, always those that raise the density most for each scenario given up, until the density is reached or
/// nothing raises it without losing the support; then the densest box counts. Peeling several values at once finds what lies at both ends of a
/// column, where taking off the first value alone would not help. Values beside the box are pasted back on where they are as dense as the box,
/// or as is asked for. A box no denser than what it is cut from is none.
///
/// Quasi-p-value: of a one-sided binomial test of the box's density against that without the restriction.
/// @source Friedman & Fisher (1999), Bump hunting in high-dimensional data (PRIM); Bryant & Lempert (2010), Thinking inside the box, for
///         coverage, density and quasi-p-values; Kwakkel & Jaxa-Rozen (2016), Improving scenario discovery for handling heterogeneous
///         uncertainties and multinomial classified outcomes, for density gained by scenario given up
std::vector<ScenarioBox> scenario_boxes(const ScenarioTable& table, const BoxOptions& options = {});

/// P(X >= successes) of a binomial number. @param chance  in [0, 1]
double binomial_tail(std::uint64_t successes, std::uint64_t trials, double chance);

}  // namespace qca
