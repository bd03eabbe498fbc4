#!/usr/bin/env bash
# Scenarios a second of the headline sweep: this program on one thread, and the R package QCA (one scenario: five sets
# calibrated, a truth table, a solution), measured one after the other. Says so and ends where R or the package is missing.
#   bash tests/bench/with_r.sh [PROGRAM]
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$here/build/release/qcasweep}

command -v Rscript >/dev/null || { echo "with_r: R is not installed, there is nothing to compare with"; exit 0; }
Rscript -e 'quit(status = !requireNamespace("QCA", quietly = TRUE))' >/dev/null 2>&1 ||
  { echo "with_r: R has no package QCA (install.packages(\"QCA\")), there is nothing to compare with"; exit 0; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
best=
for _ in 1 2 3 4 5; do
  begin=$(date +%s.%N)
  "$program" run "$here/configs/khanal2024-headline.toml" -o "$folder/headline.h5" --threads 1 --progress none >/dev/null
  end=$(date +%s.%N)
  best=$(awk -v a="$begin" -v b="$end" -v best="$best" 'BEGIN { s = b - a; print best == "" || s < best ? s : best }')
done
scenarios=$("$program" info "$folder/headline.h5" | awk '$1 == "scenarios" { gsub(/[,:]/, "", $2); print $2; exit }')

Rscript - "$here/configs/khanal2024.csv" "$scenarios" "$best" <<'R'
suppressMessages(library(QCA))
arguments <- commandArgs(trailingOnly = TRUE)
raw <- read.csv(arguments[1], check.names = FALSE)
scenario <- function(crossover, incl, include) {
    anchors <- c(e = 25, c = crossover, i = 6)
    ranked <- function(values) calibrate(rank(values, ties.method = "max"), thresholds = anchors)
    sets <- data.frame(ENT = ranked(raw$enterprise_rank), UNI = ranked(raw$university_rank),
                       GDP = ranked(-raw$gdp_per_capita), POW = ranked(raw$power_rank),
                       INT = calibrate(raw$policy_count, thresholds = c(e = 2, c = 12.5, i = 25)))
    # A scenario without a positive row is an error in R, which takes its time, too.
    try(minimize(truthTable(sets, outcome = "INT", incl.cut = incl), include = include), silent = TRUE)
}
choices <- expand.grid(crossover = c(12.5, 13.5, 14.5), incl = c(0.8, 0.85, 0.9), include = c("", "?"),
                       stringsAsFactors = FALSE)
all <- function() for (i in seq_len(nrow(choices))) do.call(scenario, as.list(choices[i, ]))
seconds <- min(replicate(3, system.time(all())[["elapsed"]])) / nrow(choices)
ours <- as.numeric(arguments[2]) / as.numeric(arguments[3])
cat(sprintf("R %s, QCA %s: %.1f scenarios/s\nqcasweep, one thread: %.3g scenarios/s, %.2g times as many\n",
            getRversion(), packageVersion("QCA"), 1 / seconds, ours, ours * seconds))
R
