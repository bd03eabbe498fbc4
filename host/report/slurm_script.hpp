// A long run as jobs of a cluster.
#pragma once

#include <cstdint>
#include <string>

namespace qca {

/// What a job array of Slurm is to do. Files are absolute, as the nodes see them.
struct SlurmArray {
    std::string name;             ///< of the study
    std::string program, study, output;
    std::uint64_t parts = 1;      ///< tasks of the array, at least 1
    std::uint64_t shard_size = 1; ///< calibrations (of a design: samples) that a task saves together
    std::uint64_t threads = 1;    ///< of each task
    std::uint64_t mebibytes = 1;  ///< memory of each task
    std::uint64_t minutes = 1;    ///< that a task may take before it is stopped and queued again
};

/// A script for bash. Run by itself it submits the array, and a job that merges the parts when all have ended well; sbatch takes it, too, for
/// the array alone. A task that is told to stop (time limit, preemption) saves what is finished and is queued again.
/// @source sbatch(1) and scontrol(1) of Slurm 22.05
std::string slurm_script(const SlurmArray& array);

/// A text as one word of a POSIX shell.
std::string shell_word(const std::string& text);

}  // namespace qca
