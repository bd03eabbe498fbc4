#include "host/cli/shard_range.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "host/error.hpp"

namespace qca {

namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// @throws InputError when it is set and no number
std::optional<std::uint64_t> variable(const char* name) {
    const char* text = std::getenv(name);
    if (text == nullptr) return std::nullopt;
    const auto number = whole_number(text);
    if (!number) throw InputError(fmt::format("{}: '{}' is no whole number (Slurm sets it in a job array) state --shard i/N", name, text));
    return number;
}

std::optional<ShardRange> task_of_array() {
    const auto task = variable("SLURM_ARRAY_TASK_ID"), count = variable("SLURM_ARRAY_TASK_COUNT");
    if (!task || !count) return std::nullopt;
    const std::uint64_t first = variable("SLURM_ARRAY_TASK_MIN").value_or(1), step = variable("SLURM_ARRAY_TASK_STEP").value_or(1);
    if (step == 0 || *task < first || (*task - first) % step != 0 || (*task - first) / step >= *count || *count > ShardRange::most_parts)
        throw InputError(fmt::format("SLURM_ARRAY_TASK_ID: {} is not the number of one of {} tasks from {} on in steps of {} (is the array one "
                                     "range?) state --shard i/N",
                                     *task, *count, first, step));
    return ShardRange{(*task - first) / step + 1, *count};
}

}  // namespace

std::optional<ShardRange> shard_range(const std::string& text) {
    if (text.empty() || text == "auto") {
        const std::optional<ShardRange> range = task_of_array();
        if (!range && text == "auto")
            throw InputError("--shard auto: this is no task of a Slurm array (SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT are not set) "
                             "state --shard i/N");
        if (range) fmt::print(stderr, "note: part {} of {} (from SLURM_ARRAY_TASK_ID); --shard 1/1 runs the whole\n", range->part, range->parts);
        return range && range->parts == 1 ? std::nullopt : range;
    }
    const std::size_t slash = text.find('/');
    const std::uint64_t part = whole_number(std::string_view(text).substr(0, slash)).value_or(0);
    const std::uint64_t parts = slash == std::string::npos ? 0 : whole_number(std::string_view(text).substr(slash + 1)).value_or(0);
    if (part == 0 || part > parts || parts > ShardRange::most_parts)
        throw InputError(fmt::format("--shard {}: is no part of a whole (a part is i/N with i from 1 to N, N at most {}) write 2/10 for the second "
                                     "of ten",
                                     text, ShardRange::most_parts));
    return parts == 1 ? std::nullopt : std::optional(ShardRange{part, parts});
}

}  // namespace qca
