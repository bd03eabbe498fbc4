#!/usr/bin/env bash
# Kills a run of 1,157,068,800 scenarios in 496 shards at random moments until it is done, and says how often it was killed, the most memory
# that any process took, and whether the result is that of a run that nothing happened to. Takes about a minute. Argument: the program.
set -euo pipefail
program=$(realpath "${1:-build/release/qcasweep}")
study=$(realpath "$(dirname "$0")/../../configs/khanal2024-intensity-robustness.toml")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export SOURCE_DATE_EPOCH=1000000000
run() { "$program" run "$study" --shard-size 3000 --progress none "$@"; }
run -o whole.h5 > /dev/null 2>&1
kills=0
most=0
until /usr/bin/time -f %M -o memory timeout -s KILL "0.$((RANDOM % 8 + 3))" "$program" run "$study" --shard-size 3000 --progress none -o killed.h5 --resume > /dev/null 2>&1; do
  kills=$((kills + 1))
  [ "$kills" -le 1000 ] || { echo "soak: gets nowhere" >&2; exit 1; }
  memory=$(tail -1 memory)
  [ "$memory" -le "$most" ] || most=$memory
done
memory=$(tail -1 memory)
[ "$memory" -le "$most" ] || most=$memory
cmp whole.h5 killed.h5
echo "soak: killed $kills times, at most $most KiB, the same result"
