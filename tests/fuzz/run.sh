#!/usr/bin/env bash
# Builds the fuzz targets with clang into build/fuzz and runs each for so many seconds (180), from the kept seeds. What they
# find beside is kept in build/fuzz/corpus; inputs that break a promise in build/fuzz/findings, and the status is 1.
# Usage: bash tests/fuzz/run.sh [SECONDS] [TARGET ...]
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-180}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(ls tests/fuzz/seeds))

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p build/fuzz/findings
status=0
for target in "${targets[@]}"; do
  echo "== $target: $seconds s"
  mkdir -p "build/fuzz/corpus/$target"
  log=build/fuzz/$target.log
  words=()
  [ ! -f "tests/fuzz/$target.words" ] || words=("-dict=tests/fuzz/$target.words")
  build/fuzz/tests/fuzz/fuzz_$target -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    "${words[@]}" -artifact_prefix="build/fuzz/findings/$target-" "build/fuzz/corpus/$target" "tests/fuzz/seeds/$target" \
    >"$log" 2>&1 || { status=1; echo "FINDING: the end of $log"; tail -n 40 "$log"; }
  grep -E 'number_of_executed_units|new_units_added|slowest_unit|peak_rss' "$log" || true
done
exit $status
