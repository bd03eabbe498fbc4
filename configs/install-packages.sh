#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that the arguments name a set of: "build", "test", "appendix" (a browser, LaTeX
# with Chinese, pandoc, R with hdf5r: large, so tests/run.sh does without, and tests that want them are skipped) and "cluster" (Slurm, of
# which a test starts one of its own; skipped without, too). Packages that are there
# already are left alone; nothing is asked, and no list is fetched, when none is missing.
set -euo pipefail

build=(g++ cmake ninja-build git libcli11-dev libhdf5-dev libtomlplusplus-dev libfmt-dev nettle-dev zlib1g-dev nlohmann-json3-dev
  librsvg2-bin fonts-liberation)  # rsvg-convert (LGPL 2.1 or later) is run by the command appendix, not linked
test=(libgtest-dev libbenchmark-dev python3-xarray python3-h5netcdf python3-netcdf4 binutils dpkg-dev)
appendix=(chromium poppler-utils texlive-latex-recommended lmodern latex-cjk-chinese latex-cjk-chinese-arphic-gbsn00lp pandoc r-cran-hdf5r)
cluster=(slurm-wlm munge)

wanted=()
for set in "$@"; do
  case $set in
    build) wanted+=("${build[@]}") ;;
    test) wanted+=("${test[@]}") ;;
    appendix) wanted+=("${appendix[@]}") ;;
    cluster) wanted+=("${cluster[@]}") ;;
    *) echo "install-packages: unknown set '$set' (build, test, appendix or cluster)" >&2; exit 2 ;;
  esac
done

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "packages: all there"
  exit 0
fi
echo "packages: installing ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install-packages: needs root (no sudo here): apt-get install ${missing[*]}" >&2; exit 3; }
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
