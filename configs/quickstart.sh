#!/usr/bin/env bash
# From a fresh checkout to the answer of a real study: installs what is missing, builds, runs the headline sweep.
# May be run again at any time: it then rebuilds only what changed and writes the result file anew.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== 1/3 packages (Debian or Ubuntu; needs root or sudo only if one is missing)"
bash configs/install-packages.sh build

echo "== 2/3 build into build/release"
cmake --preset cpu-release -DQCA_TESTS=OFF -DQCA_BENCHMARKS=OFF >build-release.log 2>&1 || { cat build-release.log >&2; exit 3; }
rm -f build-release.log
cmake --build build/release --target qcasweep

echo "== 3/3 the headline sweep: 100 million scenarios of a published study of 30 Chinese provinces"
mkdir -p results
build/release/qcasweep run configs/khanal2024-headline.toml -o results/khanal2024-headline.h5
echo
build/release/qcasweep path results/khanal2024-headline.h5 'ENT*~UNI*GDP*POW' | sed -n '1,/^Which choices matter/p' | sed '$d'
echo "More:  build/release/qcasweep path results/khanal2024-headline.h5 'ENT*~UNI*GDP*POW'"
echo "       build/release/qcasweep analyze configs/khanal2024-intensity.toml"
