#include "host/sweep/census_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/study/expression.hpp"

namespace qca {

namespace {

constexpr std::string_view between_models = " | ", between_paths = " + ", before_outcome = " -> ";

static_assert(between_models.size() == between_paths.size());

}  // namespace

std::string census_expression(const ModelSet& models, const std::vector<std::string>& conditions, const std::string& outcome) {
    std::vector<std::string> paths;  // once, though many models may have them
    for (const Implicant& path : models.paths) paths.push_back(to_expression(path, conditions));
    std::string text;
    for (const std::vector<std::uint16_t>& model : models.models) {
        if (!text.empty()) text += between_models;
        for (std::size_t i = 0; i < model.size(); ++i) {
            if (i > 0) text += between_paths;
            text += paths[model[i]];
        }
    }
    if (!text.empty() && !outcome.empty()) text.append(before_outcome) += outcome;
    return text;
}

CensusIndex::CensusIndex(const std::vector<std::string>& conditions) {
    const auto count = static_cast<int>(conditions.size());
    for (int c = 0; c < count; ++c) condition_bits_.emplace(conditions[static_cast<std::size_t>(c)], condition_bit(c, count));
}

Implicant CensusIndex::read_path(std::string_view conjunction) const {
    Implicant path;
    if (conjunction == "1") return path;
    for (std::size_t at = 0; at <= conjunction.size();) {
        const std::size_t end = std::min(conjunction.find('*', at), conjunction.size());
        const std::string_view literal = conjunction.substr(at, end - at);
        const bool negated = literal.starts_with('~');
        const auto bit = condition_bits_.find(literal.substr(negated ? 1 : 0));
        if (bit == condition_bits_.end())
            throw InputError(fmt::format("census: '{}' is no literal of a condition (the result is damaged) repeat the run", literal));
        path.literals |= bit->second;
        if (!negated) path.values |= bit->second;
        at = end + 1;
    }
    return path;
}

std::uint32_t CensusIndex::number_of(std::string_view conjunction, std::string_view outcome, Numbers& numbers) {
    const auto found = numbers.find(conjunction);
    if (found != numbers.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(implicants_.size());
    implicants_.push_back(read_path(conjunction));
    expressions_.push_back(std::string(conjunction).append(outcome));
    lengths_.push_back(conjunction.size());
    place_.push_back(0);
    numbers.emplace(conjunction, number);
    return number;
}

void CensusIndex::add(std::string_view expression) {
    const std::size_t first = members_.size();
    // Only separators have blanks, so an outcome follows the last one.
    const std::size_t last_blank = expression.rfind(' ');
    const std::size_t end = last_blank != std::string_view::npos && last_blank + 1 >= before_outcome.size() &&
                                    expression.substr(last_blank + 1 - before_outcome.size(), before_outcome.size()) == before_outcome
                                ? last_blank + 1 - before_outcome.size()
                                : expression.size();
    const std::string_view outcome = expression.substr(end);
    Numbers& numbers = numbers_[std::string(outcome)];
    const auto add_path = [&](std::string_view conjunction) {
        const std::uint32_t path = number_of(conjunction, outcome, numbers);
        model_paths_.push_back(path);
        if (place_[path] == 0) {
            members_.push_back({path, 1});
            place_[path] = static_cast<std::uint32_t>(members_.size() - first);
        } else {
            ++members_[first + place_[path] - 1].models;
        }
    };
    const std::string_view models = expression.substr(0, end);
    for (std::size_t at = 0; at < models.size();) {
        const std::size_t blank = std::min(models.find(' ', at), models.size());
        add_path(models.substr(at, blank - at));
        if (models.substr(blank, between_paths.size()) != between_paths) path_begin_.push_back(model_paths_.size());
        at = blank + between_models.size();  // as long as the one between paths
    }
    model_begin_.push_back(path_begin_.size() - 1);
    member_begin_.push_back(members_.size());
    for (std::size_t m = first; m < members_.size(); ++m) place_[members_[m].path] = 0;
}

}  // namespace qca
