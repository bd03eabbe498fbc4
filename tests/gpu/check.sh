#!/usr/bin/env bash
# Does the CUDA backend of this checkout work on the GPU of this machine, and how fast is it? Builds the kernels
# without the host part, runs the parity tests, looks for memory errors and races, measures rates and writes all that
# into results/gpu/DEVICE.json. Needs no network, only CMake, a C++20 compiler, nvcc and GoogleTest
# (installed, as sources in /usr/src/googletest, or carried along). May be run again at no harm.
#
#   bash tests/gpu/check.sh           on a machine with a GPU
#   bash tests/gpu/check.sh --cpu     the same steps on the CPU backend alone, without nvcc and GPU: shows that they
#                                     work; the result, results/gpu/dry-run.json, is not kept in version control
#       --quick                       shorter, less steady measurements
#       --build FOLDER                with a build folder that is configured already
#   bash tests/gpu/check.sh --carry   copies /usr/src/googletest into build/carry, for a machine that has none
#
# Environment: CUDACXX: nvcc, where it is neither on the PATH nor in /usr/local/cuda. QCA_COMMIT: the commit, where
# there is no .git. OUT: a folder that gets a copy of the result. QCA_SANITIZER_SECONDS: limit of each sanitizer run
# (default 300).
# Exit status: 0 all is well, 1 something failed or is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

fail() {
  echo "check.sh: $*" >&2
  exit 1
}
step() { echo "== $*"; }
cpu=no quick=() build=
while [ $# -gt 0 ]; do
  case "$1" in
    --cpu) cpu=yes ;;
    --quick) quick=(--quick) ;;
    --build)
      [ $# -ge 2 ] || fail "--build: no folder given (try --build build/release)"
      build=$2
      shift
      [ -f "$build/CMakeCache.txt" ] ||
        fail "--build $build: not a build folder (there is no CMakeCache.txt in it); leave --build out"
      ;;
    --carry)
      [ -d /usr/src/googletest ] || fail "/usr/src/googletest: not found (Debian's package googletest puts it there)"
      mkdir -p build/carry
      rm -rf build/carry/googletest
      cp -rL /usr/src/googletest build/carry/googletest
      echo "copied /usr/src/googletest to build/carry/googletest"
      exit 0
      ;;
    *) fail "$1: unknown option (known are --cpu, --quick, --build FOLDER, --carry)" ;;
  esac
  shift
done

# The value of a JSON string.
quoted() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//[$'\n\t\r']/ }"
}

step "what is here"
if [ $cpu = yes ]; then
  device="none (dry run on the CPU)" driver=none capability=none nvcc_version=none name=dry-run
  configure=(-DQCA_CUDA=OFF)
else
  gpu=$(nvidia-smi --query-gpu=name,driver_version,compute_cap --format=csv,noheader 2>/dev/null | head -n 1) || true
  case "$gpu" in
    *,*,*) ;;
    *) fail "no GPU (nvidia-smi is missing or lists none); try the same steps on the CPU with check.sh --cpu" ;;
  esac
  IFS=, read -r device driver capability <<<"$gpu"
  driver=${driver# } capability=${capability# }
  nvcc=${CUDACXX:-$(command -v nvcc || true)}
  [ -n "$nvcc" ] || { [ -x /usr/local/cuda/bin/nvcc ] && nvcc=/usr/local/cuda/bin/nvcc; } ||
    fail "no nvcc (neither on the PATH nor in /usr/local/cuda/bin); install the CUDA Toolkit or set CUDACXX"
  nvcc_version=$("$nvcc" --version | sed -n 's/.*release [^V]*V\([0-9.]*\).*/\1/p')
  name=$(printf '%s' "$device" | tr -cs 'A-Za-z0-9.' '-')
  configure=(-DQCA_CUDA=ON "-DCMAKE_CUDA_COMPILER=$nvcc" "-DCMAKE_CUDA_ARCHITECTURES=${capability/./}-real")
fi
if [ -e .git ] && commit=$(git rev-parse HEAD 2>/dev/null); then
  [ -z "$(git status --porcelain --untracked-files=no)" ] || commit=$commit-dirty
else
  commit=${QCA_COMMIT:-unknown}
fi
echo "device: $device, compute capability $capability, driver $driver; nvcc $nvcc_version; commit $commit"

log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT

if [ -z "$build" ]; then
  build=build/gpu
  [ $cpu = no ] || build=build/gpu-cpu
  step "configure $build"
  configured=no
  # GoogleTest as installed, else from the first sources that there are.
  for source in "" /usr/src/googletest "$root/build/carry/googletest"; do
    [ -z "$source" ] || [ -d "$source" ] || continue
    if cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DQCA_HOST=OFF -DQCA_TESTS=ON -DQCA_BENCHMARKS=OFF \
      "-DQCA_GTEST_SOURCE=$source" "${configure[@]}" >"$log/configure" 2>&1; then
      configured=yes
      echo "GoogleTest: ${source:-as installed}"
      break
    fi
    [ $configured = yes ] || grep -q -i gtest "$log/configure" || break  # something else is wrong
  done
  if [ $configured = no ]; then
    cat "$log/configure" >&2
    fail "CMake cannot configure (see above; if it is GoogleTest that is missing: check.sh --carry elsewhere)"
  fi
fi

step "build into $build"
if ! cmake --build "$build" --target test_parity gpu_rates -j "$(nproc)" >"$log/build" 2>&1; then
  tail -n 60 "$log/build" >&2
  fail "the build failed (see above)"
fi
program=$(find "$build" -type f -name test_parity -perm -u+x | head -n 1)
rates_program=$(find "$build" -type f -name gpu_rates -perm -u+x | head -n 1)
[ -n "$program" ] && [ -n "$rates_program" ] || fail "the programs are not in $build"
compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$build/CMakeCache.txt" | head -n 1)
compiler=$("$compiler" --version | head -n 1)

failures=()

step "parity: every backend here against a plain loop"
parity=passed
"$program" >"$log/parity" 2>&1 || parity=failed
passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log/parity")
failed=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) tests\{0,1\}, listed below.*/\1/p' "$log/parity")
skipped=$(grep -c '^\[  SKIPPED \] .*(' "$log/parity" || true)
if [ $cpu = no ]; then
  # A GPU is there: the tests that need one must have run.
  ! grep -q '^\[  SKIPPED \] Cuda\.' "$log/parity" || parity=failed
  grep -q '^\[       OK \] .*/cuda' "$log/parity" || parity=failed
fi
echo "$parity: ${passed:-0} passed, ${failed:-0} failed, $skipped skipped"
if [ $parity = failed ]; then
  failures+=(parity)
  grep -v '^\[ RUN\|^\[       OK\|^\[----' "$log/parity" | tail -n 60 >&2 || true
  [ $cpu = yes ] || echo "(with a GPU, a skipped test of CUDA is a failure)" >&2
fi

# check_with TOOL FILTER: leaves what came of it in $outcome.
check_with() {
  local limit=${QCA_SANITIZER_SECONDS:-300}
  if [ $cpu = yes ]; then
    outcome="not run (no GPU)"
  elif [ -z "$sanitizer" ]; then
    outcome="not run (no compute-sanitizer)"
  else
    local status=0
    timeout "$limit" "$sanitizer" --tool "$1" --error-exitcode 1 "$program" "--gtest_filter=$2" >"$log/$1" 2>&1 ||
      status=$?
    case $status in
      0) outcome=passed ;;
      124) outcome="failed (not finished after $limit s; QCA_SANITIZER_SECONDS gives it more)" ;;
      *)
        outcome=failed
        grep -v '^\[ RUN\|^\[       OK\|^\[----' "$log/$1" | tail -n 40 >&2 || true
        ;;
    esac
    [ $status = 0 ] || failures+=("$1")
  fi
  echo "$1: $outcome"
}
step "memory errors and races"
sanitizer=
if [ $cpu = no ]; then
  sanitizer=$(command -v compute-sanitizer || true)
  [ -n "$sanitizer" ] || sanitizer=$(ls "$(dirname "$nvcc")/compute-sanitizer" 2>/dev/null || true)
fi
check_with memcheck '*/cuda*:WeightingsOfAllVariants.*'
memcheck=$outcome
check_with racecheck '*Sums*/cuda*'
racecheck=$outcome

step "rates"
rates=measured
if ! "$rates_program" "$log/rates.json" "${quick[@]}"; then
  failures+=(rates)
  rates=failed
  printf '{\n  "ceilings": [],\n  "rates": []\n}\n' >"$log/rates.json"
fi

step "registers and spills"
spills=none
if [ $cpu = no ]; then bash tests/gpu/registers.sh --lines "$build/ptxas" >"$log/kernels" || spills=some; fi
[ $spills = none ] || [ ! -s "$log/kernels" ] || failures+=(spills)
kernels=
if [ -s "$log/kernels" ]; then
  while read -r architecture registers stores loads kernel; do
    printf '%s: %s registers, %s bytes of spill stores, %s of spill loads\n' "$kernel" "$registers" "$stores" "$loads"
    kernels+="${kernels:+,}"$'\n'"    {\"name\": $(quoted "$kernel"), \"registers\": $registers,"
    kernels+=" \"spill_store_bytes\": $stores, \"spill_load_bytes\": $loads}"
  done <"$log/kernels"
elif [ $cpu = no ]; then
  failures+=(registers)
  echo "not known: no output of ptxas (delete $build and try again)"
else
  echo "not known: no GPU code was compiled"
fi

step "result"
mkdir -p results/gpu
result=results/gpu/$name.json
{
  echo "{"
  for entry in device driver compute_capability:capability nvcc:nvcc_version compiler commit; do
    variable=${entry#*:}
    echo "  \"${entry%%:*}\": $(quoted "${!variable}"),"
  done
  printf '  "parity": {"outcome": "%s", "passed": %d, "failed": %d, "skipped": %d},\n' \
    "$parity" "${passed:-0}" "${failed:-0}" "$skipped"
  echo "  \"memcheck\": $(quoted "$memcheck"),"
  echo "  \"racecheck\": $(quoted "$racecheck"),"
  echo "  \"kernels\": [$kernels${kernels:+$'\n'  }],"
  sed '1d' "$log/rates.json"
} >"$result"
echo "written: $result"
if [ -n "${OUT:-}" ]; then
  mkdir -p "$OUT"
  cp "$result" "$OUT/"
  echo "copied to \$OUT"
fi
[ ${#failures[@]} = 0 ] || fail "failed: ${failures[*]}"
if [ $cpu = yes ]; then
  echo "All steps worked on the CPU. Nothing was run on a GPU."
else
  echo "All is well on $device."
fi
