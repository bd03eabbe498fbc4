// What a study file says, typed and validated.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/study/sampling.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// Raw values at which a membership is (by the direct method) 0.05, 0.5 and 0.95; strictly monotone, either way.
/// @source Ragin (2008), Redesigning Social Inquiry, ch. 5.
struct Anchors {
    double exclusion = 0;
    double crossover = 0;
    double inclusion = 0;

    /// exclusion < crossover < inclusion, or the reverse.
    bool in_order() const {
        return (exclusion < crossover && crossover < inclusion) || (exclusion > crossover && crossover > inclusion);
    }
    friend bool operator==(const Anchors&, const Anchors&) = default;
};

enum class CalibrationMethod { logistic, linear, crisp, codes, none };
inline constexpr std::array<const char*, 5> calibration_method_names{"logistic", "linear", "crisp", "codes",
                                                                     "none"};
enum class Ties { largest, smallest, average };
inline constexpr std::array<const char*, 3> ties_names{"largest", "smallest", "average"};

/// Ranks replace the raw values before calibration: rank 1 goes to the best value.
struct Ranking {
    bool best_is_smallest = true;
    Ties ties = Ties::largest;

    friend bool operator==(const Ranking&, const Ranking&) = default;
};

/// How one set (a condition or the outcome) comes from a column of the data.
struct SetDefinition {
    std::string name;
    std::string column;
    std::optional<Ranking> ranking;
    CalibrationMethod method = CalibrationMethod::logistic;
    Anchors anchors;                               ///< for logistic and linear
    double threshold = 0;                          ///< for crisp: membership 1 where value >= threshold, else 0
    std::vector<std::pair<double, double>> codes;  ///< for codes: raw value -> membership
    double idm = 0.95;                             ///< logistic: membership at the inclusion anchor, in (0.5, 1)
    bool clamp = true;                             ///< logistic: below 0.0001 becomes 0, above 0.9999 becomes 1
    bool negate = false;                           ///< outcome only: analyse 1 - membership
    std::string rationale;                         ///< why it is calibrated so, for the reader

    bool has_anchors() const { return method == CalibrationMethod::logistic || method == CalibrationMethod::linear; }
    friend bool operator==(const SetDefinition&, const SetDefinition&) = default;
};

enum class SolutionType { conservative = 0, parsimonious = 1, intermediate = 2 };
inline constexpr std::array<const char*, 3> solution_type_names{"conservative", "parsimonious", "intermediate"};

/// Which models a solution has.
enum class ModelChoice {
    fewest,  ///< those with the fewest paths
    all      ///< all from which no path can be left out
};
inline constexpr std::array<const char*, 2> model_choice_names{"fewest", "all"};

/// Rows of the truth table that the study file names.
struct NamedRows {
    std::string expression;      ///< canonical: `~ENT*POW + GDP`, or a configuration `0110`
    RowSet rows;                 ///< in which it is true
    bool configuration = false;  ///< named by its configuration

    friend bool operator==(const NamedRows&, const NamedRows&) = default;
};

/// How models are made of a coded truth table.
struct SolutionOptions {
    ModelChoice models = ModelChoice::fewest;
    /// Directional expectations: a literal for every condition that is expected to contribute in that form to the
    /// outcome. Nothing: none are stated, and there is no intermediate solution.
    std::optional<Implicant> expected;
    std::vector<NamedRows> exclude;    ///< not to be assumed; a row named by its configuration is coded 0 anyway
    std::vector<NamedRows> necessary;  ///< claimed necessary for the outcome: no row without it is to be assumed

    friend bool operator==(const SolutionOptions&, const SolutionOptions&) = default;
};

/// A sum of conjunctions over the conditions whose necessity is asked for.
struct NamedExpression {
    std::string expression;  ///< canonical: `ENT*POW + GDP`
    std::vector<Implicant> paths;

    friend bool operator==(const NamedExpression&, const NamedExpression&) = default;
};

/// What is asked about necessity, beside every condition and its negation.
struct NecessityOptions {
    std::vector<NamedExpression> expressions;  ///< no two alike, none a single literal
    double cutoff = 0.9;                       ///< inclN from which a sweep counts a set as necessary, in [0, 1]

    friend bool operator==(const NecessityOptions&, const NecessityOptions&) = default;
};

/// Other values for some anchors of one set; nothing: the study's own.
struct AnchorChange {
    std::size_t set = 0;  ///< number as in Study::set(), a condition or the outcome
    std::optional<double> exclusion, crossover, inclusion;

    /// In order for a study that was read.
    Anchors applied_to(const Anchors& own) const {
        return {exclusion.value_or(own.exclusion), crossover.value_or(own.crossover), inclusion.value_or(own.inclusion)};
    }
    friend bool operator==(const AnchorChange&, const AnchorChange&) = default;
};

/// Another analysis that could have been made; what it does not state is as the study has it.
struct TestAnalysis {
    std::string name;
    std::optional<NamedExpression> solution;  ///< nothing: what the analysis finds
    std::vector<AnchorChange> anchors;        ///< increasing sets
    std::optional<double> incl, pri, incl0;
    std::optional<int> n;
    std::optional<SolutionType> type;

    friend bool operator==(const TestAnalysis&, const TestAnalysis&) = default;
};

/// The robustness test protocol: what is compared with what.
struct ProtocolOptions {
    std::optional<NamedExpression> initial;  ///< nothing: the first model of the study's own solution
    std::vector<TestAnalysis> tests;         ///< no two of one name

    friend bool operator==(const ProtocolOptions&, const ProtocolOptions&) = default;
};

struct Cutoffs {
    double incl = 0.8;            ///< inclusion cutoff, in [0, 1]
    double pri = 0.0;             ///< PRI cutoff, in [0, 1]
    int n = 1;                    ///< frequency cutoff, at least 1
    std::optional<double> incl0;  ///< second inclusion cutoff (<= incl): rows between are contradictions

    friend bool operator==(const Cutoffs&, const Cutoffs&) = default;
};

/// A path of interest: a conjunction of literals with the name that the result file uses for it.
struct NamedPath {
    std::string name;
    std::string expression;  ///< canonical: literals in the order of the conditions
    Implicant implicant;

    friend bool operator==(const NamedPath&, const NamedPath&) = default;
};

/// The values that a sweep tries for each anchor of one set. An empty list: the study's own value, no axis.
struct AnchorAxes {
    std::vector<double> exclusion;
    std::vector<double> crossover;
    std::vector<double> inclusion;

    friend bool operator==(const AnchorAxes&, const AnchorAxes&) = default;
};

/// Which conditions take part: every choice of from .. to of the candidates, and the conditions that are no candidates.
struct ConditionSubsets {
    std::vector<std::size_t> candidates;  ///< numbers of conditions, increasing; empty: all conditions take part, no axis
    std::size_t from = 0, to = 0;

    friend bool operator==(const ConditionSubsets&, const ConditionSubsets&) = default;
};

/// Anchors of several sets that move together, by shares of each set's distance from exclusion to inclusion; a positive
/// share moves towards the inclusion anchor.
struct LinkedAnchors {
    std::vector<std::size_t> sets;  ///< numbers as in Study::set(), increasing; all have anchors
    AnchorAxes percent;             ///< shares in percent, 0 being the study's own anchor

    bool stated() const { return percent != AnchorAxes{}; }
    friend bool operator==(const LinkedAnchors&, const LinkedAnchors&) = default;
};

/// What the study's own anchors are called beside others.
inline constexpr const char* own_anchors = "own";

/// Other anchors of sets, all at once, under a name.
struct AnchorSet {
    std::string name;
    /// By number of the set (see Study::set()), increasing; those without an entry keep their own. May be out of order.
    std::vector<std::pair<std::size_t, Anchors>> anchors;

    friend bool operator==(const AnchorSet&, const AnchorSet&) = default;
};

/// Sets of axes under a name; see with_presets().
enum class Preset { oana_schneider, anchors_10_percent, journal_checks };
inline constexpr std::array<const char*, 3> preset_names{"oana-schneider", "anchors-10-percent", "journal-checks"};

/// Which cases take part: all, and all without some, and draws of as many cases with replacement.
struct CaseChanges {
    std::vector<std::size_t> leave_out;  ///< how many at once, increasing; every combination of so many cases
    std::size_t sample = 0;              ///< only so many of the combinations, drawn at random; 0: all
    std::size_t bootstrap = 0;           ///< so many draws
    std::uint64_t seed = 1;

    bool stated() const { return !leave_out.empty() || bootstrap > 0; }
    friend bool operator==(const CaseChanges&, const CaseChanges&) = default;
};

/// How sets come from their raw values: for all sets that are calibrated by anchors, or ranked, at once.
struct CalibrationChanges {
    std::vector<CalibrationMethod> methods;  ///< logistic, linear; empty: each set's own, no axis
    std::vector<Ties> ties;                  ///< empty: each set's own, no axis

    friend bool operator==(const CalibrationChanges&, const CalibrationChanges&) = default;
};

enum class NoiseShape { normal, uniform };
inline constexpr std::array<const char*, 2> noise_shape_names{"normal", "uniform"};

/// Errors of measurement: the raw values with random numbers added, drawn again and again.
struct Noise {
    std::size_t draws = 0;  ///< 0: none, no axis
    NoiseShape shape = NoiseShape::normal;
    std::vector<double>
        sizes;  ///< of each set (see Study::set()) in units of its raw values: the standard deviation of
                ///< normal noise, the largest of uniform noise; 0: the set is measured without error
    std::uint64_t seed = 1;

    friend bool operator==(const Noise&, const Noise&) = default;
};

enum class Comparison { below, at_most, above, at_least, equal, unequal, one_of };

/// What an exclusion says of one axis.
struct AxisComparison {
    std::string axis;
    Comparison comparison = Comparison::equal;
    std::vector<double> numbers;     ///< to compare with; one, but for one_of
    std::vector<std::string> names;  ///< instead of numbers, for equal, unequal and one_of

    friend bool operator==(const AxisComparison&, const AxisComparison&) = default;
};

/// Scenarios that nobody would defend: those in which all comparisons hold. They are not evaluated.
struct Exclusion {
    std::string text;  ///< canonical: `GDP_crossover < 13 and incl_cut > 0.9`
    std::vector<AxisComparison> comparisons;
    std::string where;  ///< `file:line:column`, for messages

    friend bool operator==(const Exclusion& a, const Exclusion& b) {
        return a.text == b.text && a.comparisons == b.comparisons;
    }
};

/// What is written per scenario. `automatic`: where it fits limit_mib (all columns together).
enum class ColumnChoice { automatic, always, never };
struct ColumnOptions {
    ColumnChoice survival = ColumnChoice::automatic;
    ColumnChoice solution = ColumnChoice::automatic;
    bool fits = false;       ///< fit_inclS, fit_PRI, fit_covS of the first model
    double limit_mib = 64;   ///< uncompressed size up to which `automatic` columns are stored

    friend bool operator==(const ColumnOptions&, const ColumnOptions&) = default;
};

/// The axes of a sweep. Empty cutoff lists: the study's own value (the axis then has one value).
struct SweepDefinition {
    bool stated = false;              ///< the file has a [sweep] table
    Sampling sampling;                ///< instead of all combinations
    std::vector<AnchorAxes> anchors;  ///< one per condition in study order, then the outcome's
    std::vector<double> incl;         ///< strictly increasing
    std::vector<double> pri;          ///< strictly increasing
    std::vector<int> n;               ///< strictly increasing
    std::vector<SolutionType> solution_types;
    std::vector<Preset> presets;         ///< still to be expanded
    std::vector<AnchorSet> anchor_sets;  ///< beside the study's own anchors; empty: no axis
    LinkedAnchors linked;
    std::vector<std::size_t>
        outcomes;              ///< numbers of sets (see Study::set()), increasing; empty: the study's own
    std::vector<bool> negate;  ///< of the outcome; empty: as its definition says. Both empty: no axis
    ConditionSubsets conditions;
    CaseChanges cases;
    CalibrationChanges calibration;
    Noise noise;
    std::vector<Exclusion> exclude;  ///< a scenario that one of them describes is not evaluated
    bool simultaneous = false;  ///< look for rows coded 1 for the outcome and for its negation
    ColumnOptions columns;

    friend bool operator==(const SweepDefinition&, const SweepDefinition&) = default;
};

/// A study: everything that the TOML file states, defaults filled in.
struct Study {
    std::string file;  ///< as given on the command line, for messages
    std::string text;  ///< the study file verbatim
    std::string name;
    std::string title;
    std::string data_file;  ///< path that can be opened from the working directory
    std::string case_column;
    std::vector<std::string> excluded_cases;
    std::optional<char> separator;      ///< ',' ';' or tab; detected when not stated
    std::optional<char> decimal;        ///< '.' or ','; detected when not stated
    std::vector<SetDefinition> conditions;
    SetDefinition outcome;
    std::vector<SetDefinition> other_outcomes;  ///< that a sweep can have instead of the study's own
    Cutoffs cutoffs;
    SolutionType solution_type = SolutionType::conservative;
    SolutionOptions solution;
    NecessityOptions necessity;
    ProtocolOptions protocol;
    std::vector<NamedPath> paths;
    SweepDefinition sweep;
    std::vector<std::string> notes;  ///< what presets did that their axes do not say, a sentence each


    /// Set number i: the conditions in order, the outcome, the other outcomes.
    const SetDefinition& set(std::size_t i) const {
        if (i < conditions.size()) return conditions[i];
        return i == conditions.size() ? outcome : other_outcomes[i - conditions.size() - 1];
    }
    /// The conditions and the outcome.
    std::size_t sets() const { return conditions.size() + 1; }
    /// With the other outcomes.
    std::size_t all_sets() const { return sets() + other_outcomes.size(); }
    friend bool operator==(const Study&, const Study&) = default;
};

}  // namespace qca
