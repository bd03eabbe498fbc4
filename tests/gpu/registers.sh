#!/usr/bin/env bash
# What each kernel takes of a GPU, as the compiler said when it was built (see kernels/backend/cuda/record_registers.sh).
#   registers.sh FOLDER            prints a table of the logs in FOLDER
#   registers.sh --lines FOLDER    prints "architecture registers stores loads name" a line, spills in bytes
# Exit status: 1 when a kernel of ours spills registers, or none is found.
set -euo pipefail
lines=no
if [ "${1:-}" = --lines ]; then
  lines=yes
  shift
fi
[ $# = 1 ] || { echo "usage: registers.sh [--lines] FOLDER" >&2; exit 1; }

found=$(cat "$1"/*.log 2>/dev/null | awk '
  function before(word, back,   i) { for (i = 1; i <= NF; ++i) if ($i ~ word) return $(i - back); return 0 }
  /Compiling entry function/ { split($0, part, "\047"); kernel = part[2]; architecture = part[4]; stores = loads = 0 }
  /bytes spill stores/ { stores = before("^stores", 3); loads = before("^loads", 3) }
  /Used [0-9]+ registers/ { if (kernel ~ /^_ZN3qca/) print architecture, before("^registers", 1), stores, loads, kernel }
' | sort -u)
[ -n "$found" ] || { echo "registers.sh: $1: nothing of our kernels in it (build again from scratch)" >&2; exit 1; }

# As a person writes it; names of libraries are left out above.
plain_names() {
  { c++filt 2>/dev/null || cat; } |
    sed 's/void //; s/(anonymous namespace):://g; s/qca:://g; s/>(.*/>/; s/, *\(true\|false\)/, \1/g; s/(\([^)]*\))\(true\|false\|[0-9]\)/\2/g'
}
found=$(plain_names <<<"$found")
if [ $lines = yes ]; then
  echo "$found"
else
  printf '%-12s %9s %12s %11s  %s\n' architecture registers 'spill stores' 'spill loads' kernel
  while read -r architecture registers stores loads name; do
    printf '%-12s %9s %12s %11s  %s\n' "$architecture" "$registers" "$stores" "$loads" "$name"
  done <<<"$found"
fi
awk '$3 + $4 > 0 { spills = 1 } END { exit spills }' <<<"$found" || { echo "registers.sh: some kernel spills registers" >&2; exit 1; }
