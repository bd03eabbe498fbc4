#!/usr/bin/env bash
# Installs what the tests need, builds them into build/release and runs all of them. Arguments go to ctest, such as
# -R golden. May be run again at no harm.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== packages"
bash configs/install-packages.sh build test

echo "== build into build/release"
cmake --preset cpu-release -DQCA_TESTS=ON -DQCA_BENCHMARKS=ON
cmake --build build/release

echo "== tests"
ctest --preset cpu-release -j "$(nproc)" "$@"
