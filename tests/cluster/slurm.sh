#!/usr/bin/env bash
# A real Slurm on this machine alone, in a folder of its own: submits the array that `plan --slurm` prints, tells one task to stop, queues
# another again from outside, waits for the merge, and compares its file with that of one process, byte by byte. A task that is
# cancelled stays so. Exit status 77, which ctest shows as skipped, where there is no Slurm.
#   bash tests/cluster/slurm.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
configs=$(realpath "$(dirname "$0")/../../configs")
export PATH="$PATH:/usr/sbin:/sbin"

for tool in munged slurmctld slurmd sbatch scontrol scancel squeue sinfo; do
  command -v "$tool" > /dev/null ||
    { echo "SKIPPED: no $tool here (bash configs/install-packages.sh cluster): nothing was tried on a cluster" >&2; exit 77; }
done

folder=$(mktemp -d)
chmod 755 "$folder"
cd "$folder"
holding=
stop() {
  [ -z "$holding" ] || kill "$holding" 2> /dev/null || true
  for daemon in slurmd slurmctld munged; do
    [ ! -s "$folder/$daemon.pid" ] || kill "$(cat "$folder/$daemon.pid")" 2> /dev/null || true
  done
  for daemon in slurmd slurmctld munged; do
    until [ ! -s "$folder/$daemon.pid" ] || ! kill -0 "$(cat "$folder/$daemon.pid")" 2> /dev/null; do sleep 0.1; done
  done
  rm -rf "$folder"
}
trap stop EXIT
fail() {
  echo "FAILED: $*" >&2
  tail -n 30 "$folder"/*.log >&2
  exit 1
}
# Waits until a command succeeds.
wait_for() {
  local what=$1
  shift
  for _ in $(seq 1800); do
    ! "$@" || return 0
    sleep 0.1
  done
  fail "after 3 minutes: $what"
}

user=$(id -un)
host=$(hostname -s)
port=$((20000 + $$ % 20000))
mkdir state spool
dd if=/dev/urandom of=munge.key bs=1 count=128 status=none
chmod 400 munge.key
munged --force --socket="$folder/munge.socket" --key-file="$folder/munge.key" --pid-file="$folder/munged.pid" \
  --log-file="$folder/munged.log" --seed-file="$folder/munge.seed"
cat > slurm.conf << END
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket,cred_expire=5
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
KillWait=60
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
PartitionName=night Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$folder/slurm.conf
unset SLURM_JOB_ID SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_COUNT
slurmctld -c
slurmd -c
is_idle() { [ "$(sinfo --noheader --format=%T 2> /dev/null)" = idle ]; }
wait_for "no node is idle" is_idle

# Some seconds for each of a dozen shards.
cp "$configs/khanal2024.csv" .
sed -e 's/incl = { from = 0.75, to = 0.94, step = 0.01 }/incl = { from = 0.75, to = 0.9495, step = 0.0005 }/' \
  -e '/^\[sweep.anchors.INT\]/,/^crossover/ s/step = 0.5/step = 0.025/' "$configs/khanal2024-headline.toml" > study.toml
export SOURCE_DATE_EPOCH=1000000000
"$program" plan "$folder/study.toml" -o "$folder/parts.h5" --slurm=3 > parts.sh 2> plan.log
"$program" run "$folder/study.toml" -o "$folder/whole.h5" --shard-size "$(grep -o 'shard-size [0-9]*' parts.sh | cut -d' ' -f2)" \
  --progress none > whole.log 2>&1
submitted=$(bash parts.sh)
parts=$(sed 's/^parts: job \([0-9]*\);.*/\1/' <<< "$submitted")
merging=$(sed 's/.*merged by job \([0-9]*\)$/\1/' <<< "$submitted")
state() { scontrol --oneliner show job "$1" 2> /dev/null | grep -o 'JobState=[A-Z_]*' | head -1 | cut -d= -f2; }
restarts() { scontrol --oneliner show job "$1" | grep -o 'Restarts=[0-9]*' | cut -d= -f2; }
has_saved() { grep -q '"event":"shard"' "parts.h5.run/journal-$1-of-3" 2> /dev/null; }
is_over() { case $(state "$1") in COMPLETED | FAILED | CANCELLED | TIMEOUT | NODE_FAIL | OUT_OF_MEMORY) ;; *) return 1 ;; esac; }

# Of a fast machine part 2 would be done before it is told anything: it is held after its first shard.
process_of_part() {
  for process in $(pgrep -f "$folder/parts.h5"); do
    [ "$(realpath "/proc/$process/exe" 2> /dev/null)" != "$program" ] ||
      ! tr '\0' '\n' < "/proc/$process/environ" 2> /dev/null | grep -qx "SLURM_ARRAY_TASK_ID=$1" || echo "$process"
  done
}
(until has_saved 2; do sleep 0.02; done && kill -STOP $(process_of_part 2)) &
holding=$!

wait_for "part 1 saves no shard" has_saved 1
# Slurm 22.05 passes the signal on, reports that it could not, and would pass it on again some seconds later.
timeout 3 scancel --signal=TERM --batch "${parts}_1" 2> /dev/null || true
was_restarted() { [ "$(restarts "$1")" = 1 ]; }
wait_for "part 1 is not queued again" was_restarted "${parts}_1"
grep -q '"reason":"signal 2"' parts.h5.run/journal-1-of-3 || fail "part 1 did not end by itself"

wait_for "part 2 saves no shard" has_saved 2
wait $holding || fail "part 2 cannot be held"
held=$(process_of_part 2)
scontrol requeue "${parts}_2"
kill -CONT $held 2> /dev/null || true
stopped_itself() { grep -q '"reason":"signal 2"' parts.h5.run/journal-2-of-3; }
wait_for "part 2, queued again, did not end by itself" stopped_itself

wait_for "the merge does not end" is_over "$merging"
[ "$(state "$merging")" = COMPLETED ] || fail "the merge is $(state "$merging")"
[ "$(restarts "${parts}_2")" = 1 ] || fail "part 2 was restarted $(restarts "${parts}_2") times"
for part in 1 2 3; do
  [ "$(grep -c '"event":"shard"' "parts.h5.run/journal-$part-of-3")" = "$(grep -o '"shard":[0-9]*' "parts.h5.run/journal-$part-of-3" | sort -u | wc -l)" ] ||
    fail "part $part did a shard twice"
done
cmp whole.h5 parts.h5 || fail "the merged file is another"

# Cancelled is cancelled.
"$program" plan "$folder/study.toml" -o "$folder/cancelled.h5" --slurm=3 > cancelled.sh 2>> plan.log
submitted=$(bash cancelled.sh)
parts=$(sed 's/^parts: job \([0-9]*\);.*/\1/' <<< "$submitted")
merging=$(sed 's/.*merged by job \([0-9]*\)$/\1/' <<< "$submitted")
has_begun() { grep -q '"event":"begin"' cancelled.h5.run/journal-1-of-3 2> /dev/null; }
wait_for "the second array does not begin" has_begun
scancel "$parts"
wait_for "the cancelled array does not end" is_over "${parts}_1"
[ "$(state "${parts}_1")" = CANCELLED ] || fail "a cancelled task is $(state "${parts}_1")"
wait_for "the merge of a cancelled array stays" is_over "$merging"
[ "$(state "$merging")" = CANCELLED ] || fail "the merge of a cancelled array is $(state "$merging")"
[ ! -e cancelled.h5 ] || fail "a cancelled array has a result"
echo "slurm $(sinfo --version | cut -d' ' -f2): an array of 3 tasks, one told to stop, one queued again, merged: the same file as of one run"
