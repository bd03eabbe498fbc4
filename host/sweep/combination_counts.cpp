#include "host/sweep/combination_counts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

namespace qca {

namespace {

constexpr std::size_t always = std::size_t{1} << 12;  ///< combinations that always pay
constexpr std::size_t most_at_once = 1024;  ///< samples whose counters are found before they are counted

/// Appends a digit to numbers. (By itself: GCC would do two columns in one loop, which it then does not vectorise.)
[[gnu::noinline]] void append(std::uint16_t* __restrict numbers, const std::uint8_t* __restrict digit, std::uint16_t base, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::uint16_t>(numbers[i] * base + digit[i]);
}

}  // namespace

CombinationCounts::CombinationCounts(std::vector<std::size_t> sizes, std::uint32_t together)
    : sizes_(std::move(sizes)), together_(together), room_(together), counts_(std::accumulate(sizes_.begin(), sizes_.end(), std::size_t{1}, std::multiplies<>())) {}

std::size_t CombinationCounts::most_for(std::uint64_t samples) { return std::clamp<std::uint64_t>(samples / 4, always, most_combinations); }

void CombinationCounts::make_room() {
    before_.resize(counts_.size());
    for (std::size_t at = 0; at < counts_.size(); ++at) before_[at] += counts_[at];
    std::fill(counts_.begin(), counts_.end(), 0);
    room_ = together_;
}

void CombinationCounts::add(const std::vector<const std::uint8_t*>& columns, std::size_t samples) {
    std::array<std::uint16_t, most_at_once> at;
    std::uint32_t* const counts = counts_.data();
    for (std::size_t first = 0, some = 0; first < samples; first += some) {
        if (room_ == 0) make_room();
        some = std::min<std::size_t>({most_at_once, samples - first, room_});
        room_ -= static_cast<std::uint32_t>(some);
        if (columns.empty()) std::fill_n(at.begin(), some, std::uint16_t{0});
        else std::copy_n(columns.front() + first, some, at.begin());
        for (std::size_t column = 1; column < columns.size(); ++column)
            append(at.data(), columns[column] + first, static_cast<std::uint16_t>(sizes_[column]), some);
        for (std::size_t i = 0; i < some; ++i) ++counts[at[i]];
    }
}

std::vector<std::uint64_t> CombinationCounts::by(const std::vector<std::size_t>& columns) const {
    // How far a label moves in the sums; columns that are summed over do not.
    std::vector<std::size_t> step(sizes_.size());
    std::size_t size = 1;
    for (std::size_t x = columns.size(); x-- > 0; size *= sizes_[columns[x]]) step[columns[x]] = size;
    std::vector<std::uint64_t> sums(size);
    const std::size_t outer = sizes_.empty() ? 0 : sizes_.size() - 1;
    const std::size_t last = sizes_.empty() ? 1 : sizes_.back(), last_step = sizes_.empty() ? 0 : step.back();
    std::vector<std::size_t> label(outer);
    for (std::size_t at = 0, to = 0; at < counts_.size(); at += last) {
        for (std::size_t i = 0; i < last; ++i) sums[to + i * last_step] += counts_[at + i];
        for (std::size_t i = 0; i < last && !before_.empty(); ++i) sums[to + i * last_step] += before_[at + i];
        for (std::size_t x = outer; x-- > 0;) {
            to += step[x];
            if (++label[x] < sizes_[x]) break;
            to -= step[x] * sizes_[x];
            label[x] = 0;
        }
    }
    return sums;
}

}  // namespace qca
