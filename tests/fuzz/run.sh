#!/usr/bin/env bash
# Builds the fuzz targets with clang into build/fuzz and runs each for so many seconds (180), from the kept seeds, as many at once as
# there are processors. What they find beside is kept in build/fuzz/corpus; inputs that break a promise in build/fuzz/findings, and the
# status is 1. Runs of less than a minute begin with the same random numbers every time.
# Usage: bash tests/fuzz/run.sh [SECONDS] [TARGET ...]
#        bash tests/fuzz/run.sh --can       whether there is a clang with libFuzzer
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${1:-}" = --can ]; then
  empty='extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }'
  command -v clang++ >/dev/null && clang++ -x c++ -fsanitize=fuzzer,address - -o /dev/null <<<"$empty" 2>/dev/null
  exit
fi

export seconds=${1:-180}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(ls tests/fuzz/seeds))

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p build/fuzz/findings

run_target() {
  local target=$1 log=build/fuzz/$1.log status=0 more=()
  mkdir -p "build/fuzz/corpus/$target"
  [ ! -f "tests/fuzz/$target.words" ] || more+=("-dict=tests/fuzz/$target.words")
  [ "$seconds" -ge 60 ] || more+=(-seed=1)
  build/fuzz/tests/fuzz/fuzz_$target -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    "${more[@]}" -artifact_prefix="build/fuzz/findings/$target-" "build/fuzz/corpus/$target" "tests/fuzz/seeds/$target" >"$log" 2>&1 || status=1
  {
    echo "== $target: $seconds s"
    grep -a -E 'number_of_executed_units|new_units_added|slowest_unit|peak_rss' "$log" || true
    [ $status = 0 ] || { echo "FINDING: the end of $log"; tail -n 40 "$log"; }
  } >"$log.end"
  cat "$log.end"
  return $status
}
export -f run_target
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run_target {}'
