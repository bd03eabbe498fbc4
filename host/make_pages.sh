#!/usr/bin/env bash
# Manual pages and bash completion by running the program: make_pages.sh PROGRAM FOLDER
set -euo pipefail
program=$1 folder=$2
mkdir -p "$folder/man/man1" "$folder/completions"
"$program" completion > "$folder/completions/qcasweep"
"$program" manual > "$folder/man/man1/qcasweep.1"
sed -n 's/^\\fBqcasweep\\-\(.*\)\\fR(1)$/\1/p' "$folder/man/man1/qcasweep.1" | while read -r command; do
  "$program" manual "$command" > "$folder/man/man1/qcasweep-$command.1"
done
