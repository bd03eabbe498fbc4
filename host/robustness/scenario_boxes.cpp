#include "host/robustness/scenario_boxes.hpp"

#include <algorithm>
#include <cmath>

namespace qca {

namespace {

/// Scenarios, and those of interest among them.
struct Tally {
    std::uint64_t all = 0, of_interest = 0;

    double density() const { return all == 0 ? 0 : static_cast<double>(of_interest) / static_cast<double>(all); }
};

using Tallies = std::vector<std::vector<Tally>>;           // [column][position]
using Limits = std::vector<std::vector<std::uint8_t>>;     // [column][position] 1 in the box

struct Peeling {
    std::size_t column = 0;
    std::vector<std::size_t> positions;  // taken off at once
    Tally left;
};

class BoxSearch {
  public:
    BoxSearch(const ScenarioTable& table, const BoxOptions& options, const std::vector<std::uint32_t>& free, Tally whole)
        : table_(table), options_(options), free_(free), whole_(whole) {
        for (const ScenarioTable::Column& column : table.columns) limits_.emplace_back(column.size, std::uint8_t{1});
    }

    std::optional<ScenarioBox> find() {
        const double outside = tally_of(free_).density();
        peel();
        paste();
        const Tally box = inside();
        if (box.all == 0 || !(box.density() > outside)) return std::nullopt;
        return describe(box);
    }

    bool holds(std::uint32_t scenario) const { return violated(scenario) == none; }

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1), several = static_cast<std::size_t>(-2);

    Tally tally_of(const std::vector<std::uint32_t>& scenarios) const {
        Tally tally{scenarios.size(), 0};
        for (const std::uint32_t s : scenarios) tally.of_interest += table_.interesting[s];
        return tally;
    }

    void add(Tallies& tallies, std::uint32_t scenario, std::uint64_t sign) const {
        for (std::size_t c = 0; c < tallies.size(); ++c) {
            Tally& at = tallies[c][table_.position(c, scenario)];
            at.all += sign;
            at.of_interest += sign * table_.interesting[scenario];
        }
    }

    Tallies no_tallies() const {
        Tallies tallies;
        for (const ScenarioTable::Column& column : table_.columns) tallies.emplace_back(column.size);
        return tallies;
    }

    std::optional<Peeling> best_peeling(const Tallies& tallies, Tally box) const {
        const auto least = static_cast<std::uint64_t>(std::ceil(options_.support * static_cast<double>(whole_.all)));
        std::optional<Peeling> best;
        double best_gain = 0;
        const auto consider = [&](std::size_t column, const std::vector<std::size_t>& positions) {
            Tally left = box;
            for (const std::size_t p : positions) {
                left.all -= tallies[column][p].all;
                left.of_interest -= tallies[column][p].of_interest;
            }
            if (left.all == 0 || left.all == box.all || left.all < least) return;
            const double gain = (left.density() - box.density()) / static_cast<double>(box.all - left.all);
            if (!(gain > best_gain)) return;
            best_gain = gain;
            best = Peeling{column, positions, left};
        };
        for (std::size_t c = 0; c < tallies.size(); ++c) {
            if (!table_.columns[c].ordered) {
                for (std::size_t p = 0; p < tallies[c].size(); ++p)
                    if (limits_[c][p] != 0) consider(c, {p});
                continue;
            }
            for (const bool low : {true, false}) {
                std::vector<std::size_t> positions;
                for (std::size_t i = 0; i < tallies[c].size(); ++i) {
                    const std::size_t p = low ? i : tallies[c].size() - 1 - i;
                    if (limits_[c][p] == 0) continue;
                    positions.push_back(p);
                    if (tallies[c][p].all > 0) consider(c, positions);
                }
            }
        }
        return best;
    }

    void peel() {
        std::vector<std::uint32_t> scenarios = free_;
        Tallies tallies = no_tallies();
        for (const std::uint32_t s : scenarios) add(tallies, s, 1);
        Tally box = tally_of(scenarios), densest = box;
        Limits densest_limits = limits_;
        while (box.density() < options_.density) {
            const std::optional<Peeling> next = best_peeling(tallies, box);
            if (!next) break;
            for (const std::size_t p : next->positions) limits_[next->column][p] = 0;
            std::erase_if(scenarios, [&](std::uint32_t s) {
                if (limits_[next->column][table_.position(next->column, s)] != 0) return false;
                add(tallies, s, ~std::uint64_t{0});
                return true;
            });
            box = next->left;
            if (box.density() > densest.density()) {
                densest = box;
                densest_limits = limits_;
            }
        }
        limits_ = std::move(densest_limits);
    }

    /// The only column whose restriction a scenario violates.
    std::size_t violated(std::uint32_t scenario) const {
        std::size_t column = none;
        for (std::size_t c = 0; c < limits_.size(); ++c) {
            if (limits_[c][table_.position(c, scenario)] != 0) continue;
            if (column != none) return several;
            column = c;
        }
        return column;
    }

    Tally inside() const {
        Tally box;
        for (const std::uint32_t s : free_)
            if (holds(s)) {
                ++box.all;
                box.of_interest += table_.interesting[s];
            }
        return box;
    }

    /// What each position would add to the box.
    Tallies beside() const {
        Tallies tallies = no_tallies();
        for (const std::uint32_t s : free_) {
            const std::size_t column = violated(s);
            if (column == none || column == several) continue;
            Tally& at = tallies[column][table_.position(column, s)];
            ++at.all;
            at.of_interest += table_.interesting[s];
        }
        return tallies;
    }

    bool at_end(std::size_t column, std::size_t position) const {
        if (!table_.columns[column].ordered) return true;
        const std::vector<std::uint8_t>& in = limits_[column];
        return (position > 0 && in[position - 1] != 0) || (position + 1 < in.size() && in[position + 1] != 0);
    }

    void paste() {
        for (Tally box = inside();;) {
            const Tallies tallies = beside();
            std::size_t column = none, position = 0;
            Tally larger = box;
            const double dense = std::min(box.density(), options_.density);
            for (std::size_t c = 0; c < tallies.size(); ++c)
                for (std::size_t p = 0; p < tallies[c].size(); ++p) {
                    if (limits_[c][p] != 0 || !at_end(c, p)) continue;
                    const Tally& at = tallies[c][p];
                    // One without scenarios goes with its neighbour.
                    if ((at.all > 0 && at.density() < dense) || (column != none && box.all + at.all <= larger.all)) continue;
                    column = c;
                    position = p;
                    larger = {box.all + at.all, box.of_interest + at.of_interest};
                }
            if (column == none) return;
            limits_[column][position] = 1;
            box = larger;
        }
    }

    ScenarioBox describe(Tally box) const {
        ScenarioBox out;
        out.scenarios = box.all;
        out.interesting = box.of_interest;
        out.density = box.density();
        out.coverage = static_cast<double>(box.of_interest) / static_cast<double>(whole_.of_interest);
        const Tallies tallies = beside();
        for (std::size_t c = 0; c < limits_.size(); ++c) {
            if (std::find(limits_[c].begin(), limits_[c].end(), std::uint8_t{0}) == limits_[c].end()) continue;
            Tally without = box;
            for (const Tally& at : tallies[c]) {
                without.all += at.all;
                without.of_interest += at.of_interest;
            }
            BoxRestriction restriction{c, limits_[c], without.density(),
                                       static_cast<double>(without.of_interest) / static_cast<double>(whole_.of_interest), std::nullopt};
            if (table_.sample) restriction.quasi_p = binomial_tail(box.of_interest, box.all, without.density());
            out.restrictions.push_back(std::move(restriction));
        }
        std::stable_sort(out.restrictions.begin(), out.restrictions.end(),
                         [](const BoxRestriction& x, const BoxRestriction& y) { return x.density_without < y.density_without; });
        return out;
    }

    const ScenarioTable& table_;
    const BoxOptions options_;
    const std::vector<std::uint32_t>& free_;
    const Tally whole_;
    Limits limits_;
};

}  // namespace

std::vector<ScenarioBox> scenario_boxes(const ScenarioTable& table, const BoxOptions& options) {
    std::vector<std::uint32_t> free = table.scenarios;
    Tally whole{free.size(), 0};
    for (const std::uint32_t s : free) whole.of_interest += table.interesting[s];
    std::vector<ScenarioBox> boxes;
    if (whole.of_interest == 0 || whole.of_interest == whole.all) return boxes;
    while (boxes.size() < options.boxes) {
        BoxSearch search(table, options, free, whole);
        std::optional<ScenarioBox> box = search.find();
        if (!box) break;
        std::erase_if(free, [&](std::uint32_t s) { return search.holds(s); });
        const bool good = box->density >= options.density;
        if (!good && !boxes.empty()) break;
        boxes.push_back(std::move(*box));
        if (!good) break;
    }
    return boxes;
}

double binomial_tail(std::uint64_t successes, std::uint64_t trials, double chance) {
    if (successes == 0 || chance >= 1) return 1;
    if (chance <= 0) return 0;
    const auto n = static_cast<double>(trials), k = static_cast<double>(successes);
    // Terms from the one asked for on; above the mean each is smaller than the one before.
    const double first = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(chance) + (n - k) * std::log1p(-chance);
    const double odds = chance / (1 - chance);
    double term = 1, sum = 1;
    for (std::uint64_t j = successes; j < trials; ++j) {
        term *= static_cast<double>(trials - j) / static_cast<double>(j + 1) * odds;
        sum += term;
        if (static_cast<double>(j) > n * chance && term < sum * 1e-17) break;
    }
    return std::min(1.0, std::exp(first + std::log(sum)));
}

}  // namespace qca
