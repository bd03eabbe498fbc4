#include "host/report/slurm_script.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace qca {

namespace {

/// A name in letters that a #SBATCH line takes as they are.
std::string job_name(std::string name) {
    std::replace_if(
        name.begin(), name.end(),
        [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0 && letter != '-' && letter != '_' && letter != '.'; }, '_');
    return name;
}

/// On one line of a comment.
std::string in_comment(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char letter) { return std::iscntrl(static_cast<unsigned char>(letter)) != 0; }, ' ');
    return text;
}

std::string head(const SlurmArray& array) {
    return fmt::format(R"bash(#!/bin/bash
# {0} in {1} parts, then merged into one result file. Printed by qcasweep plan --slurm {1}.
#     bash FILE [OPTION OF SBATCH ...]   submits the parts as a job array, and a job that merges them when all have ended well
#     sbatch FILE                        submits the parts alone
# A task that is told to stop (time limit, preemption) finishes its shard, saves it and is queued again; it goes on where it was.
#SBATCH --job-name={2}
#SBATCH --array=1-{1}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={3}
#SBATCH --mem={4}M
#SBATCH --time={5}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:TERM@120
#SBATCH --output=%x-%A_%a.log
)bash",
                       in_comment(array.name), array.parts, job_name(array.name), array.threads, array.mebibytes, array.minutes);
}

std::string files(const SlurmArray& array) {
    const std::string merge = fmt::format("exec {} merge {} -o {} --threads {}", shell_word(array.program), shell_word(array.output + ".run"),
                                          shell_word(array.output), array.threads);
    return fmt::format(R"bash(
program={}
study={}
result={}
merge={}

# Whoever opens the result file locks it; on a network file system that has no locks, HDF5 is not to insist.
export HDF5_USE_FILE_LOCKING="${{HDF5_USE_FILE_LOCKING:-BEST_EFFORT}}"
)bash",
                       shell_word(array.program), shell_word(array.study), shell_word(array.output), shell_word(merge));
}

std::string submission(const SlurmArray& array) {
    return fmt::format(R"bash(
if [ -z "${{SLURM_ARRAY_TASK_ID:-}}" ]; then
  parts=$(sbatch --parsable "$@" "$0") || exit
  parts=${{parts%%;*}}
  merging=$(sbatch --parsable "$@" --dependency="afterok:$parts" --kill-on-invalid-dep=yes --job-name={}-merge --ntasks=1 \
    --cpus-per-task={} --mem={}M --time=60 --output=%x-%j.log --wrap "$merge") || exit
  echo "parts: job $parts; merged by job ${{merging%%;*}}"
  exit
fi
)bash",
                       job_name(array.name), array.threads, array.mebibytes);
}

std::string task(const SlurmArray& array) {
    return fmt::format(R"bash(
# Slurm may send TERM to every process of a task or to this script alone. The program, which takes a second signal as an order to end at
# once, leaves TERM to this script and is told once, by INT.
(trap '' TERM; exec "$program" run "$study" -o "$result" --shard auto --shard-size {} --resume --progress plain \
  --threads "${{SLURM_CPUS_PER_TASK:-{}}}") &
run=$!
trap 'trap "" TERM; kill -INT "$run"' TERM
wait "$run"
status=$?
if [ "$status" -eq 143 ]; then  # the signal ended the wait, not the run
  wait "$run"
  status=$?
fi

# 75: stopped, and saved. A task that is being cancelled, or queued again already, is left to Slurm.
if [ "$status" -eq 75 ] && [ "$(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T)" = RUNNING ]; then
  scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
)bash",
                       array.shard_size, array.threads);
}

}  // namespace

std::string shell_word(const std::string& text) {
    std::string word = "'";
    for (const char letter : text) word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + "'";
}

std::string slurm_script(const SlurmArray& array) { return head(array) + files(array) + submission(array) + task(array); }

}  // namespace qca
