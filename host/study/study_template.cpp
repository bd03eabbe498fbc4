#include <string>

#include "host/study/read_study.hpp"

namespace qca {

std::string study_template() {
    return R"toml(# A study for qcasweep. Lines that start with # are comments: remove the # to use what they say.
# Replace the names and numbers of this example (made up) by your own.

[study]
name = "climate-plans"
title = "Which municipalities adopt climate plans?"

[data]
file = "municipalities.csv"     # CSV in UTF-8, in the folder of this file; first line: names of the columns
cases = "municipality"          # the column with the names of the cases
# exclude = ["Springfield"]     # cases to leave out
# separator = ";"               # "," ";" or "\t"; detected when not stated
# decimal = ","                 # "." or ","; detected when not stated

# The outcome. Anchors are raw values: exclusion is fully out of the set, crossover neither in nor out, inclusion fully
# in. They may rise or fall.
[outcome]
name = "PLAN"
column = "measures_adopted"
anchors = { exclusion = 2, crossover = 8.5, inclusion = 20 }
# negate = true                 # explain ~PLAN instead

# The conditions, 1 to 8, in the order of the truth table. Names: a letter, then letters, digits, underscores.
[conditions.WEALTH]
column = "tax_income_per_capita"
anchors = { exclusion = 900, crossover = 1500, inclusion = 2800 }
# calibrate = "logistic"        # the default (direct method); or "linear" between the anchors
# idm = 0.95                    # logistic: membership at the inclusion anchor
# clamp = true                  # logistic: below 0.0001 becomes 0, above 0.9999 becomes 1
# rationale = "..."             # why these anchors; stands in the appendix

[conditions.STAFF]              # calibrates the rank of the value: here the largest value has rank 1
column = "environment_officers"
rank = { best = "largest", ties = "largest" }       # ties get the largest, smallest or average rank of the tie
anchors = { exclusion = 40, crossover = 20.5, inclusion = 8 }

[conditions.PARTY]              # ordinal codes: raw value = membership
column = "green_strength"
codes = { "0" = 0.0, "1" = 0.33, "2" = 0.67, "3" = 1.0 }

[conditions.COAST]              # crisp: in the set from the threshold on
column = "coast_km"
calibrate = "crisp"
threshold = 1
# calibrate = "none"            # for a column that already has memberships from 0 to 1

[cutoffs]
incl = 0.8                      # inclusion (consistency) cutoff
pri = 0.5                       # PRI cutoff
n = 1                           # frequency cutoff: cases a row needs
# incl0 = 0.7                   # rows with an inclusion from incl0 to incl are contradictions

[solution]
type = "conservative"           # or "parsimonious", "intermediate"
# models = "all"                # all models from which no path can be left out; default "fewest": with the fewest paths
# expect = { WEALTH = "present", COAST = "absent" }   # directional expectations, for the intermediate solution
# exclude = ["STAFF*~WEALTH"]   # remainders that no model may assume; observed rows are not touched. A row named by
                                # its configuration, "0100", is coded 0 even where it is observed
# necessary = ["WEALTH", "STAFF + PARTY"]   # claimed necessary: no model may assume a row where one of them is false

[necessity]
# expressions = ["WEALTH + STAFF", "PARTY*COAST"]   # looked at beside every condition and its negation
cutoff = 0.9                    # inclN from which the sweep counts a set as necessary

[paths]                         # paths whose fate the sweep follows: * is and, ~ is not
wealthy = "WEALTH*STAFF"
pushed = "~WEALTH*PARTY*COAST"

# Other solutions and analyses to test this one against: qcasweep protocol mine.toml
[protocol.tests]
wide = "WEALTH + PARTY*COAST"   # an expression: * is and, + is or
lenient = { incl = 0.7, anchors = { WEALTH = { crossover = 1400 } } }  # what is not stated is as above; also pri, n, incl0, type

# What to vary. Every combination of everything listed here is one scenario.
# An axis is a list [3, 6], { from = 3, to = 6, step = 0.5 } or { around = 4.5, by = 0.5, steps = 2 }.
[sweep]
# simultaneous = true           # look for rows coded 1 for the outcome and for its negation, too: two more passes
# preset = "journal-checks"     # or "oana-schneider", "anchors-10-percent", or a list: axes beside those stated here
# exclude = ["WEALTH_crossover < 1450 and incl_cut > 0.85"]   # scenarios that nobody would defend
# design = "sobol"              # or "latin-hypercube", "random": not all combinations, but samples
# samples = 100000              # then values may be drawn from ranges, too: { from = 7.5, to = 9.5 }

[sweep.anchors.PLAN]
crossover = { from = 7.5, to = 9.5, step = 0.5 }

[sweep.anchors.WEALTH]
exclusion = [800, 900, 1000]
crossover = { around = 1500, by = "5 %", steps = 2 }   # percent of the distance from exclusion to inclusion

[sweep.cutoffs]
incl = { from = 0.75, to = 0.9, step = 0.01 }
pri = [0.0, 0.5, 0.6]
n = [1, 2]

[sweep.solution]
type = ["conservative", "parsimonious"]

# [sweep.conditions]            # which conditions take part
# size = { from = 3, to = 4 }   # every choice of 3 and of 4; candidates = ["WEALTH", "PARTY"] lets only these be left out

# [sweep.cases]                 # which cases take part
# leave_out = 1                 # all, and each case left out in turn; [1, 2]: each pair, too; sample = 500 draws some of many
# bootstrap = 200               # draws of as many cases with replacement
# seed = 1

# [sweep.outcome]
# negate = [false, true]        # the outcome and its negation; sets = ["A", "B"] names outcomes where there are
                                # others, in tables [outcomes.NAME] like those of conditions

# [sweep.calibration]           # of all sets at once
# calibrate = ["logistic", "linear"]
# ties = ["largest", "average"]

# [sweep.noise]                 # errors of measurement on the raw values
# draws = 100                   # none, and so many draws
# size = { WEALTH = 50 }        # standard deviations, in units of the raw values; shape = "uniform": largest errors

# [sweep.anchor_sets.high]      # other anchors of several sets at once, under a name
# STAFF = { exclusion = 25, crossover = 14, inclusion = 4 }

# [sweep.linked]                # anchors of several sets that move together
# sets = ["WEALTH", "STAFF"]    # default: all that have anchors
# inclusion = { around = 0, by = 5, steps = 2 }   # in percent of each set's distance from exclusion to inclusion

# [sweep.columns]               # what is stored for each single scenario, besides the maps
# survival = "automatic"        # automatic: where it fits limit_mib; always; never
# solution = "automatic"
# fits = false
# limit_mib = 64
)toml";
}

}  // namespace qca
