#!/usr/bin/env bash
# Runs 1,157,068,800 scenarios in 496 shards twice: without a disturbance, and killed at random moments until it is done. Says how often it
# was killed, whether memory stays flat from the first shards to the last, and whether both results are the same.
# Takes some minutes; not part of the suite. Argument: the program.
set -euo pipefail
program=$(realpath "${1:-build/release/qcasweep}")
study=$(realpath "$(dirname "$0")/../../configs/khanal2024-intensity-robustness.toml")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export SOURCE_DATE_EPOCH=1000000000
options=(run "$study" --shard-size 3000 --progress none)
fail() {
  echo "soak: $*" >&2
  exit 1
}
# KiB that a process took at its peak, so far; nothing once it is gone.
peak() { awk '/^VmHWM/ { print $2 }' "/proc/$1/status" 2> /dev/null || true; }
shards_in() { { find "$1" -name 'shard-*' ! -name '*.tmp-*' 2> /dev/null || true; } | wc -l; }

"$program" "${options[@]}" -o shards.h5 --keep-shards > /dev/null 2>&1 &
run=$!
early=
late=
while memory=$(peak "$run") && [ -n "$memory" ]; do
  shards=$(shards_in shards.h5.run)
  [ "$shards" -gt 200 ] || early=$memory
  [ "$shards" -gt 490 ] || late=$memory
  sleep 0.05
done
wait "$run"
shards=$(shards_in shards.h5.run)
[ "$shards" -ge 200 ] || fail "only $shards shards"
[ "$((20 * late))" -le "$((21 * early))" ] || fail "memory grows: $early KiB after 200 shards, $late KiB after 490"

kills=0
for attempt in $(seq 1000); do
  "$program" "${options[@]}" -o killed.h5 --resume > last.log 2>&1 &
  run=$!
  sleep "0.$((RANDOM % 8 + 2))"
  kill -KILL "$run" 2> /dev/null || true
  status=0
  wait "$run" || status=$?
  [ "$status" -ne 0 ] || break
  kills=$((kills + 1))
  [ "$status" -eq 137 ] || fail "it ended by itself with status $status: $(cat last.log)"
  [ "$attempt" -lt 1000 ] || fail "gets nowhere"
done
cmp shards.h5 killed.h5 || fail "after $kills kills the result is another"
left=$(find . -name 'killed.h5?*')
[ -z "$left" ] || fail "left behind: $left"
echo "soak: $shards shards, $early KiB after 200 of them and $late KiB after 490; killed $kills times; the same result twice"
