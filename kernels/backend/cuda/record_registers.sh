#!/usr/bin/env bash
# Runs the CUDA compiler and keeps what it says of registers and spills, which it says only when it compiles.
#   record_registers.sh FOLDER COMPILER ARGUMENT...    writes FOLDER/SOURCE.log
set -u
folder=$1
shift
source=
for argument in "$@"; do
  case "$argument" in *.cu) source=$(basename "$argument") ;; esac
done
mkdir -p "$folder"
"$@" 2>&1 | tee "$folder/${source:-none}.log"
exit "${PIPESTATUS[0]}"
