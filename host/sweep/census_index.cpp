#include "host/sweep/census_index.hpp"

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/study/expression.hpp"

namespace qca {

namespace {

constexpr std::string_view between_models = " | ", between_paths = " + ", before_outcome = " -> ";

/// Calls body(part) for every part of a text.
template <class Body>
void for_each_part(std::string_view text, std::string_view separator, const Body& body) {
    for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
        body(text.substr(0, end));
        text.remove_prefix(end + separator.size());
    }
    body(text);
}

}  // namespace

std::string census_expression(const ModelSet& models, const std::vector<std::string>& conditions, const std::string& outcome) {
    std::string text;
    for (const std::vector<std::uint16_t>& model : models.models) {
        if (!text.empty()) text += between_models;
        for (std::size_t i = 0; i < model.size(); ++i) {
            if (i > 0) text += between_paths;
            text += to_expression(models.paths[model[i]], conditions);
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
    for_each_part(conjunction, "*", [&](std::string_view literal) {
        const bool negated = literal.starts_with('~');
        const auto bit = condition_bits_.find(literal.substr(negated ? 1 : 0));
        if (bit == condition_bits_.end())
            throw InputError(fmt::format("census: '{}' is no literal of a condition (the result is damaged) repeat the run", literal));
        path.literals |= bit->second;
        if (!negated) path.values |= bit->second;
    });
    return path;
}

std::uint32_t CensusIndex::number_of(std::string_view conjunction, std::string_view outcome) {
    key_.assign(conjunction).append(outcome);
    const auto found = numbers_.find(std::string_view(key_));
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(implicants_.size());
    implicants_.push_back(read_path(conjunction));
    expressions_.push_back(key_);
    lengths_.push_back(conjunction.size());
    place_.push_back(0);
    numbers_.emplace(key_, number);
    return number;
}

void CensusIndex::add(std::string_view expression) {
    const std::size_t first = members_.size();
    const std::size_t end = expression.find(before_outcome);
    const std::string_view outcome = end == std::string_view::npos ? "" : expression.substr(end);
    const auto add_path = [&](std::string_view conjunction) {
        const std::uint32_t path = number_of(conjunction, outcome);
        model_paths_.push_back(path);
        if (place_[path] == 0) {
            members_.push_back({path, 1});
            place_[path] = static_cast<std::uint32_t>(members_.size() - first);
        } else {
            ++members_[first + place_[path] - 1].models;
        }
    };
    if (!expression.empty())
        for_each_part(expression.substr(0, end), between_models, [&](std::string_view model) {
            for_each_part(model, between_paths, add_path);
            path_begin_.push_back(model_paths_.size());
        });
    model_begin_.push_back(path_begin_.size() - 1);
    member_begin_.push_back(members_.size());
    for (std::size_t m = first; m < members_.size(); ++m) place_[members_[m].path] = 0;
}

}  // namespace qca
